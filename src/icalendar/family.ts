import type { CalendarEvent, Illegible } from './event.ts';
import { dueAt } from './expansion.ts';

/** All events of a file with one UID. */
export interface Family {
  readonly uid: string;
  /** The newest without RECURRENCE-ID: a single event, or a recurring one. */
  readonly whole?: CalendarEvent;
  /** The newest of every single occurrence that is different. */
  readonly exceptions: readonly CalendarEvent[];
  /** Single occurrences that are different, but cannot be read. */
  readonly unclear: readonly Illegible[];
  /** Older versions of the others. */
  readonly older: readonly CalendarEvent[];
}

/** Puts together what has the same UID, wherever in the file it stands; one family at a time, as they are asked for. */
export function* familiesOf(
  events: readonly CalendarEvent[],
  illegible: readonly Illegible[],
): Generator<Family, void, undefined> {
  const unclear = grouped(
    illegible.filter(({ replaces }) => replaces !== undefined),
    ({ uid }) => uid,
  );
  for (const [uid, members] of grouped(events, (event) => event.uid)) {
    yield familyOf(uid, members, unclear.get(uid) ?? []);
  }
}

const familyOf = (uid: string, members: readonly CalendarEvent[], unclear: readonly Illegible[]): Family => {
  const whole = newest(members.filter(({ replaces }) => replaces === undefined));
  const versions = grouped(
    members.filter(({ replaces }) => replaces !== undefined),
    ({ replaces }) => replaces && dueAt(replaces, whole),
  );
  const exceptions = [...versions.values()].flatMap((all) => newest(all) ?? []);
  const latest = new Set([whole, ...exceptions]);
  const older = members.filter((member) => !latest.has(member));
  return { uid, ...(whole && { whole }), exceptions, unclear, older };
};

const grouped = <T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};

/** The highest sequence number; of equals the last in the file. */
const newest = (versions: readonly CalendarEvent[]): CalendarEvent | undefined => {
  let found: CalendarEvent | undefined;
  for (const version of versions) {
    if (!found || version.sequence >= found.sequence) found = version;
  }
  return found;
};
