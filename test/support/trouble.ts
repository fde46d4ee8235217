import type { FastifyReply } from 'fastify';
import type { MessageKind } from './inbox.ts';

/** One REST call of the bot. */
export interface Call {
  method: string;
  /** Decoded, without the prefix of the service. */
  path: string;
  /** What would come of it; `open` is a 1:1 conversation without a message yet, `ask` reads something. */
  kind: MessageKind | 'open' | 'ask';
  conversationId: string | undefined;
  activityId: string | undefined;
  /** Id under which the bot writes to a person, when it opens a 1:1 conversation. */
  member: string | undefined;
  body: unknown;
}

interface Extent {
  /** How many calls; the Bot Framework client itself tries again after 429 and 5xx. 1 when not given. */
  times?: number;
  /** Whether the message arrives all the same, and only the answer goes wrong. */
  delivered?: boolean;
}

/** How a call goes wrong: an HTTP answer, no answer until released, or a broken connection. */
export type Trouble = Extent &
  (
    | { status: number; headers?: Readonly<Record<string, string>>; body?: unknown }
    | { hang: true }
    | { drop: true }
  );

/** What Teams is known to answer. */
export const TROUBLE = {
  writesBlocked: refusal(403, 'MessageWritesBlocked', 'Thread is blocked'),
  notInRoster: refusal(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.'),
  notFound: refusal(404, 'ConversationNotFound', 'Conversation not found.'),
  broken: refusal(500, 'ServiceError', 'Unknown'),
  throttled: (seconds: number) => ({
    ...refusal(429, 'Throttled', 'Too many requests'),
    headers: { 'retry-after': String(seconds) },
  }),
} as const;

function refusal(status: number, code: string, message: string) {
  return { status, body: { error: { code, message } } };
}

export interface Script {
  /** Calls that met this trouble. */
  readonly calls: readonly Call[];
  /** Resolves at the first such call. */
  readonly met: Promise<Call>;
  /** Ends it, and lets calls that hang go on as if nothing were wrong. */
  release(): void;
}

interface Running extends Script {
  fits: (call: Call) => boolean;
  trouble: Trouble;
  left: number;
  free: Promise<void>;
  meet: (call: Call) => void;
}

export interface Scripts {
  add: (fits: (call: Call) => boolean, trouble: Trouble) => Script;
  /** Handles a call: `accept` does what a healthy service does. */
  handle: (
    call: Call,
    reply: FastifyReply,
    accept: () => { status: number; body: unknown },
  ) => Promise<unknown>;
  /** Trouble that no call ever met. */
  unmet: () => number;
  releaseAll: () => void;
}

/** A promise with its key; Node 20 has no `Promise.withResolvers`. */
const deferred = <T>(): { promise: Promise<T>; resolve: (value: T) => void } => {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((open) => {
    resolve = open;
  });
  return { promise, resolve };
};

export const scripts = (): Scripts => {
  const running: Running[] = [];

  const add: Scripts['add'] = (fits, trouble) => {
    const met = deferred<Call>();
    const freed = deferred<undefined>();
    const calls: Call[] = [];
    const script: Running = {
      fits,
      trouble,
      left: trouble.times ?? 1,
      calls,
      met: met.promise,
      free: freed.promise,
      meet: (call) => {
        calls.push(call);
        met.resolve(call);
        script.left -= 1;
      },
      release: () => {
        script.left = 0;
        freed.resolve(undefined);
      },
    };
    running.push(script);
    return script;
  };

  const handle: Scripts['handle'] = async (call, reply, accept) => {
    const healthy = (): unknown => {
      const { status, body } = accept();
      return reply.status(status).send(body);
    };
    const script = running.find(({ left, fits }) => left > 0 && fits(call));
    if (!script) return healthy();
    script.meet(call);
    const { trouble } = script;
    const done = trouble.delivered === true ? accept() : undefined;
    if ('drop' in trouble) {
      reply.hijack();
      reply.raw.destroy();
      return reply;
    }
    if ('hang' in trouble) {
      await script.free;
      // Whoever gave up waiting does not get a message delivered by it.
      if (reply.request.raw.socket.destroyed) return reply.hijack();
      return done === undefined ? healthy() : reply.status(done.status).send(done.body);
    }
    return reply
      .status(trouble.status)
      .headers(trouble.headers ?? {})
      .send(trouble.body);
  };

  return {
    add,
    handle,
    unmet: () => running.filter(({ calls }) => calls.length === 0).length,
    releaseAll: () => {
      for (const script of running) script.release();
    },
  };
};
