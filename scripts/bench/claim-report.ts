import type { Burst } from './burst.ts';
import type { Latency } from './claims.ts';
import { BOTBUILDER, type Contest, OURS, TEAMS_AI } from './contest.ts';
import type { StartUp } from './start-up.ts';
import { NONE, fine, table, whole } from './tables.ts';

const named = (latencies: readonly Latency[], name: string): Latency => {
  const found = latencies.find((one) => one.name === name);
  if (!found) throw new Error(`${name} was not measured`);
  return found;
};

const latencyTable = (title: string, latencies: readonly Latency[], withRate: boolean): string => {
  const [botbuilder, teamsAi] = [named(latencies, BOTBUILDER), named(latencies, TEAMS_AI)];
  const head = [title, 'p50 ms', 'p99 ms', 'p50 of botbuilder', 'p50 of teams-ai'];
  return table(
    withRate ? [...head, 'a second'] : head,
    latencies.map(({ name, p50, p99, rate }) => [
      name,
      fine(p50),
      fine(p99),
      `× ${fine(p50 / botbuilder.p50)}`,
      `× ${fine(p50 / teamsAi.p50)}`,
      ...(withRate ? [whole(rate)] : []),
    ]),
  );
};

/** What a claim may take, in p50s of a bare bot. */
const BARS = [
  { of: TEAMS_AI, most: 1 },
  { of: BOTBUILDER, most: 1.5 },
];

const verdict = (alone: readonly Latency[]): string =>
  BARS.map(({ of, most }) => {
    const ratio = named(alone, OURS).p50 / named(alone, of).p50;
    return `a claim against "${of}": × ${fine(ratio)} (at most ${most}): ${ratio <= most ? 'met' : 'MISSED'}`;
  }).join('\n');

export const contestReport = ({ alone, crowd, cardSize }: Contest): string =>
  [
    latencyTable('one at a time, all that follows delivered', alone, false),
    '',
    latencyTable('ten at a time, without a pause', crowd, true),
    '',
    verdict(alone),
    `each answers a card of ${whole(cardSize)} bytes`,
  ].join('\n');

/** What was measured on one store. */
export interface OnStore {
  store: string;
  claim: Latency;
  burst: Burst;
  /** In ms. */
  readyAfter: number;
  /** Resident, in MB: before the first claim, and after the burst was delivered. */
  memory: { atRest: number; afterwards: number };
}

export const storeReport = (measured: readonly OnStore[]): string =>
  table(
    ['', ...measured.map(({ store }) => store)],
    [
      ['claim, one at a time: p50 ms', ...measured.map(({ claim }) => fine(claim.p50))],
      ['claim, one at a time: p99 ms', ...measured.map(({ claim }) => fine(claim.p99))],
      ...burstRows(measured.map(({ burst }) => burst)),
      ['start-up to ready: ms', ...measured.map(({ readyAfter }) => whole(readyAfter))],
      ['memory at rest: MB', ...measured.map(({ memory }) => whole(memory.atRest))],
      ['memory after the burst: MB', ...measured.map(({ memory }) => whole(memory.afterwards))],
    ],
  );

const burstRows = (bursts: readonly Burst[]): readonly (readonly string[])[] => [
  ['burst: claims', ...bursts.map(({ claims }) => whole(claims))],
  ['burst: places taken', ...bursts.map(({ won }) => whole(won))],
  ['burst: told who goes', ...bursts.map(({ told }) => whole(told))],
  ['burst: all answered after s', ...bursts.map(({ seconds }) => fine(seconds))],
  ['burst: claims a second', ...bursts.map(({ claims, seconds }) => whole(claims / seconds))],
  ['burst: p50 ms', ...bursts.map(({ p50 }) => whole(p50))],
  ['burst: p99 ms', ...bursts.map(({ p99 }) => whole(p99))],
  ['burst: messages', ...bursts.map(({ messages }) => whole(messages))],
  ['burst: all delivered after s', ...bursts.map(({ deliveredAfter }) => fine(deliveredAfter))],
];

export const startUpReport = (measured: readonly StartUp[]): string =>
  table(
    ['SQLite, open cases', 'ready after ms', 'looked at all of them after ms', 'memory MB'],
    measured.map(({ open, readyAfter, lookedAfter, memory }) => [
      whole(open),
      whole(readyAfter),
      lookedAfter === undefined ? NONE : whole(lookedAfter),
      memory === undefined ? NONE : whole(memory),
    ]),
  );
