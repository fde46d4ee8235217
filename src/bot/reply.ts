import type { OutgoingCard } from '../cards/element.ts';

/** What the bot answers in a turn, before it is put in the shape of the activity that is answered. */
export type Reply =
  /** `about` is the id of the case that it shows: what is sent about a case must be changed when that is forgotten. */
  { kind: 'card'; card: OutgoingCard; about?: string } | { kind: 'words'; words: string };

export const words = (text: string): Reply => ({ kind: 'words', words: text });

export const card = (shown: OutgoingCard): Reply => ({ kind: 'card', card: shown });

/** A card that shows a case. */
export const about = ({ id }: { id: string }, shown: OutgoingCard): Reply => ({
  kind: 'card',
  card: shown,
  about: id,
});
