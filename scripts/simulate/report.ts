import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { FAULTS } from '../../test/simulation/faults/kinds.ts';
import type { Ran } from '../../test/simulation/run.ts';

const counts = z.record(z.string(), z.number());

const lineSchema = z.object({
  seed: z.number(),
  options: z.object({
    cases: z.number(),
    hours: z.number(),
    replicas: z.number(),
    brisk: z.boolean(),
    commit: z.string(),
  }),
  weather: z.string(),
  store: z.string(),
  replicas: z.number(),
  cases: z.number(),
  closed: z.number(),
  commands: z.number(),
  refused: z.number(),
  messages: z.number(),
  writes: z.number(),
  sweeps: z.number(),
  faults: counts,
  duplicates: counts,
  checked: counts,
  violations: z.array(z.object({ invariant: z.string(), at: z.number(), what: z.string() })),
  milliseconds: z.number(),
});
/** What is kept of one seed. */
export type Line = z.infer<typeof lineSchema>;

export const lineOf = (ran: Ran, options: Line['options'], milliseconds: number): Line => {
  const { happened, trace, counts: faults, ...rest } = ran;
  return {
    ...rest,
    options,
    faults,
    violations: [...ran.violations],
    milliseconds: Math.round(milliseconds),
  };
};

export const addTo = (report: string, line: Line): void => {
  appendFileSync(report, `${JSON.stringify(line)}\n`);
};

/** The lines of a report; a last one that was cut off, because the run was stopped, is left out. */
export const linesOf = (report: string): readonly Line[] => {
  if (!existsSync(report)) return [];
  const lines = readFileSync(report, 'utf8').split('\n');
  return lines.flatMap((line) => {
    const parsed = line.endsWith('}') ? lineSchema.safeParse(JSON.parse(line)) : undefined;
    return parsed?.success ? [parsed.data] : [];
  });
};

const summed = (all: readonly Readonly<Record<string, number>>[]): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const one of all)
    for (const [name, count] of Object.entries(one)) sums.set(name, (sums.get(name) ?? 0) + count);
  return sums;
};

const figure = (count: number): string => count.toLocaleString('en-US');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

const sumOf = (tallied: Readonly<Record<string, number>>): number =>
  Object.values(tallied).reduce((sum, count) => sum + count, 0);

const totals = (lines: readonly Line[]): string => {
  const total = (pick: (line: Line) => number): number => lines.reduce((sum, line) => sum + pick(line), 0);
  const rows: readonly (readonly [string, number])[] = [
    ['seeds', lines.length],
    ['of which with two replicas', lines.filter(({ replicas }) => replicas > 1).length],
    ['of which on SQLite', lines.filter(({ store }) => store === 'sqlite').length],
    ['simulated cases', total(({ cases }) => cases)],
    ['of which closed', total(({ closed }) => closed)],
    ['commands answered', total(({ commands }) => commands)],
    ['of which refused', total(({ refused }) => refused)],
    ['messages taken', total(({ messages }) => messages)],
    ['writes', total(({ writes }) => writes)],
    ['sweeps in which no fault fell', total(({ sweeps }) => sweeps)],
    ['faults injected', total(({ faults }) => sumOf(faults))],
    ['messages sent twice', total(({ duplicates }) => sumOf(duplicates))],
    ['times an invariant was looked at', total(({ checked }) => sumOf(checked))],
    ['violations', total(({ violations }) => violations.length)],
    ['hours of CPU', Math.round(total(({ milliseconds }) => milliseconds) / 36_000) / 100],
  ];
  return table(
    ['', 'Count'],
    rows.map(([name, count]) => [name, figure(count)]),
  );
};

/** The tables for docs/reliability.md. */
export const summaryOf = (lines: readonly Line[]): string => {
  const faults = summed(lines.map((line) => line.faults));
  const checked = summed(lines.map((line) => line.checked));
  const violations = summed(
    lines.flatMap((line) => line.violations.map(({ invariant }) => ({ [invariant]: 1 }))),
  );
  const duplicates = [...summed(lines.map((line) => line.duplicates))].toSorted(
    ([, one], [, other]) => other - one,
  );
  const commits = [...new Set(lines.map(({ options }) => options.commit).filter((text) => text !== ''))];
  return [
    ...(commits.length === 0 ? [] : [`Of commit ${commits.join(', ')}.`]),
    totals(lines),
    table(
      ['Fault', 'Injected'],
      FAULTS.map((name) => [name, figure(faults.get(name) ?? 0)]),
    ),
    table(
      ['Sent twice because', 'Messages'],
      duplicates.map(([name, count]) => [name, figure(count)]),
    ),
    table(
      ['Invariant', 'Looked at', 'Violations'],
      [...checked].map(([name, count]) => [name, figure(count), figure(violations.get(name) ?? 0)]),
    ),
  ].join('\n\n');
};
