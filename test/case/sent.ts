/** What a document has to send after the last events of a history. */
import assert from 'node:assert/strict';
import type { LoggedEvent } from '../../src/case/events.ts';
import type { CallCard, OutgoingMessage } from '../../src/case/messages.ts';
import { messagesFor } from '../../src/case/outgoing.ts';
import { followedAfter } from './given.ts';
import { announced, hour } from './history.ts';

/** When it has to be sent. */
export const AT = hour(6);

/** How many messages there were before. */
const BEFORE = 40;
/** The first message after the redraw of the case card. */
export const FIRST = BEFORE + 1;

interface Before {
  history?: readonly LoggedEvent[];
  outbox?: readonly OutgoingMessage[];
  callCards?: readonly CallCard[];
}

/** What is sent, but the redraw of the case card that always comes first. */
export const sentFor = (
  events: readonly LoggedEvent[],
  { history = announced(), outbox = [], callCards = [] }: Before = {},
): readonly OutgoingMessage[] => {
  const sent = messagesFor(
    events.map(({ event }) => event),
    { outbox, messages: BEFORE, callCards },
    followedAfter(history, events),
    AT,
  );
  const fresh = sent.outbox.filter(({ id }) => id >= BEFORE);
  assert.equal(sent.messages, BEFORE + fresh.length);
  assert.equal(fresh[0]?.kind, 'card');
  return sent.outbox.filter(({ kind }) => kind !== 'card');
};
