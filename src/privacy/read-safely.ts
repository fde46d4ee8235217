import { plainText } from './plain.ts';
import { withoutReferences } from './references.ts';
import { folded } from './words.ts';

/** What may be taken over from a text that holds personal data: nothing that says who. */
export interface ReadSafely {
  /** As it was given. */
  municipality?: string;
  /** 0 to 20. */
  children?: number;
  danger?: true;
  risk?: 'weapon' | 'dog' | 'aggression' | 'multiple';
  interpreter?: true;
}

const COUNTS: Readonly<Record<string, number>> = {
  geen: 0,
  zonder: 0,
  een: 1,
  twee: 2,
  drie: 3,
  vier: 4,
  vijf: 5,
  zes: 6,
  zeven: 7,
  acht: 8,
  negen: 9,
  tien: 10,
};
const SMALL = '(?:(?:kleine|jonge|minderjarige|grote|andere|oudere|inwonende|thuiswonende|eigen) ){0,2}';
const CHILDREN = new RegExp(
  String.raw`(?<![\p{L}\d.,:/-])(\d{1,2}|${Object.keys(COUNTS).join('|')}) ${SMALL}(?:kinderen|kids|kind|kindjes|kindje|kdn|kd)(?!\p{L})`,
  'gu',
);
const COUNTED_AFTER = /(?<!\p{L})(?:aantal )?(?:kinderen|kids) ?[:=] ?(\d{1,2})(?![\d:.-])/gu;
const MOST_CHILDREN = 20;

/** Undefined when nothing is said, or two things. */
const childrenIn = (text: string): number | undefined => {
  const said = [...text.matchAll(CHILDREN), ...text.matchAll(COUNTED_AFTER)].map(
    ({ 1: count = '' }) => COUNTS[count] ?? Number(count),
  );
  const [count, ...others] = new Set(said);
  return count === undefined || others.length > 0 || count > MOST_CHILDREN ? undefined : count;
};

const WEAPON = String.raw`(?:vuur)?wapens?|mes|messen|pistool|geweer|bijl|hamer|machete|honkbalknuppel|schiet\p{L}*|steekt|gestoken|steekpartij`;
const ATTACK = String.raw`agressief|agressie|agressieve|gewelddadig`;
const DOG = 'honden|hond|pitbull|vechthond|herder';
const NOW = String.raw`nu gevaar|direct gevaar|directe gevaar|acuut|acute|levensgevaar\p{L}*|dreig(?:t|de|en|end|ing|ingen)|bedreig\p{L}*|112|spoed|vermoord\p{L}*|doodmaken|dood ?maken|doodslaan|wurg\p{L}*|keel dichtgeknepen|gijzel\p{L}*|brandstich\p{L}*`;

/** Said, and not with "geen" or "niet" right before it. */
const says = (text: string, words: string): boolean =>
  new RegExp(
    String.raw`(?<![\p{L}\d])(?<!(?:geen|niet|zonder|nooit) (?:\p{L}{1,15} )?)(?:${words})(?![\p{L}\d])`,
    'u',
  ).test(text);

const riskIn = (text: string): ReadSafely['risk'] => {
  const risks = [
    says(text, WEAPON) ? ('weapon' as const) : [],
    says(text, DOG) ? ('dog' as const) : [],
    says(text, ATTACK) ? ('aggression' as const) : [],
  ].flat();
  return risks.length > 1 ? 'multiple' : risks[0];
};

const isNamed = (text: string, name: string): boolean =>
  ` ${text.replaceAll(/[^\p{L}\d]+/gu, ' ')} `.includes(` ${folded(name).replaceAll(/[^\p{L}\d]+/gu, ' ')} `);

/**
 * What the form of the pre-announcement may start with. Only closed lists and one small number come out, never words of
 * the text itself. What is unclear is left out, except danger: a word of danger counts.
 *
 * @param municipalities names of the municipalities of the region
 */
export const readSafely = (given: string, municipalities: readonly string[]): ReadSafely => {
  const text = folded(withoutReferences(plainText(given).text)).replaceAll(/\s+/g, ' ');
  const [municipality, ...others] = municipalities.filter((name) => isNamed(text, name));
  const children = childrenIn(text);
  const risk = riskIn(text);
  return {
    ...(municipality !== undefined && others.length === 0 && { municipality }),
    ...(children !== undefined && { children }),
    ...((says(text, NOW) || says(text, WEAPON)) && { danger: true }),
    ...(risk && { risk }),
    ...(says(text, String.raw`tolk\p{L}*|spreek\p{L}* (?:geen|nauwelijks|slecht) nederlands`) && {
      interpreter: true,
    }),
  };
};
