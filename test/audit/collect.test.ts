import assert from 'node:assert/strict';
import { type Wanted, collect } from '../../src/audit/collect.ts';
import { csvOf } from '../../src/audit/csv.ts';
import { type LogRecord, recordsIn } from '../../src/audit/line.ts';
import { actionOf } from '../../src/audit/actions.ts';
import { archiveLog } from '../../src/store/archive.ts';
import { chained, endOf } from '../../src/core/chain.ts';
import { DAY } from '../../src/core/time.ts';
import { type AuditPlace, PEOPLE, PLANTED, startAuditPlace } from './world.ts';

const FIRST: Wanted = { kind: 'case', number: 'HGV-2026-0001' };

describe('The log of a case or a person', function () {
  this.timeout(60_000);
  let place: AuditPlace;
  before(async () => {
    place = await startAuditPlace();
    await place.play('case/1');
    await place.play('case/2');
    await place.arrange(1);
    place.now += DAY;
    await place.access.refused({ who: PEOPLE.local, command: 'RecordHousehold', about: 'case/1' });
    await place.access.unknown({ ...PEOPLE.youth, objectId: PEOPLE.youth.id, foreignTenant: false });
    await place.access.exported({ about: 'HGV-2026-0001', account: 'beheerder' });
  });
  after(() => place.dispose());

  const of = (records: readonly LogRecord[], event: string): LogRecord => {
    const found = records.find((record) => record.event === event);
    assert.ok(found, `no ${event}`);
    return found;
  };

  it('has every line about a case, in order, and none of another', async () => {
    const records = await collect(place.raw, FIRST);
    const { log } = await place.edit.read('case/1');
    assert.equal(records.length, log.length + 2, 'who was refused, and who took it out');
    assert.deepEqual(
      records.map(({ at }) => at),
      records.map(({ at }) => at).sort(),
    );
    assert.ok(records.every(({ number }) => number === 'HGV-2026-0001'));
    assert.deepEqual(
      records.filter(({ document }) => document === 'case/1').map(({ line }) => line),
      log.map((_line, index) => index + 1),
    );
  });

  it('says who looked at what with which purpose, and who was told on which ground', async () => {
    const records = await collect(place.raw, FIRST);
    const { tenant, id } = PEOPLE.youth;
    const viewed = of(records, 'HouseholdViewed');
    assert.deepEqual(
      [viewed.by, viewed.roles, viewed.action, viewed.purpose, viewed.fields, viewed.outcome],
      [{ tenant, id }, ['jeugd-mw'], 'read', 'visit', ['address', 'names'], 'done'],
    );
    const released = of(records, 'HouseholdReleased');
    assert.deepEqual([released.to, released.ground], [{ tenant, id }, 'safety']);
    const refused = of(records, 'CommandRefused');
    assert.deepEqual(
      [refused.by?.id, refused.command, refused.about, refused.outcome],
      [PEOPLE.local.id, 'RecordHousehold', 'case/1', 'refused'],
    );
    assert.equal(of(records, 'LogExported').account, 'beheerder');
  });

  it('has everything somebody did or was told, in whatever document', async () => {
    const { tenant, id } = PEOPLE.youth;
    const who = { tenant: tenant.toUpperCase(), id: id.toUpperCase() };
    const records = await collect(place.raw, { kind: 'person', who });
    const own = await place.edit.read('case/1');
    const theirs = own.log.filter((line) => JSON.stringify(line.by ?? '').includes(id));
    assert.ok(theirs.length > 5);
    assert.ok(records.length >= 2 * theirs.length + 1);
    assert.ok(records.every(({ by, to }) => by?.id === id || to?.id === id));
    assert.equal(of(records, 'UnknownPerson').outcome, 'refused');
    assert.ok((await collect(place.raw, { kind: 'person', who: PEOPLE.planner })).length >= 1);
  });

  it('holds nothing of what was planted, whatever it is made of', async () => {
    const everything = JSON.stringify(await place.edit.read('case/1'));
    for (const [what, text] of Object.entries(PLANTED)) assert.ok(everything.includes(text), what);
    const wanted: Wanted[] = [
      FIRST,
      ...Object.values(PEOPLE).map((who) => ({ kind: 'person', who }) as const),
    ];
    for (const one of wanted) {
      const records = await collect(place.raw, one);
      assert.ok(records.length > 0);
      const out = [JSON.stringify(records), ...csvOf(records)].join('\n');
      for (const [what, text] of Object.entries(PLANTED)) assert.ok(!out.includes(text), what);
    }
  });

  it('passes nothing on that somebody put into the database', () => {
    const text = '=HYPERLINK("https://evil.example.invalid"), Jan de Vries';
    const event = { type: text, purpose: text, ground: text, fields: [text], to: { tenant: text, id: text } };
    const by = { tenant: text, id: text };
    const line = { at: 'x', by, roles: [text], event: { ...event, command: text, case: text, about: text } };
    for (const log of [[line], [{ ...line, event: text }], [text], [null]]) {
      const document = { id: 'access/2026-11-22', kind: 'access', schema: 1, log };
      const records = recordsIn(document);
      assert.equal(records[0]?.event, 'Unreadable');
      assert.ok(!JSON.stringify(records).includes('Vries'));
    }
  });

  it('is safe in a spread sheet', () => {
    const [record] = recordsIn({
      id: 'case/1',
      kind: 'case',
      schema: 3,
      log: [{ at: 0, event: {} }],
    } as never);
    assert.ok(record);
    for (const evil of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1']) {
      const [, row] = csvOf([{ ...record, document: evil }]);
      assert.ok(row?.includes(`"'${evil}"`), row);
    }
    const [, row] = csvOf([{ ...record, document: 'a"b;c\nd' }]);
    assert.ok(row?.includes('"a""b;c\nd"'));
  });

  it('knows what kind of action everything in the log is', async () => {
    for (const id of ['case/1', 'roster/hoogeveen'])
      for (const { event } of (await place.edit.read(id)).log)
        assert.ok(actionOf((event as { type: string }).type));
  });

  it('has lines of an archive once, also while they stand in two documents', async () => {
    const found = await place.store.read('roster/hoogeveen');
    assert.ok(found);
    const roster = await place.edit.read('roster/hoogeveen');
    const by = PEOPLE.planner;
    const event = { type: 'ReachTested', people: [] };
    const more = chained(
      endOf(roster.log, ''),
      Array.from({ length: 1100 }, (_, at) => ({ at, by, event })),
    );
    const log = [...roster.log, ...more];
    await place.store.replace(Object.assign({}, roster, { log }), found.version);
    const who = { tenant: by.tenant, id: by.id };
    const records = async () =>
      (await collect(place.raw, { kind: 'person', who })).filter(({ event: type }) => type === 'ReachTested');
    assert.equal((await records()).length, 1100);
    const dying = { ...place.store, replace: () => Promise.reject(new Error('gone')) };
    const parse = (stored: unknown) => stored as never;
    await assert.rejects(archiveLog(dying, 'roster/hoogeveen', parse), /gone/);
    assert.equal((await records()).length, 1100);
    await archiveLog(place.store, 'roster/hoogeveen', parse);
    const moved = await records();
    assert.equal(moved.length, 1100);
    assert.ok(moved.every(({ about, document }) => about === 'roster/hoogeveen' && document === about));
  });
});
