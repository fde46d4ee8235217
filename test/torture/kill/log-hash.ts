import { createHash } from 'node:crypto';
import type { CaseDocument } from '../../../src/case/document.ts';
import { laneOf } from '../../../src/case/lanes.ts';
import type { OutgoingMessage } from '../../../src/case/messages.ts';
import type { Lane } from './words.ts';

/** What is stored has its fields in another order than what is not yet. */
const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** The first lines of a log, in short. */
export const hashOf = (log: CaseDocument['log'], lines = log.length): string =>
  createHash('sha256')
    .update(JSON.stringify(log.slice(0, lines), sorted))
    .digest('base64url');

export const laneIn = (message: OutgoingMessage): Lane => ({
  id: message.id,
  lane: `${message.kind} ${laneOf(message)}`,
});
