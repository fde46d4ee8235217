import assert from 'node:assert/strict';
import { accepted, changed, refuses } from './region-text.ts';

const ALEX = 'roles: [politie], municipalities: [assen] }';
const MEGAN = 'roles: [amw], municipalities: [assen], tenant: buiten }';

describe('The roles of a person in a region file', () => {
  it('are one list for all municipalities, or a list for each', () => {
    const [alex] = accepted(changed(ALEX, 'roles: { assen: [manager, amw] } }')).people;
    assert.deepEqual(alex?.roles, { assen: ['manager', 'amw'] });
    const [, megan] = accepted(
      changed(MEGAN, 'roles: [amw, manager], municipalities: [assen], tenant: buiten }'),
    ).people;
    assert.deepEqual(megan?.roles, { assen: ['amw', 'manager'] });
  });

  refuses('are refused', [
    [
      'for a municipality that is not there',
      ALEX,
      'roles: { asen: [politie] } }',
      '47:36 people[0].roles.asen: there is no municipality "asen"; did you mean assen? Known: assen',
    ],
    [
      'for a role that is not there, wherever it is written',
      ALEX,
      'roles: { assen: [politie, manger] } }',
      '47:53 people[0].roles.assen[1]: there is no role "manger"; did you mean manager? Known: politie, amw, manager',
    ],
    [
      'without a list',
      ALEX,
      'roles: { assen: politie } }',
      '47:43 people[0].roles.assen: not the right kind of value; write a list, such as [one, other]',
    ],
    [
      'for each municipality and for all of them at once',
      ALEX,
      'roles: { assen: [politie] }, municipalities: [assen] }',
      '47:72 people[0].municipalities: written beside roles per municipality; leave it out, or write roles as one list',
    ],
    [
      'without a municipality',
      ALEX,
      'roles: [politie] }',
      '47:5 people[0].municipalities: missing; write a list, such as [one, other]',
    ],
    [
      'when there are none',
      ALEX,
      'municipalities: [assen] }',
      '47:5 people[0].roles: missing; write a list, such as [one, other]',
    ],
  ]);
});
