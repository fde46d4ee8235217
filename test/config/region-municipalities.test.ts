import { CORRECT, refuses } from './region-text.ts';
import type { Case } from './region-text.ts';

const A_BLOCK_AGAIN = `  - id: assen
    code: ASN
    name: Assen
    policy: standaard
    serviceHours: kantoor
    onCall: []
    consultation: [amw]
    visit: { noChildren: [amw], children: [amw], exceptional: [amw] }
    standingRoom: https://teams.example.invalid/weer
people:`;

refuses('Municipalities are refused', [
  [
    'when there is none',
    CORRECT.slice(CORRECT.indexOf('municipalities:'), CORRECT.indexOf('people:')),
    'municipalities: []\n',
    '33:17 municipalities: an empty list; name at least one',
    '35:62 people[0].municipalities[0]: there is no municipality "assen"; add it under municipalities',
    '36:59 people[1].municipalities[0]: there is no municipality "assen"; add it under municipalities',
  ],
  [
    'with the id, code and name of another',
    'people:',
    A_BLOCK_AGAIN,
    '46:9 municipalities[1].id: same as municipalities[0].id; give each its own',
    '47:11 municipalities[1].code: same as municipalities[0].code; give each its own',
    '48:11 municipalities[1].name: same as municipalities[0].name; give each its own',
  ],
  [
    'with an id of more than one word',
    'id: assen\n',
    'id: De Wolden\n',
    '34:9 municipalities[0].id: "De Wolden" is not an id; write small letters, digits and hyphens, such as de-wolden',
    '47:62 people[0].municipalities[0]: there is no municipality "assen"; write one of De Wolden, or add it under municipalities',
    '48:59 people[1].municipalities[0]: there is no municipality "assen"; write one of De Wolden, or add it under municipalities',
  ],
  [
    'with a code that is not three capitals',
    'code: ASN',
    'code: Asn',
    '35:11 municipalities[0].code: "Asn" is not a code; write three capital letters, such as HGV',
  ],
  [
    'with an unknown policy',
    'policy: standaard',
    'policy: standard',
    '37:13 municipalities[0].policy: there is no policy "standard"; did you mean standaard? Known: standaard',
  ],
  [
    'with unknown service hours',
    'serviceHours: kantoor',
    'serviceHours: nacht',
    '38:19 municipalities[0].serviceHours: there is no service hours "nacht"; write one of kantoor, or add it under serviceHours',
  ],
  [
    'with unknown roles anywhere',
    'onCall: [amw]\n    consultation: [politie, amw]',
    'onCall: [amv]\n    consultation: [politie, constructor]',
    '39:14 municipalities[0].onCall[0]: there is no role "amv"; did you mean amw? Known: politie, amw, manager',
    '40:29 municipalities[0].consultation[1]: there is no role "constructor"; write one of politie, amw, manager, or add it under roles',
  ],
  [
    'with an unknown role in a visit',
    'children: [amw, manager]',
    'children: [amw, manger]',
    '43:23 municipalities[0].visit.children[1]: there is no role "manger"; did you mean manager? Known: politie, amw, manager',
  ],
  [
    'that consult nobody',
    'consultation: [politie, amw]',
    'consultation: []',
    '40:19 municipalities[0].consultation: an empty list; name at least one',
  ],
  [
    'without a pair for a composition',
    '      noChildren: [amw]\n      children: [amw, manager]\n',
    '      noChildren: []\n',
    '41:5 municipalities[0].visit.children: missing; write a list, such as [one, other]',
    '42:19 municipalities[0].visit.noChildren: an empty list; name at least one',
  ],
  [
    'without an exceptional pair',
    'exceptional: [politie]',
    'exceptional:',
    '44:7 municipalities[0].visit.exceptional: empty; write a list, such as [one, other]',
  ],
  [
    'with a room without TLS',
    'https://teams',
    'http://teams',
    '45:19 municipalities[0].standingRoom: "http://teams.example.invalid/assen" is not an https address; write for example https://teams.microsoft.com/l/meetup-join/…',
  ],
  [
    'with a room that is no address',
    'https://teams.example.invalid/assen',
    'kamer 3',
    '45:19 municipalities[0].standingRoom: "kamer 3" is not an https address; write for example https://teams.microsoft.com/l/meetup-join/…',
  ],
]);

