import assert from 'node:assert/strict';
import type { Period } from '../../src/core/calendar.ts';
import type { Municipality } from '../../src/core/region.ts';
import { DAY, localDate, localTime } from '../../src/core/time.ts';
import { gapsIn } from '../../src/roster/gaps.ts';
import type { Gap, RosterState } from '../../src/roster/state.ts';
import { ADULT, YOUTH, anna, arie, hoogeveen, yara } from '../case/region.ts';
import { dutchDays } from './days.ts';
import { ada, gone, moved, rosterRegion, switched } from './people.ts';
import { absence, at, override, pattern, period, proven, rosterOf, shift, swap } from './rosters.ts';

const ZONE = rosterRegion.timeZone;
/** Only adult work is on call, unless said otherwise. */
const municipality: Municipality = { ...hoogeveen, onCall: [ADULT] };

const gapsOf = (roster: RosterState, time: Period, here = municipality): readonly Gap[] =>
  gapsIn(roster, here, rosterRegion, dutchDays(), time);

/** `amw 2026-11-28 10:00-18:00` */
const inShort = ({ role, from, to }: Gap): string =>
  `${role} ${localDate(from, ZONE)} ${localTime(from, ZONE)}-${localTime(to, ZONE)}`;

/** Monday to Monday, with the weekend of 28 November. */
const week = period('2026-11-23T12:00+01:00', '2026-11-30T12:00+01:00');
const all = period('2026-01-01T00:00+01:00', '2032-01-01T00:00+01:00');
const saturday = (from: string, to: string): Period =>
  period(`2026-11-28T${from}+01:00`, `2026-11-28T${to}+01:00`);
const sunday = period('2026-11-29T00:00+01:00', '2026-11-30T00:00+01:00');

