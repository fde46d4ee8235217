import assert from 'node:assert/strict';
import { HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { type Person, SAFE_AT_HOME } from '../../src/core/region.ts';
import { type Course, START, callsOf, courseOf, outcomeAsked } from './course.ts';
import {
  CHASE_AFTER,
  LOCAL,
  anna,
  everybody,
  lars,
  lotte,
  mia,
  olga,
  otto,
  person,
  regionOf,
  vera,
  victor,
  vik,
  without,
  yara,
} from './people.ts';

const SATURDAY: Instant = Date.parse('2026-11-28T23:40+01:00');
const SUNDAY: Instant = Date.parse('2026-11-29T10:00+01:00');

const atNight = (people: readonly Person[] = everybody): Course =>
  courseOf({ at: SATURDAY, region: regionOf(people) });

/** Everybody but Veilig Thuis is coming. */
const othersCome = (course: Course): Course => {
  // Lars does so of his own accord: the municipality is not called at night.
  for (const who of [olga, lars, yara, anna]) course.answers(who, 'coming');
  return course;
};

describe('A consultation for later that is begun now', () => {
  it('calls in everybody who did not say no, and chases from now on', () => {
    const course = othersCome(atNight());
    course.until(SATURDAY + HOUR);
    course.runs({ type: 'StartConsultation' }, yara);
    assert.equal(course.meeting().startsAt, SATURDAY + HOUR);
    assert.deepEqual(
      callsOf(course).slice(4),
      ['Olga (politie)', 'Vera (vt)', 'Yara (welzijn)', 'Anna (welzijn)', 'Lars (gemeente)'].map(
        (one) => `zo 00:40 start ${one}`,
      ),
    );
    course.until(SUNDAY + HOUR);
    assert.deepEqual(callsOf(course, 'vt'), [
      'za 23:40 first Vera',
      'zo 00:40 start Vera',
      'zo 00:45 again Vera',
      'zo 00:50 next Victor',
      'zo 00:55 manager Vik',
    ]);
    assert.deepEqual(outcomeAsked(course), ['zo 01:10 Olga']);
  });

  it('calls whoever was left alone until then, in the same write, and chases them too', () => {
    const course = atNight();
    course.until(SATURDAY + HOUR);
    course.runs({ type: 'StartConsultation' }, yara);
    assert.deepEqual(callsOf(course).slice(4), [
      ...['Olga (politie)', 'Vera (vt)', 'Yara (welzijn)', 'Anna (welzijn)'].map(
        (one) => `zo 00:40 start ${one}`,
      ),
      'zo 00:40 first Lars (gemeente)',
    ]);
    assert.equal(course.writes().at(-1)?.length, 3, 'advanced, start, first');
    course.until(SATURDAY + HOUR + CHASE_AFTER);
    assert.deepEqual(callsOf(course, 'gemeente'), ['zo 00:40 first Lars', 'zo 00:45 again Lars']);
  });

  it('cannot be begun twice', () => {
    const course = atNight();
    course.until(SATURDAY + HOUR);
    course.runs({ type: 'StartConsultation' }, yara);
    assert.equal(course.tries({ type: 'StartConsultation' }, lars), 'consultationRunning');
    // Four at night, the same four when it begins, and the municipality.
    assert.equal(callsOf(course).length, 9);
  });

  it('finds a manager for an organisation that nobody is left of, at that moment', () => {
    const course = othersCome(atNight(without(victor)));
    course.answers(vera, 'declined');
    course.until(SATURDAY + HOUR);
    course.runs({ type: 'StartConsultation' }, yara);
    assert.deepEqual(callsOf(course, 'vt'), ['za 23:40 first Vera', 'zo 00:40 manager Vik']);
  });
});

describe('The beginning of a consultation', () => {
  it('calls nobody in who is there already', () => {
    const course = othersCome(atNight());
    for (const who of [yara, lars]) course.answers(who, 'present');
    course.until(SUNDAY);
    assert.deepEqual(callsOf(course, 'gemeente'), []);
    assert.deepEqual(callsOf(course, 'welzijn'), [
      'za 23:40 first Yara',
      'za 23:40 first Anna',
      'zo 10:00 start Anna',
    ]);
  });

  it('calls in a colleague who said yes without having been called', () => {
    const course = atNight();
    course.answers(otto, 'coming');
    course.until(SUNDAY);
    assert.deepEqual(callsOf(course, 'politie').slice(1), ['zo 10:00 start Olga', 'zo 10:00 start Otto']);
  });

  it('calls nobody twice in one moment: who is first called then is not called in as well', () => {
    const course = atNight([olga, vera, mia, vik]);
    for (const who of [olga, vera]) course.answers(who, 'declined');
    course.until(SUNDAY + HOUR);
    assert.deepEqual(callsOf(course), [
      'za 23:40 first Olga (politie)',
      'za 23:40 first Vera (vt)',
      'zo 10:00 manager Mia (politie)',
      'zo 10:00 manager Vik (vt)',
      'zo 10:00 manager Mia (gemeente)',
      'zo 10:00 manager Mia (welzijn)',
    ]);
  });
});

describe('A role that was left alone until the beginning', () => {
  it('is not for somebody who said no in another one, though nobody else holds it', () => {
    const both = person('Bo', SAFE_AT_HOME, LOCAL);
    const course = atNight([...without(vera, victor, lars, lotte), both]);
    course.answers(both, 'declined');
    course.until(SUNDAY);
    assert.deepEqual(callsOf(course, 'gemeente'), ['zo 10:00 manager Mia']);
    assert.ok(!callsOf(course).some((line) => line.startsWith('zo') && line.includes('Bo')));
  });

  it('is for somebody who sits in another one already, when nobody else holds it', () => {
    const both = person('Bo', SAFE_AT_HOME, LOCAL);
    const course = atNight([...without(vera, victor, lars, lotte), both]);
    course.until(SUNDAY);
    assert.deepEqual(callsOf(course, 'vt'), ['za 23:40 first Bo', 'zo 10:00 start Bo']);
    assert.deepEqual(callsOf(course, 'gemeente'), ['zo 10:00 first Bo']);
  });

  it('is for somebody else than who was called at night, when there is', () => {
    const both = person('Bo', SAFE_AT_HOME, LOCAL);
    const course = atNight([both, ...without(lotte, vera)]);
    course.until(SUNDAY);
    assert.deepEqual(callsOf(course, 'vt'), ['za 23:40 first Bo', 'zo 10:00 start Bo']);
    assert.deepEqual(callsOf(course, 'gemeente'), ['zo 10:00 first Lars']);
  });

  it('is called also when the consultation is begun in the moment in which it was set for later', () => {
    const course = atNight();
    course.runs({ type: 'StartConsultation' }, yara);
    assert.deepEqual(callsOf(course).slice(4), ['za 23:40 first Lars (gemeente)']);
  });
});

describe('A consultation that was never for later', () => {
  it('does not begin a second time when the clock is set back', () => {
    const course = courseOf({});
    course.outageUntil(START - HOUR);
    course.answers(vera, 'declined');
    course.until(START + 4 * MINUTE);
    assert.deepEqual(callsOf(course, 'vt'), ['ma 14:00 first Vera', 'ma 13:00 substitute Victor']);
  });
});

describe('After an outage', () => {
  const vtAfter = (course: Course, end: Instant): readonly string[] => {
    course.until(end);
    return callsOf(course, 'vt');
  };

  it('of hours the chase takes one step, and goes on at its own pace', () => {
    const course = courseOf({});
    for (const who of [olga, lars, yara]) course.answers(who, 'coming');
    course.outageUntil(START + 3 * HOUR);
    assert.deepEqual(vtAfter(course, START + 5 * HOUR), [
      'ma 14:00 first Vera',
      'ma 17:00 again Vera',
      'ma 17:05 next Victor',
      'ma 17:10 manager Vik',
    ]);
  });

  it('in the middle of a chase it goes on where it was', () => {
    const course = courseOf({});
    for (const who of [olga, lars, yara]) course.answers(who, 'coming');
    course.until(START + 6 * MINUTE);
    course.outageUntil(START + 3 * HOUR);
    assert.deepEqual(vtAfter(course, START + 5 * HOUR), [
      'ma 14:00 first Vera',
      'ma 14:05 again Vera',
      'ma 17:00 next Victor',
      'ma 17:05 manager Vik',
    ]);
  });

  it('every silent organisation takes its own one step', () => {
    const course = courseOf({});
    course.outageUntil(START + 3 * HOUR);
    assert.deepEqual(
      callsOf(course).slice(4),
      ['Olga (politie)', 'Vera (vt)', 'Lars (gemeente)', 'Yara (welzijn)'].map(
        (one) => `ma 17:00 again ${one}`,
      ),
    );
    assert.deepEqual(outcomeAsked(course), ['ma 17:00 Olga']);
  });

  it('over its beginning people are called in first, and get the time to answer', () => {
    const course = othersCome(atNight());
    course.outageUntil(SUNDAY + 3 * HOUR);
    assert.deepEqual(vtAfter(course, SUNDAY + 5 * HOUR), [
      'za 23:40 first Vera',
      'zo 13:00 start Vera',
      'zo 13:05 again Vera',
      'zo 13:10 next Victor',
      'zo 13:15 manager Vik',
    ]);
  });

  it('nobody is called for whoever said yes during it', () => {
    const course = courseOf({});
    for (const who of [olga, lars, yara]) course.answers(who, 'coming');
    course.outageUntil(START + CHASE_AFTER - 1);
    course.answers(vera, 'coming');
    assert.deepEqual(vtAfter(course, START + 3 * HOUR), ['ma 14:00 first Vera']);
  });

  it('over its beginning whoever was left alone is called, and gets the time to answer', () => {
    const course = atNight();
    course.outageUntil(SUNDAY + 3 * HOUR);
    course.until(SUNDAY + 3 * HOUR + CHASE_AFTER);
    assert.deepEqual(callsOf(course, 'gemeente'), ['zo 13:00 first Lars', 'zo 13:05 again Lars']);
  });

  it('over its beginning nobody is chased of an organisation that comes', () => {
    const course = othersCome(atNight());
    course.outageUntil(SUNDAY + 3 * HOUR);
    course.until(SUNDAY + 5 * HOUR);
    assert.deepEqual(callsOf(course, 'gemeente'), ['zo 13:00 start Lars']);
  });
});
