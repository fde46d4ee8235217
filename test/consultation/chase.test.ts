import assert from 'node:assert/strict';
import { DAY, type Instant, MINUTE } from '../../src/core/time.ts';
import type { Person, Region } from '../../src/core/region.ts';
import type { Callees } from '../../src/consultation/callees.ts';
import { everybodyOnDuty, plainDays } from '../support/cover.ts';
import { convener } from '../../src/consultation/convene.ts';
import { stepsFor } from '../../src/consultation/chase.ts';
import { type Course, GO, START, callsOf, clock, courseOf, outcomeAsked } from './course.ts';
import {
  CHASE_AFTER,
  eva,
  everybody,
  lars,
  lotte,
  mia,
  olga,
  regionOf,
  vera,
  victor,
  vik,
  vroni,
  without,
  yara,
} from './people.ts';

const minute = (minutes: number): Instant => START + minutes * MINUTE;
const LONG_AFTER = START + 7 * DAY;

/** Four organisations were asked; three of them come, and of Veilig Thuis nothing is heard. */
const silentSafeAtHome = (people = everybody): Course => {
  const course = courseOf({ region: regionOf(people) });
  for (const who of [olga, lars, yara]) course.answers(who, 'coming');
  return course;
};

const CHASE = ['ma 14:00 first Vera', 'ma 14:05 again Vera', 'ma 14:10 next Victor', 'ma 14:15 manager Vik'];

describe('Four organisations of which one is silent', () => {
  it('are asked at once, one person each', () => {
    assert.deepEqual(callsOf(courseOf({})), [
      'ma 14:00 first Olga (politie)',
      'ma 14:00 first Vera (vt)',
      'ma 14:00 first Lars (gemeente)',
      'ma 14:00 first Yara (welzijn)',
    ]);
  });

  it('see it chased: again, its next person, its manager, each once; then nothing more', () => {
    const course = silentSafeAtHome();
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'vt'), CHASE);
    for (const organisation of ['politie', 'gemeente', 'welzijn'])
      assert.equal(callsOf(course, organisation).length, 1, organisation);
  });

  it('see each step exactly `chaseAfter` after the one before, and not a millisecond sooner', () => {
    const course = silentSafeAtHome();
    for (const step of [1, 2, 3]) {
      course.until(START + step * CHASE_AFTER - 1);
      assert.deepEqual(callsOf(course, 'vt'), CHASE.slice(0, step));
      course.until(START + step * CHASE_AFTER);
      assert.deepEqual(callsOf(course, 'vt'), CHASE.slice(0, step + 1));
    }
  });

  /** Who may answer after which step: whoever was called by then, and a colleague who was not. */
  const STOPS: readonly (readonly [called: number, who: Person])[] = [
    ...[1, 2, 3, 4].flatMap((called) => [[called, vera] as const, [called, vroni] as const]),
    [3, victor],
    [4, victor],
    [4, vik],
  ];

  for (const [called, who] of STOPS)
    for (const answer of ['coming', 'present'] as const)
      it(`see the chase stop when ${who.name} is ${answer} after call ${called}`, () => {
        const uncalled = courseOf({ region: regionOf([...everybody, vroni]) });
        for (const one of [olga, lars, yara]) uncalled.answers(one, 'coming');
        uncalled.until(minute(called * 5 - 1));
        assert.equal(callsOf(uncalled).length, 3 + called);
        uncalled.answers(who, answer);
        uncalled.until(LONG_AFTER);
        assert.deepEqual(callsOf(uncalled, 'vt'), CHASE.slice(0, called));
        assert.equal(callsOf(uncalled).length, 3 + called);
      });

  it('hear nothing of a chase when all of them answer', () => {
    const course = courseOf({});
    course.until(minute(4));
    for (const who of [olga, vera, lars, yara]) course.answers(who, 'present');
    course.until(LONG_AFTER);
    assert.equal(callsOf(course).length, 4);
    assert.deepEqual(outcomeAsked(course), ['ma 14:30 Olga']);
  });

  it('are chased beside each other when more are silent, a shared manager for each', () => {
    const course = courseOf({ region: regionOf(without(vik)) });
    course.answers(olga, 'coming');
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course).slice(4), [
      'ma 14:05 again Vera (vt)',
      'ma 14:05 again Lars (gemeente)',
      'ma 14:05 again Yara (welzijn)',
      'ma 14:10 next Victor (vt)',
      'ma 14:10 next Lotte (gemeente)',
      'ma 14:10 next Yusuf (welzijn)',
      'ma 14:15 manager Mia (vt)',
      'ma 14:15 manager Mia (gemeente)',
      'ma 14:15 manager Mia (welzijn)',
    ]);
  });

  it('see the chase follow the pace that was set when the case began', () => {
    const { policy } = regionOf().municipalities[0]!;
    const region = regionOf(everybody, { policy: { ...policy, chaseAfter: 20 * MINUTE } });
    const course = courseOf({ region });
    course.until(minute(61));
    assert.deepEqual(callsOf(course, 'vt'), [
      'ma 14:00 first Vera',
      'ma 14:20 again Vera',
      'ma 14:40 next Victor',
      'ma 15:00 manager Vik',
    ]);
  });
});

