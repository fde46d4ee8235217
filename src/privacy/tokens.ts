import type { Span } from './finding.ts';
import { folded } from './words.ts';

/** A word of a text, with what stands before it. */
export interface Token extends Span {
  text: string;
  key: string;
  shape: 'lower' | 'Capital' | 'UPPER';
  /** Between it and the word before. */
  gap: string;
  /** A capital says nothing here. */
  startsSentence: boolean;
}

const WORD = /\p{L}(?:\p{M}|\p{L}|['-](?=\p{L}))*/gu;
/** After these a full stop ends no sentence. */
const ABBREVIATED =
  /^(?:dhr|hr|mw|mevr|mej|fam|dr|drs|mr|ing|ir|prof|geb|tel|mob|nr|st|bijv|o|a|v|m|d|i|e|t|c|p|n|s|z|j)$/;
/** A number like 1.000 ends none; nor does the colon after a reference, which was struck out with #. */
const ENDS_A_SENTENCE = /(?<!#)[.!?:;](?=[\s"'(]|$)|[\n*•|>]|(?:^|\s)-\s?$/u;

const shapeOf = (text: string): Token['shape'] => {
  if (!/^\p{Lu}/u.test(text)) return 'lower';
  return text.length > 1 && text === text.toUpperCase() ? 'UPPER' : 'Capital';
};

/** The words of a text. */
export const tokensIn = (text: string): readonly Token[] => {
  let end = 0;
  let before = '';
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => {
    const gap = text.slice(end, index);
    const isAbbreviation = /^\. ?$/.test(gap) && ABBREVIATED.test(before);
    const startsSentence = end === 0 || (!isAbbreviation && ENDS_A_SENTENCE.test(gap));
    end = index + word.length;
    const key = folded(word).replace(/'s$/, '');
    before = key;
    return { text: word, key, shape: shapeOf(word), gap, startsSentence, from: index, to: end };
  });
};
