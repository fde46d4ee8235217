import { refusalText } from '../cards/refusal-text.ts';
import type { Refusal } from '../case/refusals.ts';
import { whoIs } from '../core/actor.ts';
import type { BotParts, Turn } from './turn.ts';

/** Whoever may not do something stands in the log with it, as the norm asks; what is only impossible now does not. */
export const logRefusal = async (
  { access }: BotParts,
  { actor }: Turn,
  refusal: { code: string; command?: string },
  about?: string,
): Promise<void> => {
  const { code, command = code } = refusal;
  if (code === 'notAllowed' || code === 'notReleased')
    await access.refused({ who: whoIs(actor), command, ...(about !== undefined && { about }) });
};

/** The sentence for a refusal, after it was logged where it must be. */
export const refusedWords = async (
  parts: BotParts,
  turn: Turn,
  refusal: Refusal,
  about?: string,
): Promise<string> => {
  await logRefusal(parts, turn, refusal, about);
  return refusalText(refusal, parts.region);
};
