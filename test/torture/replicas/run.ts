import { type Duration, SECOND } from '../../../src/core/time.ts';
import { quietRegion } from '../../e2e/scenario.ts';
import { type Aftermath, type Given, fire } from './fire.ts';
import { MORE } from './load.ts';
import { type Report, reportOf } from './report.ts';

/** Between two sweeps. */
export const SWEEP: Duration = 2 * SECOND;

export interface Run {
  report: Report;
  after: Aftermath;
  /** What would have been said of something else. */
  judged: (otherwise: Partial<Aftermath>) => Report;
}

/** Periods of seconds, so that somebody must be told of a case that nobody takes up. */
export const underFire = async (given: Omit<Given, 'region'>): Promise<Run> => {
  const policy = { claimWithin: 'PT6S' };
  const region = quietRegion({ sweep: `*/${SWEEP / SECOND} * * * * *`, policy, more: MORE });
  const after = await fire({ ...given, region });
  const judged: Run['judged'] = (otherwise) => reportOf({ ...after, ...otherwise }, region);
  return { report: judged({}), after, judged };
};

/** One of three replicas every two to four seconds. */
export const KILLS = { from: 2 * SECOND, to: 4 * SECOND };
