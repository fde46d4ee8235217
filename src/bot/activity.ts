import { z } from 'zod';
import { TEAMS_ID, isTeamsId } from './ids.ts';

const words = z.string().nullish();
const account = z.looseObject({ id: z.string().min(1), name: words, aadObjectId: words });
const mention = z.looseObject({ mentioned: account, text: words });
const entity = z
  .looseObject({ type: z.string() })
  .refine((one) => one.type.toLowerCase() !== 'mention' || mention.safeParse(one).success);

/** Every field that is used or sent back; odd types end here, before botbuilder can trip over them. */
export const activitySchema = z
  .looseObject({
    type: z.string().min(1),
    id: z.string().min(1).optional(),
    name: words,
    channelId: z.string().min(1),
    serviceUrl: z.url(),
    // Absent when only a button was pressed; the routes count on a string.
    text: words.transform((text) => text ?? ''),
    locale: words,
    // Only used to close a form for everybody: without it the rest goes on.
    replyToId: words.transform((id) => (isTeamsId(id) ? id : undefined)),
    conversation: z.looseObject({
      id: z.string().regex(TEAMS_ID),
      name: words,
      tenantId: words,
      conversationType: words,
    }),
    from: account,
    recipient: account,
    entities: z.array(entity).optional(),
    membersAdded: z.array(account).optional(),
  })
  // Without an id a resend cannot be told from a second press.
  .refine(({ type, id }) => id !== undefined || (type !== 'message' && type !== 'invoke'));
