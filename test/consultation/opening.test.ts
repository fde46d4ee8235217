import assert from 'node:assert/strict';
import fc from 'fast-check';
import { startOf } from '../../src/consultation/opening.ts';
import { inService } from '../../src/core/calendar.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { type Announced, announced, calendarOf, local } from './announced.ts';
import { callsOf, courseOf } from './course.ts';
import { hoogeveen } from './people.ts';

describe('The first consultation starts', () => {
  const startsAt = (at: string, others: Partial<Announced> = {}, calendar = calendarOf()): string => {
    const now = local(at);
    const start = startOf(announced({ at: now, ...others }), calendar, now);
    return start === now ? 'now' : new Date(start + HOUR).toISOString().slice(0, 16);
  };

  it('now, while people are in service', () => {
    for (const at of ['2026-11-23T08:30', '2026-11-23T16:59', '2026-11-28T10:00', '2026-12-25T12:00'])
      assert.equal(startsAt(at), 'now', at);
  });

  it('at the next service moment, while nobody is', () => {
    for (const [at, expected] of [
      ['2026-11-23T03:00', '2026-11-23T08:30'],
      ['2026-11-23T17:00', '2026-11-24T08:30'],
      ['2026-11-27T23:40', '2026-11-28T10:00'],
      ['2026-11-28T23:40', '2026-11-29T10:00'],
      ['2026-11-29T18:00', '2026-11-30T08:30'],
      ['2026-12-24T22:00', '2026-12-25T10:00'],
    ] as const)
      assert.equal(startsAt(at), expected, at);
  });

  it('now, whatever the hour, when there is direct danger', () => {
    for (const at of ['2026-11-23T03:00', '2026-11-28T23:40', '2026-12-25T04:00'])
      assert.equal(startsAt(at, { directDanger: true }), 'now', at);
  });

  it('now, when service begins within the time in which nobody would be chased', () => {
    for (const [at, expected] of [
      ['2026-11-23T08:25:00', 'now'],
      ['2026-11-23T08:29:59', 'now'],
      ['2026-11-23T08:24:59', '2026-11-23T08:30'],
      ['2026-11-28T09:55:00', 'now'],
    ] as const)
      assert.equal(startsAt(at), expected, at);
    const patient = { rules: { chaseAfter: 20 * MINUTE } };
    assert.equal(startsAt('2026-11-23T08:10', patient), 'now');
    assert.equal(startsAt('2026-11-23T08:09', patient), '2026-11-23T08:30');
  });

  it('now, when waiting would leave too little time for the visit', () => {
    const workdays = calendarOf({ ...hoogeveen.serviceHours, weekend: [], holidays: [] });
    assert.equal(startsAt('2026-11-28T23:40', {}, workdays), 'now');
    assert.equal(startsAt('2026-11-27T17:00', {}, workdays), 'now');
    // Monday 08:30 is before Sunday 16:00 + 24 hours - 6 hours, and after Sunday 14:30 + 18 hours.
    assert.equal(startsAt('2026-11-29T16:00', {}, workdays), '2026-11-30T08:30');
    assert.equal(startsAt('2026-11-29T14:31', {}, workdays), '2026-11-30T08:30');
    assert.equal(startsAt('2026-11-29T14:30', {}, workdays), 'now');
    const warnings = { warnBefore: [HOUR] };
    assert.equal(startsAt('2026-11-29T14:30', { rules: warnings }, workdays), '2026-11-30T08:30');
    assert.equal(startsAt('2026-11-29T08:31', { rules: { warnBefore: [] } }, workdays), '2026-11-30T08:30');
  });

  it('at the next service moment once the window is gone: nobody is called at night for an old case', () => {
    const received = local('2026-11-23T03:00');
    const startsLater = (at: string): string => {
      const now = local(at);
      const start = startOf(announced({ at: received }), calendarOf(), now);
      return start === now ? 'now' : new Date(start + HOUR).toISOString().slice(0, 16);
    };
    assert.equal(startsLater('2026-11-24T02:59:59'), 'now');
    assert.equal(startsLater('2026-11-24T03:00'), '2026-11-24T08:30');
    assert.equal(startsLater('2026-11-25T03:00'), '2026-11-25T08:30');
    assert.equal(startsLater('2026-11-25T09:00'), 'now');
  });

  it('never before now, and never from the warnings to the end of the window unless it is now', () => {
    const part = fc
      .integer({ min: 0, max: 1439 })
      .chain((from) => fc.integer({ min: from + 1, max: 1440 }).map((to) => [{ from, to }]));
    const parts = fc.oneof(fc.constant([]), part);
    const hours = fc
      .record({ workdays: parts, weekend: parts, holidays: parts })
      .filter(({ workdays }) => workdays.length > 0);
    const at = fc.integer({ min: local('2026-01-01T00:00'), max: local('2028-01-01T00:00') });
    const rules = fc.record({
      visitWithin: fc.integer({ min: HOUR, max: 3 * DAY }),
      warnBefore: fc.array(fc.integer({ min: 1, max: 3 * DAY }), { maxLength: 3 }),
      chaseAfter: fc.integer({ min: 1, max: 90 * MINUTE }),
    });
    let waits = 0;
    fc.assert(
      fc.property(hours, at, rules, fc.boolean(), fc.nat(DAY), (found, received, changed, danger, later) => {
        const state = announced({ at: received, rules: changed, directDanger: danger });
        const calendar = calendarOf(found);
        const now = received + later;
        const start = startOf(state, calendar, now);
        if (start === now) return;
        waits += 1;
        assert.ok(!danger && !inService(now, calendar) && inService(start, calendar));
        assert.ok(start > now);
        assert.ok(start - now > state.policy.chaseAfter);
        const warned = state.visitBefore - Math.max(0, ...changed.warnBefore);
        assert.ok(start < warned || now >= state.visitBefore);
      }),
      { seed: 20261123, numRuns: 500 },
    );
    assert.ok(waits > 50, `only ${waits} of them had to wait: this proves little`);
  });
});

describe('A pre-announcement just before service begins', () => {
  it('calls everybody at once, once, and chases from then on', () => {
    const received = local('2026-11-24T08:26');
    const course = courseOf({ at: received });
    assert.equal(course.meeting().startsAt, received);
    course.until(received + DAY);
    assert.deepEqual(callsOf(course).slice(0, 6), [
      'di 08:26 first Olga (politie)',
      'di 08:26 first Vera (vt)',
      'di 08:26 first Lars (gemeente)',
      'di 08:26 first Yara (welzijn)',
      'di 08:26 first Anna (welzijn)',
      'di 08:31 again Olga (politie)',
    ]);
    assert.ok(!callsOf(course).some((line) => line.includes('start')));
  });
});
