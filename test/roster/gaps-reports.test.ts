import assert from 'node:assert/strict';
import { type Calendar, calendarOf } from '../../src/core/calendar.ts';
import type { ServiceHours } from '../../src/core/region.ts';
import { MINUTE } from '../../src/core/time.ts';
import { inherit, reportDue } from '../../src/roster/gaps.ts';
import type { Gap, GapLevel, KnownGap } from '../../src/roster/state.ts';
import { ADULT, YOUTH, hoogeveen } from '../case/region.ts';
import { dutchDays } from './days.ts';
import { rosterRegion } from './people.ts';
import { at } from './rosters.ts';

const calendarWith = (hours: Partial<ServiceHours> = {}): Calendar =>
  calendarOf(
    rosterRegion,
    { ...hoogeveen, serviceHours: { ...hoogeveen.serviceHours, ...hours } },
    dutchDays(),
  );

const gapOf = (from: string, to: string, role = ADULT): Gap => ({
  id: `${role}@${at(from)}`,
  role,
  from: at(from),
  to: at(to),
});

const utc = (moment: number): string => new Date(moment).toISOString();

describe('A gap is reported', () => {
  interface Example {
    readonly name: string;
    readonly from: string;
    readonly foundAt: string;
    /** The planner hears at once. */
    readonly manager: string;
    readonly director: string;
    readonly hours?: Partial<ServiceHours>;
  }
  const SATURDAY = '2026-11-28T10:00+01:00';

  const examples: readonly Example[] = [
    {
      name: 'on Thursday and Friday before a Saturday, when found on Monday',
      from: SATURDAY,
      foundAt: '2026-11-23T12:00+01:00',
      manager: '2026-11-26T08:30+01:00',
      director: '2026-11-27T12:00+01:00',
    },
    {
      name: 'on Thursday and Friday before a Sunday',
      from: '2026-11-29T10:00+01:00',
      foundAt: '2026-11-23T12:00+01:00',
      manager: '2026-11-26T08:30+01:00',
      director: '2026-11-27T12:00+01:00',
    },
    {
      name: 'to the manager at once when it is Thursday already',
      from: '2026-11-29T10:00+01:00',
      foundAt: '2026-11-26T15:00+01:00',
      manager: '2026-11-26T15:00+01:00',
      director: '2026-11-27T12:00+01:00',
    },
    {
      name: 'on Thursday with exactly 48 hours to go',
      from: '2026-11-28T00:00+01:00',
      foundAt: '2026-11-26T00:00+01:00',
      manager: '2026-11-26T08:30+01:00',
      director: '2026-11-27T12:00+01:00',
    },
    {
      name: 'to the manager at once with less than 48 hours to go',
      from: '2026-11-28T00:00+01:00',
      foundAt: '2026-11-26T00:00:00.001+01:00',
      manager: '2026-11-26T00:00:00.001+01:00',
      director: '2026-11-27T12:00+01:00',
    },
    {
      name: 'to everybody at once when Friday noon is over',
      from: SATURDAY,
      foundAt: '2026-11-27T22:15+01:00',
      manager: '2026-11-27T22:15+01:00',
      director: '2026-11-27T22:15+01:00',
    },
    {
      name: 'to everybody at once when it began already',
      from: SATURDAY,
      foundAt: '2026-11-28T12:00+01:00',
      manager: '2026-11-28T12:00+01:00',
      director: '2026-11-28T12:00+01:00',
    },
    {
      name: 'a week before, when a holiday on Friday begins before noon',
      from: '2026-12-25T10:00+01:00',
      foundAt: '2026-12-14T12:00+01:00',
      manager: '2026-12-17T08:30+01:00',
      director: '2026-12-18T12:00+01:00',
    },
    {
      name: 'on that Friday itself, when a gap on a holiday begins at noon',
      from: '2026-12-25T12:00+01:00',
      foundAt: '2026-12-14T12:00+01:00',
      manager: '2026-12-24T08:30+01:00',
      director: '2026-12-25T12:00+01:00',
    },
    {
      name: 'on the Friday of the week before, for a holiday on a Thursday',
      from: '2026-05-14T10:00+02:00',
      foundAt: '2026-05-01T12:00+02:00',
      manager: '2026-05-07T08:30+02:00',
      director: '2026-05-08T12:00+02:00',
    },
    {
      name: 'on a Thursday that is a holiday itself, when its service begins',
      from: '2026-05-16T10:00+02:00',
      foundAt: '2026-05-11T12:00+02:00',
      manager: '2026-05-14T10:00+02:00',
      director: '2026-05-15T12:00+02:00',
    },
    {
      name: 'on Friday morning, when nobody works on that Thursday',
      from: '2026-05-16T10:00+02:00',
      foundAt: '2026-05-11T12:00+02:00',
      hours: { holidays: [] },
      manager: '2026-05-15T08:30+02:00',
      director: '2026-05-15T12:00+02:00',
    },
    {
      name: 'to the manager with the director at the latest, when nobody works on either day',
      from: SATURDAY,
      foundAt: '2026-11-23T12:00+01:00',
      hours: { workdays: [] },
      manager: '2026-11-27T12:00+01:00',
      director: '2026-11-27T12:00+01:00',
    },
    {
      name: 'by the clock on the wall, when it is put back in between',
      from: '2026-10-25T10:00+01:00',
      foundAt: '2026-10-19T12:00+02:00',
      manager: '2026-10-22T08:30+02:00',
      director: '2026-10-23T12:00+02:00',
    },
    {
      name: 'by the clock on the wall, for Easter Monday after it is put forward',
      from: '2027-03-29T10:00+02:00',
      foundAt: '2027-03-22T12:00+01:00',
      manager: '2027-03-25T08:30+01:00',
      director: '2027-03-26T12:00+01:00',
    },
  ];
  for (const { name, from, foundAt, hours, ...expected } of examples) {
    it(name, () => {
      const gap = { ...gapOf(from, from), to: at(from) + MINUTE };
      const due = reportDue(gap, at(foundAt), calendarWith(hours));
      const { planner, manager, director } = due;
      assert.deepEqual(
        { planner: utc(planner), manager: utc(manager), director: utc(director) },
        {
          planner: utc(at(foundAt)),
          manager: utc(at(expected.manager)),
          director: utc(at(expected.director)),
        },
      );
    });
  }
});

