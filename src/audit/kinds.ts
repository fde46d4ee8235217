import { z } from 'zod';
import { CASE } from '../case/document.ts';
import { DIRECTORY } from '../directory/document.ts';
import { ROSTER } from '../roster/document.ts';
import { ARCHIVE } from '../store/archive.ts';
import type { StoredDocument } from '../store/port.ts';
import { ACCESS } from './access.ts';

/** Documents that are never without a log; others may keep one. */
export const KEEP_A_LOG: ReadonlySet<string> = new Set([CASE, ROSTER, DIRECTORY, ARCHIVE, ACCESS]);

/** Where the log of a forgotten case is kept, without content (`forget/forget.ts`). */
export const keptIdOf = (caseId: string): string => `${ARCHIVE}/${caseId}`;

const forgottenSchema = z.object({ state: z.object({ step: z.literal('forgotten') }) });

/** Whether a document is what is left of a case. */
export const isForgotten = (document: StoredDocument): boolean =>
  document.kind === CASE && forgottenSchema.safeParse(document).success;
