import { CASE, CASE_SCHEMA } from '../../src/case/document.ts';
import { ROSTER, ROSTER_SCHEMA } from '../../src/roster/document.ts';
import { DIRECTORY, DIRECTORY_SCHEMA } from '../../src/directory/document.ts';
import type { StoredDocument } from '../../src/store/port.ts';

/** The newest version of each kind of document that this program knows; 1 of the others. */
const NEWEST: Readonly<Record<string, number>> = {
  [CASE]: CASE_SCHEMA,
  [ROSTER]: ROSTER_SCHEMA,
  [DIRECTORY]: DIRECTORY_SCHEMA,
};

/** Whether a newer program wrote this document: this one could only leave it lying. */
export const isNewer = ({ kind, schema }: StoredDocument): boolean => schema > (NEWEST[kind] ?? 1);
