import assert from 'node:assert/strict';
import { chmod, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openFileKeys } from '../../src/keys/files/open.ts';
import { run } from '../store/commands.ts';
import { VAULT_TROUBLE } from '../support/vault-answers.ts';
import { type VaultService, startVault } from '../support/vault.ts';
import { AT } from './case-keys.contract.ts';
import { type KeysFolder, listening, startKeysFolder } from './places.ts';

const DAY = String.raw`\d{4}-\d\d-\d\d`;
const CURRENT = `Sleutel voor adressen: [0-9a-f]{12}, gemaakt op ${DAY}\\.`;
const OLDER = `Oudere sleutel voor adressen: [0-9a-f]{12}, vervangen op ${DAY}\\. Telt mee tot ${DAY}; daarna haalt de eerstvolgende "rotate" hem weg\\.`;

const matching = (...lines: readonly string[]): RegExp => new RegExp(`^${lines.join('\n')}\n$`);

/** Everything secret in it, as it stands there. */
const secretsIn = (text: string): readonly string[] => text.match(/[\w-]{40,}/g) ?? [];

describe('npm run keys', function () {
  this.timeout(60_000);

  describe('with a directory', () => {
    let folder: KeysFolder;
    beforeEach(async () => {
      folder = await startKeysFolder();
    });
    afterEach(() => folder.remove());

    const keys = async (...args: readonly string[]) => {
      const { code, out, err } = await run('keys', args, { KEYS_DIR: folder.directory });
      const files = await readdir(folder.directory).catch(() => []);
      for (const name of files.filter((one) => one.startsWith('key-')))
        for (const secret of secretsIn(await readFile(join(folder.directory, name), 'utf8')))
          assert.ok(!(out + err).includes(secret));
      return {
        code,
        out: out.replaceAll(folder.directory, 'KEYS'),
        err: err.replaceAll(folder.directory, 'KEYS'),
      };
    };

    it('makes them, says how they are, and adds a key for addresses', async () => {
      const PLACE = String.raw`De sleutels staan in KEYS\.`;
      const made = await keys('init');
      assert.equal(made.code, 0, made.err);
      const NONE = String.raw`Casussen met een sleutel: 0\. Vergeten casussen: 0\.`;
      assert.match(made.out, matching(PLACE, String.raw`Alles wat er moet zijn is er\.`, CURRENT, NONE));
      const { cases } = await openFileKeys(folder.directory, { clock: () => AT, log: listening().log });
      await cases.obtain('case/1');
      await cases.destroy('case/2', AT);
      const renewed = await keys('rotate');
      const SOON = 'Programma’s die draaien gebruiken de nieuwe sleutel binnen vijf minuten\\.';
      assert.match(renewed.out, matching(PLACE, CURRENT, OLDER, SOON));
      const { out } = await keys('status');
      const ONE = String.raw`Casussen met een sleutel: 1\. Vergeten casussen: 1\.`;
      assert.match(out, matching(PLACE, CURRENT, OLDER, ONE));
      const { secrets } = await openFileKeys(folder.directory, { clock: () => AT, log: listening().log });
      assert.equal((await secrets.addressKeys()).length, 2);
    });

    it('says what is wrong, and with what exit code', async () => {
      const missing = await keys('status');
      assert.equal(missing.code, 78);
      assert.match(
        missing.err,
        /^De sleutels zijn niet in orde\. \(KEYS is missing; .*npm run keys -- init\)\n$/,
      );
      await keys('init');
      await chmod(join(folder.directory, 'key-ring.sealed'), 0o644);
      const readable = await keys('status');
      assert.equal(readable.code, 78);
      assert.match(readable.err, /run: chmod 600 KEYS\/key-ring\.sealed\)\n$/);
    });

    it('does not rotate while another does', async () => {
      await keys('init');
      const lock = join(folder.directory, 'key-ring.sealed.part');
      await writeFile(lock, '');
      const { code, err } = await keys('rotate');
      assert.equal(code, 75);
      assert.match(err, /verwijder dan KEYS\/key-ring\.sealed\.part en probeer het opnieuw\.\n$/);
    });

    for (const args of [[], ['wissen'], ['status', 'rotate'], ['status', '--nu'], ['constructor']]) {
      it(`says how it is used after "${args.join(' ')}"`, async () => {
        const { code, err } = await keys(...args);
        assert.deepEqual(
          [code, err],
          [64, 'Zo gebruikt u dit: npm run keys -- init | status | rotate | log-key <bestand>\n'],
        );
      });
    }
  });

  describe('with a vault', () => {
    let vault: VaultService;
    beforeEach(async () => {
      vault = await startVault();
    });
    afterEach(() => vault.close());

    const keys = (task: string) => run('keys', [task], vault.environment);

    it('makes the key and the ring once, says how they are, and adds a key for addresses', async () => {
      const before = await keys('status');
      assert.equal(before.code, 78);
      assert.match(before.err, /there is no secret key-ring in the vault; .*npm run keys -- init\)/);
      for (const first of [await keys('init'), await keys('init')]) assert.equal(first.code, 0, first.err);
      assert.deepEqual([...vault.keys.kept.values()].flat().length, 1);
      assert.deepEqual([...vault.secrets.kept.values()].flat().length, 1);
      const renewed = await keys('rotate');
      assert.match(renewed.out, new RegExp(`\n${CURRENT}\n${OLDER}\n`));
      for (const { value } of [...vault.secrets.kept.values()].flat())
        for (const secret of secretsIn(value)) assert.ok(!renewed.out.includes(secret));
    });

    it('counts keys, forgotten cases and what can still be brought back, over pages', async () => {
      await keys('init');
      const tags = { caseId: 'case/1', at: '1' };
      for (const name of ['a', 'b', 'c', 'd', 'e']) vault.secrets.set(`case-${name}`, { value: 'x' });
      for (const name of ['c', 'd', 'e', 'f']) vault.secrets.set(`forgotten-${name}`, { value: 'x', tags });
      for (const name of ['case-d', 'case-e']) vault.secrets.remove(name);
      const { out } = await keys('status');
      assert.match(
        out,
        /Casussen met een sleutel: 3\. Vergeten casussen: 4\.\nVan 1 daarvan .*\n.*vergeten: 2\. Zie/,
      );
    });

    it('makes no wrapping key while cases have keys that another one wrapped', async () => {
      vault.secrets.set('case-a', { value: 'x' });
      const { code, err } = await keys('init');
      assert.equal(code, 78);
      assert.match(err, /the vault holds keys of cases, but no key eerder-erbij; recover it/);
      assert.equal(vault.keys.kept.size, 0);
    });

    it('says which roles are missing', async () => {
      vault.trouble('GET /', VAULT_TROUBLE.forbidden, 2);
      const { code, err } = await keys('init');
      assert.equal(code, 78);
      assert.match(
        err,
        /403 ForbiddenByRbac; give the identity the roles Key Vault Crypto User and Key Vault Secrets/,
      );
    });
  });
});
