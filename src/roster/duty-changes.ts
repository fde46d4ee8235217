import { type Who, isSame } from '../core/actor.ts';
import type { Period } from '../core/calendar.ts';
import type { RoleId } from '../core/region.ts';
import type { Instant, TimeZone } from '../core/time.ts';
import { type Duty, dutiesIn } from './duty.ts';
import type { RosterEvent } from './events.ts';
import type { DutyChange } from './messages.ts';
import type { Pattern, RosterState } from './state.ts';
import { outsideAll } from './stretches.ts';

/** What changed in the duties of one person. */
export interface Changed {
  person: Who;
  changes: readonly DutyChange[];
}

/** A stretch in which an event may have changed who is on duty for a role. */
interface Touched extends Period {
  role: RoleId;
}

/**
 * Who is put on duty or taken off it by these events, from now on. What counts is who is on duty before and after: an
 * override takes others off, and brings them back when it is removed. A pattern is told as it stands, for it has no end.
 * An answered swap is left out: whoever asked hears the answer, and whoever answered knows.
 */
export const dutyChanges = (
  events: readonly RosterEvent[],
  before: RosterState,
  after: RosterState,
  now: Instant,
  timeZone: TimeZone,
): readonly Changed[] => {
  const patterns = events.flatMap((event) => patternChange(event, before));
  const touched = events.flatMap((event) => touchedBy(event, before));
  const stretches = hulls(touched, now).flatMap(({ role, ...period }) =>
    changesIn(role, dutiesIn(before, role, period, timeZone), dutiesIn(after, role, period, timeZone)),
  );
  const isTold = (who: Who): boolean => patterns.some(({ person }) => isSame(person, who));
  const found = [...patterns, ...stretches.filter(({ person }) => !isTold(person))];
  const people = new Map(found.map(({ person }) => [`${person.tenant}/${person.id}`, person]));
  return [...people.values()].map((person) => ({
    person,
    changes: found.filter((one) => isSame(one.person, person)).flatMap(({ changes }) => changes),
  }));
};

const touchedBy = (event: RosterEvent, before: RosterState): readonly Touched[] => {
  switch (event.type) {
    case 'ShiftAdded':
      return [event.shift];
    case 'OverrideAdded':
      return [event.override];
    case 'AbsenceMarked':
      return inEveryRole(event.absence, before);
    case 'EntryRemoved': {
      const isIt = ({ id }: { id: string }): boolean => id === event.entry;
      const absences = before.absences.filter(isIt).flatMap((absence) => inEveryRole(absence, before));
      const swapped = before.patterns.filter(isIt).flatMap((pattern) => swappedIn(pattern, before));
      return [...[...before.shifts, ...before.overrides].filter(isIt), ...absences, ...swapped];
    }
    case 'PatternAdded':
      return swappedIn(event.pattern, before);
    case 'ShiftsImported': {
      const replaced = before.shifts.filter(({ uid }) => uid !== undefined && event.replaced.includes(uid));
      return [...replaced, ...event.shifts];
    }
    case 'SwapAsked':
    case 'SwapAnswered':
    case 'ReachTested':
    case 'ReachProven':
    case 'NoticeUndeliverable':
    case 'GapsChecked':
    case 'GapsReported':
    case 'DutyHandedOver':
      return [];
    default:
      return event satisfies never;
  }
};

const inEveryRole = (
  { from, to }: Period,
  { shifts, patterns, overrides }: RosterState,
): readonly Touched[] =>
  [...new Set([...shifts, ...patterns, ...overrides].map(({ role }) => role))].map((role) => ({
    role,
    from,
    to,
  }));

/** Where others took over duties like these. */
const swappedIn = ({ role }: Pattern, { swaps }: RosterState): readonly Touched[] =>
  swaps.filter((swap) => swap.role === role && swap.answer?.accepted);

/** Per role from the first to the last that was touched: in between, what did not change is no difference. */
const hulls = (touched: readonly Touched[], now: Instant): readonly Touched[] => {
  const found = new Map<RoleId, Touched>();
  for (const { role, from, to } of touched) {
    const known = found.get(role);
    found.set(role, {
      role,
      from: Math.max(now, Math.min(from, known?.from ?? Infinity)),
      to: Math.max(to, known?.to ?? -Infinity),
    });
  }
  return [...found.values()].filter(({ from, to }) => from < to);
};

const changesIn = (role: RoleId, before: readonly Duty[], after: readonly Duty[]): readonly Changed[] => {
  const differences = (what: 'on' | 'off', duties: readonly Duty[], others: readonly Duty[]): Changed[] =>
    duties.map((duty) => ({
      person: duty.person,
      changes: outsideAll<Period>(
        { from: duty.from, to: duty.to },
        others.filter(
          ({ person, from, to }) => from < duty.to && duty.from < to && isSame(person, duty.person),
        ),
      ).map(({ from, to }) => ({ what, role, from, to })),
    }));
  return [...differences('on', after, before), ...differences('off', before, after)].filter(
    ({ changes }) => changes.length > 0,
  );
};

const patternChange = (event: RosterEvent, before: RosterState): readonly Changed[] => {
  const told = (what: 'patternOn' | 'patternOff', pattern: Pattern): Changed => ({
    person: pattern.person,
    changes: [{ what, pattern }],
  });
  if (event.type === 'PatternAdded') return [told('patternOn', event.pattern)];
  if (event.type !== 'EntryRemoved') return [];
  return before.patterns.filter(({ id }) => id === event.entry).map((pattern) => told('patternOff', pattern));
};
