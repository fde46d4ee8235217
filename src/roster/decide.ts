import { type Who, isSame, personOf, rolesIn, whoIs } from '../core/actor.ts';
import type { Period } from '../core/calendar.ts';
import { accept, refuse } from '../core/result.ts';
import { DAY, type Instant, localDate } from '../core/time.ts';
import {
  LONGEST_ABSENCE,
  LONGEST_SHIFT,
  holderOf,
  invalid,
  isAway,
  isCovered,
  problemsOf,
  problemsOfPattern,
} from './checks.ts';
import type { RosterCommandOf, RosterCommandType } from './commands.ts';
import { importShifts } from './decide-import.ts';
import { answerSwap, askSwap } from './decide-swaps.ts';
import type { RosterDecider, RosterDecision, RosterFacts } from './decider.ts';
import { dutiesIn } from './duty.ts';
import type { RosterEvent } from './events.ts';
import { gapsIn } from './gaps.ts';
import { may } from './permissions.ts';
import type { Gap, Pattern, RosterState } from './state.ts';
import { inside, outsideAll } from './stretches.ts';
import { takingOver } from './taking-over.ts';

export type { RosterDecision, RosterFacts } from './decider.ts';

const addShift: RosterDecider<'AddShift'> = (command, state, facts) => {
  const { role, from, to, replaces } = command;
  const problems = problemsOf({ from, to }, facts.now, LONGEST_SHIFT);
  if (problems.length > 0) return refuse(invalid(problems));
  const person = holderOf(command.person, role, facts);
  if (!person) return refuse({ code: 'notTheirRole', person: command.person, role });
  if (isAway(person, { from, to }, state)) return refuse({ code: 'absent', person });
  const isThere = (replaces ? state.overrides : state.shifts).some(
    (one) => isSame(one.person, person) && one.role === role && one.from === from && one.to === to,
  );
  if (isThere) return refuse({ code: 'alreadyThere', person });
  const entry = { id: facts.newId, person, role, from, to };
  const gaveAway = state.swaps.some(
    (swap) =>
      swap.answer?.accepted &&
      isSame(swap.of, person) &&
      swap.role === role &&
      swap.from < to &&
      from < swap.to,
  );
  // Whatever they gave away would go to the other again.
  return accept([
    replaces || gaveAway ? { type: 'OverrideAdded', override: entry } : { type: 'ShiftAdded', shift: entry },
  ]);
};

const addPattern: RosterDecider<'AddPattern'> = ({ type, ...asked }, state, facts) => {
  const problems = problemsOfPattern(asked, facts.now, facts.region.timeZone);
  if (problems.length > 0) return refuse(invalid(problems));
  const person = holderOf(asked.person, asked.role, facts);
  if (!person) return refuse({ code: 'notTheirRole', person: asked.person, role: asked.role });
  if (state.patterns.some((one) => isSame(one.person, person) && isSamePattern(one, asked)))
    return refuse({ code: 'alreadyThere', person });
  return accept([{ type: 'PatternAdded', pattern: { ...asked, id: facts.newId, person } }]);
};

const isSamePattern = (one: Omit<Pattern, 'id'>, other: Omit<Pattern, 'id'>): boolean =>
  (['role', 'weekday', 'from', 'to', 'every', 'since', 'until'] as const).every(
    (field) => one[field] === other[field],
  );

const removeEntry: RosterDecider<'RemoveEntry'> = ({ entry }, state) => {
  const { shifts, patterns, overrides, absences } = state;
  const isThere = [...shifts, ...patterns, ...overrides, ...absences].some(({ id }) => id === entry);
  return isThere ? accept([{ type: 'EntryRemoved', entry }]) : refuse({ code: 'entryGone' });
};

const markAbsent: RosterDecider<'MarkAbsent'> = ({ person: who, from, to }, state, facts) => {
  const problems = problemsOf({ from, to }, facts.now, LONGEST_ABSENCE);
  if (problems.length > 0) return refuse(invalid(problems));
  const known = personOf(facts.region, who);
  if (!known || rolesIn(known, facts.municipality.id).length === 0)
    return refuse(invalid([{ field: 'person', problem: 'notAChoice' }]));
  const person = whoIs(known);
  const isThere = state.absences.some(
    (one) => isSame(one.person, person) && one.from === from && one.to === to,
  );
  if (isThere) return refuse({ code: 'alreadyThere', person });
  return accept([{ type: 'AbsenceMarked', absence: { id: facts.newId, person, from, to } }]);
};

