import { fastifyHelmet } from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import { UNHEARD } from '../core/telemetry.ts';
import { type EndpointParts, addEndpoint } from './endpoint.ts';

/** Far above any activity of Teams (100 KB at most). */
const LARGEST_BODY = 256 * 1024;

export interface ServerParts extends EndpointParts {
  /** The personal calendar behind a secret address. */
  calendar: (secret: string) => Promise<string | undefined>;
  /** Each check of readiness by name; a rejection is "not ready". */
  ready: Readonly<Record<string, () => Promise<void>>>;
}

/** How long a caller may take, in ms. Whoever holds connections open would else keep Teams out, without any token. */
const PATIENCE = { headers: 10_000, request: 20_000, looking: 5_000 };

/** Nothing we answer is a page: a browser that shows it all the same may load nothing, and show it nowhere else. */
const HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
};

/** The HTTP side: Teams' endpoint, and whether the process lives and is ready. */
export const httpServer = (parts: ServerParts, patience = PATIENCE): FastifyInstance => {
  const server = Fastify({
    bodyLimit: LARGEST_BODY,
    logger: false,
    requestTimeout: patience.request,
    // Node takes the longer of the two for the whole request.
    http: { headersTimeout: patience.headers, connectionsCheckingInterval: patience.looking },
  });

  server.register(fastifyHelmet, HEADERS);
  // In its turn: only routes that come after it get the headers.
  server.register((routes, _options, done) => {
    addEndpoint(routes, parts);
    addCalendars(routes, parts);
    addHealth(routes, parts);
    done();
  });
  return server;
};

const addCalendars = (server: FastifyInstance, { calendar, limits }: ServerParts): void => {
  // The secret is the whole key: the address is not logged, and a wrong one is simply not there.
  server.get<{ Params: { file: string } }>('/agenda/:file', async (request, reply) => {
    const guessing = await limits?.isGuessing(request.ip);
    if (guessing) return reply.code(429).header('retry-after', guessing.wait).send({ error: 'too many' });
    const [, secret] = /^([A-Za-z0-9_-]{43})\.ics$/.exec(request.params.file) ?? [];
    const found = secret === undefined ? undefined : await calendar(secret);
    if (found === undefined) {
      await limits?.wrongCalendar(request.ip);
      return reply.code(404).send({ error: 'not found' });
    }
    return reply
      .header('content-type', 'text/calendar; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .send(found);
  });
};

const addHealth = (server: FastifyInstance, parts: ServerParts): void => {
  server.get('/healthz', () => ({ status: 'ok' }));

  const checked = forAWhile(() =>
    Promise.all(
      Object.entries(parts.ready).map(
        async ([name, check]) => [name, await succeeds(check, name, parts)] as const,
      ),
    ),
  );
  server.get('/readyz', async (_request, reply) => {
    const checks = await checked();
    const ready = checks.every(([, succeeded]) => succeeded);
    return reply.code(ready ? 200 : 503).send({ ready, ...Object.fromEntries(checks) });
  });
};

/** Milliseconds. */
const SAME_ANSWER = 500;

/** Anybody may ask, and asking writes to the store: whoever asks soon after somebody else gets the same answer. */
const forAWhile = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let answer: Promise<T> | undefined;
  let askedAt = 0;
  return () => {
    const now = performance.now();
    if (!answer || now - askedAt >= SAME_ANSWER) [answer, askedAt] = [ask(), now];
    return answer;
  };
};

const succeeds = async (
  check: () => Promise<void>,
  name: string,
  { log, telemetry = UNHEARD }: Pick<ServerParts, 'log' | 'telemetry'>,
): Promise<boolean> => {
  try {
    await check();
    telemetry.tell('ready', 1, { check: name });
    return true;
  } catch (error) {
    telemetry.tell('ready', 0, { check: name });
    log.error({ check: name, error }, 'not ready');
    return false;
  }
};
