/** What every place of keys does, in the words of src/keys/port.ts. */
import assert from 'node:assert/strict';
import { caseSeals } from '../../src/keys/case-seals.ts';
import { type CaseKeys, KeyDestroyed, KeyMissing, type Tombstone } from '../../src/keys/port.ts';
import { seal } from '../../src/keys/sealed.ts';

export const AT = Date.UTC(2026, 10, 23, 13);

export interface Opened {
  readonly keys: CaseKeys;
  /** Another replica on the same place. */
  readonly replica: () => Promise<CaseKeys>;
}

const all = async (keys: CaseKeys): Promise<readonly Tombstone[]> => {
  const found: Tombstone[] = [];
  for await (const tombstone of keys.destroyed()) found.push(tombstone);
  return found.sort((one, other) => (one.caseId < other.caseId ? -1 : 1));
};

const isDestroyed = (error: unknown): boolean => error instanceof KeyDestroyed;

export const caseKeysContract = (opened: () => Opened): void => {
  it('has no key of a case that nobody sealed anything of', async () => {
    const { keys } = opened();
    assert.equal(await keys.find('case/1'), undefined);
    assert.equal(await keys.isDestroyed('case/1'), false);
    assert.deepEqual(await all(keys), []);
  });

  it('makes a key once, and finds it again, also by its id and from another replica', async () => {
    const { keys, replica } = opened();
    const made = await keys.obtain('case/1');
    for (const one of [keys, await replica()])
      for (const key of [
        await one.obtain('case/1'),
        await one.find('case/1'),
        await one.find('case/1', made.id),
      ])
        assert.ok(key?.id === made.id && key.key.equals(made.key));
    assert.equal(await keys.find('case/1', 'another'), undefined);
  });

  it('has another key for every case, whatever its id looks like', async () => {
    const { keys } = opened();
    const ids = ['case/1', 'case/2', 'CASE/1', '../case', 'x'.repeat(300), 'é 漢', ''];
    const made = await Promise.all(ids.map((id) => keys.obtain(id)));
    const shown = new Set(made.map(({ key }) => key.export().toString('hex')));
    assert.equal(shown.size, ids.length);
  });

  it('gives fifty that ask at one moment the same key', async () => {
    const { keys } = opened();
    const got = await Promise.all(Array.from({ length: 50 }, () => keys.obtain('case/1')));
    assert.ok(got.every(({ id, key }) => id === got[0]?.id && key.equals(got[0].key)));
  });

  it('lets replicas that ask at one moment open what the others sealed', async () => {
    const { keys, replica } = opened();
    const replicas = [keys, await replica(), await replica()].map(caseSeals);
    const sealed = await Promise.all(replicas.map((one, index) => one.seal('case/1', `Kerkstraat ${index}`)));
    for (const one of replicas)
      for (const [index, text] of sealed.entries())
        assert.equal(await one.open('case/1', text), `Kerkstraat ${index}`);
  });

  it('destroys a key for good: nobody finds it, and none is made again', async () => {
    const { keys, replica } = opened();
    const { id } = await keys.obtain('case/1');
    await keys.obtain('case/2');
    assert.equal(await keys.destroy('case/1', AT), 'gone');
    for (const one of [keys, await replica()]) {
      assert.equal(await one.find('case/1'), undefined);
      assert.equal(await one.find('case/1', id), undefined);
      await assert.rejects(one.obtain('case/1'), isDestroyed);
      assert.equal(await one.isDestroyed('case/1'), true);
      assert.ok(await one.find('case/2'));
    }
    assert.deepEqual(await all(keys), [{ caseId: 'case/1', at: AT }]);
  });

  it('destroys what never had a key, and again what was destroyed: the first moment stays', async () => {
    const { keys } = opened();
    assert.equal(await keys.destroy('case/1', AT), 'gone');
    assert.equal(await keys.destroy('case/1', AT + 1), 'gone');
    await assert.rejects(keys.obtain('case/1'), isDestroyed);
    assert.deepEqual(await all(keys), [{ caseId: 'case/1', at: AT }]);
  });

  it('makes no key that outlives a destruction at the same moment', async () => {
    const { keys, replica } = opened();
    const other = await replica();
    for (let round = 0; round < 10; round += 1) {
      const id = `case/${round}`;
      await Promise.all([keys.obtain(id).catch(() => undefined), other.destroy(id, AT)]);
      assert.equal(await (await replica()).find(id), undefined);
      assert.equal(await other.isDestroyed(id), true);
    }
    assert.equal((await all(keys)).length, 10);
  });

  it('says why nothing opens: destroyed, or never there', async () => {
    const { keys } = opened();
    const seals = caseSeals(keys);
    const sealed = await seals.seal('case/1', 'Kerkstraat 1');
    await keys.destroy('case/1', AT);
    await assert.rejects(seals.open('case/1', sealed), isDestroyed);
    const foreign = seal(await keys.obtain('case/2'), 'Kerkstraat 1', 'case/3');
    await assert.rejects(seals.open('case/3', foreign), (error) => error instanceof KeyMissing);
  });

  it('shows its bytes in no log', async () => {
    const { key } = await opened().keys.obtain('case/1');
    assert.equal(JSON.stringify({ key }), '{"key":{}}');
  });
};
