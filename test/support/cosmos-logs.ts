import type { Sizes } from '../../src/store/cosmos/pages.ts';
import type { StoredDocument } from '../../src/store/port.ts';
import { NOW, note } from '../contract/notes.ts';

/** So small that a few lines are spilled. */
export const SMALL: Sizes = { spill: 2000, page: 300, item: 8000 };

export interface Logged extends StoredDocument {
  readonly log: readonly unknown[];
  readonly text?: string;
}

const line = (number: number): unknown => ({ number, what: 'er is iets gebeurd '.repeat(1 + (number % 4)) });
export const lines = (from: number, to: number): readonly unknown[] =>
  Array.from({ length: to - from }, (_, index) => line(from + index));
export const logged = (log: readonly unknown[], rest: { text?: string } = {}): Logged => ({
  ...note('case/1', { municipality: 'heerlen', open: true, dueAt: NOW, ...rest }),
  log,
});
