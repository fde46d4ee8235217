import type { Document } from 'yaml';
import type { z } from 'zod';
import { offsetOf } from './region-positions.ts';
import type { Problem } from './region-positions.ts';

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a whole number, such as 1',
  array: 'a list, such as [one, other]',
  object: 'a block of keys with their values',
  record: 'a block of names with their values',
};

/** Says what zod found where a value does not say it itself: missing, empty, or of another kind. */
export const inWords = (issue: z.core.$ZodRawIssue): string | undefined => {
  if (issue.code === 'invalid_type') {
    return otherKind(issue.input, issue.expected, EXPECTED[issue.expected] ?? issue.expected);
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.join(' or ');
    if (typeof issue.input !== 'string') return otherKind(issue.input, 'string', allowed);
    return `${JSON.stringify(issue.input)} is not possible here; write ${allowed}`;
  }
  if (issue.code === 'too_small') {
    return issue.origin === 'array' ? 'an empty list; name at least one' : 'empty; write text';
  }
  return undefined;
};

const otherKind = (value: unknown, expected: string, advice: string): string => {
  if (value === undefined) return `missing; write ${advice}`;
  if (value === null) return `empty; write ${advice}`;
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return `a ${typeof value} is not text; put it in quotes`;
  }
  return `not the right kind of value; write ${advice}`;
};

/** Gives a zod issue its place in the file. A wrong key is shown at the key, anything else at the value. */
export const located = (issue: z.core.$ZodIssue, document: Document.Parsed): Problem => {
  const atKey = issue.code === 'unrecognized_keys' || issue.code === 'invalid_key';
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys] : issue.path;
  return { path, offset: offsetOf(document, path, atKey ? 'key' : 'value'), message: issue.message };
};
