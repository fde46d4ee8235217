import { beginningOf, endOf } from '../core/chain.ts';
import { DAY } from '../core/time.ts';
import type { StoredDocument } from '../store/port.ts';
import { type Chain, beginningIn, linesOf } from '../store/seal.ts';
import { ACCESS, MOST_SILENT_DAYS, accessIdOf } from './access.ts';
import { type Break, broken } from './breaks.ts';

/* How parts of a log that stand in several documents hang together: archives with what is left, days with days. */

/** A part of a log, in short: a store holds more than fits in memory. */
export interface Part {
  readonly id: string;
  readonly of: string;
  /** How many lines came before it. */
  readonly moved: number;
  /** Number of its last line. */
  readonly lines: number;
  readonly before: string;
  readonly end: string;
  /** Of an access day: the day before it. */
  readonly after?: string;
  /** Of each line; only where another document may be connected to one in the middle. */
  readonly hashes?: readonly string[];
}

/** A log that is shorter was never moved in part. */
const LONG = 500;

export const partOf = (document: StoredDocument, chain: Chain): Part => {
  const { id, of = id, moved = 0, log } = chain;
  const before = beginningIn(chain);
  const isMet = document.kind === ACCESS || log.length >= LONG;
  return {
    id,
    of,
    moved,
    lines: linesOf(chain),
    before,
    end: endOf(log, before),
    ...('after' in document && typeof document.after === 'string' && { after: document.after }),
    ...(isMet && { hashes: log.map(({ hash }) => hash) }),
  };
};

/** What does not connect in the parts of all logs. */
export const unconnected = (parts: readonly Part[]): readonly Break[] => {
  const days = parts.filter(isDay);
  const logs = new Map<string, Part[]>();
  for (const part of parts) if (!isDay(part)) logs.set(part.of, [...(logs.get(part.of) ?? []), part]);
  return [...[...logs].flatMap(([of, theirs]) => unconnectedParts(of, theirs)), ...unconnectedDays(days)];
};

const isDay = ({ id }: Part): boolean => id.startsWith(`${ACCESS}/`);

/** From the first line to the last, over the archives and what is left. */
const unconnectedParts = (of: string, parts: readonly Part[]): readonly Break[] => {
  // An archive that was made and whose lines were not taken out yet begins where the document itself begins.
  const inOrder = parts.toSorted((one, other) => one.moved - other.moved || Number(one.id === of) - 1);
  const breaks: Break[] = [];
  let [lines, end] = [0, beginningOf(of)];
  for (const part of inOrder) {
    const isNext = part.moved === lines;
    const overlaps = part.id === of && part.moved < lines && holds(part, lines, end);
    if (isNext ? part.before !== end : !overlaps)
      breaks.push(broken(part, isNext ? 'archiveDiffers' : 'archiveMissing', part.moved + 1));
    [lines, end] = [part.lines, part.end];
  }
  if (!parts.some(({ id }) => id === of)) breaks.push(broken({ id: of }, 'gone', lines + 1));
  return breaks;
};

/** Whether a line of a part has this number and this hash. */
export const holds = (part: Part, line: number, hash: string): boolean => {
  if (line === part.lines) return part.end === hash;
  return part.hashes?.[line - part.moved - 1] === hash;
};

/**
 * A day follows the newest day before it, which may have got lines since: two replicas never agree on midnight. A day on which
 * nothing happened has no document; one that is named and not there was taken away.
 */
const unconnectedDays = (days: readonly Part[]): readonly Break[] => {
  const byId = new Map(days.map((day) => [day.id, day]));
  return days.flatMap((day): Break[] => {
    if (day.after === undefined) {
      const begins = day.before === beginningOf(day.id) && !daysBefore(day.id).some((id) => byId.has(id));
      return begins ? [] : [broken(day, 'dayDiffers', 1)];
    }
    const previous = byId.get(day.after);
    if (!previous) return [broken(day, 'dayMissing', 1, day.after)];
    const follows =
      previous.id < day.id && (previous.end === day.before || previous.hashes?.includes(day.before) === true);
    return follows ? [] : [broken(day, 'dayDiffers', 1, day.after)];
  });
};

const daysBefore = (id: string): readonly string[] => {
  const day = Date.parse(id.slice(ACCESS.length + 1));
  if (Number.isNaN(day)) return [];
  return Array.from({ length: MOST_SILENT_DAYS }, (_, index) => accessIdOf(day - (index + 1) * DAY));
};
