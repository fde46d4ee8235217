import assert from 'node:assert/strict';
import { loadRegion } from '../../src/config/region.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { EXAMPLE } from './region-example.ts';
import { CORRECT, accepted, changed } from './region-text.ts';

const policy = {
  visitWithin: DAY,
  consultWithin: HOUR,
  chaseAfter: 5 * MINUTE,
  recordWithin: 30 * MINUTE,
  claimWithin: 2 * HOUR,
  planWithin: 6 * HOUR,
  warnBefore: [6 * HOUR, 2 * HOUR],
  feedbackWithin: DAY,
  ackWithin: 30 * MINUTE,
  ackReminder: 2 * HOUR,
  purgeAfter: 30 * DAY,
  coverageHorizon: 7 * DAY,
  reportBackWithin: 2 * HOUR,
  schoolBefore: HOUR,
  ladder: [['on-duty'], ['manager', 'amw']],
  ladders: {},
  textFrom: 1,
  wakeFrom: 0,
};

const serviceHours = {
  workdays: [
    { from: 510, to: 720 },
    { from: 780, to: 1020 },
  ],
  weekend: [{ from: 1080, to: 1440 }],
  holidays: [],
};

/** The municipality with more about how it meets. */
const meetingBecomes = (lines: string): [string, string] => ['standingRoom:', `${lines}\n    standingRoom:`];

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
      calendar: { holidays: [], schools: { firstBell: 510, holidays: [] } },
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
          meeting: ['graph', 'deep-link', 'standing-room', 'phone'],
          standingRoom: 'https://teams.example.invalid/assen',
        },
      ],
      people: [
        { id: 'p1', tenant: 'thuis', name: 'Alex', roles: { assen: ['politie'] } },
        { id: 'p2', tenant: 'buiten', name: 'Megan', roles: { assen: ['amw'] } },
      ],
    });
  });

  it('says how a consultation is brought together', () => {
    const [municipality] = accepted(
      changed(
        'standingRoom:',
        'phone: 0528 123 456, toets 1\n    organiser: 0000AB12-CD\n    meeting: [phone, graph]\n    standingRoom:',
      ),
    ).municipalities;
    assert.deepEqual(municipality?.meeting, ['phone', 'graph']);
    assert.equal(municipality.phone, '0528 123 456, toets 1');
    assert.equal(municipality.organiser, '0000ab12-cd', 'Entra writes ids in lower case');
  });

  it('says how long a consultation waits for an answer and for its outcome', () => {
    const [municipality] = accepted(
      changed('    claimWithin:', '    chaseAfter: PT10M\n    recordWithin: PT1H\n    claimWithin:'),
    ).municipalities;
    assert.equal(municipality?.policy.chaseAfter, 10 * MINUTE);
    assert.equal(municipality.policy.recordWithin, HOUR);
  });

  it('says under which name people sign in, as it is written', () => {
    const { people } = accepted(changed('name: Megan,', 'name: Megan, signIn: Megan.B@example.com,'));
    assert.deepEqual(
      people.map((person) => person.signIn),
      [undefined, 'Megan.B@example.com'],
    );
  });

  it('says under which number people get text messages, also abroad', () => {
    const text = changed('name: Megan,', 'name: Megan, mobile: "+31612345678",').replace(
      'name: Alex,',
      'name: Alex, mobile: "+4915112345678",',
    );
    assert.deepEqual(
      accepted(text).people.map((person) => person.mobile),
      ['+4915112345678', '+31612345678'],
    );
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
    ['one way to meet, without a number or an organiser', ...meetingBecomes('meeting: [standing-room]')],
    ['a number of digits and signs only', ...meetingBecomes('phone: "+31 (0)528-123.456"')],
    ['a number with words', ...meetingBecomes('phone: 088 1234567, vraag naar de coördinator')],
    ['a number of sixty characters', ...meetingBecomes(`phone: "${'0'.repeat(60)}"`)],
    ['a number that is not used to meet', ...meetingBecomes('phone: 0528 123 456\n    meeting: [deep-link]')],
    ['the sign-in name of a guest', 'name: Megan,', 'name: Megan, signIn: m_b#EXT#@x.onmicrosoft.com,'],
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

describe('A region file of an earlier version', () => {
  it('is still correct: what came later has a default', () => {
    const region = accepted(EXAMPLE);
    const [municipality] = region.municipalities;
    assert.ok(municipality);
    const { reportBackWithin, schoolBefore, ladders, textFrom, wakeFrom } = municipality.policy;
    assert.deepEqual(
      { reportBackWithin, schoolBefore, ladders, textFrom, wakeFrom },
      { reportBackWithin: 2 * HOUR, schoolBefore: HOUR, ladders: {}, textFrom: 1, wakeFrom: 0 },
    );
    assert.deepEqual(region.calendar, { holidays: [], schools: { firstBell: 510, holidays: [] } });
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
    assert.deepEqual(
      loaded.value.people.map(({ signIn }) => signIn),
      ['alexw', 'meganb', 'adelev', 'isaiahl', 'pattif', 'lynner'].map((name) => `${name}@example.com`),
    );
    const [hoogeveen] = loaded.value.municipalities;
    assert.deepEqual(hoogeveen?.meeting, ['deep-link', 'standing-room', 'phone']);
    assert.equal(hoogeveen.phone, '088 000 00 00');
    assert.deepEqual(
      loaded.value.people.flatMap(({ name, mobile }) => (mobile === undefined ? [] : [[name, mobile]])),
      [
        ['Megan Bowen', '+31600000001'],
        ['Patti Fernandez', '+31600000002'],
      ],
    );
    assert.deepEqual([hoogeveen.policy.textFrom, hoogeveen.policy.wakeFrom], [1, 1]);
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
