import assert from 'node:assert/strict';
import type { CalendarReading } from '../../src/icalendar/reading.ts';
import type { ImportedShift } from '../../src/roster/commands.ts';
import { calendarOf, eventOf, inWords, onDays, read } from './readings.ts';

/** What is on the roster after a file is imported, as `CalendarReading` says that it is done. */
const imported = (
  before: readonly ImportedShift[],
  { shifts, cancelled, series }: CalendarReading,
): readonly ImportedShift[] => {
  const replaced = new Set([...cancelled, ...series, ...shifts.map(({ uid }) => uid)]);
  const goes = ({ uid }: ImportedShift): boolean =>
    replaced.has(uid) || series.some((one) => uid.startsWith(`${one}/`));
  return [...before.filter((shift) => !goes(shift)), ...shifts];
};

const afterBoth = async (first: string[][], second: string[][]): Promise<string[]> => {
  const [one, other] = [await read(calendarOf(...first.flat())), await read(calendarOf(...second.flat()))];
  return inWords({ shifts: imported(imported([], one), other) });
};

describe('A calendar that is imported again', () => {
  const JAN = 'jeugd-mw Jan de Vries';
  const summary = 'SUMMARY:Piket Jan de Vries';
  const when = ['DTSTART:20261017T080000', 'DTEND:20261017T180000'];
  const weekly = (...lines: string[]) => eventOf(...when, 'RRULE:FREQ=WEEKLY;COUNT=3', summary, ...lines);
  const single = (...lines: string[]) =>
    eventOf('UID:s', 'DTSTART:20261107T080000', 'DURATION:PT10H', ...lines);
  const exception = (...lines: string[]) => eventOf('RECURRENCE-ID:20261024T080000', ...lines);
  const moved = exception('DTSTART:20261025T080000', 'DURATION:PT10H', summary);
  const dropped = exception('DTSTART:20261024T080000', 'DURATION:PT10H', 'STATUS:CANCELLED');

  const [first, second, third] = [
    onDays(JAN, '06:00 16:00', '2026-10-17'),
    onDays(JAN, '06:00 16:00', '2026-10-24'),
    onDays(JAN, '07:00 17:00', '2026-10-31'),
  ] as const;
  const secondMoved = onDays(JAN, '07:00 17:00', '2026-10-25');
  const alone = onDays(JAN, '07:00 17:00', '2026-11-07');

  const cases: readonly [string, string[][], string[][], string[]][] = [
    ['unchanged', [weekly(), moved], [weekly(), moved], [...first, ...secondMoved, ...third]],
    ['with a date left out', [weekly()], [weekly('EXDATE:20261024T080000')], [...first, ...third]],
    ['with fewer repeats', [weekly()], [eventOf(...when, 'RRULE:FREQ=WEEKLY;COUNT=1', summary)], first],
    ['with an occurrence moved', [weekly()], [weekly(), moved], [...first, ...secondMoved, ...third]],
    ['with an occurrence moved back', [weekly(), moved], [weekly()], [...first, ...second, ...third]],
    ['with an occurrence cancelled', [weekly()], [weekly(), dropped], [...first, ...third]],
    ['with nothing but a moved occurrence', [weekly()], [moved], [...first, ...secondMoved, ...third]],
    ['with nothing but a cancelled occurrence', [weekly()], [dropped], [...first, ...third]],
    ['with the series cancelled', [weekly(), moved], [weekly('STATUS:CANCELLED'), moved], []],
    ['no longer recurring', [weekly()], [eventOf(...when, summary)], first],
    ['recurring from now on', [eventOf(...when, summary)], [weekly()], [...first, ...second, ...third]],
    ['with a name that nobody has', [weekly()], [eventOf(...when, 'SUMMARY:Piket iemand')], []],
    [
      'with an event that cannot be read',
      [weekly(), single(summary)],
      [weekly(), single(summary, 'RRULE:X')],
      [...first, ...second, ...third, ...alone],
    ],
    [
      'with one event cancelled',
      [weekly(), single(summary)],
      [single('STATUS:CANCELLED')],
      [...first, ...second, ...third],
    ],
    ['as a cancellation by mail', [weekly()], [['METHOD:CANCEL'], weekly()], []],
    [
      'moved into the past',
      [single(summary)],
      [eventOf('UID:s', 'DTSTART:20261001T080000', 'DURATION:PT10H')],
      [],
    ],
    [
      'without an event that was in it',
      [weekly(), single(summary)],
      [weekly()],
      [...first, ...second, ...third, ...alone],
    ],
    [
      'with a newer version before the older',
      [single('SUMMARY:Piket Piet Bakker')],
      [single(summary, 'SEQUENCE:10'), single('SUMMARY:Piket Piet Bakker', 'SEQUENCE:9')],
      alone,
    ],
    [
      'with two versions that are equally new',
      [],
      [single('SUMMARY:Piket Piet Bakker'), single(summary)],
      alone,
    ],
  ];
  for (const [how, before, after, expected] of cases) {
    it(`leaves what it says now, ${how}`, async () => {
      assert.deepEqual(await afterBoth(before, after), [...expected].sort());
    });
  }
});
