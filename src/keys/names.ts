import { createHash } from 'node:crypto';

/**
 * What the key and the tombstone of a case are called in a folder or a vault. A case id may hold anything; this is the same
 * for a disk or a vault that does not tell capitals apart, and always fits.
 */
export const nameOf = (caseId: string): string => createHash('sha256').update(caseId).digest('hex');
