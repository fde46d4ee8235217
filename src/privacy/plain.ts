import type { Span } from './finding.ts';

/** A text as it is read, without the tricks of characters, and the way back to the text as it was given. */
export interface PlainText {
  text: string;
  original: (span: Span) => Span;
}

/** One thing to the eye: a letter with its marks, or the space that Teams writes as an entity. */
const SEEN = /&nbsp;|.\p{M}*/gsu;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Me}]/gu;
const DASHES = /[\p{Pd}\u2212]/gu;
const QUOTES = /[\u2018\u2019\u201B\u02BC\u00B4`]/gu;
/** Every row of ten digits begins with its nought: Arabic, Persian and Indian. The others are done by NFKC. */
const NOUGHTS = [0x0660, 0x06f0, 0x0966] as const;

const asciiDigit = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  const nought = NOUGHTS.find((start) => code >= start && code < start + 10);
  return nought === undefined ? digit : String(code - nought);
};

const plainOf = (seen: string): string => {
  if (seen === '&nbsp;') return ' ';
  return seen
    .replaceAll(INVISIBLE, '')
    .normalize('NFKC')
    .replaceAll(DASHES, '-')
    .replaceAll(QUOTES, "'")
    .replaceAll(/[^\S\n]/gu, ' ')
    .replaceAll(/[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]/gu, asciiDigit);
};

/** Most of what is typed: nothing in it is other than it looks. */
const PLAIN = /^[\n\x20-\x7e]*$/;

/** Full-width and other digits, invisible characters, odd dashes and spaces: as a reader sees them. */
export const plainText = (given: string): PlainText => {
  if (PLAIN.test(given) && !given.includes('&nbsp;')) return { text: given, original: (span) => span };
  const parts: string[] = [];
  const origins: number[] = [];
  const ends: number[] = [];
  for (const { 0: seen, index } of given.matchAll(SEEN)) {
    const part = plainOf(seen);
    parts.push(part);
    for (const end of Array<number>(part.length).fill(index + seen.length)) {
      origins.push(index);
      ends.push(end);
    }
  }
  const original = ({ from, to }: Span): Span => ({
    from: origins[from] ?? given.length,
    to: ends[to - 1] ?? given.length,
  });
  return { text: parts.join(''), original };
};
