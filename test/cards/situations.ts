/** Every situation in which a case can be looked at and that changes what its cards show. */
import type { CaseDocument } from '../../src/case/document.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import type { PreAnnouncement, Seen } from '../../src/case/state.ts';
import {
  ATTEMPT_REASONS,
  FOLLOW_UPS,
  KNOWN_ANSWERS,
  LATE_REASONS,
  OBSTACLES,
  SAFETY_ESTIMATES,
  VISITOR_RISKS,
} from '../../src/case/vocabulary.ts';
import { type Actor, whoIs } from '../../src/core/actor.ts';
import type { Region } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import { RULES } from '../../src/escalation/rules.ts';
import {
  CLOSED,
  type Outcome,
  SCHOOL_TOLD,
  TRANSFERRED,
  acknowledged,
  after,
  announced,
  attempted,
  claimed,
  escalated,
  feedback,
  followed,
  hoursLater,
  lateReasonGiven,
  line,
  planned,
  raised,
  recorded,
  released,
  reported,
  seen,
  settled,
  takerAsked,
} from './cases.ts';
import { householdSituations } from './household-situations.ts';
import { OFFICER } from './regions.ts';

export interface Situation {
  name: string;
  document: CaseDocument;
  /** When it is looked at. */
  now: Instant;
}

const ABOUT: Readonly<Record<string, string>> = {
  consultationLate: 'consultation',
  unclaimed: 'slot 0',
  escalated: 'capacity',
};

/** Every rule of the ladder, and what raises the alarm when none of them says anything, as known within a case. */
export const RISKS = [...RULES.map(({ id }) => id), 'stuck'].map(
  (rule) => `${rule}:${ABOUT[rule] ?? 'window'}@1795438800000`,
);

/** A case in each step, by one person who does everything. */
export const stepsOf = (region: Region, who: Actor) => {
  const rolesOf = (document: CaseDocument) => followed(document).slots.map(({ role }) => role);
  const claims = (document: CaseDocument, count = Number.POSITIVE_INFINITY): CaseEvent[] =>
    rolesOf(document).flatMap((role, slot) => (slot < count ? [claimed(slot, role)] : []));
  const withClaims = (document: CaseDocument, count?: number): CaseDocument =>
    after(document, line(0.5, who, ...claims(document, count)));

  const announce = (changes?: Partial<PreAnnouncement>) => announced(region, changes);
  const consult = (
    consultation: Partial<Outcome> = {},
    announcement?: Partial<PreAnnouncement>,
    roles?: readonly string[],
  ) => {
    const before = announce(announcement);
    return after(before, line(1, who, ...settled(roles ?? rolesOf(before), consultation)));
  };
  const plan = (consultation?: Partial<Outcome>, announcement?: Partial<PreAnnouncement>) =>
    after(withClaims(consult(consultation, announcement)), line(2, who, planned(hoursLater(6))));
  const visit = (
    result: Partial<Seen> = {},
    consultation?: Partial<Outcome>,
    announcement?: Partial<PreAnnouncement>,
  ) => after(plan(consultation, announcement), line(7, who, seen(hoursLater(6), result)));
  const close = (consultation?: Partial<Outcome>, announcement?: Partial<PreAnnouncement>) =>
    after(
      visit({}, consultation, announcement),
      line(8, who, ...(consultation?.tellSchool ? [SCHOOL_TOLD] : [])),
      line(9, who, feedback('safeAtHome'), feedback('police'), reported()),
      line(10, who, CLOSED),
    );
  return { announce, consult, plan, visit, close, withClaims };
};

const SCHOOL = { tellSchool: true };
const NONE = { children: 0 };
const DANGER = { directDanger: true };

const situation = (name: string, document: CaseDocument, hours = 3): Situation => ({
  name,
  document,
  now: hoursLater(hours),
});

const each = <T extends string>(
  list: readonly T[],
  words: string,
  make: (one: T) => CaseDocument,
): readonly Situation[] => list.map((one) => situation(`${words} ${one}`, make(one)));

