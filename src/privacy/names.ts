import { FIRST_NAMES, FIRST_NAMES_THAT_ARE_WORDS } from './first-names.ts';
import type { Finding } from './finding.ts';
import { isKnownWord, looksLikeAWord } from './other-words.ts';
import { SURNAMES } from './surnames.ts';
import { type Token, tokensIn } from './tokens.ts';
import { wordSet } from './words.ts';

/** After these comes a name, in whatever case it is typed. */
const TITLES =
  wordSet(`mevrouw mevr mw mej mejuffrouw meneer mijnheer dhr hr heer heren familie fam gezin dr drs mr
  heet heette heten genaamd geheten noemt naam namen achternaam voornaam roepnaam meisjesnaam alias`);
/** After these even a word with a capital is a name: "mevrouw Koning". */
const FORMS_OF_ADDRESS = wordSet('mevrouw mevr mw mej mejuffrouw meneer mijnheer dhr');
/** Before a name: "een vrouw die Fatima heet". */
const CALLED = wordSet('heet heette genaamd geheten');
/** After these often comes a name. */
const RELATIONS =
  wordSet(`vader moeder ouder zoon zoontje dochter dochtertje broer broertje broertjes zus zusje zuster kind
  kinderen jongen jongetje meisje baby peuter kleuter opa oma oom tante neef nicht partner ex echtgenoot echtgenote man
  vrouw vriend vriendin stiefvader stiefmoeder stiefzoon stiefdochter schoonvader schoonmoeder buurman buurvrouw verdachte dader
  pleger slachtoffer betrokkene getuige melder meldster bewoner bewoonster zv ex-man ex-vrouw ex-partner ex-vriend`);
const NAMING = wordSet('naam namen achternaam voornaam roepnaam meisjesnaam heet noemt');
const BETWEEN_TITLE_AND_NAME = wordSet('is zijn van zich luidt de het');
const INFIXES = wordSet(
  `van de den der het in op te ten ter tot uit bij aan onder over 't 's el al ben bin ibn abu bou ait ould da dos du del della la le las los mc st von zu`,
);
/** No words after "de", but for a surname. */
const AFTER_DE = wordSet(
  'vries bruijn graaf jong wit haan ruiter leeuw bruin groot boer koning lange wilde weerd jonge vos',
);
/** A place comes after these more often than a person. */
const PLACE_BEFORE = wordSet('in te uit nabij richting rond via omgeving regio locatie gemeente');

