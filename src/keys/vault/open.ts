import type { KeyVaultKey } from '@azure/keyvault-keys';
import type { Log } from '../../core/log.ts';
import type { Instant } from '../../core/time.ts';
import type { KeyPlace, KeyStatus } from '../admin.ts';
import { DamagedKey, type Keys, WrongKeySetUp } from '../port.ts';
import { type Ring, freshRing, parseRing, rotated, secretsFrom } from '../ring.ts';
import { vaultCaseKeys } from './case-keys.ts';
import { type VaultAddress, type VaultClients, clientsOf, ifThere } from './clients.ts';
import { CASE_PREFIX, FORGOTTEN_PREFIX, RING } from './names.ts';
import { PATIENCE_AT_START, VaultRefused } from './patience.ts';
import { secretRemoval } from './removal.ts';
import { wrappingWith } from './wrapping.ts';

export { WrongKeySetUp } from '../port.ts';

/**
 * The keys in a vault, in which an administrator made them.
 *
 * @throws WrongKeySetUp when a key is not there or the identity may not use it, KeysUnavailable
 */
export const openVaultKeys = async (address: VaultAddress, log: Log): Promise<Keys> => {
  const atStart = clientsOf({ patience: PATIENCE_AT_START, ...address });
  const clients = clientsOf(address);
  const { clock } = address;
  const [newest, ring] = await sayingHow(() =>
    Promise.all([wrappingKey(atStart, address.key), readRing(atStart)]),
  );
  if (!newest) throw new WrongKeySetUp(`there is no key ${address.key} in the vault; ${HOW}`);
  if (!ring) throw new WrongKeySetUp(`there is no secret ${RING} in the vault; ${HOW}`);
  const version = versionOf(newest);
  const again = async (): Promise<Ring> => {
    const found = await readRing(clients);
    if (!found) throw new DamagedKey('The key ring');
    return found;
  };
  return {
    cases: vaultCaseKeys({
      clients,
      wrapping: wrappingWith(clients, address.key, version),
      // Deleting takes a vault seconds, and no user waits for it.
      removal: secretRemoval(atStart, log),
      clock,
    }),
    secrets: secretsFrom(ring, again, { clock, log }),
  };
};

const HOW =
  'when it was deleted, recover it, for without it nothing that was sealed can be read; when there never was one, run: npm run keys -- init';

/** For whoever manages the keys; making the wrapping key needs a role that the program does not have. */
export const vaultAdmin = (address: VaultAddress): KeyPlace => {
  const clients = clientsOf({ patience: PATIENCE_AT_START, ...address });
  const { secrets, keys, ask } = clients;

  const keepRing = async (ring: Ring): Promise<void> => {
    await ask('the keeping of the key ring', (abortSignal) =>
      secrets.setSecret(RING, JSON.stringify(ring), { abortSignal }),
    );
  };
  const ringThere = async (): Promise<Ring> => {
    const ring = await readRing(clients);
    if (!ring) throw new WrongKeySetUp(`there is no secret ${RING} in the vault; ${HOW}`);
    return ring;
  };

  return {
    init: (at) =>
      sayingHow(async () => {
        const [key, ring] = await Promise.all([wrappingKey(clients, address.key), readRing(clients)]);
        if ((!key || !ring) && (await holdsAnything(clients, ring)))
          throw new WrongKeySetUp(
            `the vault holds keys of cases, but no ${key ? `secret ${RING}` : `key ${address.key}`}; recover it (docs/keys.md)`,
          );
        if (!key)
          await ask('the making of the wrapping key', (abortSignal) =>
            keys.createRsaKey(address.key, { keySize: 3072, keyOps: ['wrapKey', 'unwrapKey'], abortSignal }),
          );
        if (!ring) await keepRing(freshRing(at));
      }),

    status: () =>
      sayingHow(async () => ({ ...(await counted(clients)), addressKeys: (await ringThere()).addressKeys })),

    rotate: (at: Instant) =>
      sayingHow(async () => {
        const ring = rotated(await ringThere(), at);
        await keepRing(ring);
        return ring.addressKeys;
      }),
  };
};

const readRing = async ({ secrets, ask }: VaultClients): Promise<Ring | undefined> => {
  const found = await ifThere(
    ask('the reading of the key ring', (abortSignal) => secrets.getSecret(RING, { abortSignal })),
  );
  return found && parseRing(found.value ?? '');
};

const wrappingKey = ({ keys, ask }: VaultClients, name: string): Promise<KeyVaultKey | undefined> =>
  ifThere(ask('the reading of the wrapping key', (abortSignal) => keys.getKey(name, { abortSignal })));

const versionOf = ({ name, keyType, keyOperations = [], properties }: KeyVaultKey): string => {
  const fits =
    keyType?.startsWith('RSA') === true &&
    ['wrapKey', 'unwrapKey'].every((one) => keyOperations.includes(one));
  if (!fits || properties.version === undefined)
    throw new WrongKeySetUp(
      `the key ${name} cannot wrap; use an RSA key with the operations wrapKey and unwrapKey`,
    );
  // What it wrapped could not be read from that moment on.
  if (properties.expiresOn)
    throw new WrongKeySetUp(`the key ${name} expires; take its expiry date away, and renew it without one`);
  return properties.version;
};

const holdsAnything = async (clients: VaultClients, ring: Ring | undefined): Promise<boolean> => {
  if (ring) return true;
  for await (const { name } of clients.listed()) if (name.startsWith(CASE_PREFIX)) return true;
  return false;
};

const counted = async (clients: VaultClients): Promise<Omit<KeyStatus, 'addressKeys'>> => {
  const cases = new Set<string>();
  const forgotten = new Set<string>();
  let recoverable = 0;
  for await (const { name } of clients.listed()) {
    if (name.startsWith(CASE_PREFIX)) cases.add(name.slice(CASE_PREFIX.length));
    if (name.startsWith(FORGOTTEN_PREFIX)) forgotten.add(name.slice(FORGOTTEN_PREFIX.length));
  }
  for await (const { name } of clients.listedDeleted()) if (name.startsWith(CASE_PREFIX)) recoverable += 1;
  const half = [...cases].filter((name) => forgotten.has(name)).length;
  return { cases: cases.size, forgotten: forgotten.size, half, recoverable };
};

/** What only a person can set right, in words that say how. */
const sayingHow = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DamagedKey)
      throw new WrongKeySetUp(`${error.message}; put an older version of it back`);
    if (!(error instanceof VaultRefused)) throw error;
    throw new WrongKeySetUp(`${error.message}${ADVICE[error.status ?? 0] ?? ''}`);
  }
};

const ADVICE: Readonly<Record<number, string>> = {
  401: '; the vault does not accept the identity',
  403: '; give the identity the roles Key Vault Crypto User and Key Vault Secrets Officer, and for "init" Key Vault Crypto Officer, and look at the firewall of the vault',
  409: '; it was deleted and can be recovered: recover it',
};
