import type { KeysSettings } from '../config/keys-environment.ts';
import type { Log } from '../core/log.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import type { Clock } from '../core/time.ts';
import type { KeyPlace } from './admin.ts';
import { filesAdmin, openFileKeys } from './files/open.ts';
import { type Keys, WrongKeySetUp } from './port.ts';
import type { Credential } from './vault/clients.ts';

type VaultSettings = Extract<KeysSettings, { kind: 'vault' }>;

export interface OpenParts {
  readonly clock: Clock;
  /** How the program shows the vault who it is. */
  readonly credentialFor: (auth: VaultSettings['auth']) => Credential;
}

/**
 * Opens the keys where the environment says they are. Files are made at the first start; in a vault an administrator makes
 * them (`npm run keys -- init`).
 *
 * @returns one line when the set-up is wrong: then starting again does not help
 * @throws KeysUnavailable when it may
 */
export const openKeys = async (
  settings: KeysSettings,
  { log, ...parts }: OpenParts & { log: Log },
): Promise<Result<Keys, string[]>> => {
  if (settings.kind === 'files')
    return openFileKeys(settings.directory, { clock: parts.clock, log }).then(
      accept,
      refusalOf('KEYS_DIR', WrongKeySetUp),
    );
  // Loaded only where it is used: files start faster without it. Its errors come with it: where a loader keeps apart what is
  // imported later, as in the tests, ours are others.
  const vault = await import('./vault/open.ts');
  return vault
    .openVaultKeys(addressOf(settings, parts), log)
    .then(accept, refusalOf(`KEY_VAULT_URL ${settings.url}:`, vault.WrongKeySetUp));
};

const refusalOf =
  (where: string, wrong: typeof WrongKeySetUp) =>
  (error: unknown): Result<never, string[]> => {
    if (!(error instanceof wrong)) throw error;
    return refuse([`${where} ${error.message}`]);
  };

/** The same place, for whoever manages it. */
export const keyPlaceOf = async (settings: KeysSettings, parts: OpenParts): Promise<KeyPlace> => {
  if (settings.kind === 'files') return filesAdmin(settings.directory);
  return (await import('./vault/open.ts')).vaultAdmin(addressOf(settings, parts));
};

const addressOf = ({ url, key, auth }: VaultSettings, { clock, credentialFor }: OpenParts) => ({
  url,
  key,
  credential: credentialFor(auth),
  clock,
});
