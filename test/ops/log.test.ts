import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AuditPlace, KEY, PEOPLE, PLANTED, startAuditPlace } from '../audit/world.ts';
import { run } from '../store/commands.ts';

describe('npm run log', function () {
  this.timeout(90_000);

  let place: AuditPlace;
  let environment: Readonly<Record<string, string>>;
  const taken = (...args: string[]) => run('log', args, environment);
  beforeEach(async () => {
    place = await startAuditPlace();
    const keyFile = join(place.place.root, 'log.key');
    await writeFile(keyFile, KEY.toString('base64url'));
    environment = { DATA_DIR: place.place.data, LOG_KEY_FILE: keyFile };
    await place.play('case/1');
  });
  afterEach(() => place.dispose());

  const exports = async (): Promise<readonly unknown[]> => {
    const id = `access/${new Date().toISOString().slice(0, 10)}`;
    return (await place.edit.read(id)).log.map(({ event }) => event);
  };

  it('gives the log of a case while the program runs, and logs who took it', async () => {
    const { code, out, err } = await taken('--case', 'HGV-2026-0001', '--by', 'beheer@example.invalid');
    assert.deepEqual([code, err], [0, '']);
    const rows = out.trimEnd().split('\r\n');
    assert.match(
      rows[0]!,
      /^"tijdstip";"gebeurtenis";"handeling";"resultaat";"tenant";"gebruiker";"rollen";/,
    );
    assert.equal(rows.length, (await place.edit.read('case/1')).log.length + 1);
    for (const [what, text] of Object.entries(PLANTED)) assert.ok(!out.includes(text), what);
    assert.deepEqual(await exports(), [
      { type: 'LogExported', about: 'HGV-2026-0001', account: 'beheer@example.invalid' },
    ]);
    assert.equal((await run('verify-log', [], environment)).code, 0);
  });

  it('gives the log of a person as JSON in a new file that only this account may read', async () => {
    const { tenant, id } = PEOPLE.safeAtHome;
    const file = join(place.place.root, 'log.json');
    const args = ['--person', `${tenant}/${id}`, '--format', 'json', '--out', file];
    const { code, out } = await taken(...args);
    assert.equal(code, 0);
    assert.match(out, /^\d+ regels staan in .*log\.json\.\n$/);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const records = JSON.parse(await readFile(file, 'utf8')) as {
      by?: { id: string };
      to?: { id: string };
    }[];
    assert.ok(records.length > 3);
    assert.ok(records.every(({ by, to }) => by?.id === id || to?.id === id));
    assert.equal((await taken(...args)).code, 73);
  });

  it('gives nothing that it cannot log, and nothing of what is not there', async () => {
    const { LOG_KEY_FILE: _key, ...rest } = environment;
    const without = { ...rest, KEYS_DIR: join(place.place.root, 'no-keys') };
    const unlogged = await run('log', ['--case', 'HGV-2026-0001'], without);
    assert.deepEqual([unlogged.code, unlogged.out], [78, '']);
    const unknown = await taken('--case', 'HGV-2026-0999');
    assert.deepEqual([unknown.code, unknown.out], [65, '']);
    assert.match(unknown.err, /^Van HGV-2026-0999 staat niets in de logs/);
  });

  for (const args of [
    [],
    ['--case', 'HGV'],
    ['--person', 'Jan de Vries'],
    ['--case', 'HGV-2026-0001', '--format', 'xls'],
    ['--case', 'HGV-2026-0001', '--by', 'Jan de Vries'],
    ['--case', 'HGV-2026-0001', '--person', 'a/b'],
  ])
    it(`says how it is used: ${args.join(' ')}`, async () => {
      const { code, out, err } = await taken(...args);
      assert.deepEqual([code, out], [64, '']);
      assert.match(err, /^Zo gebruikt u dit: npm run log/);
    });
});
