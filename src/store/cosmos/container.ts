import {
  type Container,
  type ContainerDefinition,
  type CosmosClient,
  type Database,
  type DatabaseAccount,
  type IndexingPolicy,
  PartitionKeyKind,
} from '@azure/cosmos';
import { INDEXED, OPEN_IN_ORDER, PARTITION_KEY, POLICY } from './definition.ts';
import { WrongSetUp, failureOf, statusOf } from './errors.ts';
import type { Ask } from './patience.ts';

export interface Place {
  readonly database: string;
  readonly container: string;
}

/**
 * Finds the container, makes it (and its database) when it is not there, and checks what the adapter counts on.
 *
 * @throws WrongSetUp when the account, the container or the credential is not what it must be
 */
export const openContainer = async (
  client: CosmosClient,
  { database, container }: Place,
  isIdentity: boolean,
  ask: Ask,
): Promise<Container> => {
  const account = await setUp('the account', () =>
    ask('the reading of the account', (abortSignal) => client.getDatabaseAccount({ abortSignal })),
  );
  if (account.resource) checkAccount(account.resource);
  const where = `the container ${container} of database ${database}`;
  const known = client.database(database);
  const definition =
    (await setUp(where, () => found(known, container, ask))) ??
    (await setUp(where, () => made(client, { database, container }, isIdentity, ask)));
  checkContainer(definition, where);
  return known.container(container);
};

const found = async (
  database: Database,
  container: string,
  ask: Ask,
): Promise<ContainerDefinition | undefined> => {
  try {
    const read = await ask('the reading of the container', (abortSignal) =>
      database.container(container).read({ abortSignal }),
    );
    return read.resource;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
};

/** Several replicas may do this at the same moment. */
const made = async (
  client: CosmosClient,
  { database, container }: Place,
  isIdentity: boolean,
  ask: Ask,
): Promise<ContainerDefinition> => {
  if (isIdentity) {
    throw new WrongSetUp(
      `there is no container ${container} in a database ${database}, and an identity may not make it; make it with partition key ${PARTITION_KEY} and the indexing policy of docs/adr/0007-cosmos.md`,
    );
  }
  await unlessThere(() =>
    ask('the making of the database', (abortSignal) =>
      client.databases.create({ id: database }, { abortSignal }),
    ),
  );
  const partitionKey = { paths: [PARTITION_KEY], kind: PartitionKeyKind.Hash, version: 2 };
  const definition = { id: container, partitionKey, indexingPolicy: POLICY };
  await unlessThere(() =>
    ask('the making of the container', (abortSignal) =>
      client.database(database).containers.create(definition, { abortSignal }),
    ),
  );
  const definitionNow = await found(client.database(database), container, ask);
  if (!definitionNow) throw failureOf('the making of the container', undefined);
  return definitionNow;
};

const unlessThere = async (make: () => Promise<unknown>): Promise<void> => {
  try {
    await make();
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
  }
};

const setUp = async <T>(where: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const status = statusOf(error);
    if (status === 401)
      throw new WrongSetUp(`${where}: Cosmos DB does not accept the key or the identity`, error);
    if (status === 403) throw new WrongSetUp(`${where}: the key or the identity is not allowed this`, error);
    throw error;
  }
};

const READ_YOUR_WRITES: ReadonlySet<string> = new Set(['Strong', 'BoundedStaleness', 'Session']);

const checkAccount = (account: DatabaseAccount): void => {
  const { consistencyPolicy: consistency, enableMultipleWritableLocations: everywhere } = account;
  if (!READ_YOUR_WRITES.has(consistency)) {
    throw new WrongSetUp(`the account has consistency ${consistency}; set it to Session or stronger`);
  }
  if (everywhere) {
    throw new WrongSetUp(
      'the account is written in several regions, where two may win the same race; let one region write',
    );
  }
};

const checkContainer = (definition: ContainerDefinition, where: string): void => {
  const { partitionKey, defaultTtl, indexingPolicy } = definition;
  const paths = partitionKey?.paths ?? [];
  if (paths.length !== 1 || paths[0] !== PARTITION_KEY) {
    throw new WrongSetUp(
      `${where} has partition key ${paths.join(', ') || 'none'}; use one with ${PARTITION_KEY}`,
    );
  }
  if (defaultTtl !== undefined && defaultTtl > 0) {
    throw new WrongSetUp(`${where} throws away what is older than ${defaultTtl} s; switch time to live off`);
  }
  if (!isIndexed(indexingPolicy)) {
    throw new WrongSetUp(
      `${where} does not index what is searched; give it the indexing policy of docs/adr/0007-cosmos.md`,
    );
  }
};

/** More may be indexed, for whoever has questions of their own. */
const isIndexed = (policy: IndexingPolicy | undefined): boolean => {
  const included = new Set(policy?.includedPaths?.map(({ path }) => path));
  const inOrder = policy?.compositeIndexes?.some((index) =>
    OPEN_IN_ORDER.every((path, place) => index[place]?.path === path && index[place].order !== 'descending'),
  );
  return inOrder === true && (included.has('/*') || INDEXED.every((path) => included.has(path)));
};
