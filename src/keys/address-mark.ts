import { createHmac } from 'node:crypto';
import { type Result, accept, refuse } from '../core/result.ts';
import type { AddressKey } from './port.ts';

/** What is kept of an address: who has no key cannot find the address of it, nor mark another to compare. */
export interface AddressMark {
  readonly keyId: string;
  /** 43 characters of base64url. */
  readonly mark: string;
}

/** Four digits, two letters, a house number and what comes behind it, with spaces and punctuation as people write them. */
const WRITTEN =
  /^(?<digits>[1-9]\d{3})\s*(?<letters>[A-Z]{2})[\s,]*(?<number>[1-9]\d{0,4})(?!\d)(?<addition>(?:[\s\-/.,]*[A-Z0-9])*)[\s.,]*$/u;

/** PostNL gives none out with these. */
const NO_LETTERS: ReadonlySet<string> = new Set(['SA', 'SD', 'SS']);

/** A letter and four characters in the national register (BAG), and one for whoever writes more. */
const LONGEST_ADDITION = 6;

/**
 * The marks of a postcode and a house number, under every key of the ring and the current one first. The same door has the
 * same mark, however it is written: `7901 ab 12-a` and `7901AB 12 A`. Keep all marks with a household and look for any of
 * them: then it is found whichever key was current, also while replicas still hear of a new one.
 *
 * @param written goes nowhere: keep it in no document, message or log
 * @returns a refusal when it is no address; it does not repeat what was written
 */
export const addressMarks = (
  written: string,
  keys: readonly AddressKey[],
): Result<readonly AddressMark[], 'noAddress'> => {
  const address = plainly(written);
  if (address === undefined) return refuse('noAddress');
  return accept(
    keys.map(({ id, key }) => ({
      keyId: id,
      mark: createHmac('sha256', key).update(address).digest('base64url'),
    })),
  );
};

/** `7901AB|12|A`: one way of writing. */
const plainly = (written: string): string | undefined => {
  // As typed on a phone: wide digits, long dashes.
  const text = written
    .normalize('NFKC')
    .replace(/\p{Pd}/gu, '-')
    .trim()
    .toUpperCase();
  const { digits = '', letters = '', number = '', addition = '' } = WRITTEN.exec(text)?.groups ?? {};
  const rest = addition.replace(/[^A-Z0-9]/g, '');
  if (digits === '' || NO_LETTERS.has(letters) || rest.length > LONGEST_ADDITION) return undefined;
  return `${digits}${letters}|${number}|${rest}`;
};
