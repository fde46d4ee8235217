import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DAY } from '../../src/core/time.ts';
import { occurrences, readRule } from '../../src/icalendar/recurrence.ts';
import { calendarOf, eventOf, inWords, leftOver, onDays, read } from './readings.ts';
import { anyRule, daysOf, ruleText } from './rules.ts';

const JAN = 'jeugd-mw Jan de Vries';
const SATURDAY = [
  'DTSTART;TZID=Europe/Amsterdam:20261017T080000',
  'DTEND;TZID=Europe/Amsterdam:20261017T180000',
];
const summary = 'SUMMARY:Piket Jan de Vries';

describe('A recurrence rule, for whatever rule', function () {
  this.timeout(60_000);

  it('gives the days that looking at every day gives', () => {
    fc.assert(
      fc.property(anyRule, ({ rule, start }) => {
        const read = readRule(ruleText(rule));
        assert.ok(read, ruleText(rule));
        const last = start + 900 * DAY;
        const found = occurrences(read, start, last, { steps: 100_000 });
        const isLeapDay = rule.freq === 'YEARLY' && new Date(start).toISOString().includes('-02-29');
        if (!found.ok) assert.ok(isLeapDay, `${ruleText(rule)} from ${start}: ${found.refusal}`);
        else
          assert.deepEqual(found.value.shown, daysOf(rule, start, last), `${ruleText(rule)} from ${start}`);
      }),
      { numRuns: 500 },
    );
  });
});

