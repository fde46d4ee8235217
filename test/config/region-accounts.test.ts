import assert from 'node:assert/strict';
import { accepted, changed, refuses } from './region-text.ts';

const MEGAN = 'municipalities: [assen], tenant: buiten }';
const megan = (accounts: string): [string, string] => [
  MEGAN,
  `municipalities: [assen], tenant: buiten, accounts: ${accounts} }`,
];

describe('More accounts of one person', () => {
  it('are read as Entra writes them', () => {
    const [, person] = accepted(changed(...megan('[{ tenant: thuis, id: G2 }]'))).people;
    assert.deepEqual(person?.accounts, [{ tenant: 'thuis', id: 'g2' }]);
  });

  it('may have the id of somebody in another tenant, which says nothing there', () => {
    const [, person] = accepted(changed(...megan('[{ tenant: buiten, id: p1 }]'))).people;
    assert.deepEqual(person?.accounts, [{ tenant: 'buiten', id: 'p1' }]);
  });

  it('are not there when none is written', () => {
    const [first] = accepted(changed('region: Proef', 'region: Ander')).people;
    assert.ok(first && !('accounts' in first));
  });
});

refuses('More accounts of one person are refused', [
  [
    'of somebody else',
    ...megan('[{ tenant: thuis, id: P1 }]'),
    '48:115 people[1].accounts[0].id: same as people[0].id; an account belongs to one person',
  ],
  [
    'that are the own account',
    ...megan('[{ tenant: buiten, id: p2 }]'),
    '48:116 people[1].accounts[0].id: same as people[1].id; an account belongs to one person',
  ],
  [
    'that are written twice',
    ...megan('[{ tenant: thuis, id: g2 }, { tenant: thuis, id: G2 }]'),
    '48:142 people[1].accounts[1].id: same as people[1].accounts[0].id; an account belongs to one person',
  ],
  [
    'in a tenant that may not act',
    ...megan('[{ tenant: vreemd, id: g2 }]'),
    '48:104 people[1].accounts[0].tenant: there is no tenant "vreemd"; write one of thuis, buiten, or add it under tenants',
  ],
  ['without a tenant', ...megan('[{ id: g2 }]'), '48:94 people[1].accounts[0].tenant: missing; write text'],
]);
