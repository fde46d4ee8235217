import assert from 'node:assert/strict';
import { DIRECTORY_PERMISSIONS } from '../../src/core/permissions.ts';
import type { Person } from '../../src/core/region.ts';
import type { DirectoryCommand, DirectoryCommandType } from '../../src/directory/commands.ts';
import { ADULT, anna, eva, mia, olga, person, petra } from '../case/region.ts';
import {
  AT,
  accepted,
  add,
  after,
  both,
  change,
  deciding,
  file,
  listed,
  needs,
  paul,
  pien,
  refusedWith,
  remove,
  restore,
  started,
  suspend,
} from './given.ts';

const nina = person('Nina', []);
const MOBILE = '+31612345678';

const EVERY: Readonly<Record<DirectoryCommandType, DirectoryCommand>> = {
  AddPerson: add(nina, [ADULT]),
  ChangePerson: change(anna, []),
  SuspendPerson: suspend(anna),
  RestorePerson: restore(anna),
  RemovePerson: remove(anna),
  SetNeeds: needs([]),
  SettleDifference: { type: 'SettleDifference', municipality: AT, take: 'store' },
};

describe('A change in the directory', () => {
  describe('is for', () => {
    const askers: Readonly<Record<string, Person>> = {
      planner: petra,
      manager: mia,
      amw: anna,
      politie: olga,
      'planner elsewhere': paul,
      'nobody we know': eva,
    };
    for (const [type, command] of Object.entries(EVERY))
      it(`${DIRECTORY_PERMISSIONS[command.type].may.join(' and ')} of the municipality: ${type}`, () => {
        const allowed = Object.entries(askers).flatMap(([name, actor]) => {
          const decision = deciding(command, actor);
          return !decision.ok && decision.refusal.code === 'notAllowed' ? [] : [name];
        });
        assert.deepEqual(new Set(allowed), new Set<string>(DIRECTORY_PERMISSIONS[command.type].may));
      });

    it('nobody who was suspended a moment ago, whatever their turn began as', () => {
      const state = after(started(), [suspend(pien), petra]);
      assert.equal(refusedWith(deciding(add(nina, [ADULT]), pien, state)), 'notAllowed');
    });

    it('no municipality that the file does not know', () => {
      assert.equal(refusedWith(deciding(needs([], 'emmen'), petra)), 'notAllowed');
    });
  });

  describe('adds', () => {
    it('somebody with roles and contact', () => {
      const state = after(started(), [add(nina, [ADULT], { mobile: MOBILE }), petra]);
      assert.deepEqual(listed(state, nina), {
        id: 'nina',
        tenant: nina.tenant,
        name: 'Nina',
        mobile: MOBILE,
        roles: { hoogeveen: [ADULT] },
      });
    });

    it('a role to somebody who works elsewhere, and keeps how they are reached', () => {
      const state = after(
        started(),
        [add(nina, [ADULT], { mobile: MOBILE }, 'assen'), paul],
        [add(nina, ['manager'], { mobile: '+31687654321' }), petra],
      );
      assert.equal(listed(state, nina)?.mobile, MOBILE);
      assert.deepEqual(listed(state, nina)?.roles, { assen: [ADULT], hoogeveen: ['manager'] });
    });

    it('a role to whoever was mentioned before, once', () => {
      const mentioned = after(started(), [add(nina, []), petra]);
      assert.deepEqual(accepted(deciding(add(nina, []), petra, mentioned)), []);
      const state = after(mentioned, [add(nina, [ADULT]), petra]);
      assert.equal(refusedWith(deciding(add(nina, ['planner']), petra, state)), 'alreadyThere');
    });

    it('nobody of a tenant that is not allowed', () => {
      const stranger = { ...nina, tenant: 'elsewhere' };
      assert.equal(refusedWith(deciding(add(stranger, [ADULT]))), 'foreignTenant');
    });

    it('nobody by a back door: who is suspended stays so', () => {
      const state = after(started(), [suspend(anna), petra]);
      assert.equal(refusedWith(deciding(add(anna, ['planner']), petra, state)), 'alreadyThere');
    });
  });

  describe('accepts', () => {
    const wrong: readonly (readonly [string, DirectoryCommand, object])[] = [
      ['a role of the file', add(nina, ['baas']), { field: 'roles', problem: 'notAChoice' }],
      ['no key of every object', add(nina, ['constructor']), { field: 'roles', problem: 'notAChoice' }],
      ['a sign-in name', change(anna, [], { signIn: 'anna' }), { field: 'signIn', problem: 'notASignIn' }],
      ['a mobile number', change(anna, [], { mobile: '+3161' }), { field: 'mobile', problem: 'notAMobile' }],
      [
        'a name that is no link',
        add({ ...nina, name: '[hier](https://x)' }, []),
        { field: 'name', problem: 'notAName' },
      ],
    ];
    for (const [what, command, problem] of wrong)
      it(`only ${what}`, () => {
        const decision = deciding(command);
        assert.deepEqual(!decision.ok && decision.refusal, { code: 'invalid', problems: [problem] });
      });

    it('a sign-in name of one person only, in whatever letters', () => {
      const state = after(started(), [change(anna, [ADULT], { signIn: 'Anna@example.com' }), petra]);
      const decision = deciding(change(olga, [], { signIn: 'anna@EXAMPLE.com' }), petra, state);
      assert.deepEqual(!decision.ok && decision.refusal, {
        code: 'invalid',
        problems: [{ field: 'signIn', problem: 'taken' }],
      });
    });
  });

  describe('never leaves a municipality without a planner', () => {
    const alone = after(started(), [remove(pien), petra]);
    for (const command of [remove(petra), suspend(petra), change(petra, ['manager'])])
      it(`by ${command.type}, not even by themselves`, () => {
        assert.equal(refusedWith(deciding(command, petra, alone)), 'lastPlanner');
        accepted(deciding(command, petra));
        accepted(deciding(command, pien));
      });

    it('where the other one is suspended', () => {
      const state = after(started(), [suspend(pien), petra]);
      assert.equal(refusedWith(deciding(suspend(petra), petra, state)), 'lastPlanner');
      accepted(deciding(remove(pien), petra, state));
    });

    it('says which', () => {
      const decision = deciding(remove(paul, 'assen'), paul);
      assert.deepEqual(!decision.ok && decision.refusal, { code: 'lastPlanner', municipality: 'assen' });
    });
  });

  describe('stays in its municipality', () => {
    it('in roles, in suspension and in removal', () => {
      const state = after(started(), [suspend(both), petra]);
      assert.deepEqual(listed(state, both)?.suspended, [AT]);
      const removed = after(state, [remove(both), petra]);
      assert.deepEqual(listed(removed, both)?.roles, { assen: [ADULT] });
      assert.equal(listed(removed, both)?.suspended, undefined);
      assert.equal(listed(after(removed, [remove(both, 'assen'), paul]), both), undefined);
    });

    it('nobody makes themselves planner elsewhere', () => {
      assert.equal(refusedWith(deciding(add(petra, ['planner'], {}, 'assen'), petra)), 'notAllowed');
      assert.equal(refusedWith(deciding(change(petra, ['planner'], {}, 'assen'), petra)), 'notAllowed');
      assert.equal(refusedWith(deciding(change(paul, ['manager'], {}, AT), petra)), 'personGone');
    });
  });

  it('that is so already changes nothing', () => {
    const state = after(started(), [suspend(anna), petra]);
    for (const command of [
      suspend(anna),
      change(anna, [ADULT]),
      needs([...file.municipalities[0]!.onCall].reverse()),
    ])
      assert.deepEqual(accepted(deciding(command, petra, state)), [], command.type);
  });
});
