import { type Finding, type Span, overlaps } from './finding.ts';

const MONTHS =
  'jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
const MONTH = String.raw`(?:0?[1-9]|1[0-2])`;
const YEAR = String.raw`(?:(?:19|20)\d{2}|'?\d{2})`;

/** A day, a month and a year, as people write them; `year` is what they wrote. */
const DATE = new RegExp(
  [
    String.raw`(?<![\d:.])${DAY} ?(?<s>[-/. ]) ?${MONTH} ?\k<s> ?(?<a>${YEAR})(?![\d:])`,
    String.raw`(?<![\d:.])${DAY}(?:e|ste|de)?[ -.]{1,2}(?:${MONTHS})\.?[ -]{1,2}(?<b>${YEAR})(?![\d:])`,
    String.raw`(?<!\d)(?<c>(?:19|20)\d{2})(?<t>[-/.])(?:0[1-9]|1[0-2])\k<t>(?:0[1-9]|[12]\d|3[01])(?!\d)`,
    String.raw`(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?<d>(?:19|20)\d{2})(?!\d)`,
  ].join('|'),
  'giu',
);

const BORN = String.raw`geboren|geboorte\p{L}*|geb\.? ?dat\p{L}*|geb|g\.d\.?|gebdat|jarig|verjaar\p{L}*`;
const BORN_BEFORE = new RegExp(
  String.raw`(?<!\p{L})(?:${BORN})[^\p{L}\d]{0,4}(?:(?:is|op|in|te|de|datum|dd) ?\P{L}?|\p{Lu}\p{L}+ ?,? ?){0,3}$`,
  'iu',
);
const BORN_AFTER = new RegExp(String.raw`^\P{L}{0,3}(?:${BORN})(?!\p{L})`, 'iu');
const BORN_IN_YEAR = /(?<!\p{L})geb(?:oren|\.|oortejaar)?:? ?(?:in |uit |is )?((?:19|20)\d{2})(?![\d-])/giu;

/** A date of what happened. */
const HAPPENED =
  /(?:incident|melding|gemeld|voorval|sinds|vanaf|vorige|eerdere?|tot|d\.?d\.|op|om|dienst|overleg|bezoek|huisverbod|zitting|uitspraak|datum)\P{L}{0,3}(?:(?:van|op|was|is|dd|d\.d\.|de) ?){0,2}$/iu;
/** A person, right before it. */
const PERSON =
  /(?<!\p{L})(?:man|vrouw|vader|moeder|zoon(?:tje)?|dochter(?:tje)?|kind|jongen|meisje|baby|broer|zus(?:je)?|partner|ex|verdachte|slachtoffer|betrokkene|meneer|mevrouw|opa|oma|vriend|vriendin|pleger)[ ,:(*°]{1,4}$/iu;

/** Nobody announces an incident of years ago; whoever is named may well have been born then. */
const LAST_OLD_YEAR = 2015;
const isOld = (year: string): boolean => /^\d{4}$/.test(year) && Number(year) <= LAST_OLD_YEAR;

const yearOf = ({ groups = {} }: RegExpExecArray): string =>
  groups.a ?? groups.b ?? groups.c ?? groups.d ?? '';

const isOfBirth = (text: string, date: RegExpExecArray, names: readonly Span[]): boolean => {
  const ahead = text.slice(Math.max(0, date.index - 40), date.index);
  const to = date.index + date[0].length;
  if (BORN_BEFORE.test(ahead) || BORN_AFTER.test(text.slice(to, to + 24))) return true;
  // Eight digits in a row are more often something else.
  if (HAPPENED.test(ahead) || date.groups?.d !== undefined) return false;
  const follows = names.some((name) => overlaps({ from: date.index - 3, to: date.index }, name));
  return isOld(yearOf(date)) || follows || PERSON.test(ahead);
};

/**
 * Dates of birth: what is called one, a date of years ago, and a date that stands right behind a person.
 *
 * @param names where names were found
 */
export const findBirthDates = (text: string, names: readonly Span[]): readonly Finding[] =>
  [
    ...[...text.matchAll(DATE)].filter((date) => isOfBirth(text, date, names)),
    ...text.matchAll(BORN_IN_YEAR),
  ].map(({ 0: found, index }) => ({ kind: 'birthDate', from: index, to: index + found.length }));
