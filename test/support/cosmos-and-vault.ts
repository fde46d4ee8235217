/** What several replicas need: the protocol server of Cosmos DB, and a vault with everything an administrator puts in it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptied } from '../keys/vaults.ts';
import type { CosmosServer } from './cosmos-server.ts';
import { type VaultService, startVault } from './vault.ts';

export interface VaultBeside {
  readonly vault: VaultService;
  /** For both; a program trusts only one file of certificates, so both are in it. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export const startVaultBeside = async (
  cosmos: Pick<CosmosServer, 'environment' | 'ca'>,
): Promise<VaultBeside> => {
  const vault = await startVault();
  emptied(vault);
  const directory = mkdtempSync(join(tmpdir(), 'eerder-erbij-ca-'));
  const caFile = join(directory, 'ca.pem');
  writeFileSync(caFile, `${cosmos.ca}\n${vault.ca}`);
  return {
    vault,
    environment: {
      ...cosmos.environment,
      ...vault.environment,
      // Empty counts as left out.
      KEYS_DIR: '',
      NODE_EXTRA_CA_CERTS: caFile,
    },
    close: async () => {
      await vault.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
