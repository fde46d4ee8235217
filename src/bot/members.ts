import { z } from 'zod';
import type { Log } from '../core/log.ts';
import type { Account } from '../core/region.ts';
import { type Clock, type Duration, type Instant, MINUTE, SECOND } from '../core/time.ts';
import type { Connect } from './connector.ts';
import type { Members, Origin } from './identity.ts';

export interface MembersParts {
  connect: Connect;
  clock: Clock;
  log: Log;
  timeOut?: Duration;
}

/** Whoever is let into a channel, or gets an account, is known after this. */
const REMEMBERED: Duration = 5 * MINUTE;

/** More people than a region has; above it everything is asked anew. */
const MOST = 1_000;

/** Of the ten seconds in which Teams wants its answer. */
const TIME_OUT: Duration = 3 * SECOND;

const NOBODY = 404;

const member = z.object({ tenantId: z.string().min(1), aadObjectId: z.string().min(1) });

const refusal = z.object({ statusCode: z.number() });

/**
 * Asks Teams for a member of a channel. In a shared channel an activity names the tenant of the channel, not that of
 * whoever acts, and nothing in it says so; what Teams tells of a member does. What it told is remembered for some minutes,
 * also that somebody is no member; that it could not be asked is not.
 */
export const members = ({ connect, clock, log, timeOut = TIME_OUT }: MembersParts): Members => {
  const known = new Map<string, { account: Account | undefined; until: Instant }>();

  const asked = async ({ serviceUrl, user, channel, conversation }: Origin): Promise<Account | undefined> => {
    try {
      const client = await connect(serviceUrl);
      const abortSignal = AbortSignal.timeout(timeOut);
      const found: unknown = await client.conversations.getConversationMember(channel ?? conversation, user, {
        abortSignal,
      });
      const { tenantId: tenant, aadObjectId: id } = member.parse(found);
      return { tenant, id };
    } catch (error) {
      if (refusal.safeParse(error).data?.statusCode === NOBODY) return undefined;
      throw error;
    }
  };

  return async (origin) => {
    const key = JSON.stringify([origin.serviceUrl, origin.channel ?? origin.conversation, origin.user]);
    const found = known.get(key);
    if (found && clock() < found.until) return found.account;
    try {
      const account = await asked(origin);
      if (known.size >= MOST) known.clear();
      known.set(key, { account, until: clock() + REMEMBERED });
      return account;
    } catch (error) {
      log.warn({ error }, 'a member of a channel could not be asked for');
      return undefined;
    }
  };
};
