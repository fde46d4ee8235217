import type { DocumentStore } from '../port.ts';
import { type Access, accessTo } from './access.ts';
import { type Account, connect } from './client.ts';
import { type Place, openContainer } from './container.ts';
import { HEARTBEAT } from './ids.ts';
import { birthCertificates } from './moments.ts';
import { type Sizes, SIZES } from './pages.ts';
import { PATIENCE, PATIENCE_AT_START, type Patience, asking } from './patience.ts';
import { reading } from './reading.ts';
import { shelfIn } from './shelf.ts';
import { writing } from './writing.ts';

export { WrongSetUp } from './errors.ts';

export interface CosmosOptions extends Account, Place {
  /** Epoch milliseconds; orders the documents by creation. */
  readonly clock: () => number;
  /** How long an operation may take. */
  readonly patience?: Patience;
  /** How long the start may take. */
  readonly patienceAtStart?: Patience;
  readonly sizes?: Sizes;
}

/**
 * The documents in one container of Azure Cosmos DB, one item each. Several programs may use it at the same time. Every
 * method rejects after `close`, and within `patience.total` when Cosmos DB does not answer: whether a write was carried out
 * is then not known, and it may be until later; the version decides. See docs/adr/0007-cosmos.md.
 *
 * @throws WrongSetUp when the account, the container or the credential is not what it must be
 * @throws CosmosFailure when Cosmos DB does not answer
 */
export const openCosmosStore = async (options: CosmosOptions): Promise<DocumentStore> => {
  const { patience = PATIENCE, patienceAtStart = PATIENCE_AT_START, sizes = SIZES, clock } = options;
  const { client, isIdentity, close } = connect(options);
  let closed = false;
  const isClosed = (): boolean => closed;
  const shut = (): void => {
    closed = true;
    close();
  };
  try {
    const container = await openContainer(client, options, isIdentity, asking(patienceAtStart, isClosed));
    const access = accessTo(container, asking(patience, isClosed));
    return storeIn(access, { clock, sizes, pause: patience.pause, shut });
  } catch (error) {
    shut();
    throw error;
  }
};

interface Parts {
  readonly clock: () => number;
  readonly sizes: Sizes;
  readonly pause: number;
  readonly shut: () => void;
}

const storeIn = (access: Access, { clock, sizes, pause, shut }: Parts): DocumentStore => {
  const shelf = shelfIn(access, sizes);
  const { read, findDue, findOpen, page } = reading(access, shelf, pause);
  const { create, replace } = writing(access, shelf, birthCertificates(clock));
  return {
    read,
    create,
    replace,
    findDue,
    findOpen,
    page,
    // A real write: an account whose key may only read answers every question.
    // What Azure keeps of an item that was replaced is not ours to wipe; only the setting of its backups says how long.
    wipe: () => Promise.resolve(),
    ping: () => access.put({ id: HEARTBEAT, at: clock() }),
    close: () => {
      shut();
      return Promise.resolve();
    },
  };
};