const fillGap: RosterDecider<'FillGap'> = (command, state, facts) => {
  const open = stillOpen(command.gap, state, facts);
  const [first] = open;
  if (!first) return refuse({ code: 'gapGone' });
  const { role } = first;
  const person = holderOf(command.person, role, facts);
  if (!person) return refuse({ code: 'notTheirRole', person: command.person, role });
  if (open.every((stretch) => isAway(person, stretch, state))) return refuse({ code: 'absent', person });
  // Whoever did not prove to be in reach leaves a gap where they are on duty; once more does not close it.
  const theirs = (stretch: Gap) =>
    dutiesIn(state, role, stretch, facts.region.timeZone).filter((duty) => isSame(duty.person, person));
  if (open.every((stretch) => isCovered(stretch, theirs(stretch))))
    return refuse({ code: 'alreadyThere', person });
  return accept(open.flatMap((stretch) => placed(person, stretch, state)).map(numbered(facts.newId)));
};

/** What is open now of a gap that was found before: it may have been filled in part. */
const stillOpen = (
  id: string,
  state: RosterState,
  { now, municipality, region, days }: RosterFacts,
): readonly Gap[] => {
  const known = state.gaps.find((gap) => gap.id === id);
  if (!known) return [];
  const period = { from: Math.max(known.from, now), to: known.to };
  return gapsIn(state, municipality, region, days, period)
    .filter(({ role }) => role === known.role)
    .flatMap((gap) => inside(gap, period));
};

type Placed = Extract<RosterEvent, { type: 'ShiftAdded' | 'OverrideAdded' }>;

/** A shift; where an override or a swap of theirs goes before it, an override, for a shift would change nothing there. */
const placed = (
  person: Who,
  { role, from, to }: Period & Pick<Gap, 'role'>,
  { overrides, swaps }: RosterState,
): readonly Placed[] => {
  const entry = { id: '', person, role, from, to };
  // Whatever they gave away would go to the other again.
  const given = swaps.filter((swap) => swap.answer?.accepted && isSame(swap.of, person));
  const free = outsideAll(
    entry,
    [...overrides, ...given].filter((one) => one.role === role),
  );
  return [
    ...free.map((shift): Placed => ({ type: 'ShiftAdded', shift })),
    ...outsideAll(entry, free).map((override): Placed => ({ type: 'OverrideAdded', override })),
  ];
};

const numbered =
  (newId: string) =>
  (event: Placed, index: number): RosterEvent => {
    const id = `${newId}-${index}`;
    return event.type === 'ShiftAdded'
      ? { ...event, shift: { ...event.shift, id } }
      : { ...event, override: { ...event.override, id } };
  };

const testReach: RosterDecider<'TestReach'> = (_command, state, { now, region, municipality }) => {
  const isAhead = ({ to }: { to: Instant }): boolean => to > now;
  // The last duty may begin on the last day and go on into the next.
  const yesterday = localDate(now - DAY, region.timeZone);
  const named = [
    ...state.shifts.filter(isAhead).map(({ person }) => person),
    ...state.patterns
      .filter(({ until }) => until === undefined || until >= yesterday)
      .map(({ person }) => person),
    ...state.overrides.filter(isAhead).map(({ person }) => person),
    ...state.swaps.filter((swap) => swap.answer?.accepted && isAhead(swap)).map((swap) => swap.with),
  ];
  const people = region.people.filter(
    (person) => rolesIn(person, municipality.id).length > 0 && named.some((who) => isSame(who, person)),
  );
  if (people.length === 0) return refuse({ code: 'nobodyOnRoster' });
  return accept([{ type: 'ReachTested', people: people.map(whoIs) }]);
};

const proveReach: RosterDecider<'ProveReach'> = (_command, { reach }, { actor }) => {
  const isAsked = reach.some(({ person, askedAt }) => isSame(person, actor) && askedAt !== undefined);
  return isAsked ? accept([{ type: 'ReachProven', person: whoIs(actor) }]) : refuse({ code: 'notAsked' });
};

const deciders: { readonly [T in RosterCommandType]: RosterDecider<T> } = {
  AddShift: addShift,
  AddPattern: addPattern,
  RemoveEntry: removeEntry,
  MarkAbsent: markAbsent,
  AskSwap: askSwap,
  AnswerSwap: answerSwap,
  FillGap: fillGap,
  ImportShifts: importShifts,
  TestReach: testReach,
  ProveReach: proveReach,
};

/**
 * Decides one command on the roster of one municipality: the events that follow, none when it stands there already, or
 * why nothing changes. Pure.
 */
export const decide = <T extends RosterCommandType>(
  command: RosterCommandOf<T>,
  state: RosterState,
  facts: RosterFacts,
): RosterDecision => {
  const { actor, municipality } = facts;
  if (!may(command, { actor, municipality, state }))
    return refuse({ code: 'notAllowed', command: command.type });
  const decider: RosterDecider<T> = deciders[command.type];
  const decision = decider(command, state, facts);
  return decision.ok ? accept([...decision.value, ...takingOver(decision.value, state, facts)]) : decision;
};
