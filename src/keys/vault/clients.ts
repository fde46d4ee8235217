import { CryptographyClient, KeyClient } from '@azure/keyvault-keys';
import { SecretClient, type SecretProperties } from '@azure/keyvault-secrets';
import { type Clock, type Duration, MINUTE } from '../../core/time.ts';
import { type Ask, PATIENCE, type Patience, VaultRefused, asking, failureOf } from './patience.ts';

export type Credential = ConstructorParameters<typeof SecretClient>[1];

export interface VaultAddress {
  /** https origin of the vault. */
  readonly url: string;
  /** Name of the key that wraps the others. */
  readonly key: string;
  readonly credential: Credential;
  readonly clock: Clock;
  /** For tests, and for commands that may wait longer. */
  readonly patience?: Patience;
  /** PEM of the only one who may vouch for the vault; for tests. */
  readonly ca?: string;
}

export interface VaultClients {
  readonly secrets: SecretClient;
  readonly keys: KeyClient;
  /** Of one version of the wrapping key. */
  readonly cryptography: (keyId: string) => CryptographyClient;
  readonly ask: Ask;
  /** Every secret without its value, a page at a time. @throws KeysUnavailable */
  readonly listed: () => AsyncIterable<SecretProperties>;
  /** The same, of what was deleted and can be recovered. */
  readonly listedDeleted: () => AsyncIterable<SecretProperties>;
}

/** Calls nobody yet. */
export const clientsOf = ({ url, credential, clock, patience, ca }: VaultAddress): VaultClients => {
  const options = {
    // See patience.ts.
    retryOptions: { maxRetries: 0 },
    ...(ca === undefined ? {} : { tlsOptions: { ca } }),
  };
  // A list that broke off ends, as if that were all, when it is asked on: here the client itself tries again.
  const lists = new SecretClient(url, credential, { ...options, retryOptions: { maxRetries: 3 } });
  return {
    secrets: new SecretClient(url, credential, options),
    keys: new KeyClient(url, credential, options),
    cryptography: (keyId) => new CryptographyClient(keyId, credential, options),
    ask: asking(patience ?? PATIENCE, clock),
    listed: () => patiently((abortSignal) => lists.listPropertiesOfSecrets({ abortSignal })),
    listedDeleted: () =>
      patiently(async function* (abortSignal) {
        for await (const { properties } of lists.listDeletedSecrets({ abortSignal })) yield properties;
      }),
  };
};

/** For a whole list, of which nobody waits for the answer in Teams. */
const LIST_PATIENCE: Duration = 2 * MINUTE;

const patiently = async function* (
  list: (signal: AbortSignal) => AsyncIterable<SecretProperties>,
): AsyncGenerator<SecretProperties> {
  try {
    yield* list(AbortSignal.timeout(LIST_PATIENCE));
  } catch (error) {
    throw failureOf('the listing of keys', error);
  }
};

/** What there is, or nothing where the vault says that it is not there. */
export const ifThere = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (isRefusal(error, 404)) return undefined;
    throw error;
  }
};

export const isRefusal = (error: unknown, status: number): boolean =>
  error instanceof VaultRefused && error.status === status;