describe('An organisation without anybody', () => {
  it('in the region file has its manager called at once', () => {
    const course = courseOf({ region: regionOf(without(vera, victor)) });
    assert.deepEqual(callsOf(course, 'vt'), ['ma 14:00 manager Vik']);
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'vt'), ['ma 14:00 manager Vik']);
  });

  it('and nobody at all in any organisation calls nobody, and comes to rest', () => {
    const course = courseOf({ region: regionOf([]) });
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course), []);
    assert.deepEqual(outcomeAsked(course), ['ma 14:30 Olga']);
  });

  it('but one shared manager calls that manager for each of them, once', () => {
    const course = courseOf({ region: regionOf([mia]) });
    course.until(LONG_AFTER);
    assert.deepEqual(
      callsOf(course),
      ['politie', 'vt', 'gemeente', 'welzijn'].map((one) => `ma 14:00 manager Mia (${one})`),
    );
  });
});

const calleesIn = (region: Region, { municipality, now }: ReturnType<typeof courseOf>): Callees => ({
  region,
  municipality,
  cover: everybodyOnDuty(region),
  at: now(),
});

describe('Whoever was taken out of the region file since they were called', () => {
  const someoneLeft = (...lost: readonly Person[]) => {
    const course = courseOf({});
    return stepsFor(course.meeting(), course.state(), calleesIn(regionOf(without(...lost)), course)).map(
      ({ at, why, seats }) => `${clock(at)} ${why} ${seats.map(({ who }) => who.name).join(', ')}`,
    );
  };

  it('counts as out of reach: somebody else of the role is called', () => {
    assert.ok(someoneLeft(vera).includes('ma 14:00 substitute Victor'));
    assert.ok(!someoneLeft(vera).some((step) => step.includes('Vera')));
    assert.ok(someoneLeft(vera, victor).includes('ma 14:00 manager Vik'));
    assert.ok(!someoneLeft().some((step) => step.includes('Victor')));
  });

  it('counts so also when they had said that they come', () => {
    const course = courseOf({});
    course.answers(vera, 'coming');
    const callees = calleesIn(regionOf(without(vera)), course);
    const whys = stepsFor(course.meeting(), course.state(), callees).map(({ why }) => why);
    assert.ok(whys.includes('substitute'));
  });
});

describe('The outcome of a consultation is asked', () => {
  /** Of a consultation that Olga opened, once only these people are in the region file. */
  const askedOf = (people: readonly Person[], ...coming: readonly Person[]): readonly string[] => {
    const course = courseOf({});
    for (const one of coming) course.answers(one, 'coming');
    const region = regionOf(people);
    return convener({ region, days: plainDays(), cover: everybodyOnDuty(region) })
      .raise(course.state(), minute(30))
      .flatMap((event) => (event.type === 'OutcomeAsked' ? [event.to.name] : []));
  };

  it('of whoever opened it, when they may record it', () => {
    assert.deepEqual(askedOf(everybody, lars), ['Olga']);
  });

  it('otherwise of somebody who comes and may, or else of somebody who was called and may', () => {
    assert.deepEqual(askedOf(without(olga), lars), ['Lars']);
    assert.deepEqual(askedOf(without(olga)), ['Vera']);
  });

  it('of whoever opened it all the same, when nobody may', () => {
    assert.deepEqual(askedOf([mia], lars), ['Olga']);
  });

  it('of somebody else than the manager who opened it: a manager does not record', () => {
    const course = courseOf({});
    course.runs(GO);
    course.runs({ type: 'StartConsultation' }, mia);
    course.answers(mia, 'present');
    course.answers(yara, 'coming');
    course.until(minute(30));
    assert.deepEqual(outcomeAsked(course), ['ma 14:30 Yara']);
  });
});

describe('One person with every role', () => {
  it('has one seat per role, and is not called for ever', () => {
    const course = courseOf({ by: eva, region: regionOf([eva]) });
    course.until(LONG_AFTER);
    for (const organisation of ['politie', 'vt', 'gemeente', 'welzijn'])
      assert.deepEqual(callsOf(course, organisation), ['ma 14:00 first Eva', 'ma 14:05 again Eva']);
    const seats = course.meeting().called.map(({ organisation, role }) => `${organisation}/${role}`);
    assert.deepEqual(seats, [...new Set(seats)]);
  });

  it('comes for every organisation with one answer', () => {
    const course = courseOf({ by: eva, region: regionOf([eva]) });
    course.answers(eva, 'coming');
    course.until(LONG_AFTER);
    assert.equal(callsOf(course).length, 4);
  });

  it('who says no is not called again, as manager neither', () => {
    const course = courseOf({ by: eva, region: regionOf([eva]) });
    course.answers(eva, 'declined');
    course.until(LONG_AFTER);
    assert.equal(callsOf(course).length, 4);
  });

  it('beside colleagues leaves them their own seats', () => {
    const course = courseOf({ by: eva, region: regionOf([eva, vera, lotte, yara, mia]) });
    assert.deepEqual(callsOf(course), [
      'ma 14:00 first Eva (politie)',
      'ma 14:00 first Vera (vt)',
      'ma 14:00 first Lotte (gemeente)',
      'ma 14:00 first Yara (welzijn)',
    ]);
  });
});
