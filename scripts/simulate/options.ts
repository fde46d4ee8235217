import { parseArgs } from 'node:util';

export const USAGE = `npm run simulate -- [options]
  --seed N             one seed (default 1), or the first of --rounds
  --rounds R           R seeds from --seed on
  --seeds A..B         seeds A up to and including B
  --cases K            cases per seed (default 8)
  --hours H            simulated hours per seed, before it comes to rest (default 48)
  --brisk              small teams in which most people act within minutes, so that cases live for hours
  --replicas R         at most so many replicas (default 2; how many a seed has, follows from the seed)
  --commit TEXT        which version this is, for the report
  --jobs J             processes beside each other (default 1)
  --report FILE        one line of JSON per seed is added to it; seeds that are in it are not run again
  --summary FILE       runs nothing: the table of a report
  --mutation NAME      breaks the program on purpose (test/simulation/mutations.ts)
  --no-reduce          does not look for the shortest list of happenings of a seed that fails
  --json               one line of JSON per seed
`;

export interface Settings {
  first: number;
  last: number;
  cases: number;
  hours: number;
  replicas: number;
  brisk: boolean;
  /** Of the program that is simulated; written down with every seed. */
  commit: string;
  jobs: number;
  report?: string;
  summary?: string;
  mutation?: string;
  reduce: boolean;
  json: boolean;
  /** One of several processes: it takes every so many seeds, from this one on. */
  worker?: { of: number; index: number };
}

const whole = (text: string | undefined, otherwise: number, name: string): number => {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new Error(`--${name} is a whole number, not ${String(text)}`);
  return value;
};

const rangeOf = (seeds: string): { first: number; last: number } => {
  const match = /^(\d+)\.\.(\d+)$/.exec(seeds);
  if (!match) throw new Error(`--seeds is a range such as 1..1000, not ${seeds}`);
  return { first: Number(match[1]), last: Number(match[2]) };
};

/** @throws Error that says what is wrong with the command line */
export const settingsFrom = (args: readonly string[]): Settings => {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: text,
      rounds: text,
      seeds: text,
      cases: text,
      hours: text,
      replicas: text,
      brisk: flag,
      commit: text,
      jobs: text,
      report: text,
      summary: text,
      mutation: text,
      'no-reduce': flag,
      json: flag,
      worker: text,
    },
  });
  const first = whole(values.seed, 1, 'seed');
  const rounds = whole(values.rounds, 1, 'rounds');
  const range = values.seeds === undefined ? { first, last: first + rounds - 1 } : rangeOf(values.seeds);
  const [index, of] = values.worker?.split('/').map(Number) ?? [];
  return {
    ...range,
    cases: whole(values.cases, 8, 'cases'),
    hours: whole(values.hours, 48, 'hours'),
    replicas: whole(values.replicas, 2, 'replicas'),
    brisk: values.brisk === true,
    commit: values.commit ?? '',
    jobs: Math.max(1, whole(values.jobs, 1, 'jobs')),
    reduce: values['no-reduce'] !== true,
    json: values.json === true,
    ...(values.report !== undefined && { report: values.report }),
    ...(values.summary !== undefined && { summary: values.summary }),
    ...(values.mutation !== undefined && { mutation: values.mutation }),
    ...(index !== undefined && of !== undefined && { worker: { index, of } }),
  };
};
