import assert from 'node:assert/strict';
import { attendanceOf } from '../../src/case/consultation.ts';
import type { CallAnswer } from '../../src/case/vocabulary.ts';
import { MANAGER, POLICE, type Person, SAFE_AT_HOME } from '../../src/core/region.ts';
import { whoIs } from '../../src/core/actor.ts';
import { type History, followedAfter, given } from './given.ts';
import { announced, minute } from './history.ts';
import { called, convened, joined, seatOf } from './meetings.ts';
import {
  ADULT,
  BOARD,
  LOCAL,
  YOUTH,
  anna,
  bram,
  lars,
  mia,
  olga,
  otto,
  person,
  petra,
  region,
  regionOf,
  regionWith,
  sanne,
  vera,
  yara,
} from './region.ts';

const answer = (kind: CallAnswer) => ({ type: 'AnswerCall', answer: kind }) as const;
const gave = (by: Person, kind: CallAnswer) =>
  ({ type: 'CallAnswered', who: whoIs(by), answer: kind }) as const;

const latest = (...history: History) => {
  const meeting = followedAfter(...history).meetings.at(-1);
  assert.ok(meeting, 'there is no consultation');
  return meeting;
};

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
    given(...running)
      .when(answer('present'), { by: both, in: regionOf({ consultation: [LOCAL, YOUTH, SAFE_AT_HOME] }) })
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

  it('is for visitors, on-call roles and managers of an organisation that consults, in the role that makes them so', () => {
    given(...running)
      .when(answer('present'), { by: anna })
      .then(seated(anna, ADULT, 'welzijn'));
    given(...running)
      .when(answer('coming'), { by: mia })
      .then(seated(mia, MANAGER, 'welzijn', 'coming'));
    const nurse = person('Nel', ['ggz']);
    const rota = regionOf({ onCall: ['ggz'] });
    given(...running)
      .when(answer('coming'), { by: nurse, in: { ...rota, roles: { ...rota.roles, ggz: 'welzijn' } } })
      .then(seated(nurse, 'ggz', 'welzijn', 'coming'));
    const both = person('Bo', [ADULT, YOUTH]);
    given(...running)
      .when(answer('present'), { by: both })
      .then(seated(both, YOUTH, 'welzijn'));
  });

  it('is not for whoever plans or governs, also of an organisation that consults', () => {
    for (const by of [bram, petra])
      for (const kind of ['coming', 'present'] as const)
        given(...running)
          .when(answer(kind), { by })
          .refused({ code: 'notCalled' });
  });

  it('is not for somebody of another organisation, nor from another municipality', () => {
    const withoutCouncil = regionOf({ consultation: [POLICE, SAFE_AT_HOME, YOUTH] });
    for (const by of [lars, bram, petra])
      given(...running)
        .when(answer('present'), { by, in: withoutCouncil })
        .refused({ code: 'notCalled' });
    const councilToo = person('Bo', [BOARD, ADULT]);
    given(...running)
      .when(answer('present'), { by: councilToo, in: withoutCouncil })
      .then(seated(councilToo, ADULT, 'welzijn'));
    given(...running)
      .when(answer('present'), { by: sanne })
      .refused({ code: 'notAllowed', command: 'AnswerCall' });
  });

  it('is no way to say no: nobody asked', () => {
    for (const by of [vera, lars, yara, anna])
      given(...running)
        .when(answer('declined'), { by })
        .refused({ code: 'notCalled' });
  });

  it('needs an organisation for the role', () => {
    const { [YOUTH]: _none, ...roles } = region.roles;
    given(...running)
      .when(answer('present'), { by: yara, in: regionWith({ roles }) })
      .refused({ code: 'notCalled' });
  });
});
