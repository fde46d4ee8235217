/** Random courses of a case for the clock: rules, ladders and people of any kind, and things that happen. */
import fc from 'fast-check';
import type { Watch } from '../../src/case/due.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import { type FollowedCase, openSlots } from '../../src/case/state.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { MANAGER, type Person } from '../../src/core/region.ts';
import { followedAfter } from '../case/given.ts';
import { START, announced, consultation } from '../case/history.ts';
import { BOARD, hoogeveen, lars, region, regionWith, yara } from '../case/region.ts';
import { CHRISTMAS, watchOver } from './watching.ts';

const rung = fc.constantFrom(['on-duty'], [MANAGER], [BOARD], ['on-duty', MANAGER], ['planner'], ['nobody']);

const policy = fc
  .record({
    visitWithin: fc.integer({ min: 2 * HOUR, max: 48 * HOUR }),
    consultWithin: fc.integer({ min: 1, max: 6 * HOUR }),
    claimWithin: fc.integer({ min: 1, max: 6 * HOUR }),
    ackWithin: fc.integer({ min: 1, max: 8 * HOUR }),
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

const happening = fc.oneof(
  fc.constantFrom(
    consult(hoogeveen.visit.children),
    consult(hoogeveen.visit.exceptional),
    claim,
    release,
    acknowledge,
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

export const courses: fc.Arbitrary<Course> = fc
  .record({
    policy,
    start: fc.integer({ min: START, max: START + 40 * DAY }),
    directDanger: fc.boolean(),
    people: fc.subarray([...region.people]),
    turns: fc.array(
      fc.record({
        after: fc.oneof(fc.integer({ min: 1, max: 90 * MINUTE }), fc.integer({ min: 1, max: 20 * HOUR })),
        outage: fc.boolean(),
        happening,
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ policy: rules, start, directDanger, people, turns }) => ({
    watch: watchOver(regionWith({ people }), [CHRISTMAS]),
    state: followedAfter(announced({ at: start, policy: rules, announcement: { directDanger } })),
    start,
    turns,
  }));