describe('The gaps in a roster', () => {
  interface Example {
    readonly name: string;
    readonly roster: RosterState;
    readonly in?: Period;
    readonly are: readonly string[];
  }
  const free = rosterOf(shift(anna, sunday), proven(anna, arie));

  const examples: readonly Example[] = [
    {
      name: 'are all service of the weekend when nobody is on it',
      roster: rosterOf(),
      are: ['amw 2026-11-28 10:00-18:00', 'amw 2026-11-29 10:00-18:00'],
    },
    {
      name: 'are none when somebody is there throughout',
      roster: rosterOf(shift(anna, all), proven(anna)),
      are: [],
    },
    {
      name: 'are none when people relieve each other',
      roster: rosterOf(
        free,
        shift(anna, saturday('09:00', '14:00')),
        shift(arie, saturday('14:00', '18:00')),
      ),
      are: [],
    },
    {
      name: 'are what is left before, between and after duties',
      roster: rosterOf(
        free,
        shift(anna, saturday('11:00', '12:00')),
        shift(arie, saturday('15:00', '17:30')),
      ),
      are: ['amw 2026-11-28 10:00-11:00', 'amw 2026-11-28 12:00-15:00', 'amw 2026-11-28 17:30-18:00'],
    },
    {
      name: 'are there under whoever did not prove to be in reach',
      roster: rosterOf(free, shift(ada, saturday('10:00', '18:00'))),
      are: ['amw 2026-11-28 10:00-18:00'],
    },
    {
      name: 'are there under whoever left, moved or does other work now',
      roster: rosterOf(
        free,
        proven(gone, moved, switched),
        shift(gone, saturday('10:00', '18:00')),
        shift(moved, saturday('10:00', '18:00')),
        shift(switched, saturday('10:00', '18:00')),
      ),
      are: ['amw 2026-11-28 10:00-18:00'],
    },
    {
      name: 'are there as long as somebody is absent',
      roster: rosterOf(
        free,
        shift(arie, saturday('10:00', '18:00')),
        absence(arie, saturday('16:00', '17:00')),
      ),
      are: ['amw 2026-11-28 16:00-17:00'],
    },
    {
      name: 'are there when an override puts somebody unproven in the place of a proven person',
      roster: rosterOf(
        free,
        shift(arie, saturday('10:00', '18:00')),
        override(ada, saturday('12:00', '13:00')),
      ),
      are: ['amw 2026-11-28 12:00-13:00'],
    },
    {
      name: 'are there when a duty goes to somebody unproven',
      roster: rosterOf(
        free,
        shift(arie, saturday('10:00', '18:00')),
        swap(arie, ada, saturday('12:00', '13:00')),
      ),
      are: ['amw 2026-11-28 12:00-13:00'],
    },
    {
      name: 'are not on workdays, where everybody works',
      roster: rosterOf(),
      in: period('2026-11-23T00:00+01:00', '2026-11-28T00:00+01:00'),
      are: [],
    },
    {
      name: 'are on Christmas on a Friday and on the weekend after it',
      roster: rosterOf(pattern(anna, '2026-12-01'), proven(anna)),
      in: period('2026-12-21T00:00+01:00', '2026-12-28T00:00+01:00'),
      are: ['amw 2026-12-25 10:00-18:00', 'amw 2026-12-27 10:00-18:00'],
    },
    {
      name: "are on King's Day on Saturday the 26th, because the 27th is a Sunday",
      roster: rosterOf(),
      in: period('2031-04-26T00:00+02:00', '2031-04-29T00:00+02:00'),
      are: ['amw 2031-04-26 10:00-18:00', 'amw 2031-04-27 10:00-18:00'],
    },
    {
      name: 'are at Easter by the new clock of that morning',
      roster: rosterOf(pattern(anna, '2027-01-01', { weekday: 0, from: 10.5 * 60 }), proven(anna)),
      in: period('2027-03-28T00:00+01:00', '2027-03-30T00:00+02:00'),
      are: ['amw 2027-03-28 10:00-10:30', 'amw 2027-03-29 10:00-18:00'],
    },
  ];
  for (const { name, roster, in: time = week, are } of examples) {
    it(name, () => {
      assert.deepEqual(gapsOf(roster, time).map(inShort), are);
    });
  }

  it('are per role on call, by beginning and then in the order of the region file', () => {
    const here = { ...hoogeveen, onCall: [YOUTH, ADULT, YOUTH] };
    const roster = rosterOf(shift(yara, saturday('10:00', '12:00'), { role: YOUTH }), proven(yara));
    assert.deepEqual(gapsOf(roster, week, here).map(inShort), [
      'amw 2026-11-28 10:00-18:00',
      'jeugd-mw 2026-11-28 12:00-18:00',
      'jeugd-mw 2026-11-29 10:00-18:00',
      'amw 2026-11-29 10:00-18:00',
    ]);
  });

  it('have an id of role and beginning', () => {
    const [gap] = gapsOf(rosterOf(), week);
    assert.equal(gap?.id, `amw@${at('2026-11-28T10:00+01:00')}`);
  });

  it('stay the same while their time passes, until they are over', () => {
    const [whole, next] = gapsOf(rosterOf(), week);
    const from = (moment: string) => gapsOf(rosterOf(), { ...week, from: at(moment) });
    assert.deepEqual(from('2026-11-28T10:00+01:00'), [whole, next]);
    assert.deepEqual(from('2026-11-28T17:59:59.999+01:00'), [whole, next]);
    assert.deepEqual(from('2026-11-28T18:00+01:00'), [next]);
  });

  it('are over one by one in one day', () => {
    const roster = rosterOf(free, shift(anna, saturday('11:00', '17:00')));
    const left = gapsOf(roster, { ...week, from: at('2026-11-28T11:00+01:00') });
    assert.deepEqual(left.map(inShort), ['amw 2026-11-28 17:00-18:00']);
  });

  it('do not grow while the horizon moves over them', () => {
    const until = (moment: string) => gapsOf(rosterOf(), { ...week, to: at(moment) }).map(inShort);
    const [whole] = gapsOf(rosterOf(), week).map(inShort);
    assert.deepEqual(until('2026-11-28T10:00+01:00'), []);
    assert.deepEqual(until('2026-11-28T10:00:00.001+01:00'), [whole]);
    assert.deepEqual(until('2026-11-28T18:00+01:00'), [whole]);
  });

  describe('with service day and night', () => {
    const allDay = [{ from: 0, to: 1440 }];
    const here = { ...municipality, serviceHours: { workdays: allDay, weekend: allDay, holidays: allDay } };
    const hours = (roster: RosterState, time: Period) =>
      gapsOf(roster, time, here).map((gap) => `${inShort(gap)}, ${(gap.to - gap.from) / (DAY / 24)} h`);

    it('are one per day, also on the days on which the clock changes', () => {
      const autumn = period('2026-10-23T12:00+02:00', '2026-10-26T12:00+01:00');
      assert.deepEqual(hours(rosterOf(), autumn), [
        'amw 2026-10-24 00:00-00:00, 24 h',
        'amw 2026-10-25 00:00-00:00, 25 h',
      ]);
      const spring = period('2026-03-27T12:00+01:00', '2026-03-30T12:00+02:00');
      assert.deepEqual(hours(rosterOf(), spring), [
        'amw 2026-03-28 00:00-00:00, 24 h',
        'amw 2026-03-29 00:00-00:00, 23 h',
      ]);
    });

    it('leave the second of the hours that come twice to whoever begins there', () => {
      const roster = rosterOf(
        shift(anna, period('2026-10-24T00:00+02:00', '2026-10-25T02:00+01:00')),
        shift(arie, period('2026-10-25T02:30+01:00', '2026-10-26T00:00+01:00')),
        proven(anna, arie),
      );
      const autumn = period('2026-10-23T12:00+02:00', '2026-10-26T12:00+01:00');
      assert.deepEqual(hours(roster, autumn), ['amw 2026-10-25 02:00-02:30, 0.5 h']);
    });
  });

  it('are of the calendar of the municipality', () => {
    const days = {
      ...dutchDays(),
      isHoliday: (date: string, id: string) => date === '2026-11-25' && id === 'hoogeveen',
    };
    const wednesday = period('2026-11-25T00:00+01:00', '2026-11-26T00:00+01:00');
    const found = (here: Municipality) => gapsIn(rosterOf(), here, rosterRegion, days, wednesday).length;
    assert.equal(found(municipality), 1);
    assert.equal(found({ ...municipality, id: 'assen' }), 0);
  });
});
