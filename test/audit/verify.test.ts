import assert from 'node:assert/strict';
import type { Heads } from '../../src/audit/heads.ts';
import { verify } from '../../src/audit/verify.ts';
import { parseCase } from '../../src/case/document.ts';
import { numberFor } from '../../src/case/numbering.ts';
import { chained, endOf } from '../../src/core/chain.ts';
import { DAY } from '../../src/core/time.ts';
import { forgetting } from '../../src/forget/forget.ts';
import { recordsOf } from '../../src/forget/records.ts';
import { olderConsulted } from '../case/older-case.ts';
import { type AuditPlace, KEY, startAuditPlace } from './world.ts';

describe('The proof of the logs', function () {
  this.timeout(60_000);
  let place: AuditPlace;
  beforeEach(async () => {
    place = await startAuditPlace();
    await place.play('case/1');
  });
  afterEach(() => place.dispose());

  const proof = (earlier?: Heads) =>
    verify({ store: place.raw, key: KEY, at: '2026-11-22T12:00:00.000Z', ...(earlier && { earlier }) });
  const found = async (earlier?: Heads) => (await proof(earlier)).breaks;

  it('counts what there is', async () => {
    await place.access.unknown({ tenant: 'x', objectId: 'y', foreignTenant: true });
    const { log } = await place.edit.read('case/1');
    const { documents, logs, lines } = await proof();
    assert.deepEqual([documents, logs, lines], [3, 2, log.length + 1]);
  });

  describe('of case numbers', () => {
    it('knows a number of which the form was never sent', async () => {
      await numberFor(place.store, 'HGV', '2026', 'case/unsent');
      assert.deepEqual(await found(), [
        { document: 'numbers/HGV/2026', wrong: 'caseMissing', about: 'HGV-2026-0002' },
      ]);
      const opened = { ...(await place.edit.read('case/1')) };
      const [first] = opened.log;
      assert.ok(first);
      const intake = {
        ...opened,
        id: 'case/unsent',
        open: false,
        state: { step: 'intake', openedBy: first.by, openedAt: first.at },
        log: chained('log case/unsent', [{ at: first.at, by: first.by, event: first.event }]),
        outbox: [],
        posted: [],
      };
      await place.store.create(intake);
      assert.deepEqual(await found(), []);
    });

    it('finds one that two cases have', async () => {
      const document = await place.edit.read('case/1');
      const lines = document.log.map(({ hash: _hash, ...line }) => line);
      await place.store.create({ ...document, log: chained('log case/2', lines), id: 'case/2' } as never);
      assert.deepEqual(await found(), [{ document: 'case/2', wrong: 'numberTwice', about: 'HGV-2026-0001' }]);
    });
  });

  describe('of a case that was forgotten', () => {
    let earlier: Heads;
    beforeEach(async () => {
      earlier = (await proof()).heads;
      const { store } = place;
      const nothing = () => Promise.resolve();
      const keys = { destroy: nothing, destroyed: () => [] as never };
      const now = place.now + 400 * DAY;
      const forgetful = forgetting({
        store,
        keys,
        repeats: { forget: nothing },
        records: recordsOf,
        timeZone: 'Europe/Amsterdam',
        clock: () => now,
        log: place.log.log,
        later: () => undefined,
      });
      const loaded = await store.read('case/1');
      assert.ok(loaded);
      await forgetful.finish({
        ...parseCase(loaded.document),
        farewell: { since: place.now, unreached: 0 },
        outbox: [],
      });
      assert.equal((await place.edit.read('case/1')).log.length, 0, 'it was forgotten');
    });

    it('is in what was kept of it, also against what was written down before', async () => {
      assert.deepEqual(await found(earlier), []);
    });

    it('misses what was kept', async () => {
      await place.edit.remove('log/case/1');
      assert.deepEqual(await found(), [{ document: 'case/1', wrong: 'keptMissing' }]);
    });

    it('misses a line that was kept', async () => {
      const kept = await place.edit.read('log/case/1');
      await place.edit.write({ ...kept, log: kept.log.slice(0, -1) });
      assert.deepEqual((await found(earlier)).map(({ wrong }) => wrong).sort(), ['shorter', 'wrong']);
    });
  });

  describe('against what was written down earlier', () => {
    it('finds a log that was written anew with the key itself', async () => {
      const { heads } = await proof();
      const document = await place.edit.read('case/1');
      const lines = document.log.map(({ hash: _hash, ...line }) => ({ ...line, roles: ['rewritten'] }));
      const log = chained('log case/1', lines);
      const current = await place.store.read('case/1');
      assert.ok(current);
      await place.store.replace({ ...document, log } as never, current.version);
      assert.deepEqual(await found(), []);
      assert.deepEqual(await found(heads), [{ document: 'case/1', line: log.length, wrong: 'changed' }]);
    });

    it('follows lines that were moved to an archive since', async () => {
      await place.arrange(2);
      const { heads } = await proof();
      const roster = await place.edit.read('roster/hoogeveen');
      const event = { type: 'ReachTested', people: [] };
      const more = chained(
        endOf(roster.log, ''),
        Array.from({ length: 1100 }, (_, at) => ({ at, event })),
      );
      const current = await place.store.read('roster/hoogeveen');
      assert.ok(current);
      await place.store.replace({ ...roster, log: [...roster.log, ...more] } as never, current.version);
      await place.tickRoster();
      assert.ok((await place.edit.read('roster/hoogeveen')).moved);
      assert.deepEqual(await found(heads), []);
      await place.edit.remove('log/roster/hoogeveen/1');
      assert.deepEqual((await found(heads)).map(({ wrong }) => wrong).sort(), ['archiveMissing', 'shorter']);
    });

    it('finds a counter that was set back', async () => {
      const { heads } = await proof();
      await place.edit.write({ ...(await place.edit.read('numbers/HGV/2026')), last: 0 });
      assert.deepEqual(
        (await found(heads)).map(({ document, wrong }) => [document, wrong]),
        [
          ['case/1', 'numberUnknown'],
          ['numbers/HGV/2026', 'countersLower'],
        ],
      );
    });
  });

  it('names a case of before logs were chained, and holds it to nothing more', async () => {
    await place.raw.create({ ...olderConsulted, id: 'case/older' });
    const { fromBefore, breaks } = await proof();
    assert.deepEqual(fromBefore, ['case/older']);
    assert.ok(breaks.every(({ wrong }) => wrong.startsWith('number') || wrong === 'caseMissing'));
  });
});
