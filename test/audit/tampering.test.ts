import assert from 'node:assert/strict';
import type { Break, Wrong } from '../../src/audit/breaks.ts';
import type { Heads } from '../../src/audit/heads.ts';
import { verify } from '../../src/audit/verify.ts';
import { beginningOf, chained } from '../../src/core/chain.ts';
import { DAY } from '../../src/core/time.ts';
import { openCosmosStore } from '../../src/store/cosmos/store.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { sealOf } from '../../src/store/seal.ts';
import { cosmosOptions } from '../support/cosmos-store.ts';
import { type CosmosServer, startCosmos } from '../support/cosmos-server.ts';
import {
  type Editor,
  KEY,
  PEOPLE,
  type Plain,
  type PlainLine,
  editor,
  startAuditPlace,
  worldOn,
} from './world.ts';

const AT = '2026-11-22T12:00:00.000Z';

/** A store full of logs, and somebody with access to the database. */
interface Attacked {
  raw: DocumentStore;
  edit: Editor;
  dispose(): Promise<void>;
}

/** Two cases, a roster whose oldest lines are in an archive, and three days with refusals. */
const filled = async (world: ReturnType<typeof worldOn>, shifts: number): Promise<void> => {
  await world.play('case/1');
  await world.play('case/2');
  await world.arrange(shifts);
  await world.tickRoster();
  for (const day of [1, 2, 4]) {
    world.now = Date.parse('2026-11-22T12:00Z') + day * DAY;
    await world.access.refused({ who: PEOPLE.youth, command: 'RecordHousehold', about: 'case/1' });
    await world.access.refused({ who: PEOPLE.local, command: 'CloseCase', about: 'case/2' });
  }
};

const onSqlite = async (): Promise<Attacked> => {
  const place = await startAuditPlace();
  await filled(place, 5);
  return place;
};

/** Through the same protocol as the program, without sealing. */
const cosmosEditor = (raw: DocumentStore): Editor => {
  const found = async (id: string) => {
    const loaded = await raw.read(id);
    assert.ok(loaded, `${id} is not there`);
    return loaded;
  };
  return {
    read: async (id) => (await found(id)).document as Plain,
    write: async (document) => {
      assert.ok((await raw.replace(document, (await found(document.id)).version)).ok);
    },
    remove: () => Promise.reject(new Error('the port cannot remove')),
  };
};

const onCosmos = async (server: CosmosServer): Promise<Attacked> => {
  const raw = await openCosmosStore(cosmosOptions(server));
  await filled(worldOn(raw), 5);
  return { raw, edit: cosmosEditor(raw), dispose: () => raw.close() };
};

const breaksIn = async (store: DocumentStore, earlier?: Heads): Promise<readonly Break[]> =>
  (await verify({ store, key: KEY, at: AT, ...(earlier && { earlier }) })).breaks;

const wrongIn = (breaks: readonly Break[], document: string): readonly Wrong[] =>
  breaks.filter((one) => one.document === document).map(({ wrong }) => wrong);

type Change = (log: PlainLine[], at: number) => readonly PlainLine[];

/** What can be done to one line. */
const CHANGES: Readonly<Record<string, Change>> = {
  'taken out': (log, at) => log.toSpliced(at, 1),
  'given another moment': (log, at) => log.with(at, { ...log[at]!, at: log[at]!.at + 1 }),
  'given to somebody else': (log, at) => log.with(at, { ...log[at]!, by: PEOPLE.planner }),
  'swapped with the next': (log, at) =>
    at + 1 < log.length ? log.toSpliced(at, 2, log[at + 1]!, log[at]!) : log.toSpliced(at, 1),
  'written twice': (log, at) => log.toSpliced(at, 0, log[at]!),
  'preceded by another': (log, at) => log.toSpliced(at, 0, { ...log[at]!, at: log[at]!.at - 1 }),
  'the first that is left off': (log, at) => log.slice(0, at),
};

/** What somebody does who knows how lines are chained, and has no key. */
const rechained = ({ id }: Plain, log: readonly PlainLine[]): PlainLine[] =>
  chained(
    beginningOf(id),
    log.map(({ hash: _old, ...line }) => line),
  );

