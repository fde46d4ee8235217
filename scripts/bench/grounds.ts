import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Person, type Region, peopleWith } from '../../src/core/region.ts';
import { openCosmosStore } from '../../src/store/cosmos/store.ts';
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { startVaultBeside } from '../../test/support/cosmos-and-vault.ts';
import { spawnCosmos } from '../../test/support/cosmos-server.ts';
import { type Bot, program, startBot } from './bots.ts';
import { MUNICIPALITY, liveUntilClaimable } from './claimable.ts';
import type { Connector } from './connector.ts';
import { fill } from './fill.ts';
import { firstLook } from './first-look.ts';
import { keysIn, sealKeyIn } from './keys.ts';
import { writeRegion } from './region.ts';

/** What claims are made on: the program on a store with cases that wait for somebody. */
export interface Ground {
  name: string;
  bot: Bot;
  /** Ids of cases that nobody claimed. */
  cases: readonly string[];
  /** Whoever may go along, of both roles in turn. */
  people: readonly Person[];
  /** What is stored of a case. */
  read(id: string): Promise<StoredDocument | undefined>;
  stop(): Promise<void>;
}

/** Where the bench keeps its files, and Teams. */
export interface Surroundings {
  directory: string;
  connector: Connector;
  /** Cases to make. */
  count: number;
}

/**
 * Sweeps every five seconds instead of every minute: an idle sweep costs nothing, and nobody has to wait a minute until the
 * program has had its first look at everything.
 */
const OFTEN = '*/5 * * * * *';

const regionIn = async (directory: string): Promise<{ region: Region; file: string }> => {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'region-claims.yaml');
  return { file, region: await writeRegion(file, { sweep: OFTEN }) };
};

const claimersIn = (region: Region): readonly Person[] => {
  const [youth, team] = ['jeugd-mw', 'veilig-opgroeien'].map((role) =>
    peopleWith(region, MUNICIPALITY, [role]),
  );
  return youth!.flatMap((one, index) => [one, team![index]!]);
};

/** SQLite on disk, every write synchronous. */
export const sqliteGround = async ({ directory, connector, count }: Surroundings): Promise<Ground> => {
  const { region, file } = await regionIn(directory);
  const dataDir = join(directory, 'claims');
  const store = openSqliteStore({ directory: dataDir });
  const keys = await keysIn(directory);
  const made = await liveUntilClaimable(store, region, connector.serviceUrl, keys.sealKey, Date.now());
  fill(dataDir, 0, count, made);
  const env = { REGION_FILE: file, DATA_DIR: dataDir, KEYS_DIR: keys.directory };
  const bot = await startBot(program(env));
  return {
    ...common(store, made, count),
    name: 'SQLite',
    bot: await looked(bot, store),
    people: claimersIn(region),
    stop: async () => {
      await bot.stop();
      await store.close();
    },
  };
};

/** The protocol server of Cosmos DB in a process of its own, over https; it keeps everything in memory. */
export const cosmosGround = async ({ directory, connector, count }: Surroundings): Promise<Ground> => {
  const { region, file } = await regionIn(directory);
  const server = await spawnCosmos();
  const container = `bench-${randomUUID()}`;
  const store = await openCosmosStore({
    endpoint: server.endpoint,
    auth: { key: server.key },
    ca: readFileSync(server.environment.NODE_EXTRA_CA_CERTS!, 'utf8'),
    database: 'eerder-erbij',
    container,
    clock: () => Date.now(),
  });
  const beside = await startVaultBeside(server);
  const sealKey = await sealKeyIn(beside.vault);
  const made = await liveUntilClaimable(store, region, connector.serviceUrl, sealKey, Date.now());
  for (let index = 0; index < count; index += 1)
    if (!(await store.create(made(index))).ok) throw new Error(`copy ${index} is there already`);
  const bot = await startBot(
    program({ ...beside.environment, COSMOS_CONTAINER: container, REGION_FILE: file }),
  );
  return {
    ...common(store, made, count),
    name: 'Cosmos DB protocol server',
    bot: await looked(bot, store),
    people: claimersIn(region),
    stop: async () => {
      await bot.stop();
      await store.close();
      await beside.close();
      await server.stop();
    },
  };
};

const common = (
  store: DocumentStore,
  made: (index: number) => StoredDocument,
  count: number,
): Pick<Ground, 'cases' | 'read'> => ({
  cases: Array.from({ length: count }, (_, index) => made(count - 1 - index).id),
  read: async (id) => (await store.read(id))?.document,
});

/** At its start the program looks at every open case once: not to be measured as part of a turn. */
const looked = async (bot: Bot, store: DocumentStore): Promise<Bot> => {
  await firstLook(store, MUNICIPALITY);
  return bot;
};