refuses('Roles and people are refused', [
  [
    'with an unknown organisation',
    'manager: welzijn',
    'manager: welzin',
    '12:12 roles.manager: there is no organisation "welzin"; did you mean welzijn? Known: politie, welzijn',
  ],
  [
    'with the id of another in the same tenant, given or not',
    '{ id: p2, name: Megan, roles: [amw], municipalities: [assen], tenant: buiten }',
    '{ id: p1, name: Megan, roles: [amw], municipalities: [assen], tenant: thuis }',
    '48:11 people[1].id: same as people[0].id; give each its own',
  ],
  [
    'with a sign-in name that is none',
    'name: Megan,',
    'name: Megan, signIn: Megan,',
    '48:36 people[1].signIn: "Megan" is not a sign-in name; write name@domain, such as alex@example.com',
  ],
  [
    'with the id of another in capitals',
    '{ id: p2, name: Megan, roles: [amw], municipalities: [assen], tenant: buiten }',
    '{ id: P1, name: Megan, roles: [amw], municipalities: [assen], tenant: thuis }',
    '48:11 people[1].id: same as people[0].id; give each its own',
  ],
  [
    'with two sign-in names',
    'name: Megan,',
    'name: Megan, signIn: "a@example.com,b@example.com",',
    '48:36 people[1].signIn: "a@example.com,b@example.com" is not a sign-in name; write name@domain, such as alex@example.com',
  ],
  [
    'with the sign-in name of another, whatever the capitals',
    CORRECT,
    CORRECT.replace('name: Alex,', 'name: Alex, signIn: alex@example.com,').replace(
      'name: Megan,',
      'name: Megan, signIn: Alex@Example.com,',
    ),
    '48:36 people[1].signIn: same as people[0].signIn; give each its own',
  ],
  ['without a name', 'name: Megan', 'name: ""', '48:21 people[1].name: empty; write text'],
  [
    'with an unknown role',
    'roles: [amw], municipalities: [assen], tenant',
    'roles: [amw, politic], municipalities: [assen], tenant',
    '48:41 people[1].roles[1]: there is no role "politic"; did you mean politie? Known: politie, amw, manager',
  ],
  [
    'with an unknown municipality',
    'municipalities: [assen], tenant',
    'municipalities: [asen], tenant',
    '48:59 people[1].municipalities[0]: there is no municipality "asen"; did you mean assen? Known: assen',
  ],
  [
    'with a tenant that may not act',
    'tenant: buiten',
    'tenant: elders',
    '48:75 people[1].tenant: there is no tenant "elders"; write one of thuis, buiten, or add it under tenants',
  ],
  [
    'with a name of more than one line, told on one line',
    'tenant: buiten',
    'tenant: "a\\nb"',
    '48:75 people[1].tenant: there is no tenant "a\\nb"; write one of thuis, buiten, or add it under tenants',
  ],
]);

const MOBILE =
  'is not a mobile number in full; write it with the country code and digits only, such as "+31612345678"';

/** A number that is written at column 36 of line 48. */
const mobile = (what: string, number: string): Case => [
  what,
  'name: Megan,',
  `name: Megan, mobile: "${number}",`,
  `48:36 people[1].mobile: "${number}" ${MOBILE}`,
];

refuses('Mobile numbers are refused', [
  mobile('as they are dialled at home', '0612345678'),
  mobile('with spaces', '+31 6 12345678'),
  mobile('with a hyphen', '+316-12345678'),
  mobile('with 00 for the plus', '0031612345678'),
  mobile('with the nought of home', '+310612345678'),
  mobile('of a Dutch telephone on a wire', '+31528123456'),
  mobile('with a digit too few', '+3161234567'),
  mobile('with a digit too many', '+316123456789'),
  mobile('of more than fifteen digits', '+4915112345678901'),
  mobile('that are empty', ''),
  [
    'that YAML reads as a number',
    'name: Megan,',
    'name: Megan, mobile: +31612345678,',
    '48:36 people[1].mobile: a number is not text; put it in quotes',
  ],
]);
