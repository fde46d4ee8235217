import { refuses } from './region-text.ts';

refuses('A region file that is not readable YAML is refused', [
  [
    'with the place of the first slip on a line',
    'tenants: [thuis, buiten]',
    'tenants: [thuis, buiten',
    '5:1 the file: not YAML here: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  [
    'when a cron expression lacks its quotes',
    '"0 * * * * *"',
    '*/5 * * * * *',
    '5:8 the file: */5 refers to another part of the file, which is not read here; write the value out, or put it in quotes',
  ],
  [
    'when it uses an alias',
    'roles: [amw], municipalities: [assen], tenant',
    'roles: *same, municipalities: [assen], tenant',
    '48:35 the file: *same refers to another part of the file, which is not read here; write the value out, or put it in quotes',
  ],
  [
    'when it uses a tag nobody knows',
    'locale: nl',
    'locale: !taal nl',
    '3:9 the file: not YAML here: Unresolved tag: !taal',
  ],
  [
    'when it holds two documents',
    'people:\n',
    '---\npeople:\n',
    '46:1 the file: a second document starts here; leave out the line with ---',
  ],
]);

refuses('Keys of a region file are refused', [
  [
    'that are unknown, with the nearest',
    'ackReminder: PT2H',
    'ackReminders: PT2H',
    '14:3 policies.standaard.ackReminder: missing; write text',
    '22:5 policies.standaard.ackReminders: unknown key; did you mean ackReminder?',
  ],
  [
    'that are unknown, with all keys when none is near',
    'exceptional: [politie]',
    'exceptional: [politie]\n      nachtdienst: [amw]',
    '45:7 municipalities[0].visit.nachtdienst: unknown key; write one of noChildren, children, exceptional',
  ],
  [
    'at the top level too',
    'locale: nl',
    'locale: nl\n"vreemde sleutel": 1',
    '4:1 "vreemde sleutel": unknown key; write one of region, timeZone, locale, tenants, sweep, organisations, roles, policies, serviceHours, disclosures, calendar, municipalities, people',
  ],
  [
    'that are written twice, in blocks',
    '    name: Assen',
    '    name: Assen\n    name: Assen-Noord',
    '37:5 municipalities[0].name: written twice; keep one',
  ],
  [
    'that are written twice, between braces',
    'name: Alex,',
    'name: Alex, name: Bert,',
    '47:27 people[0].name: written twice; keep one',
  ],
  [
    'that are a list themselves',
    'locale: nl',
    'locale: nl\n? [a]\n: b',
    '4:3 the file: not YAML here: With stringKeys, all keys must be strings',
  ],
  [
    'of more than one line, told on one line',
    'locale: nl',
    'locale: nl\n"a\\nb": c',
    '4:1 "a\\nb": unknown key; write one of region, timeZone, locale, tenants, sweep, organisations, roles, policies, serviceHours, disclosures, calendar, municipalities, people',
  ],
  [
    'that are missing, at the block they belong in',
    '    code: ASN\n',
    '',
    '34:5 municipalities[0].code: missing; write text',
  ],
  ['that are missing at the top level', 'locale: nl\n', '', '1:1 locale: missing; write nl'],
  ['that are empty, at the key', 'name: Assen', 'name:', '36:5 municipalities[0].name: empty; write text'],
  [
    'that hold a list where a block belongs',
    'organisations:\n  politie: Politie\n  welzijn: Welzijn\n',
    'organisations: []\n',
    '6:16 organisations: not the right kind of value; write a block of names with their values',
    '8:12 roles.politie: there is no organisation "politie"; add it under organisations',
    '9:8 roles.amw: there is no organisation "welzijn"; add it under organisations',
    '10:12 roles.manager: there is no organisation "welzijn"; add it under organisations',
  ],
]);
