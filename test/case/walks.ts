/**
 * Random walks through the life of a case: anybody asks anything, at any moment, Teams and Graph take what is sent or
 * do not, and the clock looks on.
 */
import { rolesOf } from '../support/roles.ts';
import fc from 'fast-check';
import { type CaseDocument, openedIntake, withEvents } from '../../src/case/document.ts';
import { settle } from '../../src/case/due.ts';
import type { CommandType } from '../../src/case/commands.ts';
import type { Decision } from '../../src/case/decide.ts';
import type { Cover } from '../../src/core/cover.ts';
import { MANAGER } from '../../src/core/region.ts';
import { whoIs } from '../../src/core/actor.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { decisionOn, frozen } from './given.ts';
import { START } from './history.ts';
import { everybodyOnDuty } from '../support/cover.ts';
import { ADULT, BOARD, LOCAL, YOUTH, eva, olga, region, regionWith } from './region.ts';
import { delivered } from './walked-delivery.ts';
import { fills } from './walked-commands.ts';
import { everyWatch } from './watches.ts';

/** Managers and the board have a mobile number, so that whoever is silent gets a text message as well. */
const people = [...region.people, eva].map((person) =>
  rolesOf(person).some((role) => [MANAGER, BOARD].includes(role))
    ? { ...person, mobile: '+31612345678' }
    : person,
);
const world = regionWith({ people });

/** Everybody is on duty, but for the last three hours of a window: then it is too late to find somebody. */
const cover: Cover = { ...everybodyOnDuty(world), lastTogether: (_roles, { to }) => to - 3 * HOUR };
const watch = everyWatch(world, ['2026-11-25'], cover);

/** Eva may do everything and the others are needed to fill a pair; by chance alone a walk seldom gets far. */
const visitors = people.filter((one) => rolesOf(one).some((role) => [YOUTH, LOCAL, ADULT].includes(role)));
const actor = fc.oneof(fc.constant(eva), fc.constantFrom(...visitors), fc.constantFrom(...people));
const passing = fc.oneof(fc.constant(0), fc.nat(20 * MINUTE), fc.nat(20 * MINUTE), fc.nat(6 * HOUR));

/** How much of what is due is delivered before the command: nothing, everything, or everything 1:1 refused. */
const delivery = fc.constantFrom('none', 'taken', 'taken', 'refused');

/** How often the household was reported before; nobody gave the address, most of the time. */
const earlier = fc.option(fc.nat(3), { freq: 4 });

/** What a walk asks more often, because it needs several people, or a case that got far. */
const WEIGHTS: Partial<Record<CommandType, number>> = {
  ClaimSlot: 6,
  RecordConsultation: 2,
  PlanVisit: 4,
  CompleteConsultation: 2,
  GiveFeedback: 2,
  RegisterFormalReport: 2,
  CloseCase: 2,
  ViewHousehold: 2,
};
const weighted = (Object.keys(fills) as CommandType[]).map((type) => ({
  weight: WEIGHTS[type] ?? 1,
  arbitrary: fills[type],
}));

const move = fc
  .oneof(...weighted)
  .chain((fill) => fc.record({ fill: fc.constant(fill), by: actor, passing, delivery, earlier }));
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

/** First the notice most of the time, because nothing can happen before it. */
const notice = fc.record({
  fill: fills.Announce,
  by: fc.constant(olga),
  passing: fc.nat(2 * DAY),
  delivery,
  earlier,
});
const walks = fc
  .tuple(notice, fc.array(move, { maxLength: 80, size: 'max' }))
  .map(([first, rest]) => [first, ...rest]);

export interface Taken {
  now: Instant;
  before: CaseDocument;
  /** What the clock and the delivery had made of it when the command came in. */
  settled: CaseDocument;
  decision: Decision;
  after: CaseDocument;
}

/** Every stop of a walk. What is decided on is frozen: a decision that writes in it fails. */
function* walk(moves: readonly Move[]): Generator<Taken, void, undefined> {
  let now = START;
  let before = frozen(openedIntake('case/walk', whoIs(olga), now));
  for (const { fill, by, passing: time, delivery: how, earlier: reported } of moves) {
    now += time;
    const looked = settle(before, watch, now);
    const settled = frozen(how === 'none' ? looked : settle(delivered(looked, how, world, now), watch, now));
    const asked = decisionOn(settled.state, fill(settled.state, now), {
      by,
      at: now,
      in: world,
      ...(reported !== null && { earlier: reported }),
    });
    const decided = asked.ok ? withEvents(settled, asked.value, now, whoIs(by)) : settled;
    const after = frozen(settle(decided, watch, now));
    yield { now, before, settled, decision: asked, after };
    before = after;
  }
}

/** Fixed, so that a failure comes back; the number of walks is what a few seconds allow. */
const RUNS = { seed: 20261123, numRuns: 160 };

let kept: readonly Taken[] | undefined;

/** Walked once, whoever looks at them. */
export const manyStops = (): readonly Taken[] =>
  (kept ??= fc.sample(walks, RUNS).flatMap((moves) => [...walk(moves)]));

/** Checks a fact at every stop; where it does not hold, again with the shortest walk that shows it. */
export const holdsAt = (stops: readonly Taken[], fact: (taken: Taken) => void): void => {
  try {
    stops.forEach(fact);
  } catch (error) {
    fc.assert(
      fc.property(walks, (moves) => {
        for (const taken of walk(moves)) fact(taken);
      }),
      RUNS,
    );
    throw error;
  }
};
