import { join } from 'node:path';
import { openFileKeys } from '../../src/keys/files/open.ts';
import { openVaultKeys } from '../../src/keys/vault/open.ts';
import type { SealKey } from '../../src/store/seal.ts';
import { addressOf } from '../../test/keys/vaults.ts';
import type { VaultService } from '../../test/support/vault.ts';

/** Keys for a program that is started here, and the one its logs are sealed with. */
export interface BenchKeys {
  directory: string;
  sealKey: SealKey;
}

const silent = (): void => undefined;

/** Whatever is wrong with the keys stops the bench. */
const QUIET = { debug: silent, info: silent, warn: silent, error: silent };

/** Those in a vault. */
export const sealKeyIn = async (vault: VaultService): Promise<SealKey> =>
  (await openVaultKeys(addressOf(vault), QUIET)).secrets.logKey();

/** The keys beside data in a directory; made the first time. */
export const keysIn = async (beside: string): Promise<BenchKeys> => {
  const directory = join(beside, 'keys');
  const { secrets } = await openFileKeys(directory, { clock: () => Date.now(), log: QUIET });
  return { directory, sealKey: await secrets.logKey() };
};
