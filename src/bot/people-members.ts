import { z } from 'zod';
import { isName } from '../core/contact.ts';
import type { Who } from '../core/actor.ts';
import type { Clock, Duration } from '../core/time.ts';
import { DeliveryFailed } from '../outbox/port.ts';
import type { Connect } from './connector.ts';
import { asDeliveryFailure } from './errors.ts';
import type { Mentions } from './identity.ts';

/** Teams waits 15 seconds for our answer to the message. */
const TIME_OUT: Duration = 8_000;

/** Teams writes the object id in one of two ways. */
const memberSchema = z.object({
  name: z.string(),
  aadObjectId: z.string().optional(),
  objectId: z.string().optional(),
  tenantId: z.string().optional(),
});

export const teamsMentions = ({ connect, clock }: { connect: Connect; clock: Clock }): Mentions => {
  return {
    find: async ({ serviceUrl, conversation, tenant }, user) => {
      try {
        const client = await connect(serviceUrl);
        const options = { abortSignal: AbortSignal.timeout(TIME_OUT) };
        const found = await client.conversations.getConversationMember(conversation, user, options);
        return whoIn(found, tenant);
      } catch (error) {
        const failure = asDeliveryFailure(error, clock());
        if (failure.outlook === 'gone') return undefined;
        throw failure;
      }
    },
  };
};

/** Entra writes ids in lower case, Teams not always. */
const whoIn = (found: unknown, tenant: string): Who | undefined => {
  const member = memberSchema.safeParse(found);
  if (!member.success) throw new DeliveryFailed('no member in the answer', 'never');
  const { name, aadObjectId, objectId, tenantId = tenant } = member.data;
  const id = aadObjectId ?? objectId;
  if (!id) return undefined;
  return { tenant: tenantId.toLowerCase(), id: id.toLowerCase(), name: fitForCards(name) };
};

/** A name of Teams may hold marks that have no place on a card. */
const fitForCards = (name: string): string => {
  const bare = name
    .replaceAll(/[^\p{L}\p{M}\d .,'’()-]+/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
    .slice(0, 80)
    .trim();
  return isName(bare) ? bare : 'Naam onbekend';
};