/** How far a name reaches at most: four first names and a long surname. */
const MOST_WORDS = 9;
const MOST_INITIALS = 5;
const CLOSE = /^[ \n]{1,2}$|^\. ?$|^,? ?$/;
const NAME_GAP = /^ {1,2}$|^\.{1} ?$|^-$/;
const CUE_GAP = /^\.?[ \n]{0,2}[:=(]? {0,2}["']?$/;

interface Word extends Token {
  isFirstName: boolean;
  isSurname: boolean;
  isInitial: boolean;
  isInfix: boolean;
}

const partsOf = (key: string): readonly string[] => (key.includes('-') ? [key, ...key.split('-')] : [key]);

const wordOf = (token: Token): Word => {
  const parts = partsOf(token.key);
  const isRare = parts.some((part) => FIRST_NAMES.has(part) && !FIRST_NAMES_THAT_ARE_WORDS.has(part));
  const isAlsoAWord = FIRST_NAMES_THAT_ARE_WORDS.has(token.key);
  return {
    ...token,
    isFirstName: isRare || (isAlsoAWord && token.shape === 'Capital' && !token.startsSentence),
    isSurname: parts.some((part) => SURNAMES.has(part)),
    isInitial: token.text.length === 1 && token.shape !== 'lower',
    isInfix: INFIXES.has(token.key),
  };
};

const isKnown = (word: Word | undefined): boolean =>
  word !== undefined && (word.isFirstName || word.isSurname);

/** With a capital, and nothing else that we know of. Capitals throughout are an abbreviation or a habit. */
const isCapital = (word: Word | undefined): boolean =>
  word?.shape === 'Capital' && word.text.length > 1 && !word.isInfix && !isKnownWord(word.key);

const isNamePart = (word: Word | undefined): boolean => isKnown(word) || isCapital(word);

/** The first word after infixes that begin at `at`, all close together. */
const afterInfixes = (words: readonly Word[], at: number): number => {
  let next = at;
  while (next < at + 3 && words[next]?.isInfix && (next === at || isClose(words[next]))) next += 1;
  return next;
};

const isClose = (word: Word | undefined): boolean => word !== undefined && NAME_GAP.test(word.gap);

/** Where a name that begins at `start` ends: the index of its last word. */
const lastOf = (words: readonly Word[], start: number): number => {
  let last = start;
  while (last + 1 < start + MOST_WORDS) {
    const next = last + 1;
    const surname = afterInfixes(words, next);
    if (!isClose(words[next]) || (surname > next && !isClose(words[surname]))) return last;
    const word = words[surname];
    // After a first name, "van den" makes a surname of any word in lower case that is not known as another.
    const isUnknown =
      surname > next && word?.shape === 'lower' && !looksLikeAWord(word.key) && word.key.length > 2;
    const isOfInfix = surname > next && (word?.shape === 'Capital' || AFTER_DE.has(word?.key ?? ''));
    if (!isNamePart(word) && !isUnknown && !isOfInfix && !word?.isInitial) return last;
    last = surname;
  }
  return last;
};

/** Said to be a name, by what stands around it. */
const isAnnounced = (words: readonly Word[], at: number): boolean => {
  const [twoBefore, before, word, next] = [words[at - 2], words[at - 1], words[at], words[at + 1]];
  if (!word || !before || !CUE_GAP.test(word.gap)) return false;
  if (before.key === 'die' && CALLED.has(next?.key ?? '') && !isKnownWord(word.key)) return true;
  const isSaid = BETWEEN_TITLE_AND_NAME.has(before.key) && NAMING.has(twoBefore?.key ?? '');
  // "een vrouw die Fatima heet uit Emmen": the name was before.
  const isOver = CALLED.has(before.key) && isNamePart(twoBefore);
  const isAfterTitle = !isOver && (TITLES.has(before.key) || (isSaid && CLOSE.test(before.gap)));
  if (FORMS_OF_ADDRESS.has(before.key) && word.shape === 'Capital') return true;
  if (isAfterTitle) return isNameable(words, at);
  const isRareWord = FIRST_NAMES_THAT_ARE_WORDS.has(word.key) && !isKnownWord(word.key);
  return RELATIONS.has(before.key) && (isNamePart(word) || isRareWord || isSurnameWithInfix(words, at));
};

/** The first word after initials that begin at `at`. */
const afterInitials = (words: readonly Word[], at: number): number => {
  let next = at;
  while (next < at + MOST_INITIALS && words[next]?.isInitial && (next === at || isClose(words[next])))
    next += 1;
  return next;
};

/** Ends like a verb or a quality: what follows a title without being a name. */
const ENDS_LIKE_MORE = /(?:[^aeiou]t|(?:aa|ee|oo|uu|ie|oe|ij|ui|eu|ou|au)t|[dt]e|[dt]en|ig|lijk|end)$/;

/** What may follow a title: also a word in any case that is not known as another, or one behind "van". */
const isNameable = (words: readonly Word[], at: number): boolean => {
  const start = afterInitials(words, at);
  const word = words[start];
  if (!word || (start > at && !isClose(word))) return false;
  if (isNamePart(word) || isSurnameWithInfix(words, start) || isAfterInfix(words, start)) return true;
  return word.key.length > 2 && !word.isInfix && !looksLikeAWord(word.key) && !ENDS_LIKE_MORE.test(word.key);
};

const STRONG_INFIXES = wordSet(`der den ten ter el al bin ibn ben 't`);

/** "van der meer", "de Vries"; not "van de politie". */
const isSurnameWithInfix = (words: readonly Word[], at: number): boolean => {
  const surname = afterInfixes(words, at);
  const word = words[surname];
  if (surname === at || !word || !isClose(word)) return false;
  if (isNamePart(word)) return !looksLikeAWord(word.key) || isKnown(word);
  if (words[surname - 1]?.key === 'de' && AFTER_DE.has(word.key)) return true;
  const isStrong = words.slice(at, surname).some(({ key }) => STRONG_INFIXES.has(key));
  return isStrong && surname - at > 1 && word.key.length > 2 && !looksLikeAWord(word.key);
};

/** After a title: "van Wijk", "de Jonge", "van der Meer", also when the last is a word. */
const isAfterInfix = (words: readonly Word[], at: number): boolean => {
  const word = words[afterInfixes(words, at)];
  if (!words[at]?.isInfix || !word || !isClose(word) || word.text.length < 3) return false;
  return word.shape === 'Capital' || !looksLikeAWord(word.key);
};

/** `J. de Vries`, `J.P. Jansen`, `J de Vries`, `j. de vries` */
const isAfterInitial = (words: readonly Word[], at: number): boolean => {
  const [word, next] = [words[at], words[at + 1]];
  if (word?.text.length !== 1 || !next) return false;
  if (word.shape === 'lower') return word.gap !== '.' && /^\. ?$/.test(next.gap) && isNameable(words, at + 1);
  const surname = words[afterInitials(words, at)];
  const hasStop = surname?.gap.startsWith('.') ?? false;
  return hasStop ? isNameable(words, at) : isSurnameWithInfix(words, at + 1) && isClose(next);
};

/** Two capitals that are nothing else we know: `Xander Kowalczyk`, `Fenna van der Wal`. */
const isPair = (words: readonly Word[], at: number): boolean => {
  const word = words[at];
  if (!word || !isCapital(word) || looksLikeAWord(word.key)) return false;
  const surname = afterInfixes(words, at + 1);
  const next = words[surname];
  const isTogether = isClose(words[at + 1]) && isClose(next) && !next?.gap.startsWith('.');
  if (!isTogether || !next) return false;
  const isStrong = words.slice(at + 1, surname).some(({ key }) => STRONG_INFIXES.has(key));
  return isStrong && next.shape === 'Capital' ? true : isNamePart(next) && !looksLikeAWord(next.key);
};

/** A capital inside a sentence, that no place or thing explains. */
const isCapitalInSentence = (words: readonly Word[], at: number): boolean => {
  const [word, before] = [words[at], words[at - 1]];
  if (!word || !isCapital(word) || word.startsSentence || looksLikeAWord(word.key)) return false;
  const isPlace = before !== undefined && PLACE_BEFORE.has(before.key);
  return word.text.length > 2 && !isPlace && /^\p{Lu}\p{Ll}/u.test(word.text);
};

/** A word of which the last letters are a name's: `Fatima's` was folded already, `jansens` is a surname itself. */
const isKnownByItself = (word: Word): boolean =>
  isKnown(word) && (!isKnownWord(word.key) || FIRST_NAMES_THAT_ARE_WORDS.has(word.key));

/** At the beginning of a sentence, where a capital says nothing: who does what only people do. */
const DOES = wordSet(
  'heeft zegt wil belt woont dreigt slaat sloeg schreeuwt drinkt gebruikt vertelt mishandelt bedreigt',
);
const isActor = (words: readonly Word[], at: number): boolean => {
  const [word, next] = [words[at], words[at + 1]];
  if (!word?.startsSentence || !isCapital(word) || looksLikeAWord(word.key)) return false;
  return DOES.has(next?.key ?? '') && isClose(next);
};

const startsName = (words: readonly Word[], at: number): boolean => {
  const word = words[at];
  if (!word) return false;
  return (
    isKnownByItself(word) ||
    isAnnounced(words, at) ||
    isAfterInitial(words, at) ||
    isPair(words, at) ||
    isCapitalInSentence(words, at) ||
    isActor(words, at) ||
    (word.key === 'van' &&
      ['der', 'den'].includes(words[at + 1]?.key ?? '') &&
      isSurnameWithInfix(words, at)) ||
    (FIRST_NAMES_THAT_ARE_WORDS.has(word.key) && isSurnameWithInfix(words, at + 1) && isClose(words[at + 1]))
  );
};

/**
 * Likely names of persons: a known name, what follows a title or "heet", initials with a surname, two capitals together,
 * a capital inside a sentence. Not what is known as something else.
 *
 * @param others names of municipalities, organisations and the like, besides those that are known to everybody
 */
export const findNames = (text: string, others: ReadonlySet<string> = new Set()): readonly Finding[] => {
  const words = tokensIn(text).map((token) =>
    others.has(token.key)
      ? { ...wordOf(token), isFirstName: false, isSurname: false, shape: 'lower' as const }
      : wordOf(token),
  );
  const found: Finding[] = [];
  let at = 0;
  while (at < words.length) {
    const word = words[at];
    const last = word && startsName(words, at) ? words[lastOf(words, at)] : undefined;
    if (word && last) found.push({ kind: 'name', from: word.from, to: last.to });
    at = last ? words.indexOf(last, at) + 1 : at + 1;
  }
  return found;
};