describe('a line of a log', function () {
  this.timeout(120_000);
  let attacked: Attacked;
  before(async () => {
    attacked = await onSqlite();
  });
  after(() => attacked.dispose());

  for (const id of ['case/1', 'roster/hoogeveen', 'access/2026-11-24'])
    for (const [what, other] of Object.entries({
      'an older version': { schema: 2 },
      'another kind': { kind: 'case', schema: 2 },
    }))
      it(`that is changed is found in ${id}, also when that is called ${what} and its seal and hashes are left alone`, async () => {
        const document = await attacked.edit.read(id);
        const log = document.log.with(1, { ...document.log[1]!, by: PEOPLE.planner });
        await attacked.edit.write({ ...document, ...other, log });
        assert.ok(wrongIn(await breaksIn(attacked.raw), id).length > 0);
        await attacked.edit.write(document);
        assert.deepEqual(await breaksIn(attacked.raw), []);
      });

  for (const [what, change] of Object.entries(CHANGES))
    for (const id of ['case/1', 'roster/hoogeveen', 'access/2026-11-24']) {
      it(`that is ${what} is found in ${id}, whichever it is, also when the chain was made anew`, async () => {
        const document = await attacked.edit.read(id);
        assert.ok(document.log.length >= 2);
        for (const [index] of document.log.entries()) {
          const log = [...change(document.log, index)];
          for (const edited of [log, id.startsWith('access') ? log : rechained(document, log)]) {
            await attacked.edit.write({ ...document, log: edited });
            const wrong = wrongIn(await breaksIn(attacked.raw), id);
            assert.ok(
              wrong.some((one) => one === 'chain' || one === 'wrong'),
              `line ${index + 1}: ${wrong.join()}`,
            );
          }
        }
        await attacked.edit.write(document);
        assert.deepEqual(await breaksIn(attacked.raw), []);
      });
    }
});

/** What can be done to a whole document, and how it is found. */
interface Attack {
  id: string;
  /** `other` is case/2. */
  edit: (document: Plain, other: Plain) => Plain;
  found: readonly Wrong[];
}

const without = (document: Plain, name: string): Plain =>
  Object.fromEntries(Object.entries(document).filter(([one]) => one !== name)) as Plain;

const ATTACKS: Readonly<Record<string, Attack>> = {
  'a log of another case': {
    id: 'case/1',
    edit: (document, { log, seal }) => ({ ...document, log, seal }),
    found: ['wrong', 'chain', 'state'],
  },
  'no seal': { id: 'case/1', edit: (document) => without(document, 'seal'), found: ['missing'] },
  'a seal of another key': {
    id: 'case/1',
    edit: (document) => ({ ...document, seal: sealOf(Buffer.alloc(32), document) }),
    found: ['wrong'],
  },
  'a seal of which the mark was taken off': {
    id: 'case/1',
    edit: (document) => ({
      ...document,
      seal: sealOf(KEY, document, 'broken, wrong at 3 lines').split('; ')[1],
    }),
    found: ['wrong'],
  },
  'a mark of before': {
    id: 'case/1',
    edit: (document) => ({ ...document, seal: `from before; ${String(document.seal)}` }),
    found: ['wrong'],
  },
  'a number of lines that is not so': {
    id: 'roster/hoogeveen',
    edit: (document) => ({ ...document, moved: 2 }),
    found: ['wrong', 'archiveMissing'],
  },
  'a beginning that is not so': {
    id: 'roster/hoogeveen',
    edit: (document) => ({
      ...document,
      before: document.log[1]!.hash,
      moved: 2,
      log: document.log.slice(2),
    }),
    found: ['archiveMissing'],
  },
  'no hash on a line': {
    id: 'case/1',
    edit: (document) => ({
      ...document,
      log: document.log.map(({ hash: _none, ...line }) => line as PlainLine),
    }),
    found: ['unchained', 'unreadable'],
  },
  'no log': {
    id: 'case/1',
    edit: (document) => without(document, 'log'),
    found: ['unchained', 'unreadable'],
  },
  'neither log nor seal': {
    id: 'roster/hoogeveen',
    edit: (document) => without(without(document, 'log'), 'seal'),
    found: ['noLog'],
  },
  'a state that the log does not explain': {
    id: 'case/1',
    edit: (document) => ({ ...document, state: { ...(document.state as object), dossier: 'municipality' } }),
    found: ['state'],
  },
  'the claim that it was forgotten': {
    id: 'case/1',
    edit: (document) => ({ ...document, state: { step: 'forgotten', number: 'HGV-2026-0001' }, log: [] }),
    found: ['wrong', 'unreadable', 'keptMissing'],
  },
  'a day that names no day before it': {
    id: 'access/2026-11-24',
    edit: (document) => without(document, 'after'),
    found: ['dayDiffers'],
  },
  'a day that names another day before it': {
    id: 'access/2026-11-26',
    edit: (document) => ({ ...document, after: 'access/2026-11-23' }),
    found: ['dayDiffers'],
  },
};

