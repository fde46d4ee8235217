import { rolesOf } from '../support/roles.ts';
import assert from 'node:assert/strict';
import { numberFor } from '../../src/case/numbering.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { type World, act, announceCase, fresh, startWorld, stored, storedState } from '../outbox/world.ts';
import { announcement } from './history.ts';
import { eva, olga, person } from './region.ts';

const announce = { type: 'Announce', announcement } as const;

const numbersOf = async (world: World, ids: readonly string[]): Promise<readonly string[]> =>
  Promise.all(ids.map(async (id) => (await storedState(world, id)).number));

describe('The number of a case', () => {
  let world: World;
  /** The id of a document of which the next replacement is lost, as by a crash just before it. */
  let crashAt: string | undefined;

  const crashing = (store: DocumentStore): DocumentStore => ({
    ...store,
    replace: (document, expected) => {
      if (document.id !== crashAt) return store.replace(document, expected);
      crashAt = undefined;
      return Promise.reject(new Error('the power failed'));
    },
  });

  beforeEach(async () => {
    crashAt = undefined;
    world = await startWorld({ around: crashing });
  });
  afterEach(() => world.dispose());

  it('counts per municipality, from 0001', async () => {
    for (const id of ['case/1', 'case/2', 'case/3']) await announceCase(world, {}, id);
    assert.deepEqual(await numbersOf(world, ['case/1', 'case/2', 'case/3']), [
      'HGV-2026-0001',
      'HGV-2026-0002',
      'HGV-2026-0003',
    ]);
    const both = person('Dirk', rolesOf(eva), { municipalities: ['hoogeveen', 'assen'] });
    await world.cases.openIntake('case/4', both);
    const elsewhere = { ...announce, announcement: { ...announcement, municipality: 'assen' } };
    await act(world, elsewhere, both, 'case/4');
    assert.deepEqual(await numbersOf(world, ['case/4']), ['ASN-2026-0001']);
  });

  it('is unique, without a gap, for fifty announcements at the same time', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `case/${index}`);
    for (const id of ids) assert.ok((await world.cases.openIntake(id, olga)).ok);
    const answers = await Promise.all(ids.map((id) => world.cases.run(id, announce, olga, fresh())));
    assert.ok(answers.every(({ ok }) => ok));
    const expected = ids.map((_, index) => `HGV-2026-${String(index + 1).padStart(4, '0')}`);
    assert.deepEqual([...(await numbersOf(world, ids))].sort(), expected);
  });

  it('is given once to a form that is sent twice at the same time', async () => {
    await world.cases.openIntake('case/1', olga);
    const answers = await Promise.all([1, 2].map(() => world.cases.run('case/1', announce, olga, fresh())));
    assert.equal(answers.filter(({ ok }) => ok).length, 1);
    const refused = answers.find((answer) => !answer.ok);
    assert.deepEqual(refused, { ok: false, refusal: { code: 'alreadySent', number: 'HGV-2026-0001' } });
    await announceCase(world, {}, 'case/2');
    assert.deepEqual(await numbersOf(world, ['case/2']), ['HGV-2026-0002']);
  });

  it('belongs to the local year: half past eleven in the evening UTC on 31 December is next year here', async () => {
    const onEve = async (time: string, id: string): Promise<string> => {
      world.now = Date.parse(time);
      await announceCase(world, { incidentAt: world.now }, id);
      return (await storedState(world, id)).number;
    };
    assert.equal(await onEve('2026-12-31T22:59:59.999Z', 'case/1'), 'HGV-2026-0001');
    assert.equal(await onEve('2026-12-31T23:00:00Z', 'case/2'), 'HGV-2027-0001');
    assert.equal(await onEve('2026-12-31T23:30:00Z', 'case/3'), 'HGV-2027-0002');
  });

  it('is the same when the announcement is sent again after a crash between number and case', async () => {
    await world.cases.openIntake('case/1', olga);
    crashAt = 'case/1';
    await assert.rejects(world.cases.run('case/1', announce, olga, fresh()), /the power failed/);
    assert.equal((await stored(world, 'case/1')).state.step, 'intake');
    await announceCase(world, {}, 'case/2');
    await act(world, announce, olga, 'case/1');
    assert.deepEqual(await numbersOf(world, ['case/1', 'case/2']), ['HGV-2026-0001', 'HGV-2026-0002']);
  });

  it('leaves a gap, never a double, when a form that got one is not sent again', async () => {
    await world.cases.openIntake('case/1', olga);
    crashAt = 'case/1';
    await assert.rejects(world.cases.run('case/1', announce, olga, fresh()));
    await announceCase(world, {}, 'case/2');
    assert.deepEqual(await numbersOf(world, ['case/2']), ['HGV-2026-0002']);
  });

  it('is not used up by an announcement that is refused', async () => {
    await world.cases.openIntake('case/1', olga);
    const future = { ...announce, announcement: { ...announcement, incidentAt: world.now + 1 } };
    assert.equal((await world.cases.run('case/1', future, olga, fresh())).ok, false);
    await announceCase(world, {}, 'case/2');
    assert.deepEqual(await numbersOf(world, ['case/2']), ['HGV-2026-0001']);
  });

  it('goes on after 9999, and after more numbers than are remembered', async () => {
    await world.store.create({
      ...{ id: 'numbers/HGV/2026', kind: 'numbers', schema: 1 },
      ...{
        last: 9998,
        given: Array.from({ length: 100 }, (_, index) => ({ case: `c${index}`, number: 'n' })),
      },
    });
    assert.equal(await numberFor(world.store, 'HGV', '2026', 'case/1'), 'HGV-2026-9999');
    assert.equal(await numberFor(world.store, 'HGV', '2026', 'case/2'), 'HGV-2026-10000');
    assert.equal(await numberFor(world.store, 'HGV', '2026', 'case/1'), 'HGV-2026-9999');
  });
});
