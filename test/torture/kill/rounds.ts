/** Rounds in which a program works, is killed, and is held to what it said. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { parseCase } from '../../../src/case/document.ts';
import { FILE_NAME } from '../../../src/store/sqlite/database.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { type Chance, chanceFor } from '../../simulation/world/chance.ts';
import { bundled } from './bundle.ts';
import { type Counts, type Ledger, ledger, noCounts } from './ledger.ts';
import { type Moment, type Victim, victim } from './victim.ts';
import type { Said } from './words.ts';

/** Beside each other. */
const CASES = 6;

/** After so many rounds a new database begins, so that a look at all of it stays quick. */
const ROUNDS_PER_FILE = 25;

/** Milliseconds: from before the database is open to well into the work. */
const LONGEST_LIFE = 150;

/** Some hundred commands. */
const MOST_LINES = 400;

/** Files of a database as a kill leaves them; the shared memory is made anew, as after the loss of power. */
const FILES = [FILE_NAME, `${FILE_NAME}-wal`];

export interface Outcome extends Counts {
  rounds: number;
  cases: number;
  ms: number;
}

export const killRounds = async (rounds: number, seed: number): Promise<Outcome> => {
  const started = performance.now();
  const counts = noCounts();
  const program = await bundled();
  let cases = 0;
  // The next one starts while this one works.
  let next = victim(program);
  try {
    for (let first = 0; first < rounds; first += ROUNDS_PER_FILE) {
      const home = mkdtempSync(join(tmpdir(), 'eerder-erbij-kill-'));
      const known = new Map<string, Ledger>();
      for (let round = first; round < Math.min(rounds, first + ROUNDS_PER_FILE); round += 1) {
        const now = next;
        next = victim(program);
        await oneRound({
          victim: now,
          home,
          known,
          counts,
          chance: chanceFor(seed, `round ${round}`),
          seed: seed + round,
          file: first,
        });
      }
      cases += known.size;
      rmSync(home, { recursive: true });
    }
  } finally {
    next.end();
    rmSync(program);
  }
  return { rounds, cases, ...counts, ms: Math.round(performance.now() - started) };
};

interface Round {
  victim: Victim;
  home: string;
  known: Map<string, Ledger>;
  counts: Counts;
  chance: Chance;
  seed: number;
  file: number;
}

const oneRound = async ({
  victim: working,
  home,
  known,
  counts,
  chance,
  seed,
  file,
}: Round): Promise<void> => {
  let tasks = [...known.values()].flatMap((one) => one.task() ?? []);
  while (tasks.length < CASES) {
    const id = `case/${file}-${known.size}`;
    known.set(id, ledger(id, counts));
    tasks = [...tasks, { case: id, next: 0 }];
  }
  const directory = join(home, 'data');
  const said = await working.workAndDie({ directory, seed, tasks }, momentOf(chance));
  for (const one of said) known.get(caseOf(one))?.hear(one);
  await heldTo(directory, home, known);
};

/** One in four is killed by the clock, also while it opens the database; the others get to work, whatever else the machine does. */
const momentOf = (chance: Chance): Moment =>
  chance.is(0.25) ? { ms: chance.next() * LONGEST_LIFE } : { lines: chance.whole(1, MOST_LINES) };

const caseOf = (said: Said): string => (said.kind === 'trying' ? said.step.case : said.case);

/** Looks at a copy: the next program has to recover the file itself. */
const heldTo = async (directory: string, home: string, known: ReadonlyMap<string, Ledger>): Promise<void> => {
  const copy = join(home, 'copy');
  for (const file of FILES)
    if (existsSync(join(directory, file))) cpSync(join(directory, file), join(copy, file));
  assertSound(copy);
  const store = openSqliteStore({ directory: copy });
  try {
    for (const [id, one] of known) {
      const loaded = await store.read(id);
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
