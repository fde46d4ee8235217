import assert from 'node:assert/strict';
import { type Duration, HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { type Course, GO, callsOf, clock, courseOf, outcomeAsked } from './course.ts';
import { RECORD_WITHIN, anna, everybody, hoogeveen, olga, regionOf, vera, victor, yara } from './people.ts';

interface Night {
  name: string;
  received: Instant;
  /** Sunday 10:00 on the clock on the wall. */
  starts: Instant;
  /** From the pre-announcement to the start, on a stopwatch. */
  wait: Duration;
  /** 24 elapsed hours after the pre-announcement. */
  visitBefore: string;
}

const NIGHTS: readonly Night[] = [
  {
    name: 'an ordinary Saturday',
    received: Date.parse('2026-11-28T23:40+01:00'),
    starts: Date.parse('2026-11-29T10:00+01:00'),
    wait: 10 * HOUR + 20 * MINUTE,
    visitBefore: 'zo 23:40',
  },
  {
    name: 'the Saturday before the clock goes forward',
    received: Date.parse('2027-03-27T23:40+01:00'),
    starts: Date.parse('2027-03-28T10:00+02:00'),
    wait: 9 * HOUR + 20 * MINUTE,
    visitBefore: 'ma 00:40',
  },
  {
    name: 'the Saturday before the clock goes back',
    received: Date.parse('2026-10-24T23:40+02:00'),
    starts: Date.parse('2026-10-25T10:00+01:00'),
    wait: 11 * HOUR + 20 * MINUTE,
    visitBefore: 'zo 22:40',
  },
];

/** The announcer, who is awake, and who is on call. */
const AWAKE = ['Olga (politie)', 'Vera (vt)', 'Yara (welzijn)', 'Anna (welzijn)'];
const CALLED_AT_NIGHT = AWAKE.map((one) => `za 23:40 first ${one}`);
const CALLED_IN = [...AWAKE.map((one) => `zo 10:00 start ${one}`), 'zo 10:00 first Lars (gemeente)'];
/** Who consults, in the order of the municipality, and who is on call besides. */
const ALL = ['Olga (politie)', 'Vera (vt)', 'Lars (gemeente)', 'Yara (welzijn)', 'Anna (welzijn)'];
const ALL_AT_ONCE = ALL.map((one) => `za 23:40 first ${one}`);

/** Every call is made once: nobody gets the same one twice. */
const eachOnce = (course: Course): void => {
  const calls = course
    .meeting()
    .called.flatMap(({ who, organisation, role, calls: made }) =>
      made.map(({ why }) => `${why} ${who.name} ${organisation} ${role}`),
    );
  assert.deepEqual(calls, [...new Set(calls)]);
};

for (const { name, received, starts, wait, visitBefore } of NIGHTS)
  describe(`A pre-announcement at 23:40 on ${name}`, () => {
    it('has its consultation at 10:00, and its visit within 24 elapsed hours', () => {
      const course = courseOf({ at: received });
      assert.equal(starts - received, wait);
      assert.equal(course.meeting().startsAt, starts);
      assert.equal(clock(course.meeting().startsAt), 'zo 10:00');
      assert.equal(course.state().visitBefore, received + 24 * HOUR);
      assert.equal(clock(course.state().visitBefore), visitBefore);
    });

    it('calls exactly the announcer and who is on call at once, and nobody else or again before 10:00', () => {
      const course = courseOf({ at: received });
      assert.deepEqual(callsOf(course), CALLED_AT_NIGHT);
      course.until(starts - 1);
      assert.deepEqual(callsOf(course), CALLED_AT_NIGHT);
    });

    it('calls them in at 10:00 and whoever was left alone, in one write, and chases from then on', () => {
      const course = courseOf({ at: received });
      course.until(starts);
      assert.deepEqual(callsOf(course).slice(4), CALLED_IN);
      assert.deepEqual(
        course
          .writes()
          .at(-1)
          ?.map(({ event }) => (event.type === 'PeopleCalled' ? event.why : event.type)),
        ['start', 'first'],
      );
      course.until(starts + 5 * MINUTE - 1);
      assert.equal(callsOf(course).length, 9);
      course.until(starts + 20 * MINUTE);
      assert.deepEqual(callsOf(course, 'vt'), [
        'za 23:40 first Vera',
        'zo 10:00 start Vera',
        'zo 10:05 again Vera',
        'zo 10:10 next Victor',
        'zo 10:15 manager Vik',
      ]);
      assert.deepEqual(callsOf(course, 'gemeente'), [
        'zo 10:00 first Lars',
        'zo 10:05 again Lars',
        'zo 10:10 next Lotte',
        'zo 10:15 manager Mia',
      ]);
      eachOnce(course);
    });

    it('calls in at 10:00 whoever said yes, and not who said no or cannot be reached', () => {
      const course = courseOf({ at: received });
      for (const who of [olga, vera, anna]) course.answers(who, 'coming');
      course.until(received + HOUR);
      course.answers(vera, 'declined');
      course.unreachable(yara);
      assert.deepEqual(callsOf(course).slice(4), [
        `${clock(received + HOUR)} substitute Victor (vt)`,
        `${clock(received + HOUR)} substitute Yusuf (welzijn)`,
      ]);
      course.until(starts);
      assert.deepEqual(callsOf(course).slice(6), [
        ...['Olga (politie)', 'Anna (welzijn)', 'Victor (vt)', 'Yusuf (welzijn)'].map(
          (one) => `zo 10:00 start ${one}`,
        ),
        'zo 10:00 first Lars (gemeente)',
      ]);
      eachOnce(course);
    });

    it('looks for another manager or colleague only at 10:00, when somebody says no at night', () => {
      const region = regionOf(everybody.filter((one) => one !== victor));
      const course = courseOf({ at: received, region });
      course.answers(vera, 'declined');
      course.until(starts - 1);
      assert.deepEqual(callsOf(course), CALLED_AT_NIGHT);
      course.until(starts);
      assert.deepEqual(callsOf(course, 'vt').slice(1), ['zo 10:00 manager Vik']);
    });

    it('asks for the outcome half an hour after the start, once', () => {
      const course = courseOf({ at: received });
      course.until(starts + RECORD_WITHIN - 1);
      assert.deepEqual(outcomeAsked(course), []);
      course.until(starts + 48 * HOUR);
      assert.deepEqual(outcomeAsked(course), ['zo 10:30 Olga']);
    });

    it('calls nobody in, when its outcome is recorded before it begins', () => {
      const course = courseOf({ at: received });
      course.until(received + HOUR);
      course.runs(GO);
      course.until(starts + 48 * HOUR);
      assert.deepEqual(callsOf(course), CALLED_AT_NIGHT);
      assert.deepEqual(outcomeAsked(course), []);
    });

    it('with direct danger starts at once, calls everybody at once, and chases at once', () => {
      const course = courseOf({ at: received, directDanger: true });
      assert.equal(course.meeting().startsAt, received);
      assert.deepEqual(callsOf(course), ALL_AT_ONCE);
      course.until(received + 24 * HOUR);
      assert.deepEqual(callsOf(course, 'vt'), [
        'za 23:40 first Vera',
        'za 23:45 again Vera',
        'za 23:50 next Victor',
        'za 23:55 manager Vik',
      ]);
      assert.ok(!callsOf(course).some((line) => line.includes('start')));
      assert.deepEqual(outcomeAsked(course), [`${clock(received + RECORD_WITHIN)} Olga`]);
      assert.equal(course.state().visitBefore, received + 24 * HOUR);
      eachOnce(course);
    });

    it('without weekend service starts at once: on Monday it would be too late', () => {
      const serviceHours = { ...hoogeveen.serviceHours, weekend: [] };
      const course = courseOf({ at: received, region: regionOf(everybody, { serviceHours }) });
      assert.equal(course.meeting().startsAt, received);
      assert.deepEqual(callsOf(course), ALL_AT_ONCE);
      course.until(received + 5 * MINUTE);
      assert.deepEqual(callsOf(course, 'vt').slice(1), ['za 23:45 again Vera']);
    });
  });

describe('A pre-announcement at 03:00 on a workday', () => {
  const received = Date.parse('2026-11-24T03:00+01:00');

  it('has its consultation when the offices open', () => {
    const course = courseOf({ at: received });
    assert.deepEqual(
      callsOf(course),
      AWAKE.map((one) => `di 03:00 first ${one}`),
    );
    course.until(received + 24 * HOUR);
    assert.deepEqual(callsOf(course, 'gemeente'), [
      'di 08:30 first Lars',
      'di 08:35 again Lars',
      'di 08:40 next Lotte',
      'di 08:45 manager Mia',
    ]);
    assert.deepEqual(outcomeAsked(course), ['di 09:00 Olga']);
    eachOnce(course);
  });

  it('with direct danger has it at once', () => {
    const course = courseOf({ at: received, directDanger: true });
    course.until(received + 5 * MINUTE);
    assert.deepEqual(callsOf(course, 'gemeente'), ['di 03:00 first Lars', 'di 03:05 again Lars']);
  });
});
