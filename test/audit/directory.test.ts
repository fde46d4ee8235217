import assert from 'node:assert/strict';
import type { Wrong } from '../../src/audit/breaks.ts';
import { verify } from '../../src/audit/verify.ts';
import { DIRECTORY_ID, type DirectoryDocument, parseDirectory } from '../../src/directory/document.ts';
import { directoryHandlers } from '../../src/directory/handle.ts';
import { keyOf } from '../../src/directory/state.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { sealing } from '../../src/store/sealing.ts';
import { ADULT, anna, mia, petra } from '../case/region.ts';
import { change, file, fileOf, needs, remove, restore, suspend } from '../directory/given.ts';
import { keptLog, temporaryStore } from '../outbox/world.ts';

const KEY = Buffer.alloc(32, 7);

describe('The log of people and settings', () => {
  let raw: DocumentStore;
  let dispose: () => Promise<void>;

  const started = async (region = file) => {
    const handlers = directoryHandlers({
      store: sealing(raw, KEY, keptLog().log),
      file: region,
      clock: () => 1,
      log: keptLog().log,
      later: () => undefined,
      recheckIn: () => Promise.resolve(),
    });
    await handlers.ensure();
    return handlers;
  };

  beforeEach(async () => {
    ({ store: raw, dispose } = await temporaryStore());
    const handlers = await started();
    const commands = [
      change(anna, [ADULT, 'manager'], { mobile: '+31612345678' }),
      suspend(mia),
      restore(mia),
      needs([ADULT]),
      suspend(anna),
      remove(mia),
    ];
    for (const [index, command] of commands.entries())
      assert.ok((await handlers.run(command, petra, { activity: `${index}` })).ok, command.type);
    await started(fileOf(anna, { mobile: '+31600000009', roles: { hoogeveen: [ADULT] } }));
  });
  afterEach(() => dispose());

  const found = async (): Promise<readonly Wrong[]> =>
    (await verify({ store: raw, key: KEY, at: 'now' })).breaks.map(({ wrong }) => wrong);

  /** As somebody does who can write in the database. */
  const edit = async (how: (document: DirectoryDocument) => DirectoryDocument): Promise<void> => {
    const loaded = await raw.read(DIRECTORY_ID);
    assert.ok(loaded);
    // What is sealed is the log.
    const edited = { ...loaded.document, ...how(parseDirectory(loaded.document)) };
    assert.ok((await raw.replace(edited, loaded.version)).ok);
  };

  it('explains who may do what', async () => {
    assert.deepEqual(await found(), []);
  });

  for (const [what, role] of [
    ['gave somebody a role', ['veilig-thuis']],
    ['took a role away', []],
  ] as const)
    it(`is found not to when somebody ${what} beside it`, async () => {
      await edit((document) => {
        const { people } = document.state;
        const person = people[keyOf(anna)];
        assert.ok(person);
        const other = { ...person, roles: { ...person.roles, hoogeveen: [...role] } };
        return { ...document, state: { ...document.state, people: { ...people, [keyOf(anna)]: other } } };
      });
      assert.deepEqual(await found(), ['state']);
    });

  it('is found not to when access that was stopped was given back beside it', async () => {
    await edit((document) => {
      const { people } = document.state;
      const { suspended, ...person } = people[keyOf(anna)] ?? assert.fail();
      assert.deepEqual(suspended, ['hoogeveen']);
      return { ...document, state: { ...document.state, people: { ...people, [keyOf(anna)]: person } } };
    });
    assert.deepEqual(await found(), ['state']);
  });

  it('is found when a line is taken out', async () => {
    await edit((document) => ({ ...document, log: document.log.slice(0, -1) }));
    assert.ok((await found()).length > 0);
  });
});