describe('A recurring event', () => {
  const summer = (...days: string[]) => onDays(JAN, '06:00 16:00', ...days);
  const winter = (...days: string[]) => onDays(JAN, '07:00 17:00', ...days);

  const cases: readonly [string, string[], ...string[]][] = [
    [
      'a date beside it',
      [...summer('2026-10-17'), ...winter('2026-11-05')],
      'RDATE;TZID=Europe/Amsterdam:20261105T080000',
    ],
    [
      'a date beside it in UTC, which is there already',
      summer('2026-10-17', '2026-10-24'),
      'RRULE:FREQ=WEEKLY;COUNT=2',
      'RDATE:20261024T060000Z',
    ],
    ['a day beside it', [...summer('2026-10-17'), ...winter('2026-11-05')], 'RDATE;VALUE=DATE:20261105'],
    ['a date left out in UTC', summer('2026-10-17'), 'RRULE:FREQ=WEEKLY;COUNT=2', 'EXDATE:20261024T060000Z'],
    [
      'a date left out without a zone',
      summer('2026-10-17'),
      'RRULE:FREQ=WEEKLY;COUNT=2',
      'EXDATE:20261024T080000',
    ],
    ['a day left out', summer('2026-10-17'), 'RRULE:FREQ=WEEKLY;COUNT=2', 'EXDATE;VALUE=DATE:20261024'],
    [
      'a day left out that is not said to be one',
      summer('2026-10-17'),
      'RRULE:FREQ=WEEKLY;COUNT=2',
      'EXDATE:20261024',
    ],
    ['its first date left out', summer('2026-10-24'), 'RRULE:FREQ=WEEKLY;COUNT=2', 'EXDATE:20261017T060000Z'],
    [
      'an end at its last occurrence',
      summer('2026-10-17', '2026-10-24'),
      'RRULE:FREQ=WEEKLY;UNTIL=20261024T060000Z',
    ],
    ['an end just before an occurrence', summer('2026-10-17'), 'RRULE:FREQ=WEEKLY;UNTIL=20261024T055959Z'],
    ['an end on the wall', summer('2026-10-17', '2026-10-24'), 'RRULE:FREQ=WEEKLY;UNTIL=20261024T080000'],
    ['an end on a day', summer('2026-10-17', '2026-10-24'), 'RRULE:FREQ=WEEKLY;UNTIL=20261024'],
    [
      'weekdays in any order, with weeks from Sunday',
      summer('2026-10-17', '2026-10-18', '2026-10-24'),
      'RRULE:FREQ=WEEKLY;COUNT=3;WKST=SU;BYDAY=SA,SU',
    ],
    [
      'two rules',
      [...summer('2026-10-17', '2026-10-19', '2026-10-24')],
      'RRULE:FREQ=WEEKLY;COUNT=2',
      'RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2',
    ],
  ];
  for (const [what, expected, ...lines] of cases) {
    it(`may have ${what}`, async () => {
      const reading = await read(calendarOf(...eventOf(...SATURDAY, ...lines, summary)));
      assert.deepEqual(inWords(reading), expected);
      assert.deepEqual(leftOver(reading), []);
    });
  }

  it('begins and ends at the hours of the wall when the clock changes inside it', async () => {
    const event = [
      'DTSTART;TZID=Europe/Amsterdam:20261017T220000',
      'DTEND;TZID=Europe/Amsterdam:20261018T080000',
    ];
    const reading = await read(calendarOf(...eventOf(...event, 'RRULE:FREQ=WEEKLY;COUNT=3', summary)));
    assert.deepEqual(inWords(reading), [
      ...onDays(JAN, '20:00 +06:00', '2026-10-17'),
      ...onDays(JAN, '20:00 +07:00', '2026-10-24'),
      ...onDays(JAN, '21:00 +07:00', '2026-10-31'),
    ]);
  });

  it('stays at its hour in UTC when it is written so', async () => {
    const event = ['DTSTART:20261024T060000Z', 'DTEND:20261024T160000Z', 'RRULE:FREQ=WEEKLY;COUNT=2'];
    const reading = await read(calendarOf(...eventOf(...event, summary)));
    assert.deepEqual(inWords(reading), onDays(JAN, '06:00 16:00', '2026-10-24', '2026-10-31'));
  });

  it('may be a whole day, from midnight to midnight, with a changed and a left out day', async () => {
    const reading = await read(
      calendarOf(
        ...eventOf(
          'DTSTART;VALUE=DATE:20261011',
          'RRULE:FREQ=WEEKLY',
          'EXDATE;VALUE=DATE:20261018,20261101',
          'EXDATE:20261107T230000Z',
          summary,
        ),
        ...eventOf('RECURRENCE-ID;VALUE=DATE:20261115', 'DTSTART;VALUE=DATE:20261116', summary),
        ...eventOf('RECURRENCE-ID:20261121T230000Z', 'DTSTART:20261122', 'STATUS:CANCELLED'),
      ),
    );
    assert.deepEqual(inWords(reading).slice(0, 4), [
      `2026-10-10T22:00Z 2026-10-11T22:00Z ${JAN}`,
      `2026-10-24T22:00Z 2026-10-25T23:00Z ${JAN}`,
      `2026-11-15T23:00Z 2026-11-16T23:00Z ${JAN}`,
      `2026-11-28T23:00Z 2026-11-29T23:00Z ${JAN}`,
    ]);
    assert.deepEqual(reading.cancelled, ['e/2026-11-21T23:00:00.000Z']);
  });

  it('may have an occurrence changed by its day alone', async () => {
    const reading = await read(
      calendarOf(
        ...eventOf(...SATURDAY, 'RRULE:FREQ=WEEKLY;COUNT=3', summary),
        ...eventOf('RECURRENCE-ID;VALUE=DATE:20261024', 'DTSTART:20261024T100000', 'DURATION:PT1H', summary),
        ...eventOf(
          'RECURRENCE-ID;VALUE=DATE:20261031',
          'DTSTART:20261031T080000',
          'DURATION:PT1H',
          'STATUS:CANCELLED',
        ),
      ),
    );
    assert.deepEqual(
      reading.shifts.map(({ uid }) => uid),
      ['e/2026-10-17T06:00:00.000Z', 'e/2026-10-24T06:00:00.000Z'],
    );
    assert.deepEqual(reading.cancelled, ['e/2026-10-31T07:00:00.000Z']);
  });

  it('stops at the horizon without a word, and begins where it is not over', async () => {
    const event = ['DTSTART:20200104T080000', 'DTEND:20200104T180000', 'RRULE:FREQ=WEEKLY'];
    const reading = await read(calendarOf(...eventOf(...event, summary)));
    assert.deepEqual(leftOver(reading), []);
    assert.deepEqual(
      [inWords(reading).at(0), inWords(reading).at(-1)],
      [`2026-10-10T06:00Z 2026-10-10T16:00Z ${JAN}`, `2027-04-24T06:00Z 2027-04-24T16:00Z ${JAN}`],
    );
  });

  it('is listed when its next occurrence lies beyond the horizon', async () => {
    const event = ['DTSTART;VALUE=DATE:20260505', 'RRULE:FREQ=YEARLY;INTERVAL=5'];
    assert.deepEqual(leftOver(await read(calendarOf(...eventOf(...event, summary)))), [
      `beyond: Piket Jan de Vries`,
    ]);
  });

  it('is over when its last occurrence is, and withdrawn when every occurrence is left out', async () => {
    const over = ['UID:over', 'DTSTART:20260801T080000', 'DURATION:PT8H', 'RRULE:FREQ=WEEKLY;COUNT=3'];
    const none = [...SATURDAY, 'RRULE:FREQ=WEEKLY;COUNT=1', 'EXDATE:20261017T060000Z'];
    const { past, withdrawn, series } = await read(calendarOf(...eventOf(...over), ...eventOf(...none)));
    assert.deepEqual({ past, withdrawn, series }, { past: 1, withdrawn: 1, series: ['over', 'e'] });
  });
});

