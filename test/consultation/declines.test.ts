import assert from 'node:assert/strict';
import { DAY, type Instant, MINUTE } from '../../src/core/time.ts';
import { type Person, SAFE_AT_HOME } from '../../src/core/region.ts';
import { type Course, START, callsOf, courseOf } from './course.ts';
import {
  LOCAL,
  anna,
  arie,
  everybody,
  lars,
  lotte,
  mia,
  olga,
  person,
  regionOf,
  vera,
  victor,
  vik,
  vroni,
  without,
  yara,
  yusuf,
} from './people.ts';

const minute = (minutes: number): Instant => START + minutes * MINUTE;
const LONG_AFTER = START + 7 * DAY;

const courseWith = (people: readonly Person[] = everybody): Course => courseOf({ region: regionOf(people) });

/** Nobody but these organisations is of interest: the others come. */
const others = (course: Course, ...coming: readonly Person[]): Course => {
  for (const who of coming) course.answers(who, 'coming');
  return course;
};

describe('Somebody who cannot come', () => {
  for (const [how, no] of [
    [
      'says no',
      (course: Course, who: Person) => {
        course.answers(who, 'declined');
      },
    ],
    [
      'cannot be reached',
      (course: Course, who: Person) => {
        course.unreachable(who);
      },
    ],
  ] as const)
    describe(`and ${how}`, () => {
      it('is replaced at once by somebody of the same role', () => {
        const course = courseWith();
        course.until(minute(2));
        no(course, yara);
        assert.deepEqual(callsOf(course, 'welzijn'), ['ma 14:00 first Yara', 'ma 14:02 substitute Yusuf']);
        course.answers(yusuf, 'coming');
        course.until(LONG_AFTER);
        assert.equal(callsOf(course, 'welzijn').length, 2);
      });

      it('is replaced by somebody who is chased in turn, each step once', () => {
        const course = courseWith();
        course.until(minute(2));
        no(course, yara);
        course.until(LONG_AFTER);
        assert.deepEqual(callsOf(course, 'welzijn'), [
          'ma 14:00 first Yara',
          'ma 14:02 substitute Yusuf',
          'ma 14:07 again Yusuf',
          'ma 14:12 next Anna',
          'ma 14:17 manager Mia',
        ]);
      });

      it('is followed by the next person at once, when nobody else has the role', () => {
        const course = courseWith(without(yusuf));
        course.until(minute(2));
        no(course, yara);
        assert.deepEqual(callsOf(course, 'welzijn'), ['ma 14:00 first Yara', 'ma 14:02 next Anna']);
        course.until(LONG_AFTER);
        assert.deepEqual(callsOf(course, 'welzijn').slice(2), ['ma 14:07 manager Mia']);
      });

      it('is followed by the manager at once, when there is no colleague either', () => {
        const course = courseWith(without(lotte));
        course.until(minute(2));
        no(course, lars);
        assert.deepEqual(callsOf(course, 'gemeente').slice(0, 1), ['ma 14:00 first Lars']);
        assert.match(callsOf(course, 'gemeente')[1] ?? '', /^ma 14:02 manager /);
        course.until(LONG_AFTER);
        assert.equal(callsOf(course, 'gemeente').length, 2);
      });

      it('when they are the last who could, leaves it at that', () => {
        const course = courseWith(without(lotte, mia, vik));
        course.until(minute(2));
        no(course, lars);
        course.until(LONG_AFTER);
        assert.deepEqual(callsOf(course, 'gemeente'), ['ma 14:00 first Lars']);
      });
    });

  it('may be the substitute too: one after the other is asked, and nobody twice', () => {
    const course = others(courseWith([...everybody, vroni]), olga, lars, yara);
    for (const [at, who] of [
      [1, vera],
      [2, victor],
      [3, vroni],
    ] as const) {
      course.until(minute(at));
      course.answers(who, 'declined');
    }
    course.answers(vik, 'coming');
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'vt'), [
      'ma 14:00 first Vera',
      'ma 14:01 substitute Victor',
      'ma 14:02 substitute Vroni',
      'ma 14:03 manager Vik',
    ]);
  });

  it('is not replaced by a colleague who sits for another organisation: only managers sit for several', () => {
    const both = person('Bo', SAFE_AT_HOME, LOCAL);
    const course = courseWith([both, ...without(vera, victor, lotte)]);
    course.until(minute(2));
    course.answers(lars, 'declined');
    assert.deepEqual(callsOf(course, 'vt'), ['ma 14:00 first Bo']);
    assert.deepEqual(callsOf(course, 'gemeente'), ['ma 14:00 first Lars', 'ma 14:02 manager Mia']);
  });

  it('may be everybody: each is asked once for an organisation, and then nobody any more', () => {
    const course = courseWith();
    course.until(minute(1));
    for (const one of everybody) course.tries({ type: 'AnswerCall', answer: 'declined' }, one);
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'politie'), [
      'ma 14:00 first Olga',
      'ma 14:01 substitute Otto',
      'ma 14:01 manager Mia',
      'ma 14:01 substitute Vik',
    ]);
    assert.deepEqual(callsOf(course, 'vt'), [
      'ma 14:00 first Vera',
      'ma 14:01 substitute Victor',
      'ma 14:01 manager Vik',
    ]);
    assert.deepEqual(callsOf(course, 'welzijn'), [
      'ma 14:00 first Yara',
      'ma 14:01 substitute Yusuf',
      'ma 14:01 next Anna',
      'ma 14:01 substitute Arie',
      'ma 14:01 manager Mia',
      'ma 14:01 substitute Vik',
    ]);
    // Mia and Vik stand in for each other, except Mia for Vik: she had said no before.
    assert.equal(course.meeting().called.length, 17);
  });

  it('leaves the chase of their organisation where it was', () => {
    const course = others(courseWith([...everybody, vroni]), olga, lars, yara);
    course.until(minute(11));
    course.answers(vera, 'declined');
    course.until(minute(14));
    assert.deepEqual(callsOf(course, 'vt'), [
      'ma 14:00 first Vera',
      'ma 14:05 again Vera',
      'ma 14:10 next Victor',
    ]);
    course.answers(victor, 'declined');
    assert.deepEqual(callsOf(course, 'vt').slice(3), ['ma 14:14 substitute Vroni']);
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'vt').slice(4), ['ma 14:19 manager Vik']);
  });

  it('after saying yes is replaced as well, and the chase goes on from there', () => {
    const course = others(courseWith(), olga, lars, yara, vera);
    course.until(minute(20));
    course.answers(vera, 'declined');
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'vt'), [
      'ma 14:00 first Vera',
      'ma 14:20 substitute Victor',
      'ma 14:25 again Victor',
      'ma 14:30 manager Vik',
    ]);
  });

  it('and then can after all, stops the chase', () => {
    const course = others(courseWith(), olga, lars, yara);
    course.answers(vera, 'declined');
    course.until(minute(3));
    course.answers(vera, 'coming');
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'vt'), ['ma 14:00 first Vera', 'ma 14:00 substitute Victor']);
  });
});

describe('Of an organisation that comes', () => {
  it('nobody is called because somebody it was chased for cannot', () => {
    const course = others(courseWith([...everybody, vroni]), olga, lars, yara);
    course.until(minute(11));
    course.answers(victor, 'coming');
    course.until(minute(12));
    course.answers(vera, 'declined');
    course.until(LONG_AFTER);
    assert.equal(callsOf(course, 'vt').length, 3);
  });

  it('no other colleague is called for a next person who says no', () => {
    const course = others(courseWith(without(yusuf)), olga, lars, vera);
    course.until(minute(11));
    assert.deepEqual(callsOf(course, 'welzijn').at(-1), 'ma 14:10 next Anna');
    course.answers(yara, 'coming');
    course.answers(anna, 'declined');
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'welzijn').at(-1), 'ma 14:10 next Anna', `${arie.name} is left alone`);
  });

  it('no other manager is called for a manager who says no', () => {
    const course = others(courseWith(), olga, lars, yara);
    course.until(minute(16));
    course.answers(victor, 'coming');
    course.answers(vik, 'declined');
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'vt').at(-1), 'ma 14:15 manager Vik', `${mia.name} is left alone`);
  });
});
