import assert from 'node:assert/strict';
import { DAY, type Instant, MINUTE } from '../../src/core/time.ts';
import type { Person } from '../../src/core/region.ts';
import { type Course, START, callsOf, courseOf } from './course.ts';
import {
  ADULT,
  LOCAL,
  YOUTH,
  anna,
  arie,
  everybody,
  lars,
  mia,
  olga,
  person,
  regionOf,
  vera,
  victor,
  vik,
  without,
  yara,
  yusuf,
} from './people.ts';

const minute = (minutes: number): Instant => START + minutes * MINUTE;
const LONG_AFTER = START + 7 * DAY;

/** Of these people, after some of them said yes. */
const courseWith = (people: readonly Person[], ...coming: readonly Person[]): Course => {
  const course = courseOf({ region: regionOf(people) });
  for (const who of coming) course.answers(who, 'coming');
  return course;
};

describe('The manager who is called', () => {
  const managerOf = (people: readonly Person[], organisation = 'vt'): readonly string[] => {
    const course = courseWith(people, olga, lars, yara);
    course.until(LONG_AFTER);
    return callsOf(course, organisation).filter((line) => line.includes('manager'));
  };

  it('is the one of the organisation itself, wherever they stand in the region file', () => {
    assert.deepEqual(managerOf([mia, ...without(mia)]), ['ma 14:15 manager Vik']);
    assert.deepEqual(managerOf([vik, ...without(vik)]), ['ma 14:15 manager Vik']);
  });

  it('is another one when the organisation has none', () => {
    assert.deepEqual(managerOf(without(vik)), ['ma 14:15 manager Mia']);
  });

  it('is the one who also works for the organisation, before one who only manages', () => {
    const meta = person('Meta', 'manager', 'jeugd-mw');
    const course = courseOf({ region: regionOf([...everybody, meta]) });
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'welzijn').slice(2), ['ma 14:10 next Yusuf', 'ma 14:15 manager Meta']);
  });

  it('is the one of the organisation, then one of none, then one of another, whoever stands first', () => {
    const other = person('Vik', 'manager', 'vt-leiding');
    const own = person('Meta', 'manager', LOCAL);
    const onlyManages = person('Max', 'manager');
    const forLocal = (...theirs: readonly Person[]): readonly string[] => {
      const course = courseWith([...without(mia, vik), ...theirs], olga, vera, yara);
      course.until(LONG_AFTER);
      return callsOf(course, 'gemeente').slice(3);
    };
    assert.deepEqual(forLocal(other, onlyManages, own), ['ma 14:15 manager Meta']);
    assert.deepEqual(forLocal(other, onlyManages), ['ma 14:15 manager Max']);
    assert.deepEqual(forLocal(other), ['ma 14:15 manager Vik']);
    // Of those who are equally near, the one who stands first.
    assert.deepEqual(forLocal(other, onlyManages, mia), ['ma 14:15 manager Max']);
    assert.deepEqual(forLocal(other, mia, onlyManages), ['ma 14:15 manager Mia']);
  });

  it('is called as the manager, also where managers are on call', () => {
    const region = regionOf(without(yusuf, anna, arie), { onCall: ['manager'] });
    const course = courseOf({ region });
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'welzijn').slice(2), ['ma 14:10 manager Mia']);
  });

  it('is nobody when there is none at all, and the chase ends quietly', () => {
    const course = courseWith(without(vik, mia), olga, lars, yara);
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'vt'), [
      'ma 14:00 first Vera',
      'ma 14:05 again Vera',
      'ma 14:10 next Victor',
    ]);
  });

  it('is not one who said no', () => {
    const manager = person('Vik', 'manager', 'veilig-thuis');
    const course = courseWith([...without(vik, vera, victor, mia), manager, mia], olga, lars, yara);
    course.answers(manager, 'declined');
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'vt'), ['ma 14:00 first Vik', 'ma 14:00 manager Mia']);
  });
});

