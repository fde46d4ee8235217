/** Lets the ladder look at a case at a moment, and says in short what it raised. */
import assert from 'node:assert/strict';
import type { Watch } from '../../src/case/due.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import { evolve } from '../../src/case/evolve.ts';
import { type FollowedCase, isFollowed } from '../../src/case/state.ts';
import type { Instant } from '../../src/core/time.ts';
import { ladder } from '../../src/escalation/ladder.ts';
import { names } from '../case/history.ts';
import { region } from '../case/region.ts';

export type RiskRaised = Extract<CaseEvent, { type: 'RiskRaised' }>;

export const CHRISTMAS = '2026-12-25';

export const watchOver = (found = region, holidays: readonly string[] = [CHRISTMAS]): Watch =>
  ladder(found, (date) => holidays.includes(date));

export const raisedBy = (watch: Watch, state: FollowedCase, now: Instant): readonly RiskRaised[] =>
  watch.raise(state, now).map((event) => {
    assert.ok(event.type === 'RiskRaised', `the clock only raises risks, not ${event.type}`);
    return event;
  });

/** The case after these events of the clock. */
export const withRaised = (state: FollowedCase, events: readonly CaseEvent[], at: Instant): FollowedCase => {
  const after = events.reduce<ReturnType<typeof evolve>>((now, event) => evolve(now, { at, event }), state);
  assert.ok(isFollowed(after));
  return after;
};

/** The case after the clock looked at it at each of these moments. */
export const lookedAt = (watch: Watch, state: FollowedCase, ...moments: readonly Instant[]): FollowedCase =>
  moments.reduce((now, moment) => withRaised(now, watch.raise(now, moment), moment), state);

/** `unclaimed rung 0: Yara, Yusuf` */
export const inShort = ({ rule, rung, told }: RiskRaised): string =>
  `${rule} rung ${rung}: ${names(told).join(', ')}`;

/** What is raised at a moment, in short; of one rule when it is named. */
export const shownAt = (watch: Watch, state: FollowedCase, now: Instant, rule?: string): readonly string[] =>
  raisedBy(watch, state, now)
    .filter((event) => rule === undefined || event.rule === rule)
    .map(inShort);
