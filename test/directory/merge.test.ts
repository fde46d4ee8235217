import assert from 'node:assert/strict';
import type { Region } from '../../src/core/region.ts';
import type { DirectoryCommand } from '../../src/directory/commands.ts';
import {
  differentNeeds,
  differentPeople,
  fieldsChanged,
  isDifferent,
} from '../../src/directory/differences.ts';
import { merge } from '../../src/directory/merge.ts';
import { regionWith } from '../../src/directory/people.ts';
import type { DirectoryState } from '../../src/directory/state.ts';
import { ADULT, anna, mia, petra } from '../case/region.ts';
import {
  add,
  after,
  both,
  change,
  deciding,
  file,
  fileOf,
  fileWith,
  listed,
  needs,
  paul,
  pien,
  refusedWith,
  remove,
  restore,
  rolesAt,
  started,
  suspend,
} from './given.ts';

const OTHER = '+31600000009';
const withoutAnna = fileWith(file.people.filter((one) => one !== anna));
const needing = (onCall: readonly string[]): Region => ({
  ...file,
  municipalities: file.municipalities.map((one) => (one.id === 'hoogeveen' ? { ...one, onCall } : one)),
});

describe('What a start takes in of the region file', () => {
  it('is everything, the first time', () => {
    const state = started();
    assert.deepEqual(regionWith(file, state), file);
    assert.deepEqual(differentPeople(state), []);
  });

  const changedNumber = change(anna, [ADULT], { mobile: '+31612345678' });
  /** What the file says now, what people did before, whom of it they find, and whether that is shown as a difference. */
  const table: readonly (readonly [
    string,
    Region,
    readonly DirectoryCommand[],
    object | undefined,
    boolean,
  ])[] = [
    ['nothing, where nothing changed', file, [], anna, false],
    ['what only the file changed', fileOf(anna, { mobile: OTHER }), [], { ...anna, mobile: OTHER }, false],
    ['who left the file', withoutAnna, [], undefined, false],
    ['nothing, where only people changed', file, [changedNumber], { ...anna, mobile: '+31612345678' }, false],
    ['nobody back whom people removed', file, [remove(anna)], undefined, false],
    [
      'nothing, where both did the same',
      fileOf(anna, { mobile: '+31612345678' }),
      [changedNumber],
      { ...anna, mobile: '+31612345678' },
      false,
    ],
    [
      'nothing, where both differ',
      fileOf(anna, { mobile: OTHER }),
      [changedNumber],
      { ...anna, mobile: '+31612345678' },
      true,
    ],
    [
      'nobody away whom people changed',
      withoutAnna,
      [changedNumber],
      { ...anna, mobile: '+31612345678' },
      true,
    ],
    [
      'nobody back whom people removed, also changed',
      fileOf(anna, { mobile: OTHER }),
      [remove(anna)],
      undefined,
      true,
    ],
    [
      'nobody back who was suspended',
      fileOf(anna, { mobile: OTHER }),
      [suspend(anna)],
      { ...anna, suspended: ['hoogeveen'] },
      true,
    ],
    [
      'nothing, where people put it back as it was',
      fileOf(anna, { mobile: OTHER }),
      [suspend(anna), restore(anna)],
      { ...anna, mobile: OTHER },
      false,
    ],
  ];
  for (const [what, next, commands, expected, isShown] of table)
    it(`is ${what}`, () => {
      const people = after(started(), ...commands.map((command) => [command, petra] as const));
      const state = started(people, next);
      assert.deepEqual(listed(state, anna), expected);
      assert.equal(isDifferent(state, { person: anna }), isShown);
      assert.deepEqual(merge(state, next), [], 'a second start changes something');
    });

  it('is the same for what a municipality needs', () => {
    assert.deepEqual(started(started(), needing([ADULT])).needs.hoogeveen, [ADULT]);
    const people = after(started(), [needs(['manager']), mia]);
    const state = started(people, needing([ADULT]));
    assert.deepEqual(state.needs.hoogeveen, ['manager']);
    assert.deepEqual(differentNeeds(state), ['hoogeveen']);
    const settle = { type: 'SettleDifference', municipality: 'hoogeveen', take: 'file' } as const;
    const settled = after(state, [settle, petra]);
    assert.deepEqual(settled.needs.hoogeveen, [ADULT]);
    assert.deepEqual(differentNeeds(settled), []);
  });

  it('is never the end of the last planner', () => {
    const state = started(started(), fileWith(file.people.filter((one) => one !== petra && one !== pien)));
    assert.ok(listed(state, petra) && listed(state, pien));
    assert.deepEqual(
      differentPeople(state).map(({ account }) => account.id),
      ['petra', 'pien'],
    );
    assert.deepEqual(merge(state, fileWith(file.people.filter((one) => one !== petra && one !== pien))), []);
    const take = {
      type: 'SettleDifference',
      municipality: 'hoogeveen',
      person: petra,
      take: 'file',
    } as const;
    assert.equal(
      refusedWith(deciding({ ...take, person: pien }, pien, after(state, [take, petra]))),
      'lastPlanner',
    );
  });

  it('names the fields that differ, and nothing of what is in them', () => {
    const people = after(started(), [change(anna, [ADULT, 'manager'], { mobile: '+31612345678' }), petra]);
    const state = started(people, fileOf(anna, { mobile: OTHER, signIn: 'anna@example.com' }));
    assert.deepEqual(differentPeople(state).map(fieldsChanged), [['signIn', 'mobile', 'roles']]);
  });
});

describe('A difference between file and directory', () => {
  const contested = (): DirectoryState =>
    started(
      after(started(), [change(both, [ADULT], { mobile: '+31612345678' }), petra]),
      fileOf(both, { roles: rolesAt([ADULT, 'manager'], 'hoogeveen', 'assen') }),
    );
  const settle = (take: 'file' | 'store', municipality = 'hoogeveen'): DirectoryCommand => ({
    type: 'SettleDifference',
    municipality,
    person: both,
    take,
  });

  it('stays as it is when the planner says so, and is not asked again', () => {
    const state = after(contested(), [settle('store'), petra]);
    assert.equal(listed(state, both)?.mobile, '+31612345678');
    assert.equal(isDifferent(state, { person: both }), false);
    assert.equal(refusedWith(deciding(settle('file'), petra, state)), 'differenceGone');
  });

  it('is taken over by whoever is planner everywhere where it changes somebody', () => {
    assert.equal(refusedWith(deciding(settle('file'), petra, contested())), 'notYourMunicipality');
    const planners = after(contested(), [add(petra, ['planner'], {}, 'assen'), paul]);
    const state = after(planners, [settle('file'), petra]);
    assert.deepEqual(listed(state, both)?.roles, rolesAt([ADULT, 'manager'], 'hoogeveen', 'assen'));
    assert.equal(listed(state, both)?.mobile, undefined);
  });

  it('is gone when people do by card what the file says', () => {
    const state = started(
      after(started(), [change(anna, [ADULT], { mobile: '+31612345678' }), petra]),
      fileOf(anna, { mobile: OTHER }),
    );
    assert.deepEqual(differentPeople(after(state, [change(anna, [ADULT], { mobile: OTHER }), petra])), []);
  });
});
