/** What came of every command, in words as short as a cell of the tables. */
import { type Outcome, yes } from './matrix.ts';
import type { Ask } from './situations.ts';

type Cells<C extends readonly string[]> = Readonly<{ [K in keyof C]: Outcome }>;
export type Rows<C extends readonly string[]> = Readonly<Record<Ask, Cells<C>>>;

export interface Table {
  columns: readonly string[];
  rows: Readonly<Record<Ask, readonly Outcome[]>>;
}

export { yes };
export const no = 'notNow';
export const sent = 'alreadySent';
export const bad = 'invalid';
export const open = 'slotsOpen';
export const none = 'noSlotHeld';
export const mine = 'alreadyClaimed';
export const full = 'slotsTaken';
export const over = 'consultationOver';
export const runs = 'consultationRunning';
export const uncalled = 'notCalled';
export const unknown = 'noHousehold';
export const already = 'alreadyDone';
export const todo = 'stillOpen';
export const needless = 'schoolNotNeeded';
export const soon = 'notLateYet';
export const gone = 'riskGone';
export const taken = 'riskTaken';
