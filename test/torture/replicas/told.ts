/** What Teams took, told apart by what it was about. */
import type { Instant } from '../../../src/core/time.ts';
import type { Received } from '../../support/inbox.ts';

/** What one message did for one person or place; the same twice is a duplicate. */
export interface Told {
  what: 'post' | 'call' | 'ping';
  case: string;
  /** The name of a person; of a post nobody. */
  to: string | undefined;
  /** Of a ping: one of the risks it is about. */
  risk?: string;
  at: Instant;
}

const caseIn = (text: string): string | undefined => /"case":"([^"]+)"/.exec(text)?.[1];

const risksIn = (text: string): readonly string[] => {
  const found = /"risks":(\[[^\]]*\])/.exec(text)?.[1];
  return found === undefined ? [] : (JSON.parse(found) as string[]);
};

/** Redraws are left out: a card that is drawn twice is the same card. */
export const toldIn = (received: readonly Received[]): readonly Told[] =>
  received.flatMap(({ kind, card, to, at, activity }): Told[] => {
    const text = JSON.stringify(card ?? null);
    const id = caseIn(text);
    if (id === undefined) return [];
    if (kind === 'thread') return [{ what: 'post', case: id, to: undefined, at }];
    // Somebody who cannot be written to is mentioned in the thread.
    if (kind !== 'personal') return [];
    if (activity.summary?.startsWith('Overleg') === true) return [{ what: 'call', case: id, to, at }];
    return risksIn(text).map((risk) => ({ what: 'ping', case: id, to, risk, at }));
  });
