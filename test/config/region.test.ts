import assert from 'node:assert/strict';
import { loadRegion } from '../../src/config/region.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { CORRECT, accepted, changed } from './region-text.ts';

const policy = {
  visitWithin: DAY,
  consultWithin: HOUR,
  claimWithin: 2 * HOUR,
  planWithin: 6 * HOUR,
  warnBefore: [6 * HOUR, 2 * HOUR],
  feedbackWithin: DAY,
  ackWithin: 30 * MINUTE,
  ackReminder: 2 * HOUR,
  purgeAfter: 30 * DAY,
  coverageHorizon: 7 * DAY,
  ladder: [['on-duty'], ['manager', 'amw']],
};

const serviceHours = {
  workdays: [
    { from: 510, to: 720 },
    { from: 780, to: 1020 },
  ],
  weekend: [{ from: 1080, to: 1440 }],
  holidays: [],
};

describe('A correct region file', () => {
  it('becomes a region, with policies and service hours in their municipalities', () => {
    assert.deepEqual(accepted(CORRECT), {
      name: 'Proef',
      timeZone: 'Europe/Amsterdam',
      locale: 'nl',
      tenants: ['thuis', 'buiten'],
      sweep: '0 * * * * *',
      organisations: { politie: 'Politie', welzijn: 'Welzijn' },
      roles: { politie: 'politie', amw: 'welzijn', manager: 'welzijn' },
      municipalities: [
        {
          id: 'assen',
          code: 'ASN',
          name: 'Assen',
          policy,
          serviceHours,
          onCall: ['amw'],
          consultation: ['politie', 'amw'],
          visit: { noChildren: ['amw'], children: ['amw', 'manager'], exceptional: ['politie'] },
          standingRoom: 'https://teams.example.invalid/assen',
        },
      ],
      people: [
        { id: 'p1', tenant: 'thuis', name: 'Alex', roles: ['politie'], municipalities: ['assen'] },
        { id: 'p2', tenant: 'buiten', name: 'Megan', roles: ['amw'], municipalities: ['assen'] },
      ],
    });
  });

  const alsoCorrect: readonly [string, string, string][] = [
    ['no roles on call', 'onCall: [amw]', 'onCall: []'],
    ['no warnings before the window closes', 'warnBefore: [PT2H, PT6H]', 'warnBefore: []'],
    ['parts of a day that touch', '"13:00-17:00", "08:30-12:00"', '"13:00-17:00", "08:30-13:00"'],
    ['a part that is the whole day', '["18:00-24:00"]', '["00:00-24:00"]'],
    ['parts of a day without quotes', '["18:00-24:00"]', '[18:00-24:00]'],
    ['an object id twice, in two tenants', '{ id: p2, name', '{ id: p1, name'],
    ['a name shared by two people', 'name: Megan', 'name: Alex'],
    ['a person without a role', 'roles: [politie], mun', 'roles: [], mun'],
    ['another IANA time zone', 'Europe/Amsterdam', 'Atlantic/Azores'],
    ['names of months and days in the cron expression', '"0 * * * * *"', '"*/5 0-30 8,9 * JAN-mar MON"'],
    ['Windows line ends', CORRECT, CORRECT.replaceAll('\n', '\r\n')],
    ['a byte order mark', 'region: Proef', '\uFEFFregion: Proef'],
    [
      'a role named as a property of every object',
      '  manager: welzijn',
      '  manager: welzijn\n  constructor: welzijn',
    ],
  ];
  for (const [what, from, to] of alsoCorrect) {
    it(`may have ${what}`, () => {
      accepted(changed(from, to));
    });
  }

  it('without people is correct: they may come later', () => {
    assert.deepEqual(accepted(CORRECT.replace(/people:[^]*/, 'people: []\n')).people, []);
  });
});

describe('A region file on disk', () => {
  it('is the sample for the demo: one municipality, people of the Playground', async () => {
    const loaded = await loadRegion('config/region.voorbeeld.yaml');
    assert.ok(loaded.ok, loaded.ok ? '' : loaded.refusal.join('\n'));
    assert.deepEqual(
      loaded.value.municipalities.map(({ id, code }) => [id, code]),
      [['hoogeveen', 'HGV']],
    );
    assert.deepEqual(
      loaded.value.people.map(({ name }) => name),
      ['Alex Wilber', 'Megan Bowen', 'Adele Vance', 'Isaiah Langer', 'Patti Fernandez', 'Lynne Robbins'],
    );
    assert.deepEqual(new Set(loaded.value.people.map(({ tenant }) => tenant)), new Set(loaded.value.tenants));
  });

  const unreadable: readonly [string, string][] = [
    ['config/nergens.yaml', 'ENOENT'],
    ['config', 'EISDIR'],
  ];
  for (const [path, code] of unreadable) {
    it(`that cannot be read is told about in one line: ${code}`, async () => {
      assert.deepEqual(await loadRegion(path), {
        ok: false,
        refusal: [`${path} cannot be read (${code}); write the path of a region file in REGION_FILE`],
      });
    });
  }
});
