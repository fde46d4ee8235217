/**
 * The course of a case with its clock, as the program runs it: every write is settled by the convener and the ladder
 * together, and the clock jumps from one `dueAt` to the next. Whatever must be sent is sent at once.
 */
import assert from 'node:assert/strict';
import { formatInTimeZone } from 'date-fns-tz';
import { nl } from 'date-fns/locale';
import type { CaseCommand } from '../../src/case/commands.ts';
import type { Meeting } from '../../src/case/consultation.ts';
import { decide } from '../../src/case/decide.ts';
import { type CaseDocument, openedIntake, withEvents } from '../../src/case/document.ts';
import { settle, watchAll } from '../../src/case/due.ts';
import type { CaseEvent, LoggedEvent } from '../../src/case/events.ts';
import { type FollowedCase, type PreAnnouncement, isFollowed } from '../../src/case/state.ts';
import type { CallAnswer } from '../../src/case/vocabulary.ts';
import { convener } from '../../src/consultation/convene.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Person, Region } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import { ladder } from '../../src/escalation/ladder.ts';
import { everybodyOnDuty, plainDays } from '../support/cover.ts';
import { eva, olga, regionOf } from './people.ts';

/** Monday 23 November 2026, 14:00 in Amsterdam: the middle of a working day. */
export const START: Instant = Date.parse('2026-11-23T14:00+01:00');

/** More looks of the clock than any course of a case asks for. */
const MANY = 200;

export const announcement = (at: Instant, changes: Partial<PreAnnouncement> = {}): PreAnnouncement => ({
  municipality: 'hoogeveen',
  incidentAt: at,
  policeReference: '2026-1234',
  children: 2,
  directDanger: false,
  restrainingOrder: 'unknown',
  visitorRisk: 'none',
  interpreter: false,
  contactKnown: true,
  mayShare: true,
  helpInvolved: 'no',
  ...changes,
});

export const GO: CaseCommand = {
  type: 'RecordConsultation',
  decisions: { decision: { kind: 'go' }, exceptional: false, caseLead: 'gemeente' },
};

export interface Setting {
  at?: Instant;
  by?: Person;
  region?: Region;
  directDanger?: boolean;
}

/** A case that has just been announced. Every method acts at the moment the clock stands at. */
export const courseOf = ({ at = START, by = olga, region = regionOf(), directDanger = false }: Setting) => {
  const [municipality] = region.municipalities;
  assert.ok(municipality);
  const parts = { region, days: plainDays(), cover: everybodyOnDuty(region), texts: true };
  const freshWatch = () => watchAll([convener(parts), ladder(parts)]);
  const watch = freshWatch();
  let now = at;
  let document: CaseDocument = openedIntake('case', whoIs(by), at);
  const writes: (readonly LoggedEvent[])[] = [];

  const save = (changed: CaseDocument): void => {
    const saved = settle(changed, watch, now);
    assert.deepEqual(saved, settle(changed, freshWatch(), now), 'it depends on what the clock saw before');
    writes.push(saved.log.slice(document.log.length));
    document = settle({ ...saved, outbox: [] }, watch, now);
    assert.equal(document.log.length, saved.log.length, 'a second look found something');
    assert.ok(document.dueAt === null || document.dueAt > now, 'still due for what was just looked at');
  };

  const add = (events: readonly CaseEvent[], actor?: Person): void => {
    save(withEvents(document, events, now, actor && whoIs(actor)));
  };

  /** Carries out a command; answers why not when it is refused. */
  const tries = (command: CaseCommand, actor: Person): string | undefined => {
    const { roles, disclosures } = region;
    const facts = { now, actor, municipality, roles, disclosures, number: 'HGV-2026-0001' };
    const decision = decide(command, document.state, facts);
    if (!decision.ok) return decision.refusal.code;
    add(decision.value, actor);
    return undefined;
  };

  const runs = (command: CaseCommand, actor: Person = eva): void => {
    assert.equal(tries(command, actor), undefined, `${command.type} was refused`);
  };

  const state = (): FollowedCase => {
    assert.ok(isFollowed(document.state));
    return document.state;
  };

  const meeting = (number = state().meetings.length): Meeting => {
    const found = state().meetings.find((one) => one.number === number);
    assert.ok(found, `there is no consultation ${number}`);
    return found;
  };

  runs({ type: 'Announce', announcement: announcement(at, { directDanger }) }, by);

  return {
    region,
    municipality,
    now: () => now,
    document: () => document,
    /** What was logged, write by write. */
    writes: (): readonly (readonly LoggedEvent[])[] => writes,
    state,
    meeting,
    runs,
    tries,
    /** Something that happens to a case without a command. */
    add,
    answers: (actor: Person, answer: CallAnswer): void => {
      runs({ type: 'AnswerCall', answer }, actor);
    },
    unreachable: (who: Person): void => {
      add([{ type: 'CallAnswered', who: whoIs(who), answer: 'unreachable' }]);
    },
    /** Lets the clock look at every moment it asked for, up to and including this one. */
    until: (moment: Instant): void => {
      for (let looks = 0; document.dueAt !== null && document.dueAt <= moment; looks += 1) {
        assert.ok(looks < MANY, 'the clock never comes to rest');
        now = document.dueAt;
        const { length } = document.log;
        save(document);
        assert.ok(document.log.length > length, 'due, and nothing happened');
      }
      now = moment;
    },
    /** Nothing looks at the case until this moment, and then somebody does. */
    outageUntil: (moment: Instant): void => {
      now = moment;
      save(document);
    },
  };
};
export type Course = ReturnType<typeof courseOf>;

/** `ma 14:05`, in Amsterdam. */
export const clock = (at: Instant): string =>
  formatInTimeZone(at, 'Europe/Amsterdam', 'EEEEEE HH:mm', { locale: nl });

/** Everybody who was called, in order: `ma 14:05 again Vera`; of one organisation, or `again Vera (vt)` of all. */
export const callsOf = (course: Course, organisation?: string): readonly string[] =>
  course
    .document()
    .log.flatMap(({ at, event }) =>
      event.type === 'PeopleCalled'
        ? event.seats
            .filter((seat) => organisation === undefined || seat.organisation === organisation)
            .map(
              (seat) =>
                `${clock(at)} ${event.why} ${seat.who.name}` +
                (organisation === undefined ? ` (${seat.organisation})` : ''),
            )
        : [],
    );

/** Who was asked for the outcome, and when: `ma 14:30 Olga`. */
export const outcomeAsked = (course: Course): readonly string[] =>
  course
    .document()
    .log.flatMap(({ at, event }) => (event.type === 'OutcomeAsked' ? [`${clock(at)} ${event.to.name}`] : []));
