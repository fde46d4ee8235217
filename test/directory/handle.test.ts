import assert from 'node:assert/strict';
import type { Region } from '../../src/core/region.ts';
import { DIRECTORY_ID, type DirectoryDocument, parseDirectory } from '../../src/directory/document.ts';
import { type DirectoryHandlers, directoryHandlers } from '../../src/directory/handle.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { remembering } from '../../src/store/remembering.ts';
import { ADULT, anna, mia, person, petra } from '../case/region.ts';
import { keptLog, temporaryStore } from '../outbox/world.ts';
import { add, both, change, file, fileOf, needs, pien, restore, suspend } from './given.ts';

const nina = person('Nina', []);
const START = Date.parse('2026-11-23T10:00:00Z');
const NUMBER = '+31612345678';

describe('The directory on disk', () => {
  let temporary: Awaited<ReturnType<typeof temporaryStore>>;
  let log: ReturnType<typeof keptLog>;
  let rechecked: string[];
  let later: (() => void)[];
  let whileRechecking: () => Promise<void>;

  beforeEach(async () => {
    temporary = await temporaryStore();
    log = keptLog();
    rechecked = [];
    later = [];
    whileRechecking = () => Promise.resolve();
  });
  afterEach(() => temporary.dispose());

  const replica = (region: Region = file, store: DocumentStore = temporary.store): DirectoryHandlers =>
    directoryHandlers({
      store: remembering(store),
      file: region,
      clock: () => START,
      log: log.log,
      later: (run) => later.push(run),
      recheckIn: async (municipality) => {
        await whileRechecking();
        rechecked.push(municipality);
      },
    });
  const stored = async (): Promise<DirectoryDocument> => {
    const found = await temporary.store.read(DIRECTORY_ID);
    assert.ok(found);
    return parseDirectory(found.document);
  };
  const door = (activity: string) => ({ activity });
  const names = async (directory: DirectoryHandlers): Promise<readonly string[]> =>
    (await directory.region()).people.map(({ name }) => name);

  describe('the region of this moment', () => {
    it('is that of the file before anything was stored, and after a first start', async () => {
      const directory = replica();
      assert.equal(await directory.region(), file);
      await directory.ensure();
      assert.deepEqual(await directory.region(), file);
    });

    it('has whoever was added, without whoever was stopped, at once and on every replica', async () => {
      const [one, other] = [replica(), replica()];
      await one.ensure();
      await other.region();
      await one.run(add(nina, [ADULT]), petra, door('1'));
      await one.run(suspend(anna), petra, door('2'));
      for (const directory of [one, other]) {
        assert.ok((await names(directory)).includes('Nina'));
        assert.ok(!(await names(directory)).includes('Anna'));
      }
    });

    it('keeps those who are not suspended everywhere, with what is left', async () => {
      const directory = replica();
      await directory.run(suspend(both), petra, door('1'));
      const found = (await directory.region()).people.find(({ id }) => id === both.id);
      assert.deepEqual(found?.roles, { assen: [ADULT] });
    });

    it('is one object while nobody and nothing changed, whatever else was written', async () => {
      const directory = replica();
      await directory.ensure();
      const before = await directory.region();
      assert.equal(await directory.region(), before);
      await directory.run(change(anna, ['baas']), petra, door('refused'));
      await directory.tick();
      assert.equal(await directory.region(), before);
      await directory.run(needs([ADULT]), mia, door('1'));
      assert.notEqual(await directory.region(), before);
      const [hoogeveen] = (await directory.region()).municipalities;
      assert.deepEqual(hoogeveen?.onCall, [ADULT]);
    });

    it('leaves out roles and municipalities that the file does not know any more', async () => {
      await replica().ensure();
      const { amw: _amw, ...roles } = file.roles;
      const region = await replica({
        ...file,
        roles,
        municipalities: file.municipalities.slice(0, 1),
      }).region();
      assert.deepEqual(region.people.find(({ id }) => id === both.id)?.roles, { hoogeveen: [] });
      assert.ok(!region.municipalities[0]?.onCall.includes(ADULT));
    });

    it('calls first whom the file names first', async () => {
      const directory = replica({ ...file, people: file.people.toReversed() });
      await replica().ensure();
      await directory.run(add(nina, [ADULT]), petra, door('1'));
      assert.deepEqual(await names(directory), [...file.people.toReversed().map(({ name }) => name), 'Nina']);
    });
  });

  describe('a command', () => {
    it('is carried out once, however often it comes in', async () => {
      const directory = replica();
      await directory.run(add(nina, [ADULT]), petra, door('1'));
      await directory.run(suspend(nina), petra, door('2'));
      const again = await directory.run(add(nina, [ADULT]), petra, door('1'));
      assert.ok(again.ok);
      assert.equal((await stored()).events, 3);
    });

    it('that was refused stays so when it is sent again, also when it would be possible by then', async () => {
      const directory = replica();
      await directory.run(suspend(pien), petra, door('1'));
      const alone = await directory.run(suspend(petra), petra, door('2'));
      assert.ok(!alone.ok && alone.refusal.code === 'lastPlanner');
      await directory.run(restore(pien), petra, door('3'));
      const again = await directory.run(suspend(petra), petra, door('2'));
      assert.ok(!again.ok && again.refusal.code === 'refusedBefore');
    });

    it('of two planners who stop each other is carried out for one of them', async () => {
      const answers = await Promise.all([
        replica().run(suspend(pien), petra, door('1')),
        replica().run(suspend(petra), pien, door('2')),
      ]);
      assert.deepEqual(answers.map(({ ok }) => ok).toSorted(), [false, true]);
    });

    it('stands in the log with who did it and when, without number or sign-in name', async () => {
      const directory = replica(fileOf(anna, { mobile: '+31600000009' }));
      await directory.ensure();
      await directory.run(
        add(nina, [ADULT], { mobile: NUMBER, signIn: 'nina@example.com' }),
        petra,
        door('1'),
      );
      await directory.run(change(nina, [ADULT], { signIn: 'n@example.com' }), petra, door('2'));
      const { log: lines } = await stored();
      const by = { tenant: petra.tenant, id: petra.id, name: petra.name };
      assert.deepEqual(
        lines.map(({ at, by: who, event }) => [at, who, event.type]),
        [
          [START, undefined, 'FileTakenIn'],
          [START, by, 'PersonAdded'],
          [START, by, 'PersonChanged'],
        ],
      );
      assert.deepEqual(lines[2]?.event.type === 'PersonChanged' && lines[2].event.changed, [
        'signIn',
        'mobile',
      ]);
      assert.doesNotMatch(JSON.stringify(lines), /\+316|example\.com/);
    });
  });

  describe('rosters and cases', () => {
    it('are looked at where somebody changed, also when the program died in between', async () => {
      const directory = replica();
      await directory.run(change(both, [ADULT], { mobile: NUMBER }), petra, door('1'));
      whileRechecking = () => Promise.reject(new Error('The store is away'));
      assert.deepEqual(await temporary.store.findDue(START, 10), [DIRECTORY_ID]);
      await assert.rejects(directory.tick());
      whileRechecking = () => Promise.resolve();
      await replica().tick();
      assert.deepEqual(new Set(rechecked), new Set(['hoogeveen', 'assen']));
      assert.deepEqual(await temporary.store.findDue(START, 10), []);
    });

    it('are looked at once more for a change that came meanwhile', async () => {
      const directory = replica();
      await directory.run(suspend(anna), petra, door('1'));
      whileRechecking = async () => {
        whileRechecking = () => Promise.resolve();
        await directory.run(suspend(both), petra, door('2'));
      };
      await directory.tick();
      assert.deepEqual(await temporary.store.findDue(START, 10), [DIRECTORY_ID]);
    });
  });

  describe('a start', () => {
    it('changes nothing the second time, and of two at once one does it', async () => {
      await Promise.all([replica().ensure(), replica().ensure()]);
      await replica().ensure();
      assert.equal((await stored()).log.length, 1);
      assert.deepEqual(log.lines, []);
    });

    it('tells the log what file and people both changed, in ids and names of fields', async () => {
      const directory = replica();
      await directory.ensure();
      await directory.run(change(anna, [ADULT], { mobile: NUMBER }), petra, door('1'));
      await replica(fileOf(anna, { mobile: '+31600000009' })).ensure();
      assert.deepEqual(log.lines, [
        {
          level: 'warn',
          fields: { tenant: anna.tenant, person: anna.id, fields: ['mobile'] },
          message: 'region file and directory both changed a person: the directory leads',
        },
      ]);
    });

    it('is tried again later when the store fails, and keeps nobody waiting', async () => {
      let fails = true;
      const failing: DocumentStore = {
        ...temporary.store,
        read: (id, known) => (fails ? Promise.reject(new Error('away')) : temporary.store.read(id, known)),
      };
      await replica(file, failing).ensure();
      assert.equal(log.errors().length, 1);
      fails = false;
      later.shift()?.();
      await replica().run(needs([]), mia, door('1'));
      assert.deepEqual(later, []);
    });
  });

  describe('that is damaged', () => {
    beforeEach(async () => {
      await temporary.store.create({ id: DIRECTORY_ID, kind: 'directory', schema: 1 });
    });

    it('leaves the program running on the file, changes nothing, and says so once', async () => {
      const directory = replica();
      await directory.ensure();
      assert.equal(await directory.region(), file);
      const answer = await directory.run(suspend(anna), petra, door('1'));
      assert.deepEqual(answer, { ok: false, refusal: { code: 'unreadable' } });
      assert.deepEqual(await directory.read(), answer);
      const found = await temporary.store.read(DIRECTORY_ID);
      assert.deepEqual(found?.document, { id: DIRECTORY_ID, kind: 'directory', schema: 1 });
      assert.equal(
        log.errors().filter(({ message }) => message.includes('of the region file count')).length,
        1,
      );
    });
  });
});
