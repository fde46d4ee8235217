import type { Operations } from './counted-store.ts';
import { OPEN, type Measured, type Swept } from './sweeps.ts';
import { NONE, fine, table, whole } from './tables.ts';

const total = ({ asked, read, written }: Operations): number => asked + read + written;

const sweepTable = (swept: readonly Swept[]): string =>
  table(
    [
      'open cases',
      'due',
      'ms',
      'CPU ms',
      'asked',
      'read',
      'written',
      'messages',
      'per due: CPU ms',
      'operations',
    ],
    swept.map(({ open, due, milliseconds, cpuMilliseconds, operations, messages }) => [
      whole(open),
      whole(due),
      fine(milliseconds),
      fine(cpuMilliseconds),
      whole(operations.asked),
      whole(operations.read),
      whole(operations.written),
      whole(messages),
      due === 0 ? NONE : fine(cpuMilliseconds / due),
      due === 0 ? NONE : fine(total(operations) / due),
    ]),
  );

/** The sweeps with as many due in the smallest and in the largest store. */
const pairs = (swept: readonly Swept[]): readonly { few: Swept; many: Swept }[] => {
  const [fewest, most] = [OPEN[0], OPEN.at(-1)];
  return swept
    .filter(({ open }) => open === fewest)
    .flatMap((few) =>
      swept.filter(({ open, due }) => open === most && due === few.due).map((many) => ({ few, many })),
    );
};

const growthTable = (swept: readonly Swept[]): string =>
  table(
    [`${whole(OPEN.at(-1)!)} open cases against ${whole(OPEN[0])}`, 'operations', 'ms', 'CPU ms'],
    pairs(swept).map(({ few, many }) => [
      `${whole(few.due)} due`,
      `× ${fine(total(many.operations) / total(few.operations))}`,
      `× ${fine(many.milliseconds / few.milliseconds)}`,
      `× ${fine(many.cpuMilliseconds / few.cpuMilliseconds)}`,
    ]),
  );

/** What a sweep without anything due may take, in ms. */
const IDLE = 2;

/** Whether what was promised of sweeps holds in this run; a time says more of the machine than of the program. */
const verdict = (swept: readonly Swept[]): string => {
  const most = swept.filter(({ open }) => open === OPEN.at(-1));
  const idle = most.find(({ due }) => due === 0)!;
  const each = most.filter(({ due }) => due > 0).map(({ due, cpuMilliseconds }) => cpuMilliseconds / due);
  return [
    `${whole(idle.open)} open cases and none due: ${fine(idle.milliseconds)} ms (at most ${IDLE}): ${idle.milliseconds < IDLE ? 'met' : 'MISSED'}`,
    `CPU ms for each due case: ${each.map(fine).join(' and ')} with ${most.flatMap(({ due }) => (due > 0 ? [whole(due)] : [])).join(' and ')} due`,
  ].join('\n');
};

export const sweepReport = ({ swept, filling }: Measured): string =>
  [
    ...filling.map(({ open, seconds }) => `filled up to ${whole(open)} open cases in ${fine(seconds)} s`),
    '',
    sweepTable(swept),
    '',
    growthTable(swept),
    '',
    verdict(swept),
  ].join('\n');

/** How much the operations for a due case may differ between a small and a large sweep: a page more or less. */
const LEEWAY = 1.05;

/** What is wrong with how the work grows; counts only, because times say more of the machine. */
export const complaintsOf = (swept: readonly Swept[]): readonly string[] => {
  const grown = pairs(swept)
    .filter(({ few, many }) => total(many.operations) > total(few.operations))
    .map(
      ({ few, many }) =>
        `with ${whole(few.due)} due, ${whole(few.open)} open cases take ${whole(total(few.operations))} operations and ` +
        `${whole(many.open)} take ${whole(total(many.operations))}`,
    );
  const idle = swept
    .filter(({ due, operations }) => due === 0 && total(operations) > 1)
    .map(
      ({ open, operations }) =>
        `with nothing due, ${whole(open)} open cases take ${whole(total(operations))} operations instead of 1`,
    );
  const perDue = OPEN.flatMap((open) => {
    const each = swept
      .filter((one) => one.open === open && one.due > 0)
      .map(({ due, operations }) => total(operations) / due);
    return Math.max(...each) > LEEWAY * Math.min(...each)
      ? [`with ${whole(open)} open cases a due case takes ${each.map(fine).join(' or ')} operations`]
      : [];
  });
  return [...grown, ...idle, ...perDue];
};
