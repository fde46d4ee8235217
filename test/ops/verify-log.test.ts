import assert from 'node:assert/strict';
import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCosmosStore } from '../../src/store/cosmos/store.ts';
import { type AuditPlace, KEY, startAuditPlace, worldOn } from '../audit/world.ts';
import { run } from '../store/commands.ts';
import { spawnCosmos } from '../support/cosmos-server.ts';

describe('npm run verify-log', function () {
  this.timeout(90_000);

  let place: AuditPlace;
  let environment: Readonly<Record<string, string>>;
  const verified = (...args: string[]) => run('verify-log', args, environment);
  beforeEach(async () => {
    place = await startAuditPlace();
    const keyFile = join(place.place.root, 'log.key');
    await writeFile(keyFile, KEY.toString('base64url'));
    environment = { DATA_DIR: place.place.data, LOG_KEY_FILE: keyFile };
    await place.play('case/1');
    await place.arrange(2);
  });
  afterEach(() => place.dispose());

  it('passes while the program runs, and leaves nothing behind', async () => {
    const { code, out, err } = await verified();
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /^3 documenten, 2 logs, \d+ regels\.\nAlles klopt: /);
    assert.ok((await readdir(place.place.data)).every((name) => !name.startsWith('.copy')));
  });

  it('names the document and the line where one was taken out', async () => {
    const document = await place.edit.read('case/1');
    document.log.splice(3, 1);
    await place.edit.write(document);
    const { code, out } = await verified();
    assert.equal(code, 1);
    assert.match(out, /^case\/1, regel 4: deze regel volgt niet op de regel ervoor/m);
    assert.match(out, /Er klopt iets niet: \d+ plekken/);
  });

  it('finds a whole older database by the ends that were kept elsewhere', async () => {
    const heads = join(place.place.root, 'heads.json');
    const older = join(place.place.root, 'older.sqlite');
    assert.equal((await run('backup', [older], environment)).code, 0);
    await place.arrange(1);
    assert.equal((await verified('--heads', heads)).code, 0);
    assert.equal((await verified('--since', heads)).code, 0);
    await place.arrange(1);
    assert.equal((await verified('--since', heads)).code, 0, 'more lines are no break');
    const data = join(place.place.root, 'put-back');
    environment = { ...environment, DATA_DIR: data };
    assert.equal((await run('restore', [older], environment)).code, 0);
    assert.equal((await verified()).code, 0, 'nothing in it shows that it is old');
    const { code, out } = await verified('--since', heads);
    assert.equal(code, 1);
    assert.match(out, /^roster\/hoogeveen, regel \d+: het log is korter dan eerder/m);
  });

  it('overwrites no file, takes no other one, and needs the key', async () => {
    const heads = join(place.place.root, 'heads.json');
    await copyFile(environment.LOG_KEY_FILE!, heads);
    assert.equal((await verified('--heads', heads)).code, 73);
    assert.equal((await verified('--since', heads)).code, 65);
    assert.equal((await verified('--later')).code, 64);
    environment = { DATA_DIR: place.place.data, KEYS_DIR: join(place.place.root, 'no-keys') };
    assert.equal((await verified()).code, 78);
    assert.equal((await run('keys', ['init'], environment)).code, 0);
    assert.equal((await run('keys', ['log-key', join(place.place.root, 'other.key')], environment)).code, 0);
    // The key of another place fits no seal.
    assert.equal((await verified()).code, 1);
    environment = { DATA_DIR: place.place.data, LOG_KEY_FILE: join(place.place.root, 'other.key') };
    assert.equal((await verified()).code, 1);
    environment = { ...environment, LOG_KEY_FILE: heads, DATA_DIR: join(place.place.root, 'nowhere') };
    assert.equal((await verified()).code, 1);
  });

  it('is as sure of Cosmos DB', async () => {
    const server = await spawnCosmos();
    const { endpoint, key, ca } = server;
    const options = { database: 'eerder-erbij', container: 'documents', clock: () => Date.now() };
    const cosmos = await openCosmosStore({ endpoint, auth: { key }, ca, ...options });
    const world = worldOn(cosmos);
    await world.play('case/1');
    environment = { ...environment, ...server.environment };
    assert.equal((await verified()).code, 0);
    const found = await cosmos.read('case/1');
    assert.ok(found && 'log' in found.document && Array.isArray(found.document.log));
    const cut = { ...found.document, log: found.document.log.slice(0, -1) };
    assert.ok((await cosmos.replace(cut, found.version)).ok);
    const { code, out } = await verified();
    assert.equal(code, 1);
    assert.match(out, /^case\/1: het zegel klopt niet/m);
    await cosmos.close();
    await server.stop();
  });
});
