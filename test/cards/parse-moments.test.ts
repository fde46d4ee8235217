import assert from 'node:assert/strict';
import { parseSubmission } from '../../src/cards/parse.ts';
import { HOOGEVEEN } from './regions.ts';
import { changed } from './submissions.ts';
import { everywhere } from './time-zones.ts';

/** The moment meant by a date and a time on the clock in Drenthe, in UTC, or why it is refused. */
const read = (planDate: string, planTime: string): string => {
  const { verb, data } = changed('a plan', { planDate, planTime });
  const result = parseSubmission(verb, data, HOOGEVEEN);
  if (!result.ok) return result.refusal.code === 'invalid' ? (result.refusal.problems[0]?.problem ?? '') : '';
  return result.value.type === 'PlanVisit' ? new Date(result.value.visitAt).toISOString() : '';
};

describe('A date and a time on a form', () => {
  const moments: readonly [string, string, string, string][] = [
    ['in winter', '2026-11-23', '14:05', '2026-11-23T13:05:00.000Z'],
    ['in summer', '2026-07-01', '14:05', '2026-07-01T12:05:00.000Z'],
    ['with seconds, as some clients send', '2026-11-23', '14:05:30', '2026-11-23T13:05:30.000Z'],
    ['at midnight', '2026-11-23', '00:00', '2026-11-22T23:00:00.000Z'],
    ['just before the spring change', '2027-03-28', '01:59', '2027-03-28T00:59:00.000Z'],
    ['just after the spring change', '2027-03-28', '03:00', '2027-03-28T01:00:00.000Z'],
    ['24 hours after 20:00, across the spring change', '2027-03-28', '21:00', '2027-03-28T19:00:00.000Z'],
    ['just before the hour that comes twice', '2026-10-25', '01:59', '2026-10-24T23:59:00.000Z'],
    ['just after the hour that comes twice', '2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
    ['24 hours after 20:00, across the autumn change', '2026-10-25', '19:00', '2026-10-25T18:00:00.000Z'],
    ['on a leap day', '2028-02-29', '12:00', '2028-02-29T11:00:00.000Z'],
  ];
  for (const [name, date, time, utc] of moments) {
    it(`are a moment in Drenthe, wherever the machine is: ${name}`, () => {
      everywhere((zone) => {
        assert.equal(read(date, time), utc, zone);
      });
    });
  }

  it('are the first of the two in the hour that comes twice', () => {
    everywhere((zone) => {
      assert.equal(read('2026-10-25', '02:30'), '2026-10-25T00:30:00.000Z', zone);
    });
  });

  it('are an hour later in the hour that is skipped', () => {
    everywhere((zone) => {
      assert.equal(read('2027-03-28', '02:00'), '2027-03-28T01:00:00.000Z', zone);
      assert.equal(read('2027-03-28', '02:30'), '2027-03-28T01:30:00.000Z', zone);
      assert.equal(read('2027-03-28', '02:59'), '2027-03-28T01:59:00.000Z', zone);
    });
  });

  it('are refused at 24:00, which would be the day before or after', () => {
    assert.equal(read('2026-11-23', '24:00'), 'notADateOrTime');
  });

  const strange: readonly [string, string][] = [
    ['2027-02-29', '12:00'],
    ['2027-04-31', '12:00'],
    ['2027-00-10', '12:00'],
    ['2027-01-00', '12:00'],
    ['0000-00-00', '00:00'],
    ['2027-01-01', '23:60'],
    ['2027-01-01', '23:59:60'],
    ['2027-01-01T10:00', '12:00'],
    ['+002027-01-01', '12:00'],
    ['2027-01-01', '12:00Z'],
    ['2027-01-01', '12:00+02:00'],
  ];
  for (const [date, time] of strange) {
    it(`are refused when no clock or calendar shows them: ${date} ${time}`, () => {
      everywhere((zone) => {
        assert.equal(read(date, time), 'notADateOrTime', zone);
      });
    });
  }
});
