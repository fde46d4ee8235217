/** What goes wrong at the Graph of the tests, on purpose. */
import type { FastifyReply } from 'fastify';
import type { Trouble } from './trouble.ts';

export type GraphCallKind = 'discovery' | 'token' | 'identity' | 'make' | 'change' | 'remove';

/** One request, to Graph or for a token. */
export interface GraphCall {
  kind: GraphCallKind;
  method: string;
  /** Decoded, with the version. */
  path: string;
  /** Object id in the path. */
  organiser: string | undefined;
  body: unknown;
}

export interface Outcome {
  status: number;
  body?: unknown;
}

export const refusal = (status: number, code: string, message: string): Outcome => ({
  status,
  body: { error: { code, message, innerError: { 'request-id': 'f9e21413-6913-4db4-be2e-90bebaf721b7' } } },
});

const answered = (outcome: Outcome, headers: Readonly<Record<string, string>> = {}) => ({
  ...outcome,
  headers,
});

/** What Graph and what stands before it is known to answer. */
export const GRAPH_TROUBLE = {
  badToken: refusal(401, 'InvalidAuthenticationToken', 'Access token has expired or is not yet valid.'),
  /** The documentation of application access policies, now. */
  noPolicy: refusal(403, 'Forbidden', 'No application access policy found for this app'),
  /** The same, before 2023. */
  noPolicyBefore: refusal(
    403,
    'Unauthorized',
    'App 5b2f is not authorized to Create meeting on behalf of user 7d4c',
  ),
  /** What people meet: microsoftgraph/msgraph-sdk-dotnet#2350. */
  noPolicyInPractice: refusal(403, 'General', 'No application access policy found for this app.'),
  noPermission: refusal(403, 'Forbidden', 'Insufficient privileges to complete the operation.'),
  badRequest: refusal(400, 'BadRequest', '1026: An error has occurred.'),
  notFound: refusal(404, 'NotFound', 'The specified object was not found.'),
  /** @param retryAfter seconds or an HTTP date, as it is on the wire. */
  throttled: (retryAfter: string) =>
    answered(refusal(429, 'TooManyRequests', 'Too many requests'), { 'retry-after': retryAfter }),
  broken: refusal(500, 'InternalServerError', 'Unknown'),
  down: (retryAfter: string) =>
    answered(refusal(503, 'ServiceUnavailable', 'Down'), { 'retry-after': retryAfter }),
  /** From a proxy: no JSON, so the client library would lose the header. */
  proxyDown: (retryAfter: string) => ({
    status: 503,
    headers: { 'content-type': 'text/html', 'retry-after': retryAfter },
    body: '<html>Down</html>',
  }),
  html: { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Welcome</html>' },
  empty: { status: 200 },
  cutOff: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"id":"MSo1' },
  withoutAddress: { status: 201, body: { id: 'MSo1' } },
  plainAddress: {
    status: 201,
    body: { id: 'MSo1', joinWebUrl: 'http://teams.microsoft.com/l/meetup-join/1' },
  },
  emptyId: { status: 201, body: { id: '', joinWebUrl: 'https://teams.microsoft.com/l/meetup-join/1' } },
  silent: { hang: true },
  dropped: { drop: true },
  /** It was done, and nobody heard. */
  lostAnswer: { drop: true, delivered: true },
} satisfies Record<string, Trouble | Outcome | ((header: string) => Trouble)>;

/** An error as the token endpoint writes it; it repeats what it was given. */
export const tokenRefusal = (status: number, error: string, description: string): Outcome => ({
  status,
  body: { error, error_description: description, error_codes: [7000215], trace_id: '1', correlation_id: '2' },
});

export const TOKEN_TROUBLE = {
  invalidClient: tokenRefusal(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.'),
  down: tokenRefusal(503, 'temporarily_unavailable', 'AADSTS90033: A transient error has occurred.'),
  throttled: (retryAfter: string) =>
    answered(tokenRefusal(429, 'too_many_requests', 'AADSTS90055'), { 'retry-after': retryAfter }),
} satisfies Record<string, Trouble | Outcome | ((header: string) => Trouble)>;

export interface GraphScript {
  /** Calls that met this trouble. */
  readonly calls: readonly GraphCall[];
  /** Resolves at the first such call. */
  readonly met: Promise<GraphCall>;
  /** Ends it, and lets calls that hang go on as if nothing were wrong. */
  release(): void;
}

export type Fits = GraphCallKind | ((call: GraphCall) => boolean);

interface Running {
  script: GraphScript;
  left: number;
  fits: (call: GraphCall) => boolean;
  trouble: Trouble;
  free: Promise<void>;
  meet: (call: GraphCall) => void;
}

/** A promise with its key; Node 20 has no `Promise.withResolvers`. */
const deferred = <T>(): { promise: Promise<T>; resolve: (value: T) => void } => {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((open) => {
    resolve = open;
  });
  return { promise, resolve };
};

const started = (which: Fits, trouble: Trouble): Running => {
  const met = deferred<GraphCall>();
  const freed = deferred<undefined>();
  const calls: GraphCall[] = [];
  const running: Running = {
    script: {
      calls,
      met: met.promise,
      release: () => {
        running.left = 0;
        freed.resolve(undefined);
      },
    },
    left: trouble.times ?? 1,
    fits: typeof which === 'function' ? which : ({ kind }) => kind === which,
    trouble,
    free: freed.promise,
    meet: (call) => {
      calls.push(call);
      met.resolve(call);
      running.left -= 1;
    },
  };
  return running;
};

export const graphScripts = () => {
  const running: Running[] = [];

  /** `accept` does what a healthy service does. */
  const handle = async (call: GraphCall, reply: FastifyReply, accept: () => Outcome): Promise<unknown> => {
    const send = ({ status, body }: Outcome): unknown => reply.status(status).send(body);
    const one = running.find(({ left, fits }) => left > 0 && fits(call));
    if (!one) return send(accept());
    one.meet(call);
    const { trouble } = one;
    const done = trouble.delivered === true ? accept() : undefined;
    if ('drop' in trouble) {
      reply.hijack();
      reply.raw.destroy();
      return reply;
    }
    if ('hang' in trouble) {
      await one.free;
      // For whoever gave up waiting nothing happens afterwards.
      if (reply.request.raw.socket.destroyed) return reply.hijack();
      return send(done ?? accept());
    }
    return reply
      .status(trouble.status)
      .headers(trouble.headers ?? {})
      .send(trouble.body);
  };

  return {
    add: (which: Fits, trouble: Trouble): GraphScript => {
      const one = started(which, trouble);
      running.push(one);
      return one.script;
    },
    handle,
    /** Trouble that no call ever met. */
    unmet: (): number => running.filter(({ script }) => script.calls.length === 0).length,
    releaseAll: (): void => {
      for (const { script } of running) script.release();
    },
  };
};