export const situations = (region: Region, who: Actor): readonly Situation[] => {
  const { announce, consult, plan, visit, close, withClaims } = stepsOf(region, who);
  const all = RISKS.map((risk) => raised(risk, [whoIs(who), whoIs(OFFICER)]));
  const risen = (document: CaseDocument) => after(document, line(3, who, escalated('capacity'), ...all));
  const taken = (document: CaseDocument) => after(risen(document), line(4, who, ...RISKS.map(acknowledged)));
  const asked = (document: CaseDocument) =>
    after(taken(document), line(6, undefined, ...RISKS.map((risk) => takerAsked(risk, whoIs(who)))));
  const late = (document: CaseDocument) => after(document, line(25, who, lateReasonGiven('familyNotOpen')));
  const pairOf = (document: CaseDocument) => followed(document).slots.map(({ role }) => role);
  const done = () =>
    after(visit(), line(8, who, feedback('police'), feedback('safeAtHome'), reported(), SCHOOL_TOLD));
  const wait = (reason: (typeof LATE_REASONS)[number]) => ({
    decision: { kind: 'wait' as const, reason, until: hoursLater(48) },
  });
  return [
    situation('announced', announce()),
    situation('announced, no children', announce(NONE)),
    situation('announced, 1 child', announce({ children: 1 })),
    situation('announced, 20 children', announce({ children: 20 })),
    situation('announced, danger', announce(DANGER)),
    situation(
      'announced, nobody may be told',
      announce({ contactKnown: false, mayShare: true, interpreter: true }),
    ),
    situation('announced, one of the pair', withClaims(announce(), 1)),
    situation('announced, the whole pair', withClaims(announce())),
    situation('announced, late', announce(), 30),
    situation('announced, risks', risen(announce())),
    situation('announced, risks taken up', taken(announce(DANGER))),
    situation('announced, whoever took the risks up is asked', asked(announce(DANGER)), 7),
    situation('announced, reported', after(announce(), line(2, who, reported()))),
    situation('announced, late, with a reason', late(announce()), 30),
    situation(
      'announced, somebody changed their mind',
      after(withClaims(announce()), line(1, who, released(0))),
    ),
    ...each(VISITOR_RISKS, 'announced, risk', (visitorRisk) => announce({ visitorRisk })),
    ...each(KNOWN_ANSWERS, 'announced, order and help', (known) =>
      announce({ restrainingOrder: known, helpInvolved: known }),
    ),
    situation('consulted', consult()),
    situation('consulted, no children', consult({}, NONE)),
    situation('consulted, danger', consult({}, DANGER)),
    situation('consulted, one of the pair', withClaims(consult(SCHOOL), 1)),
    situation('consulted, the whole pair', withClaims(consult(SCHOOL))),
    situation('consulted, nobody was there', consult({ present: [], caseLead: 'onbekend' })),
    situation('consulted, exceptional', consult({ exceptional: true }, {}, ['veilig-thuis', 'jeugd-mw'])),
    situation('consulted, school told', after(consult(SCHOOL), line(2, who, SCHOOL_TOLD))),
    situation('consulted, late', withClaims(consult(SCHOOL)), 30),
    situation('consulted, late, one of the pair', withClaims(consult(SCHOOL), 1), 30),
    situation('consulted, late, danger', withClaims(consult(SCHOOL, DANGER)), 30),
    situation(
      'consulted again',
      after(plan(SCHOOL), line(3, who, recorded(pairOf(plan()), wait('delayPolice')))),
    ),
    situation(
      'consulted again, another pair',
      after(plan(SCHOOL), line(3, who, recorded(['veilig-thuis', 'jeugd-mw'], { exceptional: true }))),
    ),
    situation('consulted, wait is over', withClaims(consult(wait('delaySocialWork'))), 50),
    situation('consulted, risks', risen(consult(SCHOOL))),
    situation('consulted, risks taken up', taken(consult(SCHOOL, DANGER))),
    situation('consulted, whoever took the risks up is asked', asked(consult(SCHOOL, DANGER)), 7),
    ...each(SAFETY_ESTIMATES, 'consulted, safety', (safety) => consult({ safety })),
    ...each(LATE_REASONS, 'consulted, wait', (reason) => consult(wait(reason))),
    ...each(ATTEMPT_REASONS, 'consulted, attempt', (reason) =>
      after(plan(SCHOOL), line(7, who, attempted(hoursLater(6), reason))),
    ),
    situation('planned', plan()),
    situation('planned, no children', plan({}, NONE)),
    situation('planned, danger and school', plan(SCHOOL, DANGER)),
    situation('planned, one changed their mind', after(plan(SCHOOL), line(3, who, released(1)))),
    situation('planned, late', plan(SCHOOL), 30),
    situation('planned, late, one changed their mind', after(plan(SCHOOL), line(3, who, released(1))), 30),
    situation('planned, late, danger', plan(SCHOOL, DANGER), 30),
    situation('planned, later than a day on purpose', plan(wait('preparedTogether'))),
    situation('planned, risks', risen(plan(SCHOOL)), 30),
    situation('planned, risks taken up', taken(plan(SCHOOL, { children: 20, directDanger: true }))),
    situation('planned, whoever took the risks up is asked', asked(plan(SCHOOL)), 30),
    situation('planned, late, with a reason', late(plan(SCHOOL)), 30),
    situation('visited', visit()),
    situation('visited, school', visit({}, SCHOOL)),
    situation('visited, no children', visit({}, {}, NONE)),
    situation('visited, danger', visit({}, SCHOOL, DANGER)),
    situation('visited, all obstacles', visit({ agreements: false, obstacles: [...OBSTACLES] }, SCHOOL)),
    situation('visited, some feedback', after(visit({}, SCHOOL), line(8, who, feedback('police')))),
    situation(
      'visited, only the formal report left to do',
      after(visit(), line(8, who, feedback('police'), feedback('safeAtHome'))),
    ),
    situation('visited, nothing left to do', done()),
    situation('visited, risks', risen(visit({}, SCHOOL)), 40),
    situation('visited, risks, nothing left to do', risen(done()), 40),
    situation('visited, risks taken up', taken(visit({}, SCHOOL))),
    situation('visited, whoever took the risks up is asked', asked(visit({}, SCHOOL)), 7),
    ...each(FOLLOW_UPS, 'visited, follow-up', (followUp) => visit({ followUp })),
    ...each(LATE_REASONS, 'visited, late', (lateReason) => visit({ lateReason, at: hoursLater(30) })),
    situation('closed', close()),
    situation('closed, its dossier is elsewhere', after(close(SCHOOL), line(10, who, TRANSFERRED))),
    situation('closed, school', close(SCHOOL)),
    situation('closed, no children', close({}, NONE)),
    situation('closed, danger', close(SCHOOL, DANGER)),
    situation('closed, risks taken up', after(taken(visit()), line(9, who, CLOSED))),
    ...householdSituations(region, who).map(({ name, document }) => situation(name, document)),
    ...longSituations(region, who),
  ];
};

