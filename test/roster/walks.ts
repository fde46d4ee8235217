/** Random walks through the life of a roster: anybody asks anything, at any moment, and the clock looks on. */
import fc from 'fast-check';
import { personOf, whoIs } from '../../src/core/actor.ts';
import type { Period } from '../../src/core/calendar.ts';
import type { Person } from '../../src/core/region.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { rosterClock } from '../../src/roster/clock.ts';
import type { RosterCommand, RosterCommandOf, RosterCommandType } from '../../src/roster/commands.ts';
import { type RosterDecision, decide } from '../../src/roster/decide.ts';
import {
  type RosterDocument,
  newRoster,
  settleRoster,
  withRosterDecision,
} from '../../src/roster/document.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { frozen } from '../case/given.ts';
import { ADULT, YOUTH, anna, arie, eva, petra, yara } from '../case/region.ts';
import { dutchDays } from './days.ts';
import { MONDAY, factsFor } from './given.ts';
import { ada, gone, moved, rosterRegion } from './people.ts';
import { adultsOnly } from './ticking.ts';

export const world = { ...adultsOnly, people: [...rosterRegion.people, eva] };
export const clock = rosterClock(world, dutchDays());

/** A command as it is asked of a roster at a moment. */
type Fill<T extends RosterCommandType> = (state: RosterState, now: Instant) => RosterCommandOf<T>;

const who = fc.constantFrom(anna, arie, ada, anna, arie, eva, yara, gone, moved).map(whoIs);
const role = fc.constantFrom(ADULT, ADULT, ADULT, YOUTH);
const time = fc
  .tuple(fc.integer({ min: -12, max: 7 * 24 }), fc.integer({ min: 0, max: 48 }))
  .map(([begins, lasts]) => (now: Instant): Period => {
    const from = Math.floor(now / HOUR) * HOUR + begins * HOUR;
    return { from, to: from + lasts * HOUR };
  });
/** One of a list, whatever its length; something that is not there when it is empty. */
const pick = fc
  .nat(1000)
  .map((index) => (entries: readonly { id: string }[]) => entries[index % entries.length]?.id ?? 'nothing');

const fills: { readonly [T in RosterCommandType]: fc.Arbitrary<Fill<T>> } = {
  AddShift: fc
    .record({ person: who, role, time, replaces: fc.boolean() })
    .map(({ time: when, ...rest }) => (_state, now) => ({ type: 'AddShift', ...rest, ...when(now) })),
  AddPattern: fc
    .record({
      person: who,
      role,
      weekday: fc.nat(6),
      from: fc.nat(1439),
      to: fc.integer({ min: 1, max: 2879 }),
      every: fc.constantFrom(1, 2),
      since: fc.constantFrom('2026-11-16', '2026-11-27', '2026-12-02'),
    })
    .map((pattern) => () => ({ type: 'AddPattern', ...pattern })),
  RemoveEntry: pick.map((one) => ({ shifts, patterns, overrides, absences }) => ({
    type: 'RemoveEntry',
    entry: one([...shifts, ...patterns, ...overrides, ...absences]),
  })),
  MarkAbsent: fc
    .record({ person: who, time })
    .map(({ person, time: when }) => (_state, now) => ({ type: 'MarkAbsent', person, ...when(now) })),
  // Of a duty that is there, because by chance hardly any is.
  AskSwap: fc.record({ one: pick, with: who }).map(({ one, with: asked }) => ({ shifts }, now) => {
    const found = shifts.find(({ id }) => id === one(shifts));
    const { person: of, role, from, to } = found ?? { person: asked, role: ADULT, from: now, to: now + HOUR };
    return { type: 'AskSwap', role, of, with: asked, from, to };
  }),
  AnswerSwap: fc
    .record({ one: pick, accepted: fc.boolean() })
    .map(({ one, accepted }) => ({ swaps }) => ({ type: 'AnswerSwap', swap: one(swaps), accepted })),
  FillGap: fc
    .record({ one: pick, person: who })
    .map(({ one, person }) => ({ gaps }) => ({ type: 'FillGap', gap: one(gaps), person })),
  ImportShifts: fc
    .array(fc.record({ uid: fc.constantFrom('a', 'b'), person: who, time }), { maxLength: 3 })
    .map((lines) => (_state, now) => ({
      type: 'ImportShifts',
      shifts: lines.map(({ time: when, ...rest }) => ({ ...rest, role: ADULT, ...when(now) })),
      cancelled: ['c'],
      series: ['a'],
    })),
  TestReach: fc.constant(() => ({ type: 'TestReach' })),
  ProveReach: fc.constant(() => ({ type: 'ProveReach' })),
};

/** Eva holds every role and the others have duties; by chance alone a walk seldom gets far. */
const actor = fc.constantFrom<Person>(eva, eva, petra, anna, arie, yara);
const passing = fc.oneof(fc.constant(0), fc.nat(2 * HOUR), fc.nat(2 * DAY), fc.constant(MINUTE));
const fill = fc.oneof(
  ...Object.values<fc.Arbitrary<(state: RosterState, now: Instant) => RosterCommand>>(fills),
);
const move = fc.record({ fill, by: actor, passing });
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

/** Most swaps are answered by whoever was asked. */
const answering = (command: RosterCommand, { swaps }: RosterState, by: Person): Person => {
  if (command.type !== 'AnswerSwap' || by === petra) return by;
  const swap = swaps.find(({ id }) => id === command.swap);
  return swap ? (personOf(world, swap.with) ?? by) : by;
};

export interface Taken {
  readonly now: Instant;
  readonly by: Person;
  readonly command: RosterCommand;
  /** What the clock had made of it when the command came in; nothing is left to be sent. */
  readonly settled: RosterDocument;
  readonly decision: RosterDecision;
  readonly after: RosterDocument;
}

/** Every stop of a walk. What is decided on is frozen: a decision that writes in it fails. */
const walk = (moves: readonly Move[]): readonly Taken[] => {
  let now = MONDAY;
  let document = newRoster('hoogeveen', now);
  return moves.map(({ fill: filled, by: somebody, passing: wait }, index): Taken => {
    now += wait;
    const settled = frozen({ ...settleRoster(document, clock, now), outbox: [], recheck: false });
    const command = filled(settled.state, now);
    const by = answering(command, settled.state, somebody);
    const facts = { ...factsFor({ by, at: now, in: world }), newId: `new ${index}` };
    const decision = decide(command, settled.state, facts);
    const decided = decision.ok ? withRosterDecision(settled, decision.value, facts) : settled;
    const after = frozen(settleRoster(decided, clock, now));
    document = after;
    return { now, by, command, settled, decision, after };
  });
};

const walks = fc.array(move, { minLength: 10, maxLength: 50, size: 'max' }).map(walk);

/** Fixed, so that a failure comes back; the number of walks is what some seconds allow. */
const RUNS = { seed: 20261129, numRuns: 40 };

export const manyWalks = (): readonly (readonly Taken[])[] => fc.sample(walks, RUNS);

/** Checks a fact at every stop; where it does not hold, again with the shortest walk that shows it. */
export const holdsAt = (taken: readonly (readonly Taken[])[], fact: (one: Taken) => void): void => {
  try {
    taken.flat().forEach(fact);
  } catch (error) {
    fc.assert(
      fc.property(walks, (stops) => {
        stops.forEach(fact);
      }),
      RUNS,
    );
    throw error;
  }
};
