/** Three replicas on one Cosmos protocol server, under load, killed now and then; until everything has come to rest. */
import { setTimeout as pause } from 'node:timers/promises';
import { type CaseDocument, CASE, parseCase } from '../../../src/case/document.ts';
import { type Duration, type Instant, MINUTE, SECOND } from '../../../src/core/time.ts';
import { openCosmosStore } from '../../../src/store/cosmos/store.ts';
import type { DocumentStore } from '../../../src/store/port.ts';
import { chanceFor } from '../../simulation/world/chance.ts';
import { startConnector } from '../../support/connector.ts';
import { startVaultBeside } from '../../support/cosmos-and-vault.ts';
import { spawnCosmos } from '../../support/cosmos-server.ts';
import { cosmosOptions } from '../../support/cosmos-store.ts';
import { user } from '../../support/places.ts';
import { workplace } from '../../support/program.ts';
import { PEOPLE } from '../../support/region-file.ts';
import { compiled } from '../../support/compiled.ts';
import { allIn } from '../stored-state.ts';
import { type Asking, asking } from './asking.ts';
import { type Herd, startHerd } from './herd.ts';
import { type Announced, MORE, oneCase } from './load.ts';
import type { Told } from './told.ts';
import { toldIn } from './told.ts';

const REPLICAS = 3;

/** Leases of a killed replica end after 45 seconds, and what it had to send may have to wait for the pace after that. */
const LONGEST_REST: Duration = 3 * MINUTE;

/** Longer than the period after which somebody is told that nobody takes up a case. */
const SOON: Duration = 10 * SECOND;

export interface Given {
  seed: number;
  /** The text of the region file. */
  region: string;
  /** How many pre-announcements. */
  intakes: number;
  /** Between two of them, in milliseconds. */
  every: Duration;
  /** Between two kills; none is never. */
  kill?: { from: Duration; to: Duration };
}

/** One message of a document that Teams took, by the log of a replica. */
export interface Delivered {
  document: string;
  message: number;
  kind: string;
  at: Instant;
  /** When that replica was killed. */
  killedAt: Instant | undefined;
}

export interface Aftermath {
  announced: readonly Announced[];
  told: readonly Told[];
  cases: readonly CaseDocument[];
  asked: Asking['counts'];
  kills: readonly Instant[];
  /** What the replicas wrote in their logs that Teams took. */
  delivered: readonly Delivered[];
  /** When a replica completed a sweep that its cron called for. */
  sweeps: readonly Instant[];
  /** When a replica completed any sweep, also the one with which each begins. */
  anySweeps: readonly Instant[];
  /** How long after the death of whoever swept last another swept. */
  takeOver: Duration;
  /** When the last intake was answered, and when nothing was left to do. */
  lastAnswer: Instant;
  now: Instant;
}

export const fire = async (given: Given): Promise<Aftermath> => {
  const program = compiled('src/main.ts');
  const place = workplace(given.region);
  const cosmos = await spawnCosmos();
  const vault = await startVaultBeside(cosmos);
  const people = [...Object.values(PEOPLE), ...MORE.map(({ name }) => user(name))];
  const connector = await startConnector({ people });
  const env = { ...vault.environment, REGION_FILE: place.regionFile };
  const herd = await startHerd(program, REPLICAS, env);
  const store = await openCosmosStore(cosmosOptions(cosmos, { container: 'documents' }));
  try {
    const asks = asking(herd, chanceFor(given.seed, 'asking'));
    const announced = await underFire(given, herd, asks, connector.serviceUrl);
    const lastAnswer = Date.now();
    await herd.whole();
    const cases = await atRest(store, herd);
    const now = Date.now();
    return {
      announced,
      told: toldIn(connector.received),
      cases,
      asked: asks.counts,
      kills: herd.all.flatMap(({ killedAt }) => killedAt ?? []).sort((one, other) => one - other),
      delivered: deliveredBy(herd),
      sweeps: sweepsOf(herd, { from: 1 }),
      anySweeps: sweepsOf(herd, { from: 0 }),
      lastAnswer,
      takeOver: await takeOver(herd),
      now,
    };
  } finally {
    await herd.end();
    await store.close();
    await connector.close();
    await cosmos.stop();
    await vault.close();
    place.remove();
  }
};

const underFire = async (
  { seed, intakes, every, kill }: Given,
  herd: Herd,
  asks: Asking,
  serviceUrl: string,
): Promise<readonly Announced[]> => {
  const over = new AbortController();
  const killing = kill && killNowAndThen(herd, seed, kill, over.signal);
  const announced: Promise<Announced>[] = [];
  for (let index = 0; index < intakes; index += 1) {
    // Of every third one nobody takes notice, so that somebody must be told.
    announced.push(oneCase(asks, serviceUrl, index, index % 3 !== 2));
    await pause(every);
  }
  try {
    return await Promise.all(announced);
  } finally {
    over.abort();
    await killing;
  }
};

const killNowAndThen = async (
  herd: Herd,
  seed: number,
  { from, to }: { from: Duration; to: Duration },
  over: AbortSignal,
): Promise<void> => {
  const chance = chanceFor(seed, 'killing');
  for (;;) {
    // Rejects only when it is over.
    await pause(chance.whole(from, to), undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) return;
    await herd.killAny(chance);
  }
};

/** Waits until there is nothing to send, and nothing is due soon. */
const atRest = async (store: DocumentStore, herd: Herd): Promise<readonly CaseDocument[]> => {
  const until = Date.now() + LONGEST_REST;
  for (;;) {
    const cases = (await allIn(store)).filter(({ kind }) => kind === CASE).map(parseCase);
    const now = Date.now();
    const busy = cases.filter(
      ({ outbox, dueAt }) => outbox.length > 0 || (dueAt !== null && dueAt <= now + SOON),
    );
    // What is still there then is for the verdict.
    if (busy.length === 0 || now > until) return cases;
    await herd.next('sweep done');
  }
};

/** In the calm after it all: how quickly is noticed that somebody died, says more without the load. */
const takeOver = async (herd: Herd): Promise<Duration> => {
  const swept = await herd.next('sweep done');
  const killed = Date.now();
  await herd.kill(swept);
  await herd.next('sweep done');
  return Date.now() - killed;
};

/** @param from 1 leaves out the one with which each begins: that needs nobody who takes over */
const sweepsOf = (herd: Herd, { from }: { from: 0 | 1 }): readonly Instant[] =>
  herd.all
    .flatMap(({ lines }) => lines.filter(({ msg }) => msg === 'sweep done').slice(from))
    .map(({ time }) => time)
    .sort((one, other) => one - other);

const deliveredBy = (herd: Herd): readonly Delivered[] =>
  herd.all.flatMap(({ lines, killedAt }) =>
    lines
      .filter(({ msg }) => msg === 'message delivered')
      .map(({ document, message, kind, time }) => ({
        document: String(document),
        message: Number(message),
        kind: String(kind),
        at: time,
        killedAt,
      })),
  );
