import assert from 'node:assert/strict';
import { accepted, changed, refuses } from './region-text.ts';
import type { Case } from './region-text.ts';

/** A calendar before the people; `calendar:` becomes line 46. */
const calendar = (what: string, written: string, ...lines: string[]): Case => [
  what,
  'people:\n',
  `calendar:\n${written}\npeople:\n`,
  ...lines,
];

const calendarOf = (written: string) => accepted(changed('people:\n', `${written}\npeople:\n`)).calendar;

describe('The calendar of a region file', () => {
  it('has days off and school holidays', () => {
    const written = `calendar:
  holidays:
    - { day: 05-05, every: 5, name: Bevrijdingsdag }
    - { day: 02-29, name: Schrikkeldag }
    - { date: 2026-10-06, name: Markt, municipalities: [assen] }
  schools:
    firstBell: 08:15
    holidays:
      - { from: 2026-10-10, to: 2026-10-18, name: Herfstvakantie }
      - { from: 2026-10-19, to: 2026-10-19, name: Studiedag }`;
    assert.deepEqual(calendarOf(written), {
      holidays: [
        { day: '05-05', every: 5, name: 'Bevrijdingsdag' },
        { day: '02-29', every: 1, name: 'Schrikkeldag' },
        { date: '2026-10-06', name: 'Markt', municipalities: ['assen'] },
      ],
      schools: {
        firstBell: 495,
        holidays: [
          { from: '2026-10-10', to: '2026-10-18', name: 'Herfstvakantie' },
          { from: '2026-10-19', to: '2026-10-19', name: 'Studiedag' },
        ],
      },
    });
  });

  const shorter: readonly [string, string][] = [
    ['of its own at all', ''],
    ['but an empty block', 'calendar: {}'],
    ['but empty lists', 'calendar: { holidays: [], schools: { holidays: [] } }'],
  ];
  for (const [what, written] of shorter) {
    it(`may have nothing ${what}: no more days off, and school begins at 08:30`, () => {
      assert.deepEqual(calendarOf(written), { holidays: [], schools: { firstBell: 510, holidays: [] } });
    });
  }

  it('may have one day off under two names, in two places', () => {
    const written = `calendar:
  holidays:
    - { date: 2026-10-06, name: Markt, municipalities: [assen] }
    - { date: 2026-10-06, name: Feest }`;
    assert.equal(calendarOf(written).holidays.length, 2);
  });
});

