import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import fc from 'fast-check';
import Database from 'libsql';
import { type CaseDocument, parseCase } from '../../src/case/document.ts';
import { seenBefore } from '../../src/core/done.ts';
import { FILE_NAME } from '../../src/store/sqlite/database.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { type Asked, COURSE, type Task, type Told, activityOf } from './working.ts';

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 500);

/** Milliseconds from the first answer of a round to its end. */
const LONGEST_LIFE = 60;

/** One file starts four times as fast as all its modules; where it stands, it finds the driver. */
const bundled = async (): Promise<string> => {
  const outfile = fileURLToPath(new URL('../../node_modules/.cache/working.mjs', import.meta.url));
  await build({
    entryPoints: [fileURLToPath(new URL('working.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['libsql'],
    logLevel: 'error',
  });
  return outfile;
};

interface Worker {
  child: ChildProcess;
  ready: Promise<unknown>;
}

/** Loads everything, and touches nothing until it is told where. */
const waiting = (file: string): Worker => {
  const child = fork(file, ['working'], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return { child, ready: once(child, 'message') };
};

interface Round {
  answered: readonly Asked[];
  /** Asked, and never answered. */
  cutOff: readonly Asked[];
  refused: readonly Asked[];
}

/** Lets it work until a random moment, and kills it. */
const killed = async ({ child, ready }: Worker, task: Task, life: number): Promise<Round> => {
  await ready;
  const told: Told[] = [];
  const begun = new Promise<void>((resolve) => {
    child.on('message', (message) => {
      told.push(message as Told);
      // The first command is slow, as in any fresh process: by then it works at its pace.
      if (typeof message === 'object' && 'answered' in message) resolve();
    });
  });
  child.send(task);
  await begun;
  const ended = once(child, 'close');
  setTimeout(() => child.kill('SIGKILL'), life);
  await ended;
  const of = (what: 'asked' | 'answered' | 'refused'): Asked[] =>
    told.flatMap((one) => (typeof one === 'object' && what in one ? [Reflect.get(one, what) as Asked] : []));
  const [answered, refused] = [of('answered'), of('refused')];
  const over = new Set([...answered, ...refused].map(activityOf));
  return { answered, refused, cutOff: of('asked').filter((asked) => !over.has(activityOf(asked))) };
};

const caseIn = async (store: DocumentStore, id: string): Promise<CaseDocument> => {
  const found = await store.read(id);
  assert.ok(found, `${id} was acknowledged and is gone`);
  return parseCase(found.document);
};

/** Everything that was answered up to here is there, in order and once; at most what was cut off stands behind it. */
const checkCase = async (store: DocumentStore, id: string, answered: number): Promise<void> => {
  const { log, done, outbox } = await caseIn(store, id);
  for (let step = 0; step < answered; step += 1)
    assert.ok(seenBefore(done, activityOf({ id, step })), `${id}: activity ${step} is forgotten`);
  const happened = log.map(({ event }) => event.type).filter((type) => type !== 'IntakeOpened');
  const course = COURSE.map(([, , event]) => event);
  const expected = course.filter((_, index) => index < Math.max(answered, done.length));
  const followed = happened.filter((type) => course.includes(type));
  assert.deepEqual(followed, expected, id);
  assert.ok(done.length - answered <= 1, `${id}: more was done than asked`);
  assert.ok(
    answered === 0 || outbox.some(({ kind }) => kind === 'card'),
    `${id}: the card is not to be sent`,
  );
};

describe(`kill -9 against SQLite, ${ROUNDS} times at a random moment`, function () {
  this.timeout(300_000);

  it('loses nothing that was acknowledged, and does nothing twice that is asked again', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'eerder-erbij-'));
    const file = await bundled();
    const lives = fc.sample(fc.integer({ min: 0, max: LONGEST_LIFE }), { numRuns: ROUNDS, seed: 20261122 });
    const store = openSqliteStore({ directory });
    /** How many commands of each case were answered. */
    const answers = new Map<string, number>();
    let again: readonly Asked[] = [];
    let cut = 0;
    let next = waiting(file);
    for (const [round, life] of lives.entries()) {
      const worker = next;
      next = waiting(file);
      const { answered, cutOff, refused } = await killed(worker, { directory, round, again }, life);
      assert.deepEqual(refused, []);
      for (const { id, step } of answered) answers.set(id, step + 1);
      const touched = new Set([...answered, ...cutOff].map(({ id }) => id));
      for (const id of touched) if (answers.has(id)) await checkCase(store, id, answers.get(id) ?? 0);
      again = cutOff;
      cut += cutOff.length;
    }
    next.child.kill('SIGKILL');
    for (const [id, answered] of answers) await checkCase(store, id, answered);
    await store.close();
    const database = new Database(join(directory, FILE_NAME));
    const { integrity_check: found } = database.prepare('PRAGMA integrity_check').get() as {
      integrity_check: string;
    };
    assert.equal(found, 'ok');
    database.close();
    rmSync(directory, { recursive: true });
    const acknowledged = [...answers.values()].reduce((sum, count) => sum + count, 0);
    console.log(
      `      ${ROUNDS} kills: ${acknowledged} commands acknowledged on ${answers.size} cases, all there; ` +
        `${cut} cut off and asked again`,
    );
    assert.ok(acknowledged > ROUNDS && cut > ROUNDS / 2, 'kills fell in the middle of work');
  });
});
