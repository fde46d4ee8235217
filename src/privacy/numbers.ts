import type { Finding, Span } from './finding.ts';

/** Digits in a row, and what stands between them and the digits before. */
interface Group extends Span {
  digits: string;
  gap: string;
}

/** What people put between the digits of one number. */
const WITHIN_A_NUMBER = /^[ \n.,:_\-/()]{1,4}$/;
/** No telephone number is longer (E.164), and none is written in more pieces than digits. */
const MOST_DIGITS = 15;
/** Nor is any shorter: a BSN of before 2007 without its nought. */
const FEWEST_DIGITS = 8;

const groupsIn = (text: string): readonly Group[] => {
  let end = 0;
  return [...text.matchAll(/\d+/g)].map(({ 0: digits, index }) => {
    const group = { digits, gap: text.slice(end, index), from: index, to: index + digits.length };
    end = group.to;
    return group;
  });
};

/** A number as it may be meant: one group or more of them, in a row. */
type Candidate = readonly [Group, ...Group[]];

const digitsOf = (groups: Candidate): string => groups.map(({ digits }) => digits).join('');

/** Every number that may begin at a group and is long enough to be one, shortest first. */
function* candidatesAt(groups: readonly Group[], start: number): Generator<Candidate> {
  let length = 0;
  for (let end = start; end < groups.length; end += 1) {
    const group = groups[end];
    length += group?.digits.length ?? 0;
    if (!group || length > MOST_DIGITS || (end > start && !WITHIN_A_NUMBER.test(group.gap))) return;
    const [first, ...rest] = length < FEWEST_DIGITS ? [] : groups.slice(start, end + 1);
    if (first) yield [first, ...rest];
  }
}

const before = (text: string, { from }: Span, characters: number): string =>
  text.slice(Math.max(0, from - characters), from);

/** The eleven test of a BSN. */
export const passesElevenTest = (digits: string): boolean => {
  if (!/^\d{9}$/.test(digits) || /^0{9}$/.test(digits)) return false;
  const weighed = Array.from(digits, (digit, index) => Number(digit) * (index === 8 ? -1 : 9 - index));
  return weighed.reduce((sum, one) => sum + one, 0) % 11 === 0;
};

const SAYS_BSN = /(?:bsn|burger ?service|sofi)[^\d]{0,20}$/i;
/** How nine digits are grouped by whoever writes a BSN. Other groups are more often dates and times. */
const BSN_SHAPES = new Set(['9', '333', '423', '324', '54', '45', '234', '63', '36', '111111111']);

/** A number that is called a BSN is one, also with a digit typed wrong or the first nought left out. */
const isBsn = (text: string, groups: Candidate): boolean => {
  const digits = digitsOf(groups);
  if (SAYS_BSN.test(before(text, groups[0], 40))) return digits.length === 8 || digits.length === 9;
  const shape = groups.map(({ digits: { length } }) => length).join('');
  const marks = new Set(groups.slice(1).map(({ gap }) => gap));
  return BSN_SHAPES.has(shape) && marks.size < 2 && passesElevenTest(digits);
};

/** 0800, 0900 and 088 are of organisations. */
const NATIONAL = /^0(?:[1-7]\d{8}|85\d{7})$/;
const ABROAD_TO_HERE = /^(?:00)?310?(?:[1-7]\d{8}|85\d{7})$/;
const FOREIGN = /^00(?!31)[1-9]\d{8,12}$/;
const SAYS_PHONE = /(?:tel|mob|bel|nummer|nr|app)\p{L}{0,10}[^\d\p{L}]{0,4}$/iu;

const isDateFirst = ([day, month, year, hour, minute]: readonly Group[]): boolean => {
  if (!day || !month || !year || day.digits.length > 2 || month.digits.length > 2) return false;
  if (/^(?:19|20)\d{2}$/.test(year.digits)) return true;
  // 06-11-26 14.30 is a moment, 06-11 26 14 30 and 06 11 26 14 30 are not.
  const isOneDate = month.gap === year.gap && hour?.gap !== year.gap;
  return isOneDate && year.digits.length === 2 && minute !== undefined;
};

/** Of 19.06.1987 8144 the last three groups. */
const isDateInside = (text: string, [month, year]: Candidate): boolean =>
  /\d[-/.]$/.test(before(text, month, 2)) &&
  month.digits.length < 3 &&
  /^(?:19|20)\d{2}$/.test(year?.digits ?? '');

/** An area code stands by itself, and is of three or four digits. */
const isAreaFirst = ([{ digits }]: Candidate): boolean => [3, 4].includes(digits.length) || digits.length > 5;

const isPhone = (text: string, groups: Candidate): boolean => {
  const digits = digitsOf(groups);
  const hint = before(text, groups[0], 16);
  if (/\+[( ]{0,2}$/.test(hint)) return ABROAD_TO_HERE.test(digits) || /^(?!31)[1-9]\d{7,14}$/.test(digits);
  if (isDateFirst(groups) || isDateInside(text, groups)) return false;
  if (NATIONAL.test(digits)) return digits.startsWith('06') || isAreaFirst(groups);
  if (ABROAD_TO_HERE.test(digits)) return digits.startsWith('00') || digits.startsWith('316');
  return FOREIGN.test(digits) || (/^6\d{8}$/.test(digits) && SAYS_PHONE.test(hint));
};

/** BSNs and telephone numbers. */
export const findNumbers = (text: string): readonly Finding[] => {
  const groups = groupsIn(text);
  const found: Finding[] = [];
  let start = 0;
  while (start < groups.length) {
    const next = numberAt(text, groups, start);
    if (next) found.push(next.finding);
    start = next?.after ?? start + 1;
  }
  return found;
};

const numberAt = (text: string, groups: readonly Group[], start: number) => {
  for (const candidate of candidatesAt(groups, start)) {
    const isCalledBsn = SAYS_BSN.test(before(text, candidate[0], 40));
    const isNumberOfPhone = !isCalledBsn && isPhone(text, candidate);
    const kind = isNumberOfPhone ? 'phone' : isBsn(text, candidate) ? 'bsn' : undefined;
    if (kind) {
      const [{ from }] = candidate;
      const finding: Finding = { kind, from, to: candidate.at(-1)?.to ?? from };
      return { finding, after: start + candidate.length };
    }
  }
  return undefined;
};
