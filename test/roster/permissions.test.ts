import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import type { RosterCommand, RosterCommandType } from '../../src/roster/commands.ts';
import { may } from '../../src/roster/permissions.ts';
import { ADULT, anna, arie, bram, hoogeveen, mia, olga, person, petra, sanne } from '../case/region.ts';
import { MONDAY, given } from './given.ts';
import { absence, rosterOf } from './rosters.ts';
import { saturday } from './scenarios.ts';

/** Everything below is about Anna. */
const PEOPLE = {
  anna,
  colleague: arie,
  police: olga,
  manager: mia,
  board: bram,
  planner: petra,
  nothing: person('Niels', []),
  elsewhere: sanne,
} as const;
type Name = keyof typeof PEOPLE;

const about = { person: whoIs(anna), role: ADULT, ...saturday };
const COMMANDS: { readonly [T in RosterCommandType]: Extract<RosterCommand, { type: T }> } = {
  AddShift: { type: 'AddShift', ...about, replaces: false },
  AddPattern: {
    type: 'AddPattern',
    ...about,
    weekday: 6,
    from: 600,
    to: 1080,
    every: 1,
    since: '2026-11-28',
  },
  RemoveEntry: { type: 'RemoveEntry', entry: 'absence-Anna' },
  MarkAbsent: { type: 'MarkAbsent', person: whoIs(anna), ...saturday },
  AskSwap: { type: 'AskSwap', role: ADULT, of: whoIs(anna), with: whoIs(arie), ...saturday },
  AnswerSwap: { type: 'AnswerSwap', swap: 'swap', accepted: true },
  FillGap: { type: 'FillGap', gap: 'gap', person: whoIs(anna) },
  ImportShifts: { type: 'ImportShifts', shifts: [], cancelled: [], series: [] },
  TestReach: { type: 'TestReach' },
  ProveReach: { type: 'ProveReach' },
};

const everybodyHere = ['anna', 'colleague', 'police', 'manager', 'board', 'planner'] as const;

const MAY: Readonly<Record<RosterCommandType, readonly Name[]>> = {
  AddShift: ['planner'],
  AddPattern: ['planner'],
  RemoveEntry: ['anna', 'planner'],
  MarkAbsent: ['anna', 'planner'],
  AskSwap: ['anna', 'planner'],
  // Of one swap: only whoever was asked, see `decide-swaps.test.ts`.
  AnswerSwap: everybodyHere,
  FillGap: ['anna', 'manager', 'planner'],
  ImportShifts: ['planner'],
  TestReach: ['planner'],
  // Whoever was tested, see `decide.test.ts`.
  ProveReach: everybodyHere,
};

describe('Who may do what with a roster', () => {
  const state = rosterOf(absence(anna, saturday));

  for (const type of Object.keys(MAY) as RosterCommandType[]) {
    it(`${type}: ${MAY[type].join(', ')}`, () => {
      const allowed = (Object.keys(PEOPLE) as Name[]).filter((name) =>
        may(COMMANDS[type], { actor: PEOPLE[name], municipality: hoogeveen, state }),
      );
      assert.deepEqual(new Set(allowed), new Set(MAY[type]));
    });
  }

  it('does not let people remove a duty, only their own absence', () => {
    const shifts = [{ id: 'shift', person: whoIs(anna), role: ADULT, ...saturday }];
    given({ shifts })
      .when({ type: 'RemoveEntry', entry: 'shift' }, { by: anna, at: MONDAY })
      .refused({ code: 'notAllowed', command: 'RemoveEntry' });
  });

  it('tells the account of another tenant with the same object id apart', () => {
    const stranger = { ...anna, tenant: 'other-tenant' };
    const asking = { actor: stranger, municipality: hoogeveen, state };
    for (const type of ['RemoveEntry', 'MarkAbsent', 'AskSwap', 'FillGap'] as const)
      assert.equal(may(COMMANDS[type], asking), false, type);
  });

  it('is asked before anything else, so that nobody learns of a roster of others', () => {
    given().when(COMMANDS.FillGap, { by: sanne }).refused({ code: 'notAllowed', command: 'FillGap' });
    given().when(COMMANDS.AnswerSwap, { by: sanne }).refused({ code: 'notAllowed', command: 'AnswerSwap' });
  });
});
