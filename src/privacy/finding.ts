/** What a text may hold of a person. */
export const KINDS = ['bsn', 'phone', 'email', 'address', 'birthDate', 'name'] as const;
export type Kind = (typeof KINDS)[number];

/** Where it stands: UTF-16 positions in the text as it was given, `to` not included. Never the words themselves. */
export interface Finding {
  kind: Kind;
  from: number;
  to: number;
}

/** A stretch of text. */
export type Span = Pick<Finding, 'from' | 'to'>;

export const overlaps = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

export const spansOf = (text: string, pattern: RegExp): readonly Span[] =>
  [...text.matchAll(pattern)].map((found) => ({ from: found.index, to: found.index + found[0].length }));