describe('A recurrence without end or sense', () => {
  const rules: readonly [string, 'tooMany' | 'unreadable', string?][] = [
    ['FREQ=SECONDLY', 'tooMany'],
    ['FREQ=SECONDLY;COUNT=1000000000', 'tooMany'],
    ['FREQ=MINUTELY;INTERVAL=5', 'tooMany'],
    ['FREQ=HOURLY', 'tooMany'],
    // Every fourth February from a year that is no leap year never has five Tuesdays.
    ['FREQ=MONTHLY;INTERVAL=48;BYDAY=5TU', 'tooMany'],
    ['FREQ=YEARLY;BYMONTH=2;BYDAY=-1SU;BYSETPOS=5', 'tooMany'],
    ['FREQ=DAILY;INTERVAL=999999999999', 'unreadable'],
    ['FREQ=WEEKLY;INTERVAL=0', 'unreadable'],
    ['FREQ=WEEKLY;COUNT=0', 'unreadable'],
    ['FREQ=MONTHLY;BYDAY=7MO', 'unreadable'],
    ['FREQ=WEEKLY;BYSETPOS=1;BYDAY=SA', 'unreadable'],
    ['FREQ=YEARLY;BYWEEKNO=20', 'unreadable'],
    ['FREQ=YEARLY', 'unreadable', '20240229'],
    ['FREQ=FORTNIGHTLY', 'unreadable'],
    ['W1 SA', 'unreadable'],
    ['', 'unreadable'],
  ];
  for (const [rule, why, start = '20260203'] of rules) {
    it(`is listed and not followed: ${rule || 'nothing'} from ${start}`, async () => {
      const event = [`DTSTART:${start}T080000`, 'DURATION:PT1H', `RRULE:${rule}`, summary];
      const reading = await read(calendarOf(...eventOf(...event)));
      assert.deepEqual(leftOver(reading), [`${why}: Piket Jan de Vries`]);
      assert.deepEqual(reading.shifts, []);
    });
  }

  it('is not followed past what is asked for, where every step is dear', () => {
    const rule = readRule('FREQ=DAILY;INTERVAL=994;BYDAY=SA');
    const sunday = Date.UTC(2026, 9, 18);
    const budget = { steps: 100 };
    assert.ok(rule);
    assert.deepEqual(occurrences(rule, sunday, sunday + 400 * DAY, budget), {
      ok: true,
      value: { shown: [sunday], more: true },
    });
    assert.ok(budget.steps > 90);
  });

  it('takes nothing from the other events', async () => {
    const bombs = Array.from({ length: 200 }, (_, index) =>
      eventOf(`UID:${index}`, 'DTSTART:20260101T000000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY', summary),
    );
    const reading = await read(calendarOf(...bombs.flat(), ...eventOf(...SATURDAY, summary)));
    assert.equal(reading.unmatched.length, 200);
    assert.deepEqual(inWords(reading), [`2026-10-17T06:00Z 2026-10-17T16:00Z ${JAN}`]);
  });
});
