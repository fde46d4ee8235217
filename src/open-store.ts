import type { CosmosSettings } from './config/cosmos-environment.ts';
import type { Environment } from './config/environment.ts';
import { credentialFor } from './consultation/credential.ts';
import type { Log } from './core/log.ts';
import { type Result, accept, refuse } from './core/result.ts';
import { type Clock, type Duration, SECOND } from './core/time.ts';
import type { DocumentStore } from './store/port.ts';
import { mayPass, openHeldStore } from './store/sqlite/held.ts';

/** How long a start waits for the program before it to stop, which takes 15 seconds at most. */
const PATIENCE: Duration = 20 * SECOND;

/**
 * Opens the store the environment asks for: a data directory of its own, or Cosmos DB.
 *
 * @returns one line per problem where the settings are wrong: then starting again does not help
 * @throws Error when it may
 */
export const openStore = (
  store: Environment['store'],
  clock: Clock,
  log: Log,
): Promise<Result<DocumentStore, string[]>> =>
  store.kind === 'cosmos' ? openedCosmos(store, clock) : openedSqlite(store.dataDir, log);

const openedSqlite = async (directory: string, log: Log): Promise<Result<DocumentStore, string[]>> => {
  const waiting = (): void => {
    log.warn({ directory }, 'another program holds the data directory: waiting until it has stopped');
  };
  const logStays = (error: unknown): void => {
    log.warn(
      { directory, error },
      'the database keeps its log beside it: it could not be brought into the file',
    );
  };
  try {
    return accept(await openHeldStore({ directory, patience: PATIENCE, waiting, logStays }));
  } catch (error) {
    if (mayPass(error)) throw error;
    return refuse([`DATA_DIR ${error instanceof Error ? error.message : String(error)}`]);
  }
};

const openedCosmos = async (
  settings: CosmosSettings,
  clock: Clock,
): Promise<Result<DocumentStore, string[]>> => {
  const { WrongSetUp } = await import('./store/cosmos/store.ts');
  try {
    return accept(await openCosmos(settings, clock));
  } catch (error) {
    // Anything else passes, or is a fault of ours.
    if (!(error instanceof WrongSetUp)) throw error;
    return refuse([`COSMOS_ENDPOINT ${settings.endpoint}: ${error.message}`]);
  }
};

/** @throws as `openCosmosStore` */
export const openCosmos = async (
  { auth, ...place }: CosmosSettings,
  clock: Clock,
): Promise<DocumentStore> => {
  // Loaded only where it is used: SQLite starts faster without it.
  const { openCosmosStore } = await import('./store/cosmos/store.ts');
  const by = auth.kind === 'key' ? { key: auth.key } : { credential: credentialFor(auth) };
  return openCosmosStore({ ...place, auth: by, clock });
};
