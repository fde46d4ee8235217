import { randomUUID } from 'node:crypto';
import type { Application } from '@microsoft/teams-ai';
import type { Activity } from 'botbuilder';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { TOO_FAST } from '../cards/help-text.ts';
import type { Log } from '../core/log.ts';
import type { ActivityResult } from '../core/measures.ts';
import { type Followed, type Telemetry, UNHEARD } from '../core/telemetry.ts';
import { type Clock, SECOND } from '../core/time.ts';
import { activitySchema } from './activity.ts';
import { type TeamsAdapter, apologise, invokeWords } from './adapter.ts';
import { KeysUnreachable } from './channel-keys.ts';
import { originOf } from './identity.ts';
import type { Limited, Limits } from './limits.ts';
import { countedKind, loggedKind } from './logged.ts';
import type { Authenticate, Caller, TokenRefusal } from './tokens.ts';

export interface EndpointParts {
  adapter: TeamsAdapter;
  /** Tells from the headers who calls. */
  authenticate: Authenticate;
  /** Absent in local mode, where nobody is told from anybody. */
  limits: Limits | undefined;
  application: Application;
  log: Log;
  clock: Clock;
  /** Told nothing when it is left out. */
  telemetry?: Telemetry;
}

/** In seconds; the key server is asked again by then. */
const KEYS_AGAIN = 15;

/** A request that was let in, before its body is read. */
interface Incoming {
  correlation: string;
  caller: Caller;
}

/** Where Teams sends what people do. */
export const addEndpoint = (server: FastifyInstance, parts: EndpointParts): void => {
  const { authenticate, log } = parts;
  const count = counting(parts);
  const incoming = new WeakMap<FastifyRequest, Incoming>();
  const refuse = refusing(parts);

  server.route({
    method: 'POST',
    url: '/api/messages',
    // Before the body is read: whoever is not let in costs us nothing but a look at the token.
    onRequest: async (request, reply) => {
      const correlation = randomUUID();
      void reply.header('x-correlation-id', correlation);
      try {
        const caller = await authenticate(request.raw.headersDistinct.authorization ?? []);
        if (!caller.ok) return await refuse(request, reply, correlation, caller.refusal);
        incoming.set(request, { correlation, caller: caller.value });
      } catch (error) {
        if (!(error instanceof KeysUnreachable)) throw error;
        const limited = await parts.limits?.refused(request.ip);
        // A flood meanwhile need not fill the log.
        if (!limited || limited.first) log.error({ correlation, error }, 'nobody can be authenticated now');
        count(undefined, 'noKeys');
        return await reply.code(503).header('retry-after', KEYS_AGAIN).send();
      }
    },
    handler: async (request, reply) => {
      const { correlation, caller } = incoming.get(request) ?? {};
      if (correlation === undefined || caller === undefined) return reply.code(401).send();
      const parsed = activitySchema.safeParse(request.body);
      if (!parsed.success) {
        count(undefined, 'invalid');
        return reply.code(400).send({ error: 'not an activity' });
      }
      const allowed = caller.allows(parsed.data);
      if (!allowed.ok) return refuse(request, reply, correlation, allowed.refusal);
      const activity = parsed.data as unknown as Activity;
      const limited = await parts.limits?.activity(accountOf(activity));
      if (limited) return slowDown(parts, { activity, correlation, limited }, reply);
      const { status, body, result, done } = await followTurn(parts, activity, correlation);
      count(activity, result);
      // Writing a log takes time: whoever waits for the answer need not wait for that.
      if (done) reply.raw.once('close', done);
      return reply.code(status).send(body);
    },
  });
};

/** Counts what was sent; of what is not let in the kind is not looked at. */
const counting =
  ({ telemetry = UNHEARD }: EndpointParts) =>
  (activity: Activity | undefined, result: ActivityResult): void => {
    telemetry.tell('activities', 1, { kind: activity ? countedKind(activity) : 'unknown', result });
  };

/** Teams does not always say who: then whoever it is counts by what Teams calls them. */
const accountOf = (activity: Activity) =>
  originOf(activity)?.account ?? { tenant: activity.conversation.tenantId ?? '', id: activity.from.id };

/** Nobody learns why; a flood of them is logged once a minute. */
const refusing =
  (parts: EndpointParts, { limits, log } = parts) =>
  async (
    request: FastifyRequest,
    reply: FastifyReply,
    correlation: string,
    { status, ...why }: TokenRefusal,
  ): Promise<FastifyReply> => {
    counting(parts)(undefined, 'refused');
    const limited = await limits?.refused(request.ip);
    if (!limited) log.warn({ correlation, ...why }, 'not authenticated');
    else if (limited.first) log.error({ correlation, ...why }, 'not authenticated, too often: no more lines');
    return limited ? reply.code(429).header('retry-after', limited.wait).send() : reply.code(status).send();
  };

interface TooFast {
  activity: Activity;
  correlation: string;
  limited: Limited;
}

/**
 * Nothing is dropped in silence. Whoever pressed a button waits for words, and gets them. A message is answered 429, so
 * that Teams may send it again; nobody could verify that it does, so the first one is answered in words as well. Only the
 * first: more would use up what Teams lets us say in that conversation.
 */
const slowDown = async (
  parts: EndpointParts,
  { activity, correlation, limited }: TooFast,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { adapter, log } = parts;
  counting(parts)(activity, 'tooFast');
  const fields = { correlation, ...loggedKind(activity) };
  if (limited.first) log.warn(fields, 'too many activities');
  const words = invokeWords(activity, TOO_FAST);
  if (words) return reply.code(200).send(words);
  if (limited.first && activity.type === 'message')
    await adapter
      .run(activity, async (context) => {
        await inTime(context.sendActivity(TOO_FAST));
      })
      .catch((error: unknown) => {
        log.error({ ...fields, error }, 'nobody could be told to slow down');
      });
  return reply.code(429).header('retry-after', limited.wait).send();
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
  result: ActivityResult;
  /** For when the answer is on its way. */
  done?: () => void;
}

const followTurn = (parts: EndpointParts, activity: Activity, correlation: string): Promise<Answer> => {
  const { telemetry = UNHEARD, clock } = parts;
  const started = clock();
  const kind = countedKind(activity);
  // The last two make it a request in Application Insights; the address of this route holds no secret.
  const about = { correlation, kind, 'http.request.method': 'POST', 'http.route': '/api/messages' };
  return telemetry.follow('turn', about, async (followed) => {
    const { done, ...answer } = await runTurn(parts, activity, correlation, followed);
    followed.note({ result: answer.result, 'http.response.status_code': answer.status });
    telemetry.tell('turnDuration', (clock() - started) / SECOND, { kind });
    return { ...answer, ...(done && { done: followed.bound(done) }) };
  });
};

const runTurn = async (
  { adapter, application, log, clock }: EndpointParts,
  activity: Activity,
  correlation: string,
  { failed }: Followed,
): Promise<Answer> => {
  const started = clock();
  const fields = { correlation, ...loggedKind(activity) };
  let result: ActivityResult = 'answered';
  try {
    const response = await adapter.run(activity, async (context) => {
      context.onSendActivities((_context, _activities, send) => inTime(send()));
      try {
        await application.run(context);
      } catch (error) {
        result = 'failed';
        failed(error);
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
      result,
      done: () => {
        log.info({ ...fields, ms }, 'turn done');
      },
    };
  } catch (error) {
    failed(error);
    log.error({ ...fields, error }, 'turn could not be answered');
    return { status: 500, body: { error: 'internal', correlation }, result: 'unanswered' };
  }
};
