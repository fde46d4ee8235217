import { type BotFrameworkAuthentication, ClaimsIdentity } from 'botframework-connector';
import { z } from 'zod';
import { isName } from '../core/contact.ts';
import type { Who } from '../core/actor.ts';
import type { Clock, Duration } from '../core/time.ts';
import { DeliveryFailed } from '../outbox/port.ts';
import { asDeliveryFailure } from './errors.ts';

/** Who is behind somebody Teams names by its own id: asked of Teams itself, never taken from a message. */
export interface Members {
  /**
   * Undefined for whoever is not (any more) in the conversation, or has no account to be known by.
   *
   * @throws DeliveryFailed when Teams cannot be asked now
   */
  find(
    at: { serviceUrl: string; conversation: string; tenant: string },
    user: string,
  ): Promise<Who | undefined>;
}

/** Teams waits 15 seconds for our answer to the message. */
const TIME_OUT: Duration = 8_000;

/** Teams writes the object id in one of two ways. */
const memberSchema = z.object({
  name: z.string(),
  aadObjectId: z.string().optional(),
  objectId: z.string().optional(),
  tenantId: z.string().optional(),
});

export const teamsMembers = ({
  authentication,
  appId,
  clock,
}: {
  authentication: BotFrameworkAuthentication;
  /** Empty in local mode. */
  appId: string;
  clock: Clock;
}): Members => {
  const identity = new ClaimsIdentity([
    { type: 'aud', value: appId },
    { type: 'appid', value: appId },
  ]);
  return {
    find: async ({ serviceUrl, conversation, tenant }, user) => {
      try {
        const client = await authentication.createConnectorFactory(identity).create(serviceUrl, '');
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
