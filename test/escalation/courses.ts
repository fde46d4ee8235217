/** Random courses of a case for the clock: rules, ladders and people of any kind, and things that happen. */
import fc from 'fast-check';
import type { Watch } from '../../src/case/due.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import { type FollowedCase, openSlots } from '../../src/case/state.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { MANAGER, type Person, type Region } from '../../src/core/region.ts';
import { followedAfter } from '../case/given.ts';
import { START, announced, consultation, seen } from '../case/history.ts';
import { BOARD, hoogeveen, lars, regionOf, yara } from '../case/region.ts';
import { ladder } from '../../src/escalation/ladder.ts';
import { coverOf } from '../../src/roster/cover.ts';
import type { Cover } from '../../src/core/cover.ts';
import { escalationRisk } from '../../src/case/risks.ts';
import { isSame } from '../../src/core/actor.ts';
import { everybodyOnDuty } from '../support/cover.ts';
import { dutchDays } from '../roster/days.ts';
import { rosterRegion } from '../roster/people.ts';
import { courses as rosterCourses, dayOrTwo } from '../roster/random-rosters.ts';

const rung = fc.constantFrom(['on-duty'], [MANAGER], [BOARD], ['on-duty', MANAGER], ['planner'], ['nobody']);

const policy = fc
  .record({
    visitWithin: fc.integer({ min: 2 * HOUR, max: 48 * HOUR }),
    consultWithin: fc.integer({ min: 1, max: 6 * HOUR }),
    claimWithin: fc.integer({ min: 1, max: 6 * HOUR }),
    planWithin: fc.integer({ min: 1, max: 8 * HOUR }),
    ackWithin: fc.integer({ min: 1, max: 8 * HOUR }),
    ackReminder: fc.integer({ min: HOUR, max: 12 * HOUR }),
    reportBackWithin: fc.integer({ min: 1, max: 4 * HOUR }),
    schoolBefore: fc.integer({ min: 1, max: 20 * HOUR }),
    wakeFrom: fc.integer({ min: 0, max: 3 }),
    textFrom: fc.integer({ min: 0, max: 3 }),
    ladder: fc.array(rung, { minLength: 1, maxLength: 4 }),
    parts: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 4 }),
  })
  .map(({ parts, visitWithin, ...rest }) => ({
    ...rest,
    visitWithin,
    warnBefore: parts
      .toSorted((one, other) => other - one)
      .map((part) => Math.floor((visitWithin * part) / 100)),
  }));

/** What may happen next; nothing where it does not fit the case. */
type Happening = (state: FollowedCase, now: Instant) => { event: CaseEvent; by: Person } | undefined;

const consult = (roles: readonly string[], until?: (now: Instant) => Instant): Happening => {
  return (state, now) => {
    if (state.step !== 'announced' && state.step !== 'consulted') return undefined;
    const decision = until
      ? ({ kind: 'wait', reason: 'preparedTogether', until: until(now) } as const)
      : ({ kind: 'go' } as const);
    return {
      event: { type: 'ConsultationRecorded', consultation: { ...consultation, decision }, roles: [...roles] },
      by: yara,
    };
  };
};

const claim: Happening = (state) => {
  const slot = state.slots.findIndex(({ claim: taken }) => !taken);
  if (slot < 0) return undefined;
  const by = openSlots(state).length === state.slots.length ? yara : lars;
  return { event: { type: 'SlotClaimed', slot, role: state.slots[slot]?.role ?? '' }, by };
};

const release: Happening = (state) => {
  const slot = state.slots.findIndex(({ claim: taken }) => taken);
  return slot < 0 ? undefined : { event: { type: 'SlotReleased', slot }, by: yara };
};

const acknowledge: Happening = (state) => {
  const [risk] = Object.entries(state.risks).find(([, { acknowledged }]) => !acknowledged) ?? [];
  return risk === undefined ? undefined : { event: { type: 'RiskAcknowledged', risk }, by: yara };
};

