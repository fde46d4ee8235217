import assert from 'node:assert/strict';
import { accessIdOf, accessLog } from '../../src/audit/access.ts';
import { verify } from '../../src/audit/verify.ts';
import { DAY } from '../../src/core/time.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { keptLog } from '../outbox/world.ts';
import { type AuditPlace, KEY, PEOPLE, type Plain, startAuditPlace } from './world.ts';

const { tenant, id } = PEOPLE.youth;
const stranger = { tenant, objectId: id, foreignTenant: true };

describe('The log of who was refused', function () {
  this.timeout(60_000);
  let place: AuditPlace;
  beforeEach(async () => {
    place = await startAuditPlace();
  });
  afterEach(() => place.dispose());

  const dayOf = (at: number): Promise<Plain> => place.edit.read(accessIdOf(at));
  const today = (): Promise<Plain> => dayOf(place.now);
  const whole = async (): Promise<void> => {
    assert.deepEqual((await verify({ store: place.raw, key: KEY, at: 'now' })).breaks, []);
  };

  it('says who came unknown, from which tenant, and who may not do what with which case', async () => {
    await place.access.unknown(stranger);
    await place.access.refused({ who: PEOPLE.local, command: 'ClaimSlot', about: 'case/1' });
    await place.access.refused({ who: PEOPLE.local, command: 'OpenIntake' });
    assert.deepEqual(
      (await today()).log.map(({ hash: _hash, ...line }) => line),
      [
        { at: place.now, by: { tenant, id }, event: { type: 'UnknownPerson', foreignTenant: true } },
        {
          at: place.now,
          by: { tenant, id: PEOPLE.local.id },
          event: { type: 'CommandRefused', command: 'ClaimSlot', about: 'case/1' },
        },
        {
          at: place.now,
          by: { tenant, id: PEOPLE.local.id },
          event: { type: 'CommandRefused', command: 'OpenIntake' },
        },
      ],
    );
    await whole();
  });

  it('writes down nothing that does not look like an id or a name of ours', async () => {
    const text = 'Jan de Vries, Dorpsstraat 1';
    await place.access.unknown({ tenant: text, objectId: text, foreignTenant: false });
    await place.access.refused({ who: { tenant, id: text }, command: text, about: `case/${text}` });
    const { log } = await today();
    assert.deepEqual(log[1]?.event, { type: 'CommandRefused', command: '?', about: '?' });
    assert.ok(!JSON.stringify(log).includes('Vries'));
    assert.ok(log.every(({ by }) => by === undefined));
  });

  it('keeps each day to the newest before it, also after quiet days, and begins anew after a month of them', async () => {
    const first = place.now;
    for (const days of [0, 1, 5, 40]) {
      place.now = first + days * DAY;
      await place.access.unknown(stranger);
    }
    assert.deepEqual(
      await Promise.all([1, 5, 40].map(async (days) => (await dayOf(first + days * DAY)).after)),
      [accessIdOf(first), accessIdOf(first + DAY), undefined],
    );
    await whole();
  });

  it('takes two thousand lines a day, then says that more came, and still tells of exports', async () => {
    await Promise.all(Array.from({ length: 1_990 }, () => place.access.unknown(stranger)));
    await Promise.all(Array.from({ length: 1_500 }, () => place.access.unknown(stranger)));
    await place.access.unknown(stranger);
    await place.access.exported({ about: 'HGV-2026-0001', account: 'beheerder' });
    const { log } = await today();
    assert.equal(log.length, 2_002);
    assert.deepEqual(
      log.slice(2_000).map(({ event }) => event),
      [{ type: 'MoreCame' }, { type: 'LogExported', about: 'HGV-2026-0001', account: 'beheerder' }],
    );
    await place.access.unknown(stranger);
    assert.equal((await today()).log.length, 2_002);
    await whole();
  });

  it('writes what comes together together', async () => {
    let writes = 0;
    const counted: DocumentStore = {
      ...place.raw,
      create: (document) => {
        writes += 1;
        return place.raw.create(document);
      },
      replace: (document, expected) => {
        writes += 1;
        return place.raw.replace(document, expected);
      },
    };
    const access = accessLog({ store: counted, clock: () => place.now, log: place.log.log });
    await Promise.all(Array.from({ length: 300 }, () => access.unknown(stranger)));
    assert.equal((await today()).log.length, 300);
    assert.ok(writes <= 2, `${writes} writes`);
  });

  it('loses none of two replicas that write at the same moment', async () => {
    const other = accessLog({ store: place.store, clock: () => place.now, log: place.log.log });
    for (let round = 0; round < 20; round += 1)
      await Promise.all([place.access.unknown(stranger), other.unknown(stranger)]);
    assert.equal((await today()).log.length, 40);
    await whole();
  });

  it('keeps nobody waiting when it cannot be written, and says so; but an export fails', async () => {
    const log = keptLog();
    let fails = true;
    const failing: DocumentStore = {
      ...place.store,
      read: (document) => (fails ? Promise.reject(new Error('no store')) : place.store.read(document)),
    };
    const access = accessLog({ store: failing, clock: () => place.now, log: log.log });
    await access.unknown(stranger);
    await access.refused({ who: PEOPLE.local, command: 'CloseCase' });
    assert.equal(log.errors().length, 2);
    assert.ok(!JSON.stringify(log.lines).includes(id), 'nor does that say who it was');
    await assert.rejects(access.exported({ about: 'HGV-2026-0001', account: 'a' }), /no store/);
    fails = false;
    await access.unknown(stranger);
    assert.equal((await today()).log.length, 1);
  });
});
