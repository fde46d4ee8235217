import type { OutgoingCard } from '../cards/element.ts';

/** What the bot answers in a turn, before it is put in the shape of the activity that is answered. */
export type Reply = { kind: 'card'; card: OutgoingCard } | { kind: 'words'; words: string };

export const words = (text: string): Reply => ({ kind: 'words', words: text });

export const card = (shown: OutgoingCard): Reply => ({ kind: 'card', card: shown });
