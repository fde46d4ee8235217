/** Nine digits in a row could be a BSN, ten that begin with a nought a telephone number: those are never passed over. */
const NO_PERSON = String.raw`(?!\d{9}(?!\d)|0\d{9}(?!\d))`;

/** Numbers of an incident or a document: of ours, of the police, of a formal report, of Entra. */
const REFERENCES = [
  String.raw`(?<![\p{L}\d])[A-Z]{3}-20\d{2}-\d{4,6}(?!\d)`,
  String.raw`(?<![\p{L}\d])PL ?\d{4}[- ]?20\d{8}(?:-\d{1,2})?(?!\d)`,
  String.raw`(?<![\d+])20\d{8}(?:-\d{1,2})?(?!\d)`,
  String.raw`(?<![\p{L}\d])(?:CORV|VTD?|ZM)[- ]?${NO_PERSON}\d{4,14}(?:-${NO_PERSON}\d{1,10})?(?!\d)`,
  String.raw`(?<![\p{L}\d])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}`,
];
const REFERENCE = new RegExp(REFERENCES.join('|'), 'giu');

/** The text with every reference struck out, at the same length. */
export const withoutReferences = (text: string): string =>
  text.replaceAll(REFERENCE, (reference) => '#'.repeat(reference.length));
