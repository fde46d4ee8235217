import { z } from 'zod';
import { type Break, broken } from './breaks.ts';
import { type Part, holds } from './connections.ts';
import { keptIdOf } from './kinds.ts';

/*
 * The ends of all logs at a moment, to be kept where nobody who can write in the database can write. What stood then must still
 * stand: so a whole older database that was put back is found, which no seal can show.
 */

const FORMAT = 'eerder-erbij-heads';

export const headsSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  /** `2026-11-22T15:30:00.000Z` */
  at: z.iso.datetime(),
  /** Of each log, by the id of its document: how many lines there were, and the hash of the last. */
  logs: z.record(z.string(), z.object({ lines: z.int(), end: z.string() })),
  /** How far each counter of case numbers was. */
  counters: z.record(z.string(), z.int()),
});
export type Heads = z.infer<typeof headsSchema>;

/** @param at ISO 8601, UTC */
export const headsOf = (
  parts: readonly Part[],
  counters: ReadonlyMap<string, number>,
  at: string,
): Heads => ({
  format: FORMAT,
  version: 1,
  at,
  logs: Object.fromEntries(
    parts.filter(({ id, of }) => id === of).map(({ id, lines, end }) => [id, { lines, end }]),
  ),
  counters: Object.fromEntries(counters),
});

/**
 * Looks, while documents come by, whether what was written down still stands in them.
 */
export interface Since {
  /** @param part with the hashes of all its lines */
  see(part: Part): void;
  /** @param forgotten ids of cases whose log is kept without content */
  breaks(counters: ReadonlyMap<string, number>, forgotten: ReadonlySet<string>): readonly Break[];
}

export const since = ({ logs, counters: before }: Heads): Since => {
  const standing = new Set<string>();
  const changed: Break[] = [];
  /** How far each log reaches now. */
  const reach = new Map<string, number>();

  const see = (part: Part): void => {
    const { of, moved, lines } = part;
    reach.set(of, Math.max(reach.get(of) ?? 0, lines));
    const head = Object.hasOwn(logs, of) ? logs[of] : undefined;
    if (!head || head.lines < moved || head.lines > lines || standing.has(of)) return;
    const isThere = head.lines === moved ? part.before === head.end : holds(part, head.lines, head.end);
    standing.add(of);
    if (!isThere) changed.push(broken(part, 'changed', head.lines));
  };

  const lost = (forgotten: ReadonlySet<string>): readonly Break[] =>
    Object.entries(logs)
      .filter(([id]) => !standing.has(id))
      // Its lines are others now, that say less; there must be as many.
      .filter(([id, { lines }]) => !forgotten.has(id) || (reach.get(keptIdOf(id)) ?? 0) < lines)
      .map(([id, { lines }]) => broken({ id }, reach.has(id) ? 'shorter' : 'gone', lines));

  return {
    see,
    breaks: (counters, forgotten) => [
      ...changed,
      ...lost(forgotten),
      ...Object.entries(before)
        .filter(([id, last]) => (counters.get(id) ?? 0) < last)
        .map(([id]) => broken({ id }, 'countersLower')),
    ],
  };
};
