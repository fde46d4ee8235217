import { rolesAt, rolesOf } from '../support/roles.ts';
import assert from 'node:assert/strict';
import { attendanceOf } from '../../src/case/consultation.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { type Person, SAFE_AT_HOME } from '../../src/core/region.ts';
import { type Course, GO, START, callsOf, courseOf } from './course.ts';
import {
  ADULT,
  LOCAL,
  YOUTH,
  anna,
  arie,
  everybody,
  lars,
  lotte,
  mia,
  olga,
  otto,
  person,
  regionOf,
  vera,
  vik,
  without,
  yara,
  yusuf,
} from './people.ts';

const minute = (minutes: number): Instant => START + minutes * MINUTE;
const LONG_AFTER = START + 7 * DAY;
const SATURDAY: Instant = Date.parse('2026-11-28T23:40+01:00');
const SUNDAY: Instant = Date.parse('2026-11-29T10:00+01:00');

/** Of these people, after some of them said yes. */
const courseWith = (people: readonly Person[], ...coming: readonly Person[]): Course => {
  const course = courseOf({ region: regionOf(people) });
  for (const who of coming) course.answers(who, 'coming');
  return course;
};

/** The seats of somebody, as `gemeente/veilig-opgroeien coming`. */
const seatsOf = (course: Course, who: Person): readonly string[] =>
  course
    .meeting()
    .called.filter((one) => one.who.id === who.id)
    .map(({ organisation, role, answer }) => `${organisation}/${role} ${answer?.kind ?? 'silent'}`);

describe('A colleague who comes without having been called', () => {
  it('and then cannot, is replaced when nobody else of the role can come', () => {
    const third = person('Lien', LOCAL);
    const course = courseWith([...everybody, third], olga, vera, yara);
    course.answers(lotte, 'coming');
    course.until(minute(8));
    course.answers(lotte, 'declined');
    assert.equal(callsOf(course, 'gemeente').at(-1), 'ma 14:08 again Lars');
    course.answers(lars, 'declined');
    assert.equal(callsOf(course, 'gemeente').at(-1), 'ma 14:08 substitute Lien');
    assert.ok(!callsOf(course).some((line) => line.includes('Lotte') || line.includes(otto.name)));
  });

  it('counts for their organisation, whatever role of it they hold, and stops its chase', () => {
    for (const answer of ['coming', 'present'] as const) {
      const course = courseWith(everybody, olga, vera, lars);
      course.until(minute(6));
      course.answers(anna, answer);
      course.until(LONG_AFTER);
      assert.deepEqual(seatsOf(course, anna), [`welzijn/${ADULT} ${answer}`]);
      assert.equal(attendanceOf(course.meeting(), 'welzijn'), answer);
      assert.deepEqual(callsOf(course, 'welzijn'), ['ma 14:00 first Yara', 'ma 14:05 again Yara']);
    }
  });

  it('sits in a role that consults when they hold one, whatever else they hold', () => {
    const course = courseWith([...everybody, person('Bo', ADULT, LOCAL, YOUTH)]);
    const bo = person('Bo', ADULT, LOCAL, YOUTH);
    course.answers(bo, 'coming');
    assert.deepEqual(seatsOf(course, bo), [`gemeente/${LOCAL} coming`]);
  });

  it('may be a manager, of an organisation that consults', () => {
    const course = courseWith(everybody);
    course.answers(mia, 'present');
    assert.deepEqual(seatsOf(course, mia), ['welzijn/manager present']);
  });

  it('is nobody of an organisation that does not consult, nor of another municipality', () => {
    const consultation = [SAFE_AT_HOME, LOCAL];
    const course = courseOf({ region: regionOf(everybody, { consultation, onCall: [] }) });
    const elsewhere: Person = { ...lotte, roles: rolesAt(rolesOf(lotte), 'assen') };
    for (const answer of ['coming', 'present', 'declined'] as const) {
      for (const who of [otto, yara, anna, mia])
        assert.equal(course.tries({ type: 'AnswerCall', answer }, who), 'notCalled', who.name);
      assert.equal(course.tries({ type: 'AnswerCall', answer }, elsewhere), 'notAllowed');
    }
    assert.deepEqual(seatsOf(course, lotte), []);
  });

  it('cannot say no to what they were not asked, and nobody is called because they tried', () => {
    const course = courseWith(everybody);
    for (const who of [otto, lotte, yusuf, anna, mia, vik])
      assert.equal(course.tries({ type: 'AnswerCall', answer: 'declined' }, who), 'notCalled', who.name);
    assert.equal(callsOf(course).length, 4);
    assert.equal(course.meeting().called.length, 4);
  });

  it('and then cannot, leaves the chase where it was: nobody is called for somebody nobody asked', () => {
    for (const who of [anna, mia]) {
      const course = courseWith(everybody, olga, vera, lars);
      course.until(minute(1));
      course.answers(who, 'coming');
      course.until(minute(2));
      course.answers(who, 'declined');
      assert.deepEqual(callsOf(course, 'welzijn'), ['ma 14:00 first Yara'], who.name);
      course.until(minute(11));
      assert.deepEqual(
        callsOf(course, 'welzijn').slice(1),
        ['ma 14:05 again Yara', 'ma 14:10 next Yusuf'],
        `${arie.name} and ${vik.name} are left alone`,
      );
    }
  });
});

