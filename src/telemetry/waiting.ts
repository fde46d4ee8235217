import { type Duration, type Instant, MINUTE, SECOND } from '../core/time.ts';

/** Above the longest pause between two tries (`LONGEST_RETRY` in `outbox/tries.ts`, with its spread), below any alarm. */
const OUT_OF_SIGHT: Duration = 8 * MINUTE;

/*
 * How old the oldest message is that was saved but not sent. Known from the documents as they are read and saved on their
 * way: nobody looks through the open cases for it. A replica that left a message to another may never see it go, so a document
 * that was not seen for longer than the longest pause between two tries counts no more: whoever tries sees it each time.
 */

/** As any document keeps its messages. */
export interface Message {
  id: number;
  tries: number;
  nextTryAt: Instant;
}

interface Waiting<O> {
  since: Instant;
  origin: O | undefined;
}

interface Kept<O> {
  about: string | undefined;
  messages: Map<number, Waiting<O>>;
  seenAt: Instant;
}

export interface WaitingParts {
  clock: () => Instant;
}

/** @typeParam O what is remembered of the save that made a message */
export interface WaitingMessages<O> {
  /**
   * The messages of a document as it was read or saved.
   *
   * @param about what else is known of the document, for whoever asks for a message
   * @param changedAt of the newest line of its log
   * @param origin of the save that it comes from; absent when it was read
   */
  saw(
    id: string,
    seen: { outbox: readonly Message[]; about?: string; changedAt?: Instant },
    origin?: O,
  ): void;
  of(id: string, message: number): { about?: string; origin?: O };
  /** Seconds; 0 when nothing waits. */
  age(): number;
}

export const waitingMessages = <O>({ clock }: WaitingParts): WaitingMessages<O> => {
  const documents = new Map<string, Kept<O>>();
  return {
    saw: (id, { outbox, about, changedAt }, origin) => {
      if (outbox.length === 0) {
        documents.delete(id);
        return;
      }
      const known = documents.get(id)?.messages;
      const messages = new Map(
        outbox.map((message) => [
          message.id,
          known?.get(message.id) ?? { since: sinceOf(message, changedAt), origin },
        ]),
      );
      documents.set(id, { about, messages, seenAt: clock() });
    },
    of: (id, message) => {
      const { about, messages } = documents.get(id) ?? {};
      const origin = messages?.get(message)?.origin;
      return { ...(about !== undefined && { about }), ...(origin !== undefined && { origin }) };
    },
    age: () => {
      const now = clock();
      let oldest = now;
      for (const [id, { messages, seenAt }] of documents) {
        if (now - seenAt > OUT_OF_SIGHT) documents.delete(id);
        else for (const { since } of messages.values()) oldest = Math.min(oldest, since);
      }
      return (now - oldest) / SECOND;
    },
  };
};

/**
 * Since when a message waits that is seen for the first time. A new one has to go at the moment it was made, or later on
 * purpose. One that was tried before, by this program before it was started again, was made no later than the newest line of
 * the log: it may be older than that, never younger.
 */
const sinceOf = ({ tries, nextTryAt }: Message, changedAt: Instant | undefined): Instant =>
  tries === 0 ? nextTryAt : Math.min(nextTryAt, changedAt ?? nextTryAt);
