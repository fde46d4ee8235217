import { isSame } from '../core/actor.ts';
import { accept, refuse } from '../core/result.ts';
import { LONGEST_SHIFT, holderOf, invalid, problemsOf } from './checks.ts';
import type { ImportedShift } from './commands.ts';
import type { RosterDecider } from './decider.ts';
import type { Shift } from './state.ts';

/**
 * Of every event in the file, what is still to come is replaced by what the file says of it. An event that changes nothing
 * is left alone, so that the same file twice is nothing the second time. What is over stays as it was.
 */
export const importShifts: RosterDecider<'ImportShifts'> = (command, state, facts) => {
  const { now, newId } = facts;
  const coming = distinct(command.shifts).filter(({ to }) => to > now);
  const found: Shift[] = [];
  for (const { uid, role, from, to, ...shift } of coming) {
    const problems = problemsOf({ from, to }, now, LONGEST_SHIFT);
    if (problems.length > 0) return refuse(invalid(problems));
    const person = holderOf(shift.person, role, facts);
    if (!person) return refuse({ code: 'notTheirRole', person: shift.person, role });
    found.push({ id: `${newId}-${found.length}`, person, role, from, to, uid });
  }
  const series = new Set(command.series);
  const ofSeries = state.shifts.flatMap(({ uid }) =>
    uid !== undefined && wholesOf(uid).some((whole) => series.has(whole)) ? [uid] : [],
  );
  const uids = new Set([...command.shifts.map(({ uid }) => uid), ...command.cancelled, ...ofSeries]);
  const known = byUid(state.shifts.filter(({ uid }) => uid !== undefined && uids.has(uid)));
  const wanted = byUid(found);
  const replaced: string[] = [];
  const shifts: Shift[] = [];
  for (const uid of uids) {
    const before = known.get(uid) ?? [];
    const after = (wanted.get(uid) ?? []).map((shift) => before.find((one) => isAlike(one, shift)) ?? shift);
    const ahead = before.filter(({ to }) => to > now);
    if (ahead.length === after.length && after.every((shift) => ahead.includes(shift))) continue;
    replaced.push(uid);
    shifts.push(...before.filter(({ to }) => to <= now), ...after);
  }
  const gone = new Set(replaced);
  const kept = state.shifts.filter(({ uid }) => uid === undefined || !gone.has(uid));
  if (kept.length + shifts.length > MOST_SHIFTS) return refuse({ code: 'tooManyShifts', most: MOST_SHIFTS });
  return accept(replaced.length === 0 ? [] : [{ type: 'ShiftsImported', shifts, replaced }]);
};

/** The events that a uid may be of: itself, or what stands before one of its slashes. */
const wholesOf = (uid: string): readonly string[] => [
  uid,
  ...[...uid.matchAll(/\//g)].map(({ index }) => uid.slice(0, index)),
];

/** A roster is one document, read with every step of a case: this is some years of shifts for one municipality. */
const MOST_SHIFTS = 3_000;

type Told = Pick<Shift, 'person' | 'role' | 'from' | 'to'>;

const isAlike = (one: Told, other: Told): boolean =>
  isSame(one.person, other.person) &&
  one.role === other.role &&
  one.from === other.from &&
  one.to === other.to;

const byUid = (shifts: readonly Shift[]): ReadonlyMap<string, readonly Shift[]> => {
  const found = new Map<string, Shift[]>();
  for (const shift of shifts) {
    const uid = shift.uid ?? '';
    const list = found.get(uid);
    if (list) list.push(shift);
    else found.set(uid, [shift]);
  }
  return found;
};

const distinct = (shifts: readonly ImportedShift[]): readonly ImportedShift[] => [
  ...new Map(
    shifts.map((shift) => [
      JSON.stringify([shift.uid, shift.role, shift.person.tenant, shift.person.id, shift.from, shift.to]),
      shift,
    ]),
  ).values(),
];
