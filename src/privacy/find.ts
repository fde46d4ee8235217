import { findBirthDates } from './dates.ts';
import { type Finding, overlaps } from './finding.ts';
import { findNames } from './names.ts';
import { findNumbers } from './numbers.ts';
import { findAddresses, findEmails } from './places.ts';
import { plainText } from './plain.ts';
import { withoutReferences } from './references.ts';
import { wordSet } from './words.ts';

/**
 * What a text holds of a person, in the order of the text: BSN, telephone numbers, e-mail, where somebody lives, dates of
 * birth, likely names. It errs towards finding: a wrong finding costs a second look, a missed one a family's safety. How
 * often it errs: docs/privacy.md. Takes time in proportion to the text.
 *
 * @param others names that are no persons: of the municipalities and the organisations of the region
 */
export const findPersonalData = (given: string, others: readonly string[] = []): readonly Finding[] => {
  const { text: seen, original } = plainText(given);
  const text = withoutReferences(seen);
  const emails = findEmails(text);
  const numbers = findNumbers(text);
  const addresses = findAddresses(text).filter(
    (one) => ![...emails, ...numbers].some((other) => overlaps(one, other)),
  );
  const elsewhere = [...emails, ...addresses];
  const names = findNames(text, wordSet(others.join(' '))).filter(
    (name) => !elsewhere.some((one) => overlaps(one, name)),
  );
  const births = findBirthDates(text, names).filter((date) => !numbers.some((one) => overlaps(one, date)));
  return [...elsewhere, ...numbers, ...births, ...names]
    .toSorted((one, other) => one.from - other.from)
    .map(({ kind, ...span }) => ({ kind, ...original(span) }));
};

export const holdsPersonalData = (text: string, others: readonly string[] = []): boolean =>
  findPersonalData(text, others).length > 0;