for (const kind of ['SQLite', 'Cosmos DB']) {
  describe(`a document on ${kind}`, function () {
    this.timeout(120_000);
    let server: CosmosServer | undefined;
    let attacked: Attacked;
    before(async () => {
      server = kind === 'SQLite' ? undefined : await startCosmos();
      attacked = server ? await onCosmos(server) : await onSqlite();
    });
    after(async () => {
      await attacked.dispose();
      await server?.close();
    });

    it('is whole as the program wrote it', async () => {
      assert.deepEqual(await breaksIn(attacked.raw), []);
    });

    for (const [what, { id, edit, found }] of Object.entries(ATTACKS)) {
      it(`with ${what} is found`, async () => {
        const document = await attacked.edit.read(id);
        await attacked.edit.write(edit(document, await attacked.edit.read('case/2')));
        const breaks = await breaksIn(attacked.raw);
        await attacked.edit.write(document);
        assert.deepEqual(wrongIn(breaks, id).toSorted(), [...found].sort());
        assert.deepEqual(await breaksIn(attacked.raw), []);
      });
    }

    it('that is put back older, with the seal of then, is found by what was written down since', async () => {
      const older = await attacked.edit.read('roster/hoogeveen');
      const world = worldOn(attacked.raw);
      await world.arrange(1);
      const { heads } = await verify({ store: attacked.raw, key: KEY, at: AT });
      const newer = await attacked.edit.read('roster/hoogeveen');
      await attacked.edit.write(older);
      assert.deepEqual(await breaksIn(attacked.raw), []);
      assert.deepEqual(await breaksIn(attacked.raw, heads), [
        { document: older.id, wrong: 'shorter', line: newer.log.length },
      ]);
      await attacked.edit.write(newer);
      assert.deepEqual(await breaksIn(attacked.raw, heads), []);
    });

    it('that is put back in the form of before chains is found by what was written down', async () => {
      const { heads } = await verify({ store: attacked.raw, key: KEY, at: AT });
      const document = await attacked.edit.read('case/2');
      const log = document.log.map(({ hash: _none, ...line }) => line as PlainLine);
      await attacked.edit.write(without({ ...document, schema: 2, log }, 'seal'));
      const { breaks, fromBefore } = await verify({ store: attacked.raw, key: KEY, at: AT, earlier: heads });
      assert.deepEqual(fromBefore, ['case/2']);
      assert.deepEqual(wrongIn(breaks, 'case/2'), ['gone']);
      await attacked.edit.write(document);
    });
  });
}

describe('a document that is removed as a whole', function () {
  this.timeout(60_000);
  const removed: Readonly<Record<string, readonly [document: string, wrong: Wrong]>> = {
    'case/1': ['numbers/HGV/2026', 'caseMissing'],
    'case/2': ['numbers/HGV/2026', 'caseMissing'],
    'numbers/HGV/2026': ['case/1', 'numberUnknown'],
    'access/2026-11-24': ['access/2026-11-26', 'dayMissing'],
  };
  for (const [id, [document, wrong]] of Object.entries(removed)) {
    it(`is missed: ${id}`, async () => {
      const place = await startAuditPlace();
      await filled(place, 1);
      await editor(place.place.database).remove(id);
      assert.ok(wrongIn(await breaksIn(place.raw), document).includes(wrong));
      await place.dispose();
    });
  }

  it('is missed by what was written down, where nothing else leads to it', async () => {
    const place = await startAuditPlace();
    await filled(place, 1);
    const { heads } = await verify({ store: place.raw, key: KEY, at: AT });
    for (const id of ['access/2026-11-26', 'roster/hoogeveen']) await place.edit.remove(id);
    assert.deepEqual(await breaksIn(place.raw), []);
    assert.deepEqual(
      (await breaksIn(place.raw, heads)).map(({ document, wrong }) => [document, wrong]).sort(),
      [
        ['access/2026-11-26', 'gone'],
        ['roster/hoogeveen', 'gone'],
      ],
    );
    await place.dispose();
  });
});