describe('Whoever comes at night without having been called', () => {
  const atNight = (people = everybody): Course => courseOf({ at: SATURDAY, region: regionOf(people) });

  it('and then cannot, has nobody called out of bed: their role is called when it begins', () => {
    for (const [people, who] of [
      [everybody, 'Lotte'],
      [without(lotte), undefined],
    ] as const) {
      const course = atNight(people);
      course.answers(lars, 'coming');
      course.until(SATURDAY + HOUR);
      course.answers(lars, 'declined');
      course.until(SUNDAY - 1);
      assert.deepEqual(callsOf(course, 'gemeente'), []);
      course.until(SUNDAY);
      assert.deepEqual(callsOf(course, 'gemeente'), [
        who === undefined ? 'zo 10:00 manager Mia' : `zo 10:00 first ${who}`,
      ]);
    }
  });

  it('in another role than consults leaves the role that does to be called when it begins', () => {
    const rita = person('Rita', 'raad');
    const region = regionOf([...everybody, rita], {
      visit: { noChildren: [ADULT], children: [YOUTH, LOCAL], exceptional: ['raad'] },
    });
    const course = courseOf({
      at: SATURDAY,
      region: { ...region, roles: { ...region.roles, raad: 'gemeente' } },
    });
    course.answers(rita, 'coming');
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'gemeente'), ['zo 10:00 start Rita', 'zo 10:00 first Lars']);
  });
});

describe('An answer on a card', () => {
  const answerOn = (meeting: number) => ({ type: 'AnswerCall', answer: 'coming', meeting }) as const;

  it('of the consultation that is held counts', () => {
    const course = courseWith(everybody);
    course.runs(answerOn(1), vera);
    assert.deepEqual(seatsOf(course, vera), [`vt/${SAFE_AT_HOME} coming`]);
  });

  it('of an earlier consultation is refused, by whoever was called and by whoever was not', () => {
    const course = courseWith(everybody);
    course.runs(GO);
    for (const who of [vera, lotte]) assert.equal(course.tries(answerOn(1), who), 'consultationOver');
    course.until(minute(120));
    course.runs({ type: 'StartConsultation' }, yara);
    for (const who of [vera, lotte]) {
      assert.equal(course.tries(answerOn(1), who), 'consultationOver');
      assert.equal(course.tries(answerOn(2), who), undefined);
    }
    assert.deepEqual(seatsOf(course, vera), [`vt/${SAFE_AT_HOME} coming`]);
    assert.ok(course.meeting(1).called.every(({ answer }) => answer === undefined));
  });
});