describe('A gap that is found again', () => {
  const NOW = at('2026-11-26T12:00+01:00');
  const known = (gap: Gap, ...told: GapLevel[]): KnownGap => ({ ...gap, foundAt: 1, told, unheard: [] });
  const whole = gapOf('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');
  const before = gapOf('2026-11-28T10:00+01:00', '2026-11-28T12:00+01:00');
  const after = gapOf('2026-11-28T14:00+01:00', '2026-11-28T18:00+01:00');

  it('is new when nothing is known of it', () => {
    assert.deepEqual(inherit([whole], [], NOW), [{ ...whole, foundAt: NOW, told: [], unheard: [] }]);
  });

  it('stays as it is known', () => {
    assert.deepEqual(inherit([whole], [known(whole, 'planner')], NOW), [known(whole, 'planner')]);
  });

  it('is what is left of a longer one, also in two pieces', () => {
    assert.deepEqual(inherit([before, after], [known(whole, 'planner', 'manager')], NOW), [
      known(before, 'planner', 'manager'),
      known(after, 'planner', 'manager'),
    ]);
  });

  it('is new when it grew', () => {
    assert.deepEqual(inherit([whole], [known(before, 'planner'), known(after, 'planner')], NOW), [
      { ...whole, foundAt: NOW, told: [], unheard: [] },
    ]);
  });

  it('is new for another role', () => {
    const youth = gapOf('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00', YOUTH);
    assert.deepEqual(inherit([youth], [known(whole, 'planner')], NOW), [
      { ...youth, foundAt: NOW, told: [], unheard: [] },
    ]);
  });

  it('is forgotten when it is not found any more', () => {
    assert.deepEqual(inherit([after], [known(before, 'planner'), known(after)], NOW), [known(after)]);
  });
});
