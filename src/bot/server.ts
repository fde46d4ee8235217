import { randomUUID } from 'node:crypto';
import type { Application } from '@microsoft/teams-ai';
import type { Activity } from 'botbuilder';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Log } from '../core/log.ts';
import type { Clock } from '../core/time.ts';
import { type TeamsAdapter, apologise } from './adapter.ts';
import { KeysUnreachable } from './channel-keys.ts';
import { TEAMS_ID, isTeamsId } from './ids.ts';
import { loggedKind } from './logged.ts';
import type { Authenticate, Caller, TokenRefusal } from './tokens.ts';

/** Far above any activity of Teams (100 KB at most). */
const LARGEST_BODY = 256 * 1024;

export interface ServerParts {
  adapter: TeamsAdapter;
  /** Tells from the headers who calls. */
  authenticate: Authenticate;
  application: Application;
  log: Log;
  clock: Clock;
  /** The personal calendar behind a secret address. */
  calendar: (secret: string) => Promise<string | undefined>;
  /** Each check of readiness by name; a rejection is "not ready". */
  ready: Readonly<Record<string, () => Promise<void>>>;
}

/** How long a caller may take, in ms. Whoever holds connections open would else keep Teams out, without any token. */
const PATIENCE = { headers: 10_000, request: 20_000, looking: 5_000 };

/** In seconds; the key server is asked again by then. */
const KEYS_AGAIN = 15;

const words = z.string().nullish();
const account = z.looseObject({ id: z.string().min(1), name: words, aadObjectId: words });
const mention = z.looseObject({ mentioned: account, text: words });
const entity = z
  .looseObject({ type: z.string() })
  .refine((one) => one.type.toLowerCase() !== 'mention' || mention.safeParse(one).success);

/** Every field that is used or sent back; odd types end here, before botbuilder can trip over them. */
const activitySchema = z
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

/** The HTTP side: Teams' endpoint, and whether the process lives and is ready. */
export const httpServer = (parts: ServerParts, patience = PATIENCE): FastifyInstance => {
  const server = Fastify({
    bodyLimit: LARGEST_BODY,
    logger: false,
    requestTimeout: patience.request,
    // Node takes the longer of the two for the whole request.
    http: { headersTimeout: patience.headers, connectionsCheckingInterval: patience.looking },
  });

  addMessages(server, parts);

  // The secret is the whole key: the address is not logged, and a wrong one is simply not there.
  server.get<{ Params: { file: string } }>('/agenda/:file', async (request, reply) => {
    const [, secret] = /^([A-Za-z0-9_-]{43})\.ics$/.exec(request.params.file) ?? [];
    const calendar = secret === undefined ? undefined : await parts.calendar(secret);
    if (calendar === undefined) return reply.code(404).send({ error: 'not found' });
    return reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .header('referrer-policy', 'no-referrer')
      .send(calendar);
  });

  server.get('/healthz', () => ({ status: 'ok' }));

  server.get('/readyz', async (_request, reply) => {
    const checks = await Promise.all(
      Object.entries(parts.ready).map(
        async ([name, check]) => [name, await succeeds(check, name, parts.log)] as const,
      ),
    );
    const ready = checks.every(([, succeeded]) => succeeded);
    return reply.code(ready ? 200 : 503).send({ ready, ...Object.fromEntries(checks) });
  });

  return server;
};

/** A request that was let in, before its body is read. */
interface Incoming {
  correlation: string;
  caller: Caller;
}

const addMessages = (server: FastifyInstance, parts: ServerParts): void => {
  const { authenticate, log } = parts;
  const incoming = new WeakMap<FastifyRequest, Incoming>();
  const refused = ({ status, ...why }: TokenRefusal, correlation: string): number => {
    log.warn({ correlation, ...why }, 'not authenticated');
    return status;
  };

  server.route({
    method: 'POST',
    url: '/api/messages',
    // Before the body is read: whoever is not let in costs us nothing but a look at the token.
    onRequest: async (request, reply) => {
      const correlation = randomUUID();
      void reply.header('x-correlation-id', correlation);
      try {
        const caller = await authenticate(request.raw.headersDistinct.authorization ?? []);
        if (!caller.ok) return await reply.code(refused(caller.refusal, correlation)).send();
        incoming.set(request, { correlation, caller: caller.value });
      } catch (error) {
        if (!(error instanceof KeysUnreachable)) throw error;
        log.error({ correlation, error }, 'nobody can be authenticated now');
        return await reply.code(503).header('retry-after', KEYS_AGAIN).send();
      }
    },
    handler: async (request, reply) => {
      const { correlation, caller } = incoming.get(request) ?? {};
      if (correlation === undefined || caller === undefined) return reply.code(401).send();
      const activity = activitySchema.safeParse(request.body);
      if (!activity.success) return reply.code(400).send({ error: 'not an activity' });
      const allowed = caller.allows(activity.data);
      if (!allowed.ok) return reply.code(refused(allowed.refusal, correlation)).send();
      const { status, body, done } = await runTurn(parts, activity.data as unknown as Activity, correlation);
      // Writing a log takes time: whoever waits for the answer need not wait for that.
      if (done) reply.raw.once('close', done);
      return reply.code(status).send(body);
    },
  });
};

const succeeds = async (check: () => Promise<void>, name: string, log: Log): Promise<boolean> => {
  try {
    await check();
    return true;
  } catch (error) {
    log.error({ check: name, error }, 'not ready');
    return false;
  }
};

/** Teams waits 15 seconds for us; a reply it leaves without an answer must not hold a turn, or a stop, longer. */
const LONGEST_REPLY = 10_000;

const inTime = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('Teams did not answer in time'));
    }, LONGEST_REPLY);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

interface Answer {
  status: number;
  body?: unknown;
  /** For when the answer is on its way. */
  done?: () => void;
}

const runTurn = async (
  { adapter, application, log, clock }: ServerParts,
  activity: Activity,
  correlation: string,
): Promise<Answer> => {
  const started = clock();
  const fields = { correlation, ...loggedKind(activity) };
  try {
    const response = await adapter.run(activity, async (context) => {
      context.onSendActivities((_context, _activities, send) => inTime(send()));
      try {
        await application.run(context);
      } catch (error) {
        log.error({ ...fields, error }, 'turn failed');
        // We took it in all the same: what was saved stands, and Teams cannot do better by sending it again.
        await apologise(context, correlation).catch((undelivered: unknown) => {
          log.error({ ...fields, error: undelivered }, 'nobody could be told that it went wrong');
        });
      }
    });
    const ms = clock() - started;
    return {
      status: response?.status ?? 200,
      body: response?.body as unknown,
      done: () => {
        log.info({ ...fields, ms }, 'turn done');
      },
    };
  } catch (error) {
    log.error({ ...fields, error }, 'turn could not be answered');
    return { status: 500, body: { error: 'internal', correlation } };
  }
};
