import { type Finding, overlaps, spansOf } from './finding.ts';

const AT = String.raw`(?: ?@ ?| ?[(\[]at[)\]] ?| at | apenstaartje )`;
const DOT = String.raw`(?:\.| (?:punt|dot) | ?[(\[](?:punt|dot)[)\]] ?)`;
const LABEL = String.raw`[\p{L}\d](?:[\p{L}\d-]{0,62})`;
/** Every part is bounded, so that no text takes long. */
const EMAIL = new RegExp(String.raw`[\p{L}\d._%+-]{1,64}${AT}${LABEL}(?:${DOT}${LABEL}){1,4}`, 'giu');

export const findEmails = (text: string): readonly Finding[] =>
  spansOf(text, EMAIL).map((span) => ({ kind: 'email', ...span }));

/** SA, SD and SS are never given out. */
const POSTCODE = /(?<![\p{L}\d.,:/+-])[1-9]\d{3}(?: {0,2}|-)(?!s[ads])[a-z]{2}(?![\p{L}\d])/giu;
/** After four digits, which may be a year or a time: words, units and names of services of two letters. */
const NO_LETTERS = new Set(
  `aa al af as bv ca cm da de do dr eh en er et ex ga ge ha he hr ik in is ja je jr ka kg km ll lt ma me mg ml mm
  mr mw na ne nl nm nr nu of om op pk pl pm re st te tm uw uu va vk vo vr vt we wo ze zm zo za ma di wo`.split(
    /\s+/,
  ),
);
const WORDS = new Set('al de dr en er ik in is ja na nu of om op te vt we zo'.split(' '));
const UNITS = new Set('ge gr ha kg km lt mg ml mm cm nm uu jr'.split(' '));
const NUMBER_AFTER =
  /^[ ,]{0,2}[\p{L}' ]{0,30}?[ ,-]{0,3}(?:(?:huis)?n(?:umme)?r\.? ?)?\d{1,4}(?![\d:]|[.-]\d)/iu;
const NUMBER_BEFORE = /(?<![\d:.-])\d{1,4} ?-?[a-z]?(?:[ -][a-z\d]{1,3})?[ ,]{1,3}$/iu;
const SAYS_POSTCODE = /(?:postcode|adres|woont|pc)\P{L}{0,3}$/iu;

/** A postcode with a house number; in capitals also by itself, because a few houses share one. */
const findPostcodes = (text: string): readonly Finding[] =>
  spansOf(text, POSTCODE).flatMap(({ from, to }): readonly Finding[] => {
    const letters = text.slice(to - 2, to);
    const after = NUMBER_AFTER.exec(text.slice(to, to + 50));
    const ahead = text.slice(Math.max(0, from - 20), from);
    const number = NUMBER_BEFORE.exec(ahead);
    const isSaid = SAYS_POSTCODE.test(ahead);
    const key = letters.toLowerCase();
    const hasNumber = after !== null || number !== null;
    const isCapital = letters === letters.toUpperCase();
    const isGlued = to - from === 6;
    const isSure = isSaid || (isGlued && !UNITS.has(key)) || (isCapital && hasNumber && !WORDS.has(key));
    if (NO_LETTERS.has(key) && !isSure && !after?.[0].includes('n')) return [];
    if (!isCapital && !isSaid && !hasNumber) return [];
    return [{ kind: 'address', from: from - (number?.[0].length ?? 0), to: to + (after?.[0].length ?? 0) }];
  });

const STREETS =
  'straat|straatje|str|weg|laan|plein|dijk|kade|singel|gracht|steeg|dreef|plantsoen|hof|park|pad|brink|wijk|erf|vaart|allee|kanaal|boulevard';
/** Ends like a street, and is none. */
const NO_STREET =
  /^(?:onderweg|snelweg|autoweg|halfweg|vanweg|voorweg|uitweg|omweg|rondweg|terugweg|heenweg|politiewijk|woonwijk|gerechtshof|jachthof|fietspad|voetpad|levenspad|scheepvaart|luchtvaart|tv-kanaal)$/iu;
const STREET = new RegExp(
  String.raw`(?<![\p{L}'-])([\p{L}'-]{2,40}(?:${STREETS})\.?)(?:[ ,:\n]{0,2}(?:(?:huis)?n(?:umme)?r|no)\.?)?[ ,:\n]{0,2}\d{1,4}(?![\d:%]|[./-]\d| ?(?:uur|min|jaar|dag|week|weken|kind|keer|x\b))`,
  'giu',
);

const findStreets = (text: string): readonly Finding[] =>
  [...text.matchAll(STREET)]
    .filter(({ 1: street = '' }) => !NO_STREET.test(street))
    .map(({ 0: found, index }) => ({ kind: 'address', from: index, to: index + found.length }));

/** Where somebody lives: a postcode with a number, or a street with a number. */
export const findAddresses = (text: string): readonly Finding[] => {
  const streets = findStreets(text);
  return [
    ...streets,
    ...findPostcodes(text).filter((one) => !streets.some((street) => overlaps(one, street))),
  ];
};
