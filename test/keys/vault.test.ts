import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { caseSeals } from '../../src/keys/case-seals.ts';
import { KeyDestroyed, type Keys, KeysUnavailable } from '../../src/keys/port.ts';
import { REMEMBERED } from '../../src/keys/vault/case-keys.ts';
import { VAULT_TROUBLE, refused } from '../support/vault-answers.ts';
import { type VaultService, startVault } from '../support/vault.ts';
import { AT, caseKeysContract } from './case-keys.contract.ts';
import { listening } from './places.ts';
import { addressOf, emptied } from './vaults.ts';
import { openVaultKeys } from '../../src/keys/vault/open.ts';

describe('Keys in a vault', () => {
  let vault: VaultService;
  let keys: Keys;
  let now: number;
  let heard: ReturnType<typeof listening>;
  const open = (): Promise<Keys> =>
    openVaultKeys(
      addressOf(vault, () => now),
      heard.log,
    );
  beforeEach(async () => {
    now = AT;
    heard = listening();
    emptied(vault);
    keys = await open();
  });
  before(async () => {
    vault = await startVault();
  });
  after(() => vault.close());

  caseKeysContract(() => ({ keys: keys.cases, replica: async () => (await open()).cases }));

  const paths = (): readonly string[] =>
    vault.calls.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{32,64}/g, '…')}`);

  it('asks the vault once, and remembers a key for some minutes', async () => {
    await keys.cases.obtain('case/1');
    vault.calls.length = 0;
    await keys.cases.find('case/1');
    assert.deepEqual(paths(), []);
    now += REMEMBERED;
    await keys.cases.find('case/1');
    assert.deepEqual(paths().toSorted(), [
      'GET /secrets/case-…/',
      'GET /secrets/forgotten-…/',
      'POST /keys/eerder-erbij/…/unwrapkey',
    ]);
  });

  it('notices within those minutes that another replica destroyed a key, and never seals with it', async () => {
    const other = await open();
    await keys.cases.obtain('case/1');
    await other.cases.destroy('case/1', AT);
    await assert.rejects(keys.cases.obtain('case/1'), KeyDestroyed);
    assert.equal(await keys.cases.find('case/1'), undefined);
    await other.cases.obtain('case/2');
    await keys.cases.find('case/2');
    await other.cases.destroy('case/2', AT);
    now += REMEMBERED;
    assert.equal(await keys.cases.find('case/2'), undefined);
  });

  it('keeps no key as it is, in the vault neither', async () => {
    const { key } = await keys.cases.obtain('case/1');
    const values = [...vault.secrets.kept.values()].flat().map(({ value }) => value);
    for (const form of ['base64', 'base64url', 'hex'] as const)
      assert.ok(!values.join().includes(key.export().toString(form)));
  });

  it('opens what was sealed before the wrapping key was renewed', async () => {
    const sealed = await caseSeals(keys.cases).seal('case/1', 'Kerkstraat 1');
    vault.keys.add('eerder-erbij');
    const later = await open();
    assert.equal(await caseSeals(later.cases).open('case/1', sealed), 'Kerkstraat 1');
    await later.cases.obtain('case/2');
    const by = [...vault.secrets.kept.values()].flat().map(({ value }) => /"by":"(\w+)"/.exec(value)?.[1]);
    assert.equal(new Set(by.filter((version) => version !== undefined)).size, 2);
  });

  it('leaves no version of a destroyed key, nor a deleted one', async () => {
    await keys.cases.obtain('case/1');
    await keys.cases.destroy('case/1', AT);
    assert.equal(vault.secrets.deleted.size, 0);
    assert.deepEqual(
      [...vault.secrets.kept.keys()].map((name) => name.replace(/-[0-9a-f]{64}/, '')),
      ['key-ring', 'forgotten'],
    );
  });

  it('waits for a deletion that takes its time', async () => {
    vault.secrets.settings.deletionTakes = 3;
    await keys.cases.obtain('case/1');
    assert.equal(await keys.cases.destroy('case/1', AT), 'gone');
    assert.equal(vault.secrets.deleted.size, 0);
  });

  it('does not call a key gone of which the deletion went unheard', async () => {
    vault.secrets.settings.deletionTakes = 2;
    await keys.cases.obtain('case/1');
    vault.trouble('DELETE /secrets/case-', 'lost answer');
    assert.equal(await keys.cases.destroy('case/1', AT), 'gone');
    assert.equal(vault.secrets.deleted.size, 0);
  });

  it('says that a key stays recoverable where it may not be purged, and purges it once it may', async () => {
    vault.secrets.settings.protected = true;
    const sealed = await caseSeals(keys.cases).seal('case/1', 'Kerkstraat 1');
    assert.equal(await keys.cases.destroy('case/1', AT), 'recoverable');
    assert.deepEqual(heard.lines, [
      'warn a deleted key stays recoverable: the vault does not let it be purged {"case":"case/1"}',
    ]);
    await assert.rejects(caseSeals(keys.cases).open('case/1', sealed), KeyDestroyed);
    await assert.rejects(keys.cases.obtain('case/1'), KeyDestroyed);
    vault.secrets.settings.protected = false;
    assert.equal(await keys.cases.destroy('case/1', AT + 1), 'gone');
    assert.equal(vault.secrets.deleted.size, 0);
  });

  it('finishes a destruction that was cut off after its tombstone; nobody finds the key meanwhile', async () => {
    const { id } = await keys.cases.obtain('case/1');
    vault.trouble('DELETE /secrets/case-', VAULT_TROUBLE.forbidden);
    await assert.rejects(keys.cases.destroy('case/1', AT), KeysUnavailable);
    assert.equal(await keys.cases.find('case/1', id), undefined);
    assert.equal(await (await open()).cases.find('case/1', id), undefined);
    assert.equal(await keys.cases.destroy('case/1', AT + 1), 'gone');
  });

  it('puts nothing over a key that somebody deleted by hand', async () => {
    await keys.cases.obtain('case/1');
    const name = [...vault.secrets.kept.keys()].find((one) => one.startsWith('case-'));
    vault.secrets.remove(name!);
    await assert.rejects((await open()).cases.obtain('case/1'), /409 ObjectIsDeletedButRecoverable/);
    assert.equal(vault.secrets.deleted.size, 1);
  });

  describe('in trouble', () => {
    const passing = [
      ['is throttled', VAULT_TROUBLE.throttled('0')],
      ['answers 503', VAULT_TROUBLE.down],
      ['stands behind a gateway that fails', VAULT_TROUBLE.gateway],
      ['breaks off', 'broken'],
      ['is silent', 'silence'],
      ['does it and breaks off', 'lost answer'],
    ] as const;
    for (const [what, trouble] of passing) {
      it(`asks again when the vault ${what}`, async () => {
        for (const call of ['GET /secrets/', 'POST /keys/', 'PUT /secrets/']) vault.trouble(call, trouble);
        const seals = caseSeals(keys.cases);
        const sealed = await seals.seal('case/1', 'Kerkstraat 1');
        assert.equal(await caseSeals((await open()).cases).open('case/1', sealed), 'Kerkstraat 1');
        vault.trouble('DELETE /', trouble);
        assert.equal(await keys.cases.destroy('case/1', AT), 'gone');
      });
    }

    const lasting = [
      ['silent', 'silence', 'gave no answer to'],
      ['down', VAULT_TROUBLE.down, 'answered 503 to'],
      ['throttled for longer than that', VAULT_TROUBLE.throttled('60'), 'answered 429 to'],
    ] as const;
    for (const [what, trouble, words] of lasting) {
      it(`gives up in time when the vault stays ${what}`, async () => {
        vault.trouble('GET /secrets/', trouble, 1000);
        const began = performance.now();
        await assert.rejects(keys.cases.obtain('case/1'), (error: unknown) => {
          assert.ok(error instanceof KeysUnavailable);
          assert.match(error.message, new RegExp(`^Key Vault ${words} the reading of a (key|tombstone)$`));
          return true;
        });
        assert.ok(performance.now() - began < 2000);
      });
    }

    it('asks once when the vault refuses, and says what it refused', async () => {
      vault.trouble('POST /keys/', VAULT_TROUBLE.forbidden);
      await assert.rejects(keys.cases.obtain('case/1'), {
        name: 'VaultRefused',
        status: 403,
        message: 'Key Vault refused the wrapping of a key: 403 ForbiddenByRbac',
      });
    });

    it('goes on with the ring that it knows', async () => {
      const before = await keys.secrets.addressKeys();
      now += REMEMBERED;
      vault.trouble('GET /secrets/key-ring', refused(403, 'Forbidden'));
      const after = await keys.secrets.addressKeys();
      assert.deepEqual(
        after.map(({ id }) => id),
        before.map(({ id }) => id),
      );
      assert.match(heard.lines.join(), /^warn the key ring could not be read again/);
    });

    it('shows nothing of what was sent in an error, however it is looked at', async () => {
      vault.trouble('PUT /secrets/case-', VAULT_TROUBLE.forbidden);
      const error: unknown = await keys.cases.obtain('case/1').catch((reason: unknown) => reason);
      const sent = vault.calls.find(({ method }) => method === 'PUT')?.body;
      const value = /"wrapped\\":\\"([\w-]+)/.exec(JSON.stringify(sent))?.[1] ?? assert.fail();
      const shown = inspect(error, { depth: null, showHidden: true });
      for (const secret of [value, ...vault.tokens]) assert.ok(!shown.includes(secret));
    });
  });
});
