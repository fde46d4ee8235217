import assert from 'node:assert/strict';
import { beginningOf, chained, endOf, firstBreak } from '../../src/core/chain.ts';
import { verify } from '../../src/audit/verify.ts';
import { type Archivable, archiveIdOf, archiveLog } from '../../src/store/archive.ts';
import type { DocumentStore, StoredDocument } from '../../src/store/port.ts';
import { type AuditPlace, KEY, startAuditPlace } from '../audit/world.ts';

interface Diary extends Archivable {
  readonly log: readonly { at: number; hash: string }[];
}

const ID = 'diary/1';

/** A log of so many lines, of which so many may be elsewhere already. */
const diary = (count: number): Diary => ({
  id: ID,
  kind: 'diary',
  schema: 1,
  log: chained(
    beginningOf(ID),
    Array.from({ length: count }, (_, at) => ({ at })),
  ),
});
const parse = (stored: StoredDocument): Diary => stored as Diary;

/** With so many lines more. */
const longer = (document: Diary, more: number): Diary => {
  const first = (document.moved ?? 0) + document.log.length;
  const lines = Array.from({ length: more }, (_, index) => ({ at: first + index }));
  return {
    ...document,
    log: [...document.log, ...chained(endOf(document.log, document.before ?? ''), lines)],
  };
};

describe('An archive of a long log', function () {
  this.timeout(30_000);
  let place: AuditPlace;
  let store: DocumentStore;
  beforeEach(async () => {
    place = await startAuditPlace();
    ({ store } = place);
  });
  afterEach(() => place.dispose());

  const read = async (id = ID): Promise<Diary | undefined> => (await store.read(id))?.document as Diary;
  const save = async (change: (document: Diary) => Diary): Promise<void> => {
    const found = await store.read(ID);
    assert.ok(found);
    assert.ok((await store.replace(change(found.document as Diary), found.version)).ok);
  };
  const provenBreaks = async () => (await verify({ store: place.raw, key: KEY, at: 'now' })).breaks;
  /** Every line that there ever was, once, in order. */
  const everyLine = async (): Promise<readonly number[]> => {
    const lines: number[] = [];
    const left = await read();
    assert.ok(left);
    while (lines.length < (left.moved ?? 0)) {
      const archive = await read(archiveIdOf(ID, lines.length + 1));
      assert.ok(archive);
      assert.equal(firstBreak(archive.before ?? '', archive.log), undefined);
      lines.push(...archive.log.map(({ at }) => at));
    }
    return [...lines, ...left.log.map(({ at }) => at)];
  };
  const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);

  it('is not made of a log that is not long', async () => {
    await store.create(diary(1000));
    await archiveLog(store, ID, parse);
    assert.equal((await read())?.log.length, 1000);
    assert.equal(await read(archiveIdOf(ID, 1)), undefined);
  });

  it('takes the oldest lines, again and again, and loses none', async () => {
    await store.create(diary(1001));
    await archiveLog(store, ID, parse);
    const left = await read();
    assert.deepEqual([left?.log.length, left?.moved], [500, 501]);
    for (let time = 0; time < 3; time += 1) {
      await save((document) => longer(document, 501));
      await archiveLog(store, ID, parse);
    }
    assert.deepEqual(await everyLine(), upTo(1001 + 3 * 501));
    assert.deepEqual(await provenBreaks(), []);
  });

  it('is finished after a crash between its two writes, whatever was written since', async () => {
    await store.create(diary(1001));
    const dying: DocumentStore = {
      ...store,
      replace: () => Promise.reject(new Error('the machine is gone')),
    };
    await assert.rejects(archiveLog(dying, ID, parse), /the machine is gone/);
    assert.equal((await read())?.log.length, 1001, 'nothing was taken out');
    assert.deepEqual(await provenBreaks(), [], 'lines that stand in both are no break');
    await save((document) => longer(document, 40));
    await archiveLog(store, ID, parse);
    assert.deepEqual(await everyLine(), upTo(1041));
    assert.deepEqual(await provenBreaks(), []);
  });

  it('is made once by two replicas', async () => {
    await store.create(diary(1200));
    await Promise.all([archiveLog(store, ID, parse), archiveLog(store, ID, parse)]);
    assert.deepEqual(await everyLine(), upTo(1200));
    assert.deepEqual(await provenBreaks(), []);
  });

  it('takes nothing out when other lines stand where they should go', async () => {
    await store.create(diary(1001));
    const other = { ...diary(501), id: archiveIdOf(ID, 1), of: ID, log: chained('other', [{ at: 7 }]) };
    await store.create(other);
    await assert.rejects(archiveLog(store, ID, parse), /holds other lines/);
    assert.equal((await read())?.log.length, 1001);
  });

  it('that is removed, cut or changed is found', async () => {
    await store.create(diary(1600));
    await archiveLog(store, ID, parse);
    const id = archiveIdOf(ID, 1);
    const archive = await place.edit.read(id);
    await place.edit.write({ ...archive, log: archive.log.slice(0, -1) });
    assert.deepEqual((await provenBreaks()).map(({ wrong }) => wrong).sort(), ['archiveMissing', 'wrong']);
    await place.edit.write({ ...archive, log: archive.log.with(3, { ...archive.log[3]!, at: 0 }) });
    assert.deepEqual(await provenBreaks(), [{ document: id, line: 4, wrong: 'chain' }]);
    await place.edit.remove(id);
    assert.deepEqual(await provenBreaks(), [{ document: ID, line: 1101, wrong: 'archiveMissing' }]);
  });

  it('is made of a roster when the clock looks at it, and the roster goes on', async () => {
    await place.arrange(2);
    const found = await place.store.read('roster/hoogeveen');
    assert.ok(found);
    const roster = found.document as Diary;
    const by = { tenant: 't', id: 'i', name: 'n' };
    const event = { type: 'ReachProven', person: by };
    const lines = Array.from({ length: 1200 }, (_, at) => ({ at, event }));
    const log = [...roster.log, ...chained(endOf(roster.log, ''), lines)];
    assert.ok((await place.store.replace(Object.assign({}, roster, { log }), found.version)).ok);
    await place.tickRoster();
    await place.arrange(1);
    const left = await place.edit.read('roster/hoogeveen');
    assert.ok(left.log.length < 600);
    assert.equal((await place.edit.read('log/roster/hoogeveen/1')).log.length, left.moved);
    assert.deepEqual(await provenBreaks(), []);
  });
});
