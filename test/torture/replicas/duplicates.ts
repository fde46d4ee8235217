/** What Teams took twice, and why. */
import type { CaseDocument } from '../../../src/case/document.ts';
import type { Duration, Instant } from '../../../src/core/time.ts';
import type { Delivered } from './fire.ts';
import type { Told } from './told.ts';

/** Between the moment Teams takes a message and the moment that is recorded; on a busy machine. */
const RECORDED_WITHIN: Duration = 2_000;

/** What is still on its way when a program dies comes in a little later. */
const UNDER_WAY: Duration = 1_000;

/** From so long on another replica may have taken over from one that was slow: nothing is begun with less than 30 s left. */
const LEASE_ENDS_AFTER: Duration = 25_000;

export interface Duplicates {
  /** Whoever sent it was killed before it could record that. */
  byKill: number;
  /** Whoever sent it was slower than its lease. */
  byLease: number;
  /** One line each. */
  unexplained: readonly string[];
}

const keyOf = ({ what, case: id, to, risk }: Told): string => [what, id, to, risk].join(' ');

/** How often something had to be told, by the log. */
const timesAsked = ({ what, case: id, to, risk }: Told, cases: readonly CaseDocument[]): number => {
  const log = cases.find((one) => one.id === id)?.log ?? [];
  if (what === 'post') return 1;
  return log.filter(({ event }) => {
    if (what === 'call')
      return event.type === 'PeopleCalled' && event.seats.some(({ who }) => who.name === to);
    return event.type === 'RiskRaised' && event.risk === risk && event.told.some(({ name }) => name === to);
  }).length;
};

/**
 * What two replicas wrote down as taken, where the first lived on long enough to record it and its lease had not ended: one
 * line each.
 */
export const sentTwice = (delivered: readonly Delivered[]): readonly string[] => {
  const sorted = delivered.toSorted((one, other) => one.at - other.at);
  return sorted.flatMap((again, index) => {
    const first = sorted.slice(0, index).findLast((one) => isSame(one, again));
    if (!first) return [];
    const died = first.killedAt !== undefined && first.killedAt < first.at + RECORDED_WITHIN;
    return died || again.at - first.at > LEASE_ENDS_AFTER
      ? []
      : [`${again.document}: ${again.kind} ${again.message} at ${first.at} and ${again.at}`];
  });
};

const isSame = (one: Delivered, other: Delivered): boolean =>
  one.document === other.document && one.message === other.message;

export const duplicatesIn = (
  told: readonly Told[],
  cases: readonly CaseDocument[],
  kills: readonly Instant[],
): Duplicates => {
  const found = { byKill: 0, byLease: 0, unexplained: [] as string[] };
  for (const key of new Set(told.map(keyOf))) {
    const copies = told.filter((one) => keyOf(one) === key);
    const [one] = copies;
    if (!one) continue;
    const extra = copies.length - timesAsked(one, cases);
    const again = copies.slice(0, -1).map(({ at }, index) => ({ at, next: copies[index + 1]?.at ?? at }));
    const killed = again.filter(({ at }) =>
      kills.some((kill) => kill > at - UNDER_WAY && kill < at + RECORDED_WITHIN),
    );
    const late = again.filter(
      ({ at, next }) => next - at > LEASE_ENDS_AFTER && !killed.some((other) => other.at === at),
    );
    const explained = Math.min(Math.max(0, extra), killed.length + late.length);
    found.byKill += Math.min(explained, killed.length);
    found.byLease += Math.max(0, explained - killed.length);
    if (extra > explained) found.unexplained.push(`${key}: ${copies.map(({ at }) => at).join()}`);
  }
  return found;
};