refuses('Days off are refused', [
  calendar(
    'without a day',
    '  holidays:\n    - { name: Markt }',
    '48:7 calendar.holidays[0]: has no day; write date: 2026-10-06 for once, or day: 05-05 for every year',
  ),
  calendar(
    'with a date and a day',
    '  holidays:\n    - { name: Markt, date: 2026-10-06, day: 10-06, every: 2 }',
    '48:45 calendar.holidays[0].day: written beside date; keep date for once, or day for every year',
  ),
  calendar(
    'with a date for every so many years',
    '  holidays:\n    - { name: Markt, date: 2026-10-06, every: 2 }',
    '48:47 calendar.holidays[0].every: a date comes once; leave out every, or write day instead of date',
  ),
  calendar(
    'on dates that do not exist',
    '  holidays:\n    - { name: A, date: 2026-02-29 }\n    - { name: B, day: 04-31 }\n    - { name: C, date: 6-10-2026 }\n    - { name: D, date: "" }',
    '48:24 calendar.holidays[0].date: "2026-02-29" is not a date on the calendar; write year-month-day, such as 2026-10-06',
    '49:23 calendar.holidays[1].day: "04-31" is not a day on the calendar; write month-day, such as 05-05',
    '50:24 calendar.holidays[2].date: "6-10-2026" is not a date on the calendar; write year-month-day, such as 2026-10-06',
    '51:24 calendar.holidays[3].date: "" is not a date on the calendar; write year-month-day, such as 2026-10-06',
  ),
  calendar(
    'with a date that YAML reads as a number, or that is left empty',
    '  holidays:\n    - { name: A, date: 20261006 }\n    - { name: B, date: }',
    '48:24 calendar.holidays[0].date: a number is not text; put it in quotes',
    '49:18 calendar.holidays[1].date: empty; write text',
  ),
  calendar(
    'every part of a year, or never',
    '  holidays:\n    - { name: A, day: 05-05, every: 2.5 }\n    - { name: B, day: 05-06, every: 0 }\n    - { name: C, day: 05-07, every: vijf }',
    '48:37 calendar.holidays[0].every: 2.5 is not a number of years; write 5 for the years that 5 divides',
    '49:37 calendar.holidays[1].every: 0 is not a number of years; write 5 for the years that 5 divides',
    '50:37 calendar.holidays[2].every: not the right kind of value; write a whole number, such as 1',
  ),
  calendar(
    'in unknown municipalities, in none, or in one twice',
    '  holidays:\n    - { name: A, day: 05-05, municipalities: [asen] }\n    - { name: B, day: 05-06, municipalities: [] }\n    - { name: C, day: 05-07, municipalities: [assen, assen] }',
    '48:47 calendar.holidays[0].municipalities[0]: there is no municipality "asen"; did you mean assen? Known: assen',
    '49:46 calendar.holidays[1].municipalities: an empty list; name at least one',
    '50:54 calendar.holidays[2].municipalities[1]: same as [0] of this list; write each municipality once',
  ),
  calendar(
    'that are written twice, also when something else is wrong',
    '  holidays:\n    - { name: A, date: 2026-10-06 }\n    - { name: B, day: 05-05 }\n    - { name: C, date: 2026-10-06, town: x }\n    - { name: D, day: 05-05, every: 5 }',
    '50:24 calendar.holidays[2].date: same as holidays[0].date; give each its own',
    '50:36 calendar.holidays[2].town: unknown key; write one of date, day, every, name, municipalities',
    '51:23 calendar.holidays[3].day: same as holidays[1].day; give each its own',
  ),
  calendar(
    'without a name',
    '  holidays:\n    - { day: 05-05 }',
    '48:7 calendar.holidays[0].name: missing; write text',
  ),
  calendar(
    'that are no block',
    '  holidays:\n    - 05-05',
    '48:7 calendar.holidays[0]: not the right kind of value; write a block of keys with their values',
  ),
]);

refuses('School times are refused', [
  calendar(
    'with a bell at no time of the day',
    '  schools: { firstBell: "8:30" }',
    '47:25 calendar.schools.firstBell: "8:30" is not a time of day; write hours and minutes, such as "08:30"',
  ),
  calendar(
    'with a bell at the end of the day',
    '  schools: { firstBell: "24:00" }',
    '47:25 calendar.schools.firstBell: "24:00" is not a time of day; write hours and minutes, such as "08:30"',
  ),
  calendar('with a misspelt key', '  school: {}', '47:3 calendar.school: unknown key; did you mean schools?'),
  calendar(
    'with holidays that end before they begin',
    '  schools:\n    holidays:\n      - { from: 2026-10-18, to: 2026-10-10, name: Herfstvakantie }',
    '49:33 calendar.schools.holidays[0].to: "2026-10-10" is before from; write the last day of the holiday',
  ),
  calendar(
    'with holidays of more than sixty days: that is another year',
    '  schools:\n    holidays:\n      - { from: 2026-07-10, to: 2027-08-22, name: Zomervakantie }',
    '49:33 calendar.schools.holidays[0].to: "2027-08-22" is more than 60 days after from; write the last day of the holiday',
  ),
  calendar(
    'with holidays that overlap, also when another is wrong',
    '  schools:\n    holidays:\n      - { from: 2026-10-10, to: 2026-10-18, name: A }\n      - { from: 2026-10-32, to: 2026-11-10, name: B }\n      - { from: 2026-10-18, to: 2026-10-19, name: C }',
    '50:17 calendar.schools.holidays[1].from: "2026-10-32" is not a date on the calendar; write year-month-day, such as 2026-10-06',
    '51:17 calendar.schools.holidays[2].from: overlaps holidays[0]; write school holidays that do not overlap',
  ),
  calendar(
    'with a holiday without an end',
    '  schools:\n    holidays:\n      - { from: 2026-10-10, name: A }',
    '49:9 calendar.schools.holidays[0].to: missing; write text',
  ),
]);

refuses('A calendar is refused', [
  calendar('that is left empty', '', '46:1 calendar: empty; write a block of keys with their values'),
]);
