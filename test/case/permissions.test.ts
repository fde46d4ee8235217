import { rolesAt } from '../support/roles.ts';
import assert from 'node:assert/strict';
import type { CommandType } from '../../src/case/commands.ts';
import { may, mayTakeUp } from '../../src/case/permissions.ts';
import type { Risk } from '../../src/case/state.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Person } from '../../src/core/region.ts';
import { mayAsk } from '../../src/core/relations.ts';
import { given } from './given.ts';
import { announced, announcement, opened } from './history.ts';
import {
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
const MAY: Readonly<Record<CommandType, readonly Role[]>> = {
  Announce: ['police'],
  StartConsultation: ['police', ...aroundTheVisit],
  // Of one consultation: whoever was called, or is of an organisation that consults; `uncalled.test.ts`.
  AnswerCall: ['police', ...visitors, 'manager', 'board', 'planner'],
  RecordConsultation: ['police', ...visitors],
  CompleteConsultation: ['police', ...visitors],
  ClaimSlot: visitors,
  ReleaseSlot: visitors,
  PlanVisit: aroundTheVisit,
  RecordAttempt: aroundTheVisit,
  RecordSeen: aroundTheVisit,
  TellSchool: aroundTheVisit,
  GiveFeedback: aroundTheVisit,
  RegisterFormalReport: ['police', 'safeAtHome', 'manager'],
  GiveLateReason: aroundTheVisit,
  Escalate: ['police', ...aroundTheVisit],
  // Of one risk: `mayTakeUp`, below.
  ResolveEscalation: ['police', ...visitors, 'manager', 'board', 'planner'],
  Acknowledge: ['police', ...visitors, 'manager', 'board', 'planner'],
  CloseCase: aroundTheVisit,
  RecordHousehold: ['safeAtHome'],
  ReleaseHousehold: ['safeAtHome'],
  // Of one case: whoever holds a place, or was told; `household.test.ts`.
  AskHousehold: ['police', ...visitors, 'manager', 'board', 'planner'],
  ViewHousehold: ['police', ...visitors, 'manager', 'board', 'planner'],
};

const roles = Object.keys(PEOPLE) as Role[];

describe('Who may do what', () => {
  for (const command of Object.keys(MAY) as (keyof typeof MAY)[]) {
    it(`${command}: ${MAY[command].join(', ')}`, () => {
      const allowed = roles.filter((role) => may(PEOPLE[role], command, hoogeveen));
      assert.deepEqual(new Set(allowed), new Set(MAY[command]));
    });
  }

  it('lets only the police open the form of a pre-announcement', () => {
    const allowed = roles.filter((role) => mayAsk(PEOPLE[role], 'OpenIntake', hoogeveen));
    assert.deepEqual(allowed, ['police']);
  });

  it('follows the region file: who visits in one municipality is nobody in another', () => {
    const here = { ...assen, consultation: ['politie'], visit: { ...assen.visit, noChildren: ['wijkteam'] } };
    const team = person('Wim', ['wijkteam'], { municipalities: ['assen'] });
    assert.equal(may(team, 'ClaimSlot', here), true);
    assert.equal(may(team, 'ClaimSlot', hoogeveen), false);
    assert.equal(may({ ...team, roles: rolesAt(['wijkteam'], 'hoogeveen') }, 'ClaimSlot', hoogeveen), false);
  });

  describe('a risk', () => {
    const risk = (...told: readonly Person[]): Risk => ({
      rule: 'windowMissed',
      about: 'window',
      rung: 0,
      at: 1,
      latest: told.map(whoIs),
      told: told.map(whoIs),
      unreached: [],
    });

    it('is taken up by whoever was told of it, whatever their role', () => {
      assert.equal(mayTakeUp(bram, risk(bram), hoogeveen), true);
      assert.equal(mayTakeUp(petra, risk(bram), hoogeveen), false);
    });

    it('is taken up by a manager, told or not', () => {
      assert.equal(mayTakeUp(mia, risk(bram), hoogeveen), true);
    });

    it('is taken up by anybody when nobody could be told', () => {
      assert.equal(mayTakeUp(petra, risk(), hoogeveen), true);
    });

    it('is not of the account of another tenant with the same object id', () => {
      assert.equal(mayTakeUp({ ...bram, tenant: 'other-tenant' }, risk(bram), hoogeveen), false);
    });
  });

  it('is asked before anything else, so that nobody learns the state of a case of others', () => {
    const refusal = { code: 'notAllowed', command: 'CloseCase' } as const;
    given(announced()).when({ type: 'CloseCase', dossier: 'safeAtHome' }, { by: sanne }).refused(refusal);
    given(opened(eva)).when({ type: 'CloseCase', dossier: 'safeAtHome' }, { by: petra }).refused(refusal);
  });

  it('takes the municipality of the announcement, not that of the officer', () => {
    given(opened(olga))
      .when({ type: 'Announce', announcement: { ...announcement, municipality: 'assen' } }, { by: olga })
      .refused({ code: 'notAllowed', command: 'Announce' });
  });
});