/** Of whatever was told last, everybody at once or one by one. */
const unreached: Happening = (state) => {
  const [risk, found] = Object.entries(state.risks).find(([, { acknowledged }]) => !acknowledged) ?? [];
  const [to] = found?.latest.filter((who) => !found.unreached.some((one) => isSame(one, who))) ?? [];
  return risk === undefined || !to
    ? undefined
    : { event: { type: 'PingUndeliverable', to, risks: [risk] }, by: yara };
};

const plan: Happening = (state, now) =>
  state.step === 'consulted'
    ? { event: { type: 'VisitPlanned', visitAt: now + 2 * HOUR }, by: yara }
    : undefined;

const attempt: Happening = (state, now) =>
  state.step === 'planned'
    ? { event: { type: 'VisitAttempted', at: now, reason: 'nobodyHome' }, by: yara }
    : undefined;

const see: Happening = (state, now) =>
  state.step === 'planned'
    ? { event: { type: 'HouseholdSeen', seen: { ...seen, at: now } }, by: yara }
    : undefined;

const feedBack: Happening = (state) =>
  state.step === 'visited' && state.feedback.length === 0
    ? { event: { type: 'FeedbackGiven', to: 'police' }, by: yara }
    : undefined;

const resolve: Happening = (state) => {
  const open = state.escalations.find(({ resolvedAt }) => resolvedAt === undefined);
  return open && { event: { type: 'EscalationResolved', risk: escalationRisk(open) }, by: yara };
};

const happening = fc.oneof(
  fc.constantFrom(
    consult(hoogeveen.visit.children),
    consult(hoogeveen.visit.exceptional),
    claim,
    release,
    acknowledge,
    acknowledge,
    unreached,
    unreached,
    plan,
    plan,
    attempt,
    see,
    feedBack,
    resolve,
    () => ({ event: { type: 'CaseEscalated', obstacle: 'capacity' }, by: yara }) as const,
  ),
  fc
    .integer({ min: 1, max: 3 * DAY })
    .map((length) => consult(hoogeveen.visit.children, (now) => now + length)),
);

export interface Course {
  watch: Watch;
  state: FollowedCase;
  start: Instant;
  /** `after` the one before; during an `outage` the clock does not look in between. */
  turns: readonly { after: number; outage: boolean; happening: Happening }[];
}

const days = dutchDays();

/**
 * Rosters, hours and beginnings of 2026-2031, mostly around the nights in which the clock changes, Christmas, Easter and
 * King's Day; now and then everybody is on duty.
 */
const cover = fc.oneof(
  rosterCourses(dayOrTwo).map(({ roster, municipality, period }) => ({
    start: period.from,
    municipality,
    coverIn: (found: Region): Cover => coverOf(roster, municipality, found, days),
  })),
  fc.integer({ min: START, max: START + 40 * DAY }).map((start) => ({
    start,
    municipality: hoogeveen,
    coverIn: (found: Region): Cover => everybodyOnDuty(found),
  })),
);

export const courses: fc.Arbitrary<Course> = fc
  .record({
    policy,
    cover,
    directDanger: fc.boolean(),
    children: fc.constantFrom(0, 2),
    people: fc.subarray([...rosterRegion.people]),
    turns: fc.array(
      fc.record({
        after: fc.oneof(fc.integer({ min: 1, max: 90 * MINUTE }), fc.integer({ min: 1, max: 20 * HOUR })),
        outage: fc.boolean(),
        happening,
      }),
      { maxLength: 12 },
    ),
  })
  .map(
    ({ policy: rules, cover: { start, municipality, coverIn }, directDanger, children, people, turns }) => {
      const region = regionOf(municipality, people);
      return {
        watch: ladder({ region, days, cover: coverIn(region), texts: true }),
        state: followedAfter(
          announced({ at: start, policy: rules, announcement: { directDanger, children } }),
        ),
        start,
        turns,
      };
    },
  );
