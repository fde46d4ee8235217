import type { StoredDocument } from '../../src/store/port.ts';
import { copiesOf } from './copies.ts';
import type { CountedStore, Operations } from './counted-store.ts';
import { fill, refill } from './fill.ts';
import type { Life } from './lives.ts';
import { median } from './figures.ts';
import { type Program, SEAL_KEY } from './program.ts';
import { NOW } from './situations.ts';

/** How often each sweep is measured: what is over in a moment more often. */
const ROUNDS: Readonly<Record<number, number>> = { 0: 21, 100: 7, 1_000: 3 };

/** Multiples of the number of lives, so that every sweep has the same mixture. */
export const DUE = [0, 100, 1_000] as const;
export const OPEN = [10_000, 100_000] as const;

/** Due cases of a sweep that is not measured. */
const WARM_UP = 100;

export interface Swept {
  open: number;
  due: number;
  /** From the beginning of the sweep until its last message was taken. */
  milliseconds: number;
  /** Of that, what this process worked; other programs on the machine hardly change it. */
  cpuMilliseconds: number;
  operations: Operations;
  messages: number;
}

export interface Measured {
  swept: readonly Swept[];
  /** How long it took to fill the store up. */
  filling: readonly { open: number; seconds: number }[];
}

interface Sweeping {
  program: Program;
  store: CountedStore;
  directory: string;
  lives: readonly Life[];
}

/** Sweeps with every number of due cases, in a store with ever more open cases. */
export const measureSweeps = async (sweeping: Sweeping): Promise<Measured> => {
  const { lives, directory, program } = sweeping;
  const copies = lives.map(({ due, idle }) => ({
    due: copiesOf(due, SEAL_KEY),
    idle: copiesOf(idle, SEAL_KEY),
  }));
  const copy = (index: number, how: keyof Life): StoredDocument => copies[index % copies.length]![how](index);
  const makeDue = (count: number): void => {
    refill(
      directory,
      Array.from({ length: count }, (_, index) => copy(index, 'due')),
    );
  };
  const swept: Swept[] = [];
  const filling: Measured['filling'][number][] = [];
  let copied = 0;
  for (const open of OPEN) {
    const started = performance.now();
    // The lives themselves are open cases as well.
    const wanted = open - lives.length;
    fill(directory, copied, wanted, (index) => copy(index, 'idle'));
    copied = wanted;
    filling.push({ open, seconds: (performance.now() - started) / 1_000 });
    // The first sweep after so much was written is not like the others.
    makeDue(WARM_UP);
    await program.sweep();
    for (const due of DUE) swept.push(await measure(sweeping, open, due, makeDue));
  }
  return { swept, filling };
};

const measure = async (
  { program, store }: Sweeping,
  open: number,
  due: number,
  makeDue: (count: number) => void,
): Promise<Swept> => {
  const rounds: Swept[] = [];
  for (let round = 0; round < ROUNDS[due]!; round += 1) {
    makeDue(due);
    const before = program.sent();
    store.taken();
    const [started, worked] = [performance.now(), process.cpuUsage()];
    const looked = await program.sweep();
    const { user, system } = process.cpuUsage(worked);
    rounds.push({
      open,
      due,
      milliseconds: performance.now() - started,
      cpuMilliseconds: (user + system) / 1_000,
      operations: store.taken(),
      messages: program.sent() - before,
    });
    const left = await store.findDue(NOW, 1);
    if (looked !== due || left.length > 0)
      throw new Error(`a sweep looked at ${looked} cases and left some, where ${due} were due`);
  }
  return {
    ...rounds.at(-1)!,
    milliseconds: median(rounds.map((one) => one.milliseconds)),
    cpuMilliseconds: median(rounds.map((one) => one.cpuMilliseconds)),
  };
};
