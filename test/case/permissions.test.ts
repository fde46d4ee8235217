import assert from 'node:assert/strict';
import type { CommandType } from '../../src/case/commands.ts';
import { may } from '../../src/case/permissions.ts';
import { followedAfter, given } from './given.ts';
import { announced, announcement, opened, raised } from './history.ts';
import {
  BOARD,
  anna,
  assen,
  bram,
  eva,
  hoogeveen,
  lars,
  mia,
  olga,
  person,
  petra,
  sanne,
  vera,
  yara,
} from './region.ts';

/** One person of each role, somebody without any, and somebody with every role in another municipality. */
const PEOPLE = {
  police: olga,
  safeAtHome: vera,
  local: lars,
  youth: yara,
  adult: anna,
  manager: mia,
  board: bram,
  planner: petra,
  nothing: person('Niels', []),
  elsewhere: sanne,
} as const;
type Role = keyof typeof PEOPLE;

const visitors = ['safeAtHome', 'local', 'youth', 'adult'] as const;
const aroundTheVisit = [...visitors, 'manager'] as const;

/** Everybody named may; everybody else may not. Veilig Thuis visits too, in the exceptional pair. */
const MAY: Readonly<Record<CommandType | 'OpenIntake', readonly Role[]>> = {
  OpenIntake: ['police'],
  Announce: ['police'],
  RecordConsultation: ['police', ...visitors],
  ClaimSlot: visitors,
  ReleaseSlot: visitors,
  PlanVisit: aroundTheVisit,
  RecordAttempt: aroundTheVisit,
  RecordSeen: aroundTheVisit,
  TellSchool: aroundTheVisit,
  GiveFeedback: aroundTheVisit,
  Escalate: ['police', ...aroundTheVisit],
  Acknowledge: ['manager'],
  CloseCase: aroundTheVisit,
};

const roles = Object.keys(PEOPLE) as Role[];

describe('Who may do what', () => {
  const state = followedAfter(announced());

  for (const command of Object.keys(MAY) as (keyof typeof MAY)[]) {
    it(`${command}: ${MAY[command].join(', ')}`, () => {
      const allowed = roles.filter((role) => may(PEOPLE[role], command, hoogeveen, state));
      assert.deepEqual(new Set(allowed), new Set(MAY[command]));
    });
  }

  it('follows the region file: who visits in one municipality is nobody in another', () => {
    const here = { ...assen, consultation: ['politie'], visit: { ...assen.visit, noChildren: ['wijkteam'] } };
    const team = person('Wim', ['wijkteam'], { municipalities: ['assen'] });
    assert.equal(may(team, 'ClaimSlot', here), true);
    assert.equal(may(team, 'ClaimSlot', hoogeveen), false);
    assert.equal(may({ ...team, municipalities: ['hoogeveen'] }, 'ClaimSlot', hoogeveen), false);
  });

  it('lets whoever was told of a risk take it up, whatever their role', () => {
    const told = followedAfter(announced(), raised('windowMissed:window@1', [bram]));
    assert.equal(may(bram, 'Acknowledge', hoogeveen, told), true);
    assert.equal(may(petra, 'Acknowledge', hoogeveen, told), false);
  });

  it('takes an account of another tenant with the same object id for another person', () => {
    const told = followedAfter(announced(), raised('windowMissed:window@1', [bram]));
    const double = person('Bram', [BOARD], { tenant: 'other-tenant' });
    assert.equal(may(double, 'Acknowledge', hoogeveen, told), false);
  });

  it('is asked before anything else, so that nobody learns the state of a case of others', () => {
    const refusal = { code: 'notAllowed', command: 'CloseCase' } as const;
    given(announced()).when({ type: 'CloseCase' }, { by: sanne }).refused(refusal);
    given(opened(eva)).when({ type: 'CloseCase' }, { by: petra }).refused(refusal);
  });

  it('takes the municipality of the announcement, not that of the officer', () => {
    given(opened(olga))
      .when({ type: 'Announce', announcement: { ...announcement, municipality: 'assen' } }, { by: olga })
      .refused({ code: 'notAllowed', command: 'Announce' });
  });
});
