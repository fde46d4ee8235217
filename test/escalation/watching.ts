/** Lets the ladder look at a case at a moment, and says in short what it raised. */
import assert from 'node:assert/strict';
import type { Watch } from '../../src/case/due.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import { evolve } from '../../src/case/evolve.ts';
import { type FollowedCase, isFollowed } from '../../src/case/state.ts';
import type { Instant } from '../../src/core/time.ts';
import type { Cover } from '../../src/core/cover.ts';
import type { Region } from '../../src/core/region.ts';
import { ladder } from '../../src/escalation/ladder.ts';
import { RULES, type Rule } from '../../src/escalation/rules.ts';
import { everybodyOnDuty, plainDays } from '../support/cover.ts';
import { names } from '../case/history.ts';
import { region } from '../case/region.ts';

export type RiskRaised = Extract<CaseEvent, { type: 'RiskRaised' }>;

export const CHRISTMAS = '2026-12-25';

interface Over {
  region?: Region;
  holidays?: readonly string[];
  cover?: Cover;
  rules?: readonly Rule[];
  texts?: boolean;
}

/** Everybody is on duty, unless said otherwise. */
export const watchOver = ({
  region: found = region,
  holidays = [CHRISTMAS],
  cover = everybodyOnDuty(found),
  rules = RULES,
  texts = true,
}: Over = {}): Watch => ladder({ region: found, days: plainDays(holidays), cover, texts }, rules);

/** Only these rules. */
export const rulesOf = (...ids: readonly string[]): readonly Rule[] => {
  const found = RULES.filter(({ id }) => ids.includes(id));
  assert.equal(found.length, ids.length, `there is no such rule among ${ids.join(', ')}`);
  return found;
};

export const raisedBy = (watch: Watch, state: FollowedCase, now: Instant): readonly RiskRaised[] =>
  watch.raise(state, now).filter((event) => event.type === 'RiskRaised');

/** The case after these events of the clock. */
export const withRaised = (state: FollowedCase, events: readonly CaseEvent[], at: Instant): FollowedCase => {
  const after = events.reduce<ReturnType<typeof evolve>>((now, event) => evolve(now, { at, event }), state);
  assert.ok(isFollowed(after));
  return after;
};

/** The case after the clock looked at it at each of these moments. */
export const lookedAt = (watch: Watch, state: FollowedCase, ...moments: readonly Instant[]): FollowedCase =>
  moments.reduce((now, moment) => withRaised(now, watch.raise(now, moment), moment), state);

/** `unclaimed rung 0: Yara, Yusuf`, `unclaimed rung 1: Mia; text to Yara`, `asked Anna: unclaimed` */
export const inShort = (event: CaseEvent): string => {
  if (event.type === 'TakerAsked') return `asked ${event.to.name}: ${event.risk.split(':')[0]}`;
  assert.ok(event.type === 'RiskRaised', `the ladder does not say ${event.type}`);
  const { rule, rung, told, texted } = event;
  const also = texted ? `; text to ${names(texted).join(', ')}` : '';
  return `${rule} rung ${rung}: ${names(told).join(', ')}${also}`;
};

/** What the clock says at a moment, in short; of one rule when it is named. */
export const shownAt = (watch: Watch, state: FollowedCase, now: Instant, rule?: string): readonly string[] =>
  watch
    .raise(state, now)
    .filter((event) => rule === undefined || ('risk' in event && event.risk.startsWith(`${rule}:`)))
    .map(inShort);
