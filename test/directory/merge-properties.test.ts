import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Person, Region } from '../../src/core/region.ts';
import type { DirectoryCommand } from '../../src/directory/commands.ts';
import { decide } from '../../src/directory/decide.ts';
import { evolve } from '../../src/directory/evolve.ts';
import { merge } from '../../src/directory/merge.ts';
import { activeRoles, areSameRoles, isSamePerson } from '../../src/directory/people.ts';
import { type DirectoryState, EMPTY, type ListedPerson, keyOf } from '../../src/directory/state.ts';
import { ADULT, TENANT } from '../case/region.ts';
import { add, change, file, fileWith, needs, remove, restore, started, suspend } from './given.ts';

const OTHER = '+31600000009';
const MUNICIPALITIES = ['hoogeveen', 'assen'];
const roleLists = fc.subarray([ADULT, 'manager', 'planner']);
const numbers = fc.option(fc.constantFrom('+31612345678', OTHER), { nil: undefined });

const people: fc.Arbitrary<Person> = fc
  .record({
    name: fc.constantFrom('Ada', 'Bas', 'Cor', 'Dirk'),
    mobile: numbers,
    roles: fc.dictionary(fc.constantFrom(...MUNICIPALITIES), roleLists, { noNullPrototype: true }),
  })
  .map(({ name, mobile, roles }) => ({
    id: name.toLowerCase(),
    tenant: TENANT,
    name,
    ...(mobile !== undefined && { mobile }),
    roles,
  }));

const files: fc.Arbitrary<Region> = fc
  .tuple(fc.uniqueArray(people, { selector: ({ id }) => id }), roleLists)
  .map(([listedPeople, onCall]) => ({
    ...fileWith(listedPeople),
    municipalities: file.municipalities.map((one) => ({ ...one, onCall })),
  }));

const commands: fc.Arbitrary<DirectoryCommand> = fc
  .record({
    type: fc.constantFrom('add', 'change', 'suspend', 'restore', 'remove', 'needs', 'file', 'store'),
    who: people,
    municipality: fc.constantFrom(...MUNICIPALITIES),
    roles: roleLists,
    mobile: numbers,
  })
  .map(({ type, who, municipality, roles, mobile }): DirectoryCommand => {
    const contact = mobile === undefined ? {} : { mobile };
    if (type === 'add') return add(who, roles, contact, municipality);
    if (type === 'change') return change(who, roles, contact, municipality);
    if (type === 'suspend') return suspend(who, municipality);
    if (type === 'restore') return restore(who, municipality);
    if (type === 'remove') return remove(who, municipality);
    if (type === 'needs') return needs(roles, municipality);
    return { type: 'SettleDifference', municipality, person: who, take: type };
  });

type Step = { start: Region } | { command: DirectoryCommand; by: Person };
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    files.map((start): Step => ({ start })),
    { weight: 4, arbitrary: fc.tuple(commands, people).map(([command, by]): Step => ({ command, by })) },
  ),
  { maxLength: 30 },
);

const planned = ({ people: all }: DirectoryState, municipality: string): boolean =>
  Object.values(all)
    .map(activeRoles)
    .some(({ roles }) => roles[municipality]?.includes('planner'));

describe('Whatever planners and the region file do', () => {
  it('no start loses what a planner did, none takes the last planner, and a second one changes nothing', () => {
    let kept = 0;
    const check = (before: DirectoryState, next: Region): DirectoryState => {
      const state = started(before, next);
      const keys = new Set([
        ...Object.keys(before.people),
        ...Object.keys(before.seed.people),
        ...Object.keys(state.people),
      ]);
      for (const key of keys) {
        const changed = !isSamePerson(before.people[key], before.seed.people[key]);
        const said = next.people.find((one) => keyOf(one) === key);
        const saysAnew = !isSamePerson(said && asStored(said), before.seed.people[key]);
        if (changed) {
          assert.deepEqual(state.people[key], before.people[key], `${key} was changed by card`);
          kept += 1;
        } else if (!state.open.people.includes(key)) {
          assert.ok(isSamePerson(state.people[key], said && asStored(said)), key);
        }
        const differs = !isSamePerson(state.people[key], state.seed.people[key]);
        if (changed && saysAnew && differs) assert.ok(state.open.people.includes(key), `${key} is not shown`);
      }
      for (const id of MUNICIPALITIES) {
        if (!areSameRoles(before.needs[id], before.seed.needs[id]))
          assert.deepEqual(state.needs[id], before.needs[id]);
        assert.ok(!planned(before, id) || planned(state, id), `${id} lost its last planner`);
      }
      assert.deepEqual(merge(state, next), []);
      return state;
    };
    fc.assert(
      fc.property(steps, (course) => {
        course.reduce((state: DirectoryState, step) => {
          if ('start' in step) return check(state, step.start);
          const decision = decide(step.command, state, { actor: step.by, file });
          if (!decision.ok) return state;
          const next = decision.value.reduce(evolve, state);
          for (const id of MUNICIPALITIES) assert.ok(!planned(state, id) || planned(next, id), id);
          return next;
        }, EMPTY);
      }),
      { numRuns: 500 },
    );
    assert.ok(kept > 20, 'hardly anybody changed anything');
  });
});

const asStored = ({ accounts, roles, ...person }: Person): ListedPerson => ({
  ...person,
  roles: Object.fromEntries(Object.entries(roles).map(([id, held]) => [id, [...held]])),
  ...(accounts && { accounts: [...accounts] }),
});
