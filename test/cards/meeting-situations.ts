/** Every way in which a consultation can stand on the card of its case, and on the cards with which people are called. */
import type { CaseDocument } from '../../src/case/document.ts';
import { CALL_ANSWERS, CALL_REASONS, type CallReason, PASSED_REASONS } from '../../src/case/vocabulary.ts';
import type { Actor } from '../../src/core/actor.ts';
import { MEETING_WAYS, type MeetingWay, type Region } from '../../src/core/region.ts';
import { CLOSED, after, announced, completed, feedback, hoursLater, line, planned, seen } from './cases.ts';
import {
  type Answer,
  again,
  answered,
  begun,
  called,
  concluded,
  convened,
  found,
  managerOf,
  seatOf,
  tableOf,
  then,
} from './meetings.ts';
import { ADULT_WORKER } from './regions.ts';
import type { Situation } from './situations.ts';

const WAYS: readonly (MeetingWay | undefined)[] = [undefined, ...MEETING_WAYS];
const ANSWERS: readonly (Answer | undefined)[] = [undefined, ...CALL_ANSWERS];

const wayName = (way: MeetingWay | undefined): string => way ?? 'no place yet';

const situation = (name: string, document: CaseDocument, hours = 3): Situation => ({
  name: `consultation, ${name}`,
  document,
  now: hoursLater(hours),
});

/** From the outcome of the latest consultation on: seen, told, closed. */
const visitedFrom = (document: CaseDocument, who: Actor): CaseDocument =>
  after(document, line(5, who, planned(hoursLater(6))), line(7, who, seen(hoursLater(6))));

const closedFrom = (document: CaseDocument, who: Actor): CaseDocument =>
  after(
    visitedFrom(document, who),
    line(8, who, completed(), feedback('police'), feedback('safeAtHome')),
    line(9, who, CLOSED),
  );

/** Nobody of the organisation of the first seat answered, and its manager was asked. */
const withManager = (region: Region, answer?: Answer): CaseDocument => {
  const manager = managerOf(region);
  const [first] = tableOf(region);
  if (!first) throw new Error('nobody is at the table');
  const { organisation } = seatOf(region, first);
  return then(
    convened(region, { way: 'graph' }),
    1,
    called('again', seatOf(region, first)),
    called('manager', seatOf(region, manager, organisation)),
    ...(answer ? [answered(manager, answer)] : []),
  );
};

/** The case card, in every place, attendance, step, and with every way that was passed over. */
export const meetingSituations = (region: Region, who: Actor): readonly Situation[] => {
  const ahead = hoursLater(20);
  const first = (way?: MeetingWay) => concluded(convened(region, { way }), who);
  const second = (way?: MeetingWay, startsAt = hoursLater(2)) =>
    again(first('graph'), region, { way, startsAt });
  return [
    ...WAYS.flatMap((way) => [
      situation(`running, ${wayName(way)}`, convened(region, { way })),
      situation(`running in danger, ${wayName(way)}`, convened(region, { way }, true)),
      situation(`ahead, ${wayName(way)}`, convened(region, { way, startsAt: ahead })),
      situation(`over, ${wayName(way)}`, first(way)),
      situation(`over and details known, ${wayName(way)}`, after(first(way), line(2, who, completed()))),
      situation(`second, ${wayName(way)}`, second(way)),
      situation(`second ahead, ${wayName(way)}`, second(way, ahead)),
      situation(
        `second while planned, ${wayName(way)}`,
        again(after(first('graph'), line(1, who, planned(hoursLater(6)))), region, { way }),
      ),
      situation(`second over, ${wayName(way)}`, concluded(second(way), who, 4), 5),
      situation(`visited, ${wayName(way)}`, visitedFrom(first(way), who), 8),
      situation(`second without an outcome while visited, ${wayName(way)}`, visitedFrom(second(way), who), 8),
      situation(`closed, ${wayName(way)}`, closedFrom(first(way), who), 10),
      situation(`second without an outcome while closed, ${wayName(way)}`, closedFrom(second(way), who), 10),
    ]),
    ...ANSWERS.map((answer) =>
      situation(
        `everybody ${answer ?? 'silent'}`,
        convened(region, { way: 'deep-link', answers: Array.from({ length: 4 }, () => answer) }),
      ),
    ),
    ...ANSWERS.map((answer) => situation(`manager ${answer ?? 'silent'}`, withManager(region, answer))),
    situation('nobody was called', then(announced(region), 0, begun(), found('standing-room'))),
    ...PASSED_REASONS.map((reason) =>
      situation(
        `passed over, ${reason}`,
        convened(region, {
          way: 'phone',
          passed: [
            { way: 'graph', reason },
            { way: 'deep-link', reason: 'notConfigured' },
          ],
        }),
      ),
    ),
  ];
};

/** The case of somebody who was called for this reason, and what they answered. */
export const calledAs = (
  region: Region,
  person: Actor,
  why: CallReason,
  answer: Answer | undefined,
  way?: MeetingWay,
  startsAt?: number,
): CaseDocument => {
  const seat = seatOf(region, person);
  return then(
    convened(region, { way, ...(startsAt !== undefined && { startsAt }) }),
    0,
    ...(why === 'again' || why === 'start' ? [called('first', seat)] : []),
    called(why, seat),
    ...(answer ? [answered(person, answer)] : []),
  );
};

export interface CallSituation extends Situation {
  to: Actor;
  /** Absent for somebody who was not called. */
  why?: CallReason;
}

/** Everybody who can be called: for every reason, with every answer, to every place, before, during and after. */
export const callSituations = (region: Region, who: Actor): readonly CallSituation[] => {
  const made: CallSituation[] = [];
  for (const why of CALL_REASONS)
    for (const answer of ANSWERS)
      for (const way of WAYS) {
        const to = why === 'manager' ? managerOf(region) : who;
        const add = (when: string, document: CaseDocument, hours = 3) =>
          made.push({
            name: `${why}, ${answer ?? 'silent'}, ${wayName(way)}, ${when}`,
            document,
            now: hoursLater(hours),
            to,
            why,
          });
        const running = calledAs(region, to, why, answer, way);
        add('running', running);
        add('ahead', calledAs(region, to, why, answer, way, hoursLater(20)));
        add('over', concluded(running, who));
        add('closed', closedFrom(concluded(running, who), who), 10);
      }
  for (const way of WAYS) {
    const document = convened(region, { way }, true);
    const stranger = ADULT_WORKER;
    made.push({ name: `nobody's, ${wayName(way)}, danger`, document, now: hoursLater(3), to: stranger });
  }
  return made;
};
