import assert from 'node:assert/strict';
import { attendanceOf } from '../../src/case/consultation.ts';
import type { CallAnswer } from '../../src/case/vocabulary.ts';
import { type Person, SAFE_AT_HOME } from '../../src/core/region.ts';
import { whoIs } from '../../src/core/actor.ts';
import { type History, followedAfter, given } from './given.ts';
import { START, announced, decided, hour, householdSeen, minute, planned, visited } from './history.ts';
import { advanced, answered, called, convened, joined, seatOf } from './meetings.ts';
import {
  LOCAL,
  YOUTH,
  anna,
  bram,
  eva,
  hoogeveen,
  lars,
  mia,
  olga,
  otto,
  person,
  region,
  regionWith,
  sanne,
  vera,
  yara,
} from './region.ts';

const start = { type: 'StartConsultation' } as const;
const answer = (kind: CallAnswer) => ({ type: 'AnswerCall', answer: kind }) as const;
const gave = (by: Person, kind: CallAnswer) =>
  ({ type: 'CallAnswered', who: whoIs(by), answer: kind }) as const;

const latest = (...history: History) => {
  const meeting = followedAfter(...history).meetings.at(-1);
  assert.ok(meeting, 'there is no consultation');
  return meeting;
};

describe('Starting a consultation', () => {
  const opened = (startsAt: number) => ({ type: 'ConsultationOpened', startsAt }) as const;

  it('opens one where there is none, now', () => {
    given(announced())
      .when(start, { by: yara })
      .then(opened(hour(2)))
      .isIn('announced');
  });

  it('is for everybody who consults or visits, and for the manager', () => {
    for (const by of [olga, vera, lars, yara, anna, mia])
      given(announced())
        .when(start, { by })
        .then(opened(hour(2)));
    for (const by of [bram, sanne])
      given(announced()).when(start, { by }).refused({ code: 'notAllowed', command: 'StartConsultation' });
  });

  it('is refused while one is running', () => {
    given(announced(), convened()).when(start, { by: yara }).refused({ code: 'consultationRunning' });
    given(announced(), convened(hour(2)))
      .when(start, { by: yara, at: hour(2) })
      .refused({ code: 'consultationRunning' });
  });

  it('brings one that is for later forward', () => {
    given(announced(), convened(hour(2) + 1))
      .when(start, { by: yara, at: hour(2) })
      .then({ type: 'ConsultationAdvanced' });
    const { startsAt, openedAt, number } = latest(announced(), convened(hour(5)), advanced(hour(1), yara));
    assert.deepEqual([number, startsAt, openedAt], [1, hour(1), START]);
  });

  it('opens another once there is an outcome, until the household was seen', () => {
    given(announced(), convened(), decided())
      .when(start, { by: lars })
      .then(opened(hour(2)));
    given(announced(), convened(), decided(), planned())
      .when(start, { by: lars })
      .then(opened(hour(2)))
      .isIn('planned');
    given(visited)
      .when(start, { by: lars, at: hour(4) })
      .refused({ code: 'notNow', command: 'StartConsultation', step: 'visited' });
  });

  it('remembers who started it; by itself, nobody did', () => {
    const twice = [announced(), convened(), decided(), convened(hour(1), hour(1), yara)];
    const { meetings } = followedAfter(...twice);
    assert.deepEqual(
      meetings.map(({ number, openedBy }) => [number, openedBy]),
      [
        [1, undefined],
        [2, whoIs(yara)],
      ],
    );
    assert.equal('openedBy' in meetings[0]!, false);
  });
});

