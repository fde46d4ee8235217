/** The real clients of Key Vault against the one of the tests. */
import { credentialFor } from '../../src/consultation/credential.ts';
import type { Clock } from '../../src/core/time.ts';
import { freshRing } from '../../src/keys/ring.ts';
import type { VaultAddress } from '../../src/keys/vault/clients.ts';
import { VAULT_KEY, type VaultService } from '../support/vault.ts';
import { AT } from './case-keys.contract.ts';

/** Little, so that no test waits long. */
const SHORT = { once: 400, total: 1500, pause: 5 };

export const addressOf = ({ settings, ca }: VaultService, clock: Clock = () => AT): VaultAddress => ({
  url: settings.url,
  key: settings.key,
  credential: credentialFor(settings.auth, { ca }),
  clock,
  patience: SHORT,
  ca,
});

/** With a wrapping key and a ring in it, and nothing else. */
export const emptied = (vault: VaultService): void => {
  vault.calm();
  const { keys, secrets, calls } = vault;
  const [first] = keys.kept.get(VAULT_KEY) ?? [];
  // Making another takes long.
  keys.kept.clear();
  if (first) keys.kept.set(VAULT_KEY, [first]);
  else keys.add(VAULT_KEY);
  secrets.kept.clear();
  secrets.deleted.clear();
  Object.assign(secrets.settings, { protected: false, deletionTakes: 0 });
  secrets.set('key-ring', { value: JSON.stringify(freshRing(AT)) });
  calls.length = 0;
};
