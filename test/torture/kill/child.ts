/**
 * A program that works on cases until it is killed: the real handlers, outbox and store, with people who press and a Teams
 * that takes everything. Reads its orders from standard input and says what it does on standard output.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type CaseDocument, CASE, parseCase } from '../../../src/case/document.ts';
import { settle, watchAll } from '../../../src/case/due.ts';
import { type CaseHandlers, caseHandlers } from '../../../src/case/handle.ts';
import { heads, laneOf } from '../../../src/case/lanes.ts';
import type { OutgoingMessage } from '../../../src/case/messages.ts';
import { convener } from '../../../src/consultation/convene.ts';
import { ladder } from '../../../src/escalation/ladder.ts';
import { after } from '../../../src/outbox/after.ts';
import type { Outcome } from '../../../src/outbox/attempt.ts';
import { deliverer } from '../../../src/outbox/deliver.ts';
import { mailbox } from '../../../src/outbox/mailbox.ts';
import { isDue } from '../../../src/outbox/tries.ts';
import { sweep } from '../../../src/scheduler/sweep.ts';
import type { DocumentStore } from '../../../src/store/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite/store.ts';
import { region } from '../../case/region.ts';
import { chanceFor } from '../../simulation/world/chance.ts';
import { everybodyOnDuty, plainDays } from '../../support/cover.ts';
import { careless } from './careless.ts';
import { hashOf, laneIn } from './log-hash.ts';
import { PEOPLE, STEPS_PER_CASE, stepAt } from './steps.ts';
import { DONE, type Orders, READY, type Said, type Step, type Task } from './words.ts';
import { unchanging } from '../../support/region-now.ts';
import { repeats } from '../../../src/case/repeats.ts';

const clock = (): number => Date.now();
const quiet = (): void => undefined;
const log = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: (_fields: object, message: string) => {
    throw new Error(message);
  },
};

/** Not through a stream: what was said before a kill was said. */
const say = (said: Said): void => {
  writeSync(1, `${JSON.stringify(said)}\n`);
};

const parts = { region, days: plainDays(), cover: everybodyOnDuty(region) };
const watch = watchAll([ladder({ ...parts, texts: false }), convener(parts)]);
const watchFor = () => Promise.resolve(watch);

let posts = 0;

/** Takes everything, a moment later. */
const attempt = async (document: CaseDocument, message: OutgoingMessage): Promise<Outcome> => {
  await new Promise(setImmediate);
  say({ kind: 'sent', case: document.id, message: laneIn(message) });
  if (message.kind === 'meeting') return { kind: 'placeFound', place: { way: 'phone' }, passed: [] };
  posts += 1;
  const at = {
    serviceUrl: 'https://teams.example.invalid/',
    tenant: 'tenant',
    conversation: 'c',
    activity: `${process.pid}-${posts}`,
  };
  return { kind: 'sent', at };
};

const working = (store: DocumentStore): CaseHandlers => {
  const delivery = deliverer({
    mailboxes: [
      mailbox<CaseDocument, OutgoingMessage, Outcome>(
        {
          prefix: `${CASE}/`,
          parse: parseCase,
          idsIn: () => Promise.resolve([]),
          ready: ({ outbox }, flying, now) => {
            const lanes = new Set(flying.map(laneOf));
            return heads(outbox).filter((message) => isDue(message, now) && !lanes.has(laneOf(message)));
          },
          placeOf: () => undefined,
          attempt,
          after,
          settle: (document, now, us) => settle(document, watch, now, us),
          anew: (message) => message,
        },
        { store, clock, log },
      ),
    ],
    pace: { freeFrom: (_place, now) => now, sent: quiet },
    clock,
    log,
    later: (run, wait) => {
      setTimeout(run, wait).unref();
    },
  });
  return caseHandlers({
    store,
    region: unchanging(region),
    watchFor,
    repeats: repeats(store, clock),
    clock,
    nudge: delivery.nudge,
    log,
  });
};

const carryOut = async (cases: CaseHandlers, step: Step): Promise<void> => {
  const { case: id, activity, command } = step;
  const by = PEOPLE.find(({ name }) => name === step.by);
  if (!by) throw new Error(`${step.by} is nobody`);
  say({ kind: 'trying', step });
  const answer = command ? await cases.run(id, command, by, { activity }) : await cases.openIntake(id, by);
  const shown = answer.ok ? answer.value : await cases.read(id);
  if (!shown) throw new Error(`${id} is gone`);
  say({
    kind: 'answered',
    activity,
    case: id,
    ok: answer.ok,
    lines: shown.log.length,
    log: hashOf(shown.log),
    outbox: shown.outbox.map(laneIn),
  });
};

const workOn = async (cases: CaseHandlers, task: Task, seed: number): Promise<void> => {
  const { next: chance } = chanceFor(seed, task.case);
  if (task.unanswered) await carryOut(cases, task.unanswered);
  for (let number = task.next; number < STEPS_PER_CASE; number += 1) {
    const { by, command } = stepAt(number, chance, clock());
    // What is being sent gets its turn in between; the others press at the same moment.
    if (chance() < 0.4) await new Promise(setImmediate);
    await carryOut(cases, {
      case: task.case,
      by: by.name,
      activity: `${task.case} ${number}`,
      ...(command && { command }),
    });
  }
};

const work = async ({ directory, seed, tasks, ...orders }: Orders): Promise<void> => {
  const opened = openSqliteStore({ directory });
  const store = orders.careless ? careless(opened) : opened;
  const cases = working(store);
  const all = tasks.map((task) => workOn(cases, task, seed));
  // What the one before could not send any more.
  const tick = async (id: string): Promise<void> => {
    await cases.tick(id);
  };
  await sweep({ store, tick, clock, log });
  await Promise.all(all);
  writeSync(1, `${DONE}\n`);
};

createInterface({ input: process.stdin }).once('line', (line) => {
  void work(JSON.parse(line) as Orders);
});
process.stdin.once('end', () => process.exit(0));
writeSync(1, `${READY}\n`);
