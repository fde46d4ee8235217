import type { Period } from '../core/calendar.ts';

/** The part of a stretch inside a period: one, or none. */
export const inside = <T extends Period>(stretch: T, period: Period): readonly T[] =>
  piece(stretch, Math.max(stretch.from, period.from), Math.min(stretch.to, period.to));

/** What a period leaves of a stretch: nothing, a piece, or a piece on either side. */
export const outside = <T extends Period>(stretch: T, period: Period): readonly T[] => [
  ...piece(stretch, stretch.from, Math.min(stretch.to, period.from)),
  ...piece(stretch, Math.max(stretch.from, period.to), stretch.to),
];

/** What is left of a stretch after all of these periods. */
export const outsideAll = <T extends Period>(stretch: T, periods: readonly Period[]): readonly T[] =>
  periods.reduce<readonly T[]>((left, period) => left.flatMap((part) => outside(part, period)), [stretch]);

const piece = <T extends Period>(stretch: T, from: number, to: number): readonly T[] =>
  from < to ? [{ ...stretch, from, to }] : [];
