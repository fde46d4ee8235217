import assert from 'node:assert/strict';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { type Course, GO, START, callsOf, courseOf, outcomeAsked } from './course.ts';
import { eva, lars, olga, vera, victor, yara, yusuf } from './people.ts';

const minute = (minutes: number): Instant => START + minutes * MINUTE;
const LONG_AFTER = START + 7 * DAY;

const SEEN: Parameters<Course['runs']>[0] = {
  type: 'RecordSeen',
  seen: { at: minute(120), agreements: true, obstacles: [], followUp: 'localTeam' },
};

/** The first consultation was held and recorded at 14:20; at 16:00 Yara opens another one. */
const second = (): Course => {
  const course = courseOf({});
  for (const who of [olga, vera, lars, yara]) course.answers(who, 'present');
  course.until(minute(20));
  course.runs(GO);
  course.until(minute(120));
  course.runs({ type: 'StartConsultation' }, yara);
  return course;
};

describe('Once the outcome of a consultation is recorded', () => {
  it('nobody is called or asked any more, however many were silent', () => {
    const course = courseOf({});
    course.until(minute(7));
    const before = callsOf(course);
    course.runs(GO);
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course), before);
    assert.deepEqual(outcomeAsked(course), []);
  });

  it('nobody can answer a call to it', () => {
    const course = courseOf({});
    course.runs(GO);
    for (const answer of ['coming', 'present', 'declined'] as const)
      assert.equal(course.tries({ type: 'AnswerCall', answer }, vera), 'consultationOver');
  });

  it('nobody is called when it is adjusted either', () => {
    const course = courseOf({});
    course.runs(GO);
    course.until(minute(60));
    course.runs(GO);
    course.until(LONG_AFTER);
    assert.equal(callsOf(course).length, 4);
    assert.equal(course.state().meetings.length, 1);
  });
});

describe('Asking for the outcome', () => {
  it('is done once, of the announcer, half an hour after the start', () => {
    const course = courseOf({});
    course.until(minute(30) - 1);
    assert.deepEqual(outcomeAsked(course), []);
    course.until(LONG_AFTER);
    assert.deepEqual(outcomeAsked(course), ['ma 14:30 Olga']);
  });

  it('is done, for another consultation, of whoever opened it', () => {
    const course = second();
    course.until(LONG_AFTER);
    assert.deepEqual(outcomeAsked(course), ['ma 16:30 Yara']);
  });
});

describe('Another consultation on the same case', () => {
  it('calls people anew', () => {
    assert.deepEqual(callsOf(second()).slice(4), [
      'ma 16:00 first Olga (politie)',
      'ma 16:00 first Vera (vt)',
      'ma 16:00 first Lars (gemeente)',
      'ma 16:00 first Yara (welzijn)',
    ]);
  });

  it('leaves the first one its outcome and its seats', () => {
    const course = second();
    const first = course.meeting(1);
    for (const who of [vera, victor]) course.answers(who, 'declined');
    course.until(LONG_AFTER);
    assert.deepEqual(course.meeting(1), first);
    assert.equal(first.outcome?.caseLead, 'gemeente');
    assert.deepEqual(
      first.called.map(({ who, answer }) => `${who.name} ${answer?.kind ?? 'silent'}`),
      ['Olga present', 'Vera present', 'Lars present', 'Yara present'],
    );
  });

  it('chases for itself only', () => {
    const course = second();
    for (const who of [olga, vera, lars]) course.answers(who, 'coming');
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course, 'welzijn').slice(1), [
      'ma 16:00 first Yara',
      'ma 16:05 again Yara',
      'ma 16:10 next Yusuf',
      'ma 16:15 manager Mia',
    ]);
    assert.equal(callsOf(course).length, 11);
    assert.deepEqual(course.meeting(1).called.length, 4);
  });

  it('starts at once, also at night', () => {
    const course = courseOf({});
    course.runs(GO);
    course.until(START + 10 * HOUR);
    course.runs({ type: 'StartConsultation' }, yara);
    assert.equal(course.meeting(2).startsAt, START + 10 * HOUR);
    course.until(START + 10 * HOUR + 5 * MINUTE);
    assert.deepEqual(callsOf(course, 'vt').slice(1), ['di 00:00 first Vera', 'di 00:05 again Vera']);
  });

  it('can be asked for only when there is none', () => {
    const course = second();
    assert.equal(course.tries({ type: 'StartConsultation' }, vera), 'consultationRunning');
    assert.equal(course.state().meetings.length, 2);
  });
});

describe('When the household was seen', () => {
  it('nobody is called or asked any more, though the consultation was not recorded', () => {
    const course = second();
    course.until(minute(126));
    const before = callsOf(course);
    course.runs(SEEN);
    course.until(LONG_AFTER);
    assert.deepEqual(callsOf(course), before);
    assert.deepEqual(outcomeAsked(course), []);
    assert.equal(course.tries({ type: 'AnswerCall', answer: 'coming' }, yusuf), 'consultationOver');
    assert.equal(course.tries({ type: 'StartConsultation' }, yara), 'notNow');
  });

  it('and the case is closed, the clock has nothing to do', () => {
    const course = second();
    course.runs(SEEN);
    course.runs({
      type: 'CompleteConsultation',
      details: { present: ['vt'], knownLocally: 'no', safety: 'safe', tellSchool: false },
    });
    course.runs({ type: 'GiveFeedback', to: ['safeAtHome', 'police'] });
    course.runs({ type: 'RegisterFormalReport', reference: 'CORV-2026-123456' });
    course.runs({ type: 'CloseCase', dossier: 'safeAtHome' });
    const before = callsOf(course);
    const { dueAt, state } = course.document();
    assert.ok(state.step === 'closed');
    assert.equal(dueAt, state.closedAt + state.policy.purgeAfter, 'only to be forgotten');
    course.outageUntil(LONG_AFTER);
    assert.deepEqual(callsOf(course), before);
    assert.equal(course.tries({ type: 'StartConsultation' }, eva), 'notNow');
  });
});
