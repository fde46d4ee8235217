import { whoIs } from '../core/actor.ts';
import type { Instant } from '../core/time.ts';
import { DAY } from '../core/time.ts';
import type { ImportedShift } from '../roster/commands.ts';
import type { CalendarEvent, Illegible } from './event.ts';
import { type Expansion, type Occurrence, dueAt, expand, isRecurring } from './expansion.ts';
import type { Family } from './family.ts';
import type { Matcher } from './match.ts';
import type { Moment } from './moment.ts';
import type { CalendarFacts, Unmatched, UnmatchedReason } from './reading.ts';
import type { Budget } from './recurrence.ts';

/** What becomes of an event; every event of a file has exactly one. */
export type Outcome =
  | { kind: 'rostered'; shifts: readonly ImportedShift[] }
  | { kind: 'withdrawn'; uids: readonly string[] }
  | { kind: 'past' }
  | { kind: 'unmatched'; unmatched: Unmatched };

/** What the events of a file share. */
export interface Desk {
  readonly facts: CalendarFacts;
  readonly match: Matcher;
  /** What may still be done for this file. */
  readonly budget: Budget & { shifts: number };
}

/** By the clock on the wall: as long as a shift may be. */
const LONGEST = 14 * DAY;

const LONGEST_WORDS = 80;

/** What becomes of the events with one UID, one by one. */
export function* outcomesOf(family: Family, desk: Desk): Generator<Outcome, void, undefined> {
  const { uid, whole, exceptions, unclear, older } = family;
  if (whole) {
    const replaced = [...exceptions, ...unclear].flatMap(({ replaces }) => replaces ?? []);
    yield outcomeOf(whole, uid, replaced, desk);
  }
  for (const event of exceptions) {
    const own = event.replaces ? occurrenceUid(uid, dueAt(event.replaces, whole)) : uid;
    yield whole?.status === 'cancelled' ? withdrawn([own]) : outcomeOf(event, own, [], desk);
  }
  for (const event of older) yield unmatched('double', event);
}

export const illegibleOutcome = (event: Illegible): Outcome => unmatched(event.what, event);

const occurrenceUid = (uid: string, due: Instant): string => `${uid}/${new Date(due).toISOString()}`;

const withdrawn = (uids: readonly string[]): Outcome => ({ kind: 'withdrawn', uids });

const unmatched = (
  what: UnmatchedReason,
  { line, summary }: Pick<CalendarEvent, 'line' | 'summary'>,
  first?: Occurrence,
): Outcome => {
  const when = first && { from: first.from, to: first.to };
  return { kind: 'unmatched', unmatched: { what, words: shortened(summary), line, ...(when && { when }) } };
};

const shortened = (text: string): string => {
  const words = text.replace(/\s+/g, ' ').trim();
  if (words.length <= LONGEST_WORDS) return words;
  // Half of a character that takes two places is left off.
  return `${words.slice(0, LONGEST_WORDS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
};

const outcomeOf = (event: CalendarEvent, uid: string, replaced: readonly Moment[], desk: Desk): Outcome => {
  if (event.status === 'cancelled') return withdrawn([uid]);
  const expansion = expand(event, replaced, desk.facts, desk.budget);
  if (!expansion.ok) return unmatched(expansion.refusal, event);
  const { inside } = expansion.value;
  const [first] = inside;
  if (!first) return nothingInside(event, expansion.value);
  if (event.length.shown + event.length.elapsed > LONGEST) return unmatched('tooLong', event, first);
  if (event.status === 'uncertain') return unmatched('uncertain', event, first);
  const match = desk.match(event);
  if (!match.ok) return unmatched(match.refusal, event, first);
  if (inside.length > desk.budget.shifts) return unmatched('tooMany', event, first);
  desk.budget.shifts -= inside.length;
  const { person, role } = match.value;
  const uidOf = isRecurring(event) ? (due: Instant) => occurrenceUid(uid, due) : () => uid;
  const shifts = inside.map(({ due, from, to }) => ({
    uid: uidOf(due),
    person: whoIs(person),
    role,
    from,
    to,
  }));
  return { kind: 'rostered', shifts };
};

/** An event of which every occurrence is excluded is as good as cancelled. */
const nothingInside = (event: CalendarEvent, { past, beyond }: Expansion): Outcome => {
  if (beyond) return unmatched('beyond', event);
  return past ? { kind: 'past' } : withdrawn([]);
};
