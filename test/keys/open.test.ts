import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { inspect } from 'node:util';
import pino from 'pino';
import { credentialFor } from '../../src/consultation/credential.ts';
import { withoutContent } from '../../src/core/log.ts';
import { openKeys } from '../../src/keys/open.ts';
import { type Keys, KeysUnavailable, WrongKeySetUp } from '../../src/keys/port.ts';
import { openVaultKeys } from '../../src/keys/vault/open.ts';
import { refused } from '../support/vault-answers.ts';
import { VAULT_KEY, type VaultService, startVault } from '../support/vault.ts';
import { AT } from './case-keys.contract.ts';
import { type KeysFolder, listening, startKeysFolder } from './places.ts';
import { addressOf, emptied } from './vaults.ts';

describe('Opening the keys', () => {
  let folder: KeysFolder;
  let vault: VaultService;
  before(async () => {
    vault = await startVault();
  });
  after(() => vault.close());
  beforeEach(async () => {
    folder = await startKeysFolder();
    emptied(vault);
  });
  afterEach(() => folder.remove());

  const inFolder = () =>
    openKeys(
      { kind: 'files', directory: folder.directory },
      { clock: () => AT, log: listening().log, credentialFor },
    );

  it('makes a folder, and answers in one line when it is not in order', async () => {
    assert.ok((await inFolder()).ok);
    await chmod(folder.directory, 0o755);
    assert.deepEqual(await inFolder(), {
      ok: false,
      refusal: [
        `KEYS_DIR ${folder.directory} has mode 0755, so others can reach the keys; run: chmod 700 ${folder.directory}`,
      ],
    });
  });

  const opened = (): Promise<Keys> => openVaultKeys(addressOf(vault), listening().log);

  const HOW =
    'when it was deleted, recover it, for without it nothing that was sealed can be read; when there never was one, run: npm run keys -- init';
  const ROLES =
    'give the identity the roles Key Vault Crypto User and Key Vault Secrets Officer, and for "init" Key Vault Crypto Officer, and look at the firewall of the vault';
  const replaced = (operations?: readonly string[], expires?: number) => (): void => {
    vault.keys.kept.clear();
    vault.keys.add(VAULT_KEY, operations, expires);
  };
  const wrong: readonly [string, () => unknown, string][] = [
    [
      'no wrapping key',
      () => {
        vault.keys.kept.clear();
      },
      `there is no key eerder-erbij in the vault; ${HOW}`,
    ],
    ['no ring', () => vault.secrets.remove('key-ring'), `there is no secret key-ring in the vault; ${HOW}`],
    [
      'a ring that is none',
      () => vault.secrets.set('key-ring', { value: '{"version":1}' }),
      'The key ring is damaged, or belongs to another key-encryption key; put an older version of it back',
    ],
    [
      'a key that does not wrap',
      replaced(['sign', 'verify']),
      'the key eerder-erbij cannot wrap; use an RSA key with the operations wrapKey and unwrapKey',
    ],
    [
      'a key that expires',
      replaced(undefined, 1_900_000_000),
      'the key eerder-erbij expires; take its expiry date away, and renew it without one',
    ],
    [
      'an identity that may not',
      () => {
        vault.trouble('GET /keys/', refused(403, 'Forbidden', 'ForbiddenByRbac'));
      },
      `Key Vault refused the reading of the wrapping key: 403 ForbiddenByRbac; ${ROLES}`,
    ],
  ];
  for (const [what, spoil, message] of wrong) {
    it(`refuses a vault with ${what}`, async () => {
      spoil();
      await assert.rejects(opened(), (error: unknown) => {
        assert.ok(error instanceof WrongKeySetUp, inspect(error));
        assert.equal(error.message, message);
        return true;
      });
      emptied(vault);
      vault.keys.kept.clear();
    });
  }

  it('rejects, for it may pass, when nothing answers or there is no token', async () => {
    vault.trouble('GET /keys/', 'silence', 100);
    await assert.rejects(opened(), KeysUnavailable);
    vault.calm();
    const { auth } = vault.settings;
    assert.ok(auth.kind === 'secret');
    const credential = credentialFor({ ...auth, secret: 'another' }, { ca: vault.ca });
    await assert.rejects(openVaultKeys({ ...addressOf(vault), credential }, listening().log), {
      name: 'KeysUnavailable',
      message: /^There is no token for the reading of .*: the identity or its secret is not accepted$/,
    });
  });

  it('talks to no vault whose certificate it does not trust', async () => {
    const { ca, ...address } = addressOf(vault);
    assert.ok(ca);
    const credential = credentialFor(vault.settings.auth, { ca });
    await assert.rejects(openVaultKeys({ ...address, credential }, listening().log), /gave no answer/);
    assert.deepEqual(vault.calls, []);
  });

  for (const [where, open] of [
    [
      'a folder',
      async () => {
        const keys = await inFolder();
        assert.ok(keys.ok);
        return keys.value;
      },
    ],
    ['a vault', opened],
  ] as const) {
    it(`shows no byte of a key in a log, out of ${where}`, async () => {
      const keys = await open();
      const written: string[] = [];
      const log = pino(
        { level: 'trace', serializers: { error: withoutContent } },
        { write: (line) => void written.push(line) },
      );
      const key = await keys.cases.obtain('case/1');
      const ring = await keys.secrets.addressKeys();
      const chain = await keys.secrets.logKey();
      log.info({ key, ring, chain, keys }, 'planted');
      await keys.cases.destroy('case/1', AT);
      const error: unknown = await keys.cases.obtain('case/1').catch((reason: unknown) => reason);
      log.error({ error, raw: error }, 'planted');
      const shown = written.join() + inspect({ key, ring, chain, error }, { depth: null, showHidden: true });
      assert.equal(written.length, 2);
      for (const one of [key.key, chain, ...ring.map(({ key: each }) => each)])
        for (const form of ['hex', 'base64', 'base64url'] as const)
          assert.ok(!shown.includes(one.export().toString(form)));
    });
  }
});