describe('Answering a call', () => {
  const running = [announced(), convened(), called([olga, vera])];

  it('is coming, being there or not, by whoever was called', () => {
    for (const kind of ['coming', 'present', 'declined'] as const)
      given(...running)
        .when(answer(kind), { by: vera })
        .then(gave(vera, kind))
        .isIn('announced');
  });

  it('may be another answer than before, and not the same', () => {
    given(...running, answered(vera))
      .when(answer('coming'), { by: vera })
      .refused({ code: 'alreadyDone' });
    for (const kind of ['present', 'declined'] as const)
      given(...running, answered(vera))
        .when(answer(kind), { by: vera })
        .then(gave(vera, kind));
    given(...running, answered(vera, 'unreachable'))
      .when(answer('coming'), { by: vera })
      .then(gave(vera, 'coming'));
  });

  it('counts for every seat of that person, and for nobody else', () => {
    const seats = [seatOf(eva, SAFE_AT_HOME), seatOf(eva, YOUTH), olga];
    const { called: table } = latest(announced(), convened(), called(seats), answered(eva));
    assert.deepEqual(
      table.map(({ role, answer: given_ }) => [role, given_]),
      [
        [SAFE_AT_HOME, { kind: 'coming', at: minute(2) }],
        [YOUTH, { kind: 'coming', at: minute(2) }],
        ['politie', undefined],
      ],
    );
  });

  it('is asked again of a seat that was added since', () => {
    const more = called([seatOf(vera, YOUTH)], 'next', minute(10));
    given(...running, answered(vera), more)
      .when(answer('coming'), { by: vera })
      .then(gave(vera, 'coming'));
  });

  it('is for a manager who was called, though managers have no seat of their own', () => {
    const manager = { ...seatOf(mia), organisation: 'vt' };
    given(...running, called([manager], 'manager', minute(15)))
      .when(answer('declined'), { by: mia })
      .then(gave(mia, 'declined'));
  });

  it('is over with the outcome, with the visit, and where nothing was ever opened', () => {
    const over = { code: 'consultationOver' } as const;
    for (const kind of ['coming', 'present', 'declined'] as const) {
      given(announced()).when(answer(kind), { by: vera }).refused(over);
      given(...running, decided())
        .when(answer(kind), { by: vera })
        .refused(over);
    }
    const seenMeanwhile = [...running, decided(), convened(hour(1), hour(1)), householdSeen()];
    given(...seenMeanwhile)
      .when(answer('coming'), { by: vera, at: hour(4) })
      .refused(over);
  });

  it('is given to the latest consultation: a second one asks again', () => {
    const second = [decided(), convened(hour(1), hour(1)), called([vera], 'first', hour(1))];
    const history = [...running, answered(vera, 'declined'), ...second];
    given(...history)
      .when(answer('declined'), { by: vera })
      .then(gave(vera, 'declined'));
    const { meetings } = followedAfter(...history, answered(vera, 'coming', hour(1.1)));
    assert.deepEqual(
      meetings.map(({ called: table }) => table.find(({ role }) => role === SAFE_AT_HOME)?.answer?.kind),
      ['declined', 'coming'],
    );
  });

  it('is not for the account of another tenant with the same object id', () => {
    const double = { ...mia, tenant: 'elsewhere' };
    given(...running, called([mia], 'manager', minute(15)))
      .when(answer('coming'), { by: double })
      .refused({ code: 'notCalled' });
  });
});

describe('Coming without having been called', () => {
  const running = [announced(), convened(), called([olga])];
  const seated = (by: Person, role: string, organisation: string, kind: 'coming' | 'present' = 'present') =>
    ({ ...gave(by, kind), seat: { who: whoIs(by), organisation, role } }) as const;

  it('gives a seat of the own role', () => {
    given(...running)
      .when(answer('present'), { by: otto })
      .then(seated(otto, 'politie', 'politie'));
    given(...running)
      .when(answer('coming'), { by: lars })
      .then(seated(lars, LOCAL, 'gemeente', 'coming'));
  });

  it('gives a seat of the first role that consults which they hold, in the order of the municipality', () => {
    const both = person('Bo', [YOUTH, 'amw', LOCAL, SAFE_AT_HOME]);
    given(...running)
      .when(answer('present'), { by: both })
      .then(seated(both, SAFE_AT_HOME, 'vt'));
    const municipalities = [{ ...hoogeveen, consultation: [LOCAL, YOUTH, SAFE_AT_HOME] }];
    given(...running)
      .when(answer('present'), { by: both, in: regionWith({ municipalities }) })
      .then(seated(both, LOCAL, 'gemeente'));
  });

  it('counts for the organisation, without any call', () => {
    const meeting = latest(...running, joined(vera));
    const vt = meeting.called.at(-1);
    assert.deepEqual(vt, { ...seatOf(vera), calls: [], answer: { kind: 'present', at: minute(2) } });
    assert.equal(attendanceOf(meeting, 'vt'), 'present');
  });

  it('is answered like any other seat from then on', () => {
    given(...running, joined(vera))
      .when(answer('present'), { by: vera })
      .refused({ code: 'alreadyDone' });
    given(...running, joined(vera))
      .when(answer('declined'), { by: vera })
      .then(gave(vera, 'declined'));
    const seats = latest(...running, joined(vera), called([vera], 'next', minute(10))).called;
    assert.equal(seats.filter(({ who }) => who.id === 'vera').length, 1, 'a call goes to the seat they have');
  });

  it('is not for whoever has no role that consults, nor to say no', () => {
    for (const by of [anna, mia, bram])
      given(...running)
        .when(answer('present'), { by })
        .refused({ code: 'notCalled' });
    for (const by of [vera, lars, yara, anna])
      given(...running)
        .when(answer('declined'), { by })
        .refused({ code: 'notCalled' });
    given(...running)
      .when(answer('present'), { by: sanne })
      .refused({ code: 'notAllowed', command: 'AnswerCall' });
  });

  it('needs an organisation for the role', () => {
    const { [YOUTH]: _none, ...roles } = region.roles;
    given(...running)
      .when(answer('present'), { by: yara, in: regionWith({ roles }) })
      .refused({ code: 'notCalled' });
  });
});
