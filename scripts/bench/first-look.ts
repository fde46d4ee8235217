import { setTimeout as pause } from 'node:timers/promises';
import { rosterIdOf } from '../../src/roster/document.ts';
import type { DocumentStore } from '../../src/store/port.ts';

/** In ms. */
const EVERY = 50;
const LONGEST = 120_000;

/** At its start the program looks once at every open case of a municipality. Resolves when it has; the time since, in ms. */
export const firstLook = async (
  store: Pick<DocumentStore, 'read'>,
  municipality: string,
): Promise<number> => {
  const started = performance.now();
  for (;;) {
    const stored = await store.read(rosterIdOf(municipality));
    const waited = performance.now() - started;
    if (stored && !('recheck' in stored.document && stored.document.recheck === true)) return waited;
    if (waited > LONGEST) throw new Error('the program did not look at its cases');
    await pause(EVERY);
  }
};
