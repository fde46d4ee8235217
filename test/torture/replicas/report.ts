/** What came of a run, as figures and as what went wrong. */
import { watchAll } from '../../../src/case/due.ts';
import { daysOf } from '../../../src/config/days.ts';
import { parseRegion } from '../../../src/config/region.ts';
import { convener } from '../../../src/consultation/convene.ts';
import { municipalityOf } from '../../../src/core/region.ts';
import type { Duration, Instant } from '../../../src/core/time.ts';
import { ladder } from '../../../src/escalation/ladder.ts';
import { coverOf } from '../../../src/roster/cover.ts';
import { emptyRoster } from '../../../src/roster/state.ts';
import { duplicatesIn, sentTwice } from './duplicates.ts';
import type { Aftermath } from './fire.ts';
import { type Findings, findingsIn } from './verdict.ts';

/** Of what was asked and told. Times are in milliseconds. */
export interface Figures {
  intakes: number;
  claimed: number;
  kills: number;
  asked: number;
  askedAgain: number;
  /** Answers that were no 200, by status. */
  refusedWith: Readonly<Record<string, number>>;
  slowestAnswer: number;
  posts: number;
  calls: number;
  pings: number;
  duplicatesByKill: number;
  duplicatesByLease: number;
  sweeps: number;
  /** Without one that cron called for: those with which a replica begins are not counted. */
  longestWithoutSweep: number;
  /** Without any, also of those with which a replica begins. */
  longestWithoutAnySweep: number;
  /** In the calm after it: from a kill of whoever swept last until another did. */
  takeOver: number;
  /** From the last answer until nothing was left to do. */
  toRest: number;
}

/** The findings, and messages that went twice without one of the causes that are allowed. */
export type Checked = Findings & { unexplainedDuplicates: readonly string[] };

export interface Report {
  checked: Checked;
  /** One line each; empty when all is well. */
  problems: readonly string[];
  figures: Figures;
}

export const reportOf = (after: Aftermath, regionText: string): Report => {
  const { announced, told, cases, asked, kills, sweeps, now } = after;
  const duplicates = duplicatesIn(told, cases, kills);
  const count = (what: string): number => told.filter((one) => one.what === what).length;
  const checked: Checked = {
    ...findingsIn({ ...after, watch: watchOf(regionText, now) }),
    unexplainedDuplicates: [...duplicates.unexplained, ...sentTwice(after.delivered)],
  };
  return {
    checked,
    problems: Object.values(checked).flat(),
    figures: {
      intakes: announced.length,
      claimed: announced.filter(({ claimed }) => claimed).length,
      kills: kills.length,
      asked: asked.asked,
      askedAgain: asked.askedAgain,
      refusedWith: asked.refusedWith,
      slowestAnswer: Math.round(asked.slowest),
      posts: count('post'),
      calls: count('call'),
      pings: count('ping'),
      duplicatesByKill: duplicates.byKill,
      duplicatesByLease: duplicates.byLease,
      sweeps: sweeps.length,
      longestWithoutSweep: longestBetween(sweeps),
      longestWithoutAnySweep: longestBetween(after.anySweeps),
      takeOver: after.takeOver,
      toRest: now - after.lastAnswer,
    },
  };
};

/** 0 when there are not two. */
const longestBetween = (moments: readonly Instant[]): Duration =>
  Math.max(0, ...moments.slice(1).map((at, index) => at - (moments[index] ?? at)));

const watchOf = (text: string, now: number) => {
  const region = parseRegion(text, 'region.yaml');
  if (!region.ok) throw new Error(region.refusal.join('\n'));
  const days = daysOf(region.value);
  const [{ id } = { id: '' }] = region.value.municipalities;
  const cover = coverOf(emptyRoster(id, now), municipalityOf(region.value, id), region.value, days);
  const parts = { region: region.value, days, cover };
  return watchAll([ladder({ ...parts, texts: false }), convener(parts)]);
};