describe('A manager who says no', () => {
  it('is replaced by another manager, of the organisation itself first', () => {
    const second = person('Vincent', 'manager', 'vt-leiding');
    const course = courseWith([mia, ...without(mia), second], olga, lars, yara);
    course.until(minute(16));
    course.answers(vik, 'declined');
    course.until(minute(17));
    course.answers(second, 'declined');
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'vt').slice(3), [
      'ma 14:15 manager Vik',
      'ma 14:16 substitute Vincent',
      'ma 14:17 substitute Mia',
    ]);
  });
});

describe('Managers of two organisations', () => {
  it('are replaced each for their own', () => {
    const third = person('Vincent', 'manager', 'vt-leiding');
    const course = courseWith([...everybody, third], olga, yara);
    course.until(minute(16));
    course.answers(vik, 'declined');
    assert.equal(callsOf(course, 'gemeente').at(-1), 'ma 14:15 manager Mia');
    assert.equal(callsOf(course, 'vt').at(-1), 'ma 14:16 substitute Vincent');
  });
});

describe('A manager of two organisations', () => {
  const vincent = person('Vincent', 'manager', 'vt-leiding');
  /** Of Veilig Thuis and the municipality nothing is heard until their managers are called. */
  const managed = (people: readonly Person[]): Course => {
    const course = courseWith(people, olga, yara);
    course.until(minute(16));
    return course;
  };
  const fromManager = (course: Course, organisation: string): readonly string[] =>
    callsOf(course, organisation).slice(3);

  it('may be the substitute of another manager while called for another organisation', () => {
    const course = managed(everybody);
    course.answers(vik, 'declined');
    assert.deepEqual(fromManager(course, 'vt'), ['ma 14:15 manager Vik', 'ma 14:16 substitute Mia']);
    course.until(LONG_AFTER);
    assert.deepEqual(fromManager(course, 'gemeente'), ['ma 14:15 manager Mia']);
    assert.deepEqual(
      course
        .meeting()
        .called.filter(({ who }) => who.id === mia.id)
        .map(({ organisation }) => organisation),
      ['gemeente', 'vt'],
    );
  });

  it('may be the substitute also when they said yes for the other organisation', () => {
    const course = managed(everybody);
    course.answers(mia, 'coming');
    course.answers(vik, 'declined');
    assert.deepEqual(fromManager(course, 'vt').slice(1), ['ma 14:16 substitute Mia']);
  });

  it('is not the substitute when they said no for the other organisation', () => {
    const course = managed(everybody);
    course.answers(mia, 'declined');
    assert.deepEqual(fromManager(course, 'gemeente').slice(1), ['ma 14:16 substitute Vik']);
    course.answers(vik, 'declined');
    course.until(LONG_AFTER);
    assert.deepEqual(fromManager(course, 'vt'), ['ma 14:15 manager Vik']);
    assert.deepEqual(fromManager(course, 'gemeente').length, 2);
  });

  it('who says no is replaced in both, by one person if there is no other', () => {
    const course = managed([...without(vik), person('Max', 'manager')]);
    course.answers(mia, 'declined');
    course.until(LONG_AFTER);
    for (const organisation of ['vt', 'gemeente'])
      assert.deepEqual(fromManager(course, organisation), [
        'ma 14:15 manager Mia',
        'ma 14:16 substitute Max',
      ]);
  });

  it('goes before one who sits for the organisation already, and did not answer', () => {
    const ma = person('Ma', 'manager', YOUTH);
    const mb = person('Mb', 'manager', ADULT);
    const course = courseWith([olga, vera, lars, mb, ma, mia], olga, vera, lars);
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'welzijn'), [
      'ma 14:00 first Ma',
      'ma 14:05 again Ma',
      'ma 14:10 next Mb',
      'ma 14:15 manager Mia',
    ]);
  });

  it('is never the substitute twice for one organisation', () => {
    const course = managed([...everybody, vincent]);
    for (const who of [vik, vincent, mia]) course.answers(who, 'declined');
    course.until(LONG_AFTER);
    assert.deepEqual(fromManager(course, 'vt'), [
      'ma 14:15 manager Vik',
      'ma 14:16 substitute Vincent',
      'ma 14:16 substitute Mia',
    ]);
  });
});
