/** Rounds in which a program works, is killed, and is held to what it said. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { parseCase } from '../../../src/case/document.ts';
import { FILE_NAME } from '../../../src/store/sqlite/files.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { type Chance, chanceFor } from '../../simulation/world/chance.ts';
import { compiled } from '../../support/compiled.ts';
import { type Counts, type Ledger, ledger, noCounts } from './ledger.ts';
import { type Moment, type Victim, victim } from './victim.ts';
import type { Said, Task } from './words.ts';

/** Beside each other. */
const CASES = 6;

/** After so many rounds a new database begins, so that a look at all of it stays quick. */
const ROUNDS_PER_FILE = 25;

/** Milliseconds: from before the database is open to well into the work. */
const LONGEST_LIFE = 150;

/** Some hundred commands. */
const MOST_LINES = 300;

/** Files of a database as a kill leaves them; the shared memory is made anew, as after the loss of power. */
const FILES = [FILE_NAME, `${FILE_NAME}-wal`];

export interface Outcome extends Counts {
  rounds: number;
  cases: number;
  ms: number;
}

export interface Given {
  rounds: number;
  seed: number;
  /** The store answers before it wrote. */
  careless?: boolean;
  /** Told after every round. */
  progress?: (round: number) => void;
}

/** @throws AssertionError when something that was answered is not there, or what was not answered is there in part */
export const killRounds = async (given: Given): Promise<Outcome> => {
  const started = performance.now();
  const counts = noCounts();
  const victims = standingBy();
  let cases = 0;
  try {
    for (let first = 0; first < given.rounds; first += ROUNDS_PER_FILE)
      cases += await onOneFile(given, { victims, counts, first });
  } finally {
    victims.end();
  }
  return { rounds: given.rounds, cases, ...counts, ms: Math.round(performance.now() - started) };
};

interface Victims {
  next(): Victim;
  end(): void;
}

/** The next one starts while this one works. */
const standingBy = (): Victims => {
  const program = compiled('test/torture/kill/child.ts');
  let waiting = victim(program);
  return {
    next: () => {
      const now = waiting;
      waiting = victim(program);
      return now;
    },
    end: () => {
      waiting.end();
    },
  };
};

interface Together {
  victims: Victims;
  counts: Counts;
  /** Number of the first round. */
  first: number;
}

/** Answers how many cases there were. */
const onOneFile = async (
  { rounds, seed, careless = false, progress }: Given,
  { victims, counts, first }: Together,
): Promise<number> => {
  const home = mkdtempSync(join(tmpdir(), 'eerder-erbij-kill-'));
  const known = new Map<string, Ledger>();
  const end = Math.min(rounds, first + ROUNDS_PER_FILE);
  try {
    for (let round = first; round < end; round += 1) {
      const tasks = tasksFor(known, first, counts);
      const orders = { directory: join(home, 'data'), seed: seed + round, careless, tasks };
      const moment = momentOf(chanceFor(seed, `round ${round}`));
      for (const one of await victims.next().workAndDie(orders, moment)) known.get(caseOf(one))?.hear(one);
      // Now and then everything in the file, not only what was worked on.
      const touched = round + 1 === end ? [...known.keys()] : tasks.map((task) => task.case);
      await heldTo(
        orders.directory,
        join(home, 'copy'),
        touched.flatMap((id) => known.get(id) ?? []),
      );
      progress?.(round + 1);
    }
  } finally {
    rmSync(home, { recursive: true });
  }
  return known.size;
};

/** What was not done yet, and new cases beside it. */
const tasksFor = (known: Map<string, Ledger>, file: number, counts: Counts): readonly Task[] => {
  const going = [...known.values()].flatMap((one) => one.task() ?? []);
  const fresh = Array.from({ length: Math.max(0, CASES - going.length) }, (_, index): Task => {
    const id = `case/${file}-${known.size + index}`;
    return { case: id, next: 0 };
  });
  for (const task of fresh) known.set(task.case, ledger(task.case, counts));
  return [...going, ...fresh];
};

/** One in four is killed by the clock, also while it opens the database; the others get to work, whatever else the machine does. */
const momentOf = (chance: Chance): Moment =>
  chance.is(0.25) ? { ms: chance.next() * LONGEST_LIFE } : { lines: chance.whole(1, MOST_LINES) };

const caseOf = (said: Said): string => (said.kind === 'trying' ? said.step.case : said.case);

/** Looks at a copy: the next program has to recover the file itself. */
const heldTo = async (directory: string, copy: string, ledgers: readonly Ledger[]): Promise<void> => {
  for (const file of FILES)
    if (existsSync(join(directory, file))) cpSync(join(directory, file), join(copy, file));
  assertSound(copy);
  const store = openSqliteStore({ directory: copy });
  try {
    for (const one of ledgers) {
      const loaded = await store.read(one.id);
      one.check(loaded && parseCase(loaded.document));
    }
  } finally {
    await store.close();
    rmSync(copy, { recursive: true });
  }
};

const assertSound = (directory: string): void => {
  const path = join(directory, FILE_NAME);
  // Killed before there was a database.
  if (!existsSync(path)) return;
  const database = new Database(path);
  const [row] = database.pragma('integrity_check') as [{ integrity_check: string }];
  database.close();
  assert.equal(row.integrity_check, 'ok');
};
