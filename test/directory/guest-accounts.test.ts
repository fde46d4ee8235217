import assert from 'node:assert/strict';
import { personFor } from '../../src/bot/identity.ts';
import { PLANNER, rolesIn } from '../../src/core/region.ts';
import { directoryHandlers } from '../../src/directory/handle.ts';
import { keptLog, temporaryStore } from '../outbox/world.ts';
import { YOUTH, TENANT, person, petra, regionWith } from '../case/region.ts';

const OTHER = '88888888-8888-4888-8888-888888888888';
const guestAccount = { tenant: TENANT, id: 'gast-van-gijs' };
/** Works in Assen only, as planner and youth worker; acts as a guest in the tenant that has the channel. */
const gijs = person('Gijs', [YOUTH, PLANNER], {
  municipalities: ['assen'],
  tenant: OTHER,
  id: 'gijs-thuis',
  accounts: [guestAccount],
});

describe('A guest who is known already', () => {
  let temporary: Awaited<ReturnType<typeof temporaryStore>>;
  beforeEach(async () => {
    temporary = await temporaryStore();
  });
  afterEach(() => temporary.dispose());
  const start = async () => {
    const base = regionWith();
    const file = { ...base, tenants: [TENANT, OTHER], people: [petra, gijs] };
    const directory = directoryHandlers({
      store: temporary.store,
      file,
      clock: () => 1e12,
      log: keptLog().log,
      later: () => undefined,
      recheckIn: () => Promise.resolve(),
    });
    await directory.ensure();
    return directory;
  };

  it('stays one person when a planner elsewhere adds the guest account', async () => {
    const directory = await start();
    const before = personFor(guestAccount, await directory.region());
    assert.equal(before?.name, 'Gijs');
    assert.deepEqual(rolesIn(before, 'assen'), [YOUTH, PLANNER]);
    // What `persoon @Gijs (gast)` in the channel of Hoogeveen runs: Teams answers with the guest account.
    const answer = await directory.run(
      {
        type: 'AddPerson',
        municipality: 'hoogeveen',
        person: { ...guestAccount, name: 'Gijs (gast)' },
        roles: [],
      },
      petra,
      { activity: 'a' },
    );
    assert.ok(answer.ok);
    const after = personFor(guestAccount, await directory.region());
    assert.deepEqual(after && rolesIn(after, 'assen'), [YOUTH, PLANNER]);
    assert.ok(after && 'hoogeveen' in after.roles);
    assert.equal((await directory.region()).people.length, 2);
  });
});
