import { z } from 'zod';
import { MEETING_WAYS } from '../core/region.ts';
import { PASSED_REASONS } from './vocabulary.ts';

/** Where people meet. What the region file says (room, number, sign-in names) is looked up when it is shown. */
export const placeSchema = z.discriminatedUnion('way', [
  z.object({ way: z.literal('graph'), url: z.url(), organiser: z.string(), meeting: z.string() }),
  z.object({ way: z.literal('deep-link') }),
  z.object({ way: z.literal('standing-room') }),
  z.object({ way: z.literal('phone') }),
]);
export type Place = z.infer<typeof placeSchema>;

export const passedOverSchema = z.object({ way: z.enum(MEETING_WAYS), reason: z.enum(PASSED_REASONS) });
/** A way to meet that was not used. */
export type PassedOver = z.infer<typeof passedOverSchema>;
