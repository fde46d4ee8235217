import assert from 'node:assert/strict';
import { chmod, copyFile, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesAdmin, openFileKeys } from '../../src/keys/files/open.ts';
import { DamagedKey, type Keys, WrongKeySetUp } from '../../src/keys/port.ts';
import { AT, caseKeysContract } from './case-keys.contract.ts';
import { type KeysFolder, listening, startKeysFolder } from './places.ts';

describe('Keys in a folder', () => {
  let folder: KeysFolder;
  let keys: Keys;
  const open = (): Promise<Keys> => openFileKeys(folder.directory, { clock: () => AT, log: listening().log });
  beforeEach(async () => {
    folder = await startKeysFolder();
    keys = await open();
  });
  afterEach(() => folder.remove());

  const refusedWith = async (): Promise<string> => {
    const error: unknown = await open().then(
      () => assert.fail('it was opened'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof WrongKeySetUp, String(error));
    return error.message.replaceAll(folder.directory, 'KEYS');
  };

  caseKeysContract(() => ({ keys: keys.cases, replica: async () => (await open()).cases }));

  it('lets two that start at once agree, and a later start find the same', async () => {
    const directory = join(folder.root, 'new');
    const starts = await Promise.all(
      Array.from({ length: 8 }, () => openFileKeys(directory, { clock: () => AT, log: listening().log })),
    );
    const [first, ...others] = await Promise.all(starts.map(({ cases }) => cases.obtain('case/1')));
    assert.ok(others.every(({ key }) => first?.key.equals(key)));
    const rings = await Promise.all(starts.map(({ secrets }) => secrets.addressKeys()));
    assert.equal(new Set(rings.map(([key]) => key?.id)).size, 1);
  });

  it('is read by this account only, every folder and file of it', async () => {
    await keys.cases.obtain('case/1');
    await keys.cases.destroy('case/2', AT);
    const entries = await readdir(folder.directory, { recursive: true });
    assert.equal(entries.length, 6);
    for (const name of ['', ...entries]) {
      const found = await stat(join(folder.directory, name));
      assert.equal(found.mode & 0o777, found.isDirectory() ? 0o700 : 0o600, name);
    }
  });

  const PUT_BACK = 'put the folder of keys back from its backup (docs/keys.md)';

  for (const [what, mode, right] of [
    ['', 0o750, '700'],
    ['/cases', 0o701, '700'],
    ['/key-encryption-key.json', 0o640, '600'],
    ['/key-ring.sealed', 0o604, '600'],
  ] as const) {
    it(`refuses to start when others can reach KEYS_DIR${what}, and says what to do`, async () => {
      await chmod(folder.directory + what, mode);
      assert.equal(
        await refusedWith(),
        `KEYS${what} has mode 0${mode.toString(8)}, so others can reach the keys; run: chmod ${right} KEYS${what}`,
      );
      await chmod(folder.directory + what, Number.parseInt(right, 8));
      await open();
    });
  }

  it('refuses to start without its key-encryption key, rather than make another', async () => {
    await rm(join(folder.directory, 'key-encryption-key.json'));
    assert.equal(
      await refusedWith(),
      `KEYS/key-encryption-key.json is missing, while keys are there that only it can unwrap; ${PUT_BACK}`,
    );
    await rm(join(folder.directory, 'key-ring.sealed'));
    await open();
  });

  it('refuses to start without its ring while cases have keys', async () => {
    await keys.cases.obtain('case/1');
    await rm(join(folder.directory, 'key-ring.sealed'));
    assert.match(await refusedWith(), /^KEYS\/key-ring\.sealed is missing; put the folder of keys back/);
  });

  for (const name of ['key-encryption-key.json', 'key-ring.sealed']) {
    it(`refuses a damaged ${name}, and one of another folder`, async () => {
      const file = join(folder.directory, name);
      await writeFile(file, (await readFile(file, 'utf8')).slice(0, -3));
      assert.match(await refusedWith(), /^KEYS\/[\w.-]+ is damaged.*; put the folder of keys back/);
      const other = join(folder.root, 'other');
      await openFileKeys(other, { clock: () => AT, log: listening().log });
      await copyFile(join(other, name), file);
      assert.match(await refusedWith(), /^KEYS\/key-ring.sealed is damaged, or belongs to another key/);
    });
  }

  it('opens no key that was damaged, or is of another case', async () => {
    await Promise.all(['case/1', 'case/2'].map((id) => keys.cases.obtain(id)));
    const [one, other] = (await readdir(join(folder.directory, 'cases'))).map((name) =>
      join(folder.directory, 'cases', name),
    );
    await copyFile(one!, other!);
    const found = await Promise.allSettled(['case/1', 'case/2'].map((id) => keys.cases.find(id)));
    const [damaged] = found.filter((each) => each.status === 'rejected');
    assert.equal(found.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.ok(damaged?.reason instanceof DamagedKey);
  });

  it('leaves nothing of a destroyed key, and finishes what was being destroyed at the next start', async () => {
    const kept = await keys.cases.obtain('case/1');
    const [name] = await readdir(join(folder.directory, 'cases'));
    const file = join(folder.directory, 'cases', name!);
    await mkdir(join(folder.root, 'copy'));
    await copyFile(file, join(folder.root, 'copy', name!));
    await keys.cases.destroy('case/1', AT);
    // As a kill between its two steps leaves it.
    await copyFile(join(folder.root, 'copy', name!), file);
    assert.equal(await keys.cases.find('case/1', kept.id), undefined);
    assert.equal((await filesAdmin(folder.directory).status()).half, 1);
    await open();
    assert.deepEqual(await readdir(join(folder.directory, 'cases')), []);
    assert.equal((await filesAdmin(folder.directory).status()).half, 0);
  });
});