const repeated = (times: number, make: (index: number) => readonly CaseEvent[]): CaseEvent[] =>
  Array.from({ length: times }, (_, index) => make(index)).flat();

/** Cases of 200 events and more: longer than any real case will get. */
const longSituations = (region: Region, who: Actor): readonly Situation[] => {
  const { consult, withClaims } = stepsOf(region, who);
  const ready = withClaims(consult({ tellSchool: true }, { children: 20, directDanger: true }));
  const team = Array.from({ length: 8 }, (_, index) => ({ ...whoIs(who), id: `q${index}` }));
  const long = (name: string, by: Actor | undefined, events: readonly CaseEvent[]) =>
    situation(`200 events, ${name}`, after(ready, line(2, by, ...events)));
  return [
    long(
      'in and out',
      who,
      repeated(100, () => [released(0), claimed(0, 'jeugd-mw')]),
    ),
    long(
      'a failed attempt each',
      who,
      repeated(200, (index) => [attempted(hoursLater(1), ATTEMPT_REASONS[index % 4])]),
    ),
    long(
      'eight people told again and again',
      undefined,
      repeated(200, (index) => [raised(`unclaimed:slot ${index % 3}@1`, team, index % 3)]),
    ),
    long(
      'calls for help that nobody takes up',
      who,
      repeated(100, (index) => [
        escalated(OBSTACLES[index % OBSTACLES.length] ?? 'other'),
        raised(`escalated:noFittingHelp@179543880${String(index).padStart(4, '0')}`, team, 1),
      ]),
    ),
    long(
      'a call for help taken up again and again',
      who,
      repeated(65, (index) => [
        escalated(OBSTACLES[index % OBSTACLES.length] ?? 'other'),
        raised(`escalated:other@${index}`, [whoIs(who)], 1),
        acknowledged(`escalated:other@${index}`),
      ]),
    ),
  ];
};
