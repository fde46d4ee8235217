/** The addresses of the Graph, Entra ID and managed identity of the tests. */
import { createServer } from 'node:https';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import type { z } from 'zod';
import type { meetingKeeper } from './graph-meetings.ts';
import { changeBody, makeBody, mistakesIn } from './graph-shapes.ts';
import type { tokenOffice } from './graph-tokens.ts';
import { type GraphCallKind, type Outcome, refusal } from './graph-trouble.ts';

const USER = '/v1.0/users/:organiser/onlineMeetings';

type Params = Partial<Record<'organiser' | 'meeting' | 'tenant', string>>;
type Request = FastifyRequest<{ Params: Params; Querystring: Record<string, string> }>;

export interface Parts {
  meetings: ReturnType<typeof meetingKeeper>;
  office: ReturnType<typeof tokenOffice>;
  complain: (problem: string) => void;
  handle: (
    kind: GraphCallKind,
    accept: (request: Request) => Outcome,
  ) => (request: Request, reply: FastifyReply) => Promise<unknown>;
}

export const server = (
  complain: (problem: string) => void,
  tls?: { cert: string; key: string },
): FastifyInstance => {
  const options: FastifyServerOptions = {
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
    ...(tls ? { serverFactory: (handler) => createServer(tls, handler) } : {}),
  };
  const app = Fastify(options);
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))));
    },
  );
  app.setNotFoundHandler((request, reply) => {
    complain(`${request.method} ${request.url} is no call that is documented`);
    return reply.status(404).send(refusal(404, 'UnknownError', 'No route').body);
  });
  app.setErrorHandler((error, request, reply) => {
    complain(`${request.method} ${request.url}: ${String(error)}`);
    return reply.status(400).send(refusal(400, 'BadRequest', 'Unable to read the request').body);
  });
  return app;
};

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const addMeetings = (app: FastifyInstance, { meetings, office, complain, handle }: Parts): void => {
  const refuse = (request: Request, outcome: Outcome, problem: string): Outcome => {
    complain(`${request.method} ${request.url}: ${problem}`);
    return outcome;
  };
  const badRequest = (request: Request, problem: string): Outcome =>
    refuse(request, refusal(400, 'BadRequest', problem), problem);

  /** What holds for every call. */
  const signedIn =
    (accept: (request: Request, organiser: string) => Outcome) =>
    (request: Request): Outcome => {
      const { organiser = '' } = request.params;
      if (!office.isValid(request.headers.authorization)) {
        const outcome = refusal(401, 'InvalidAuthenticationToken', 'Access token is missing or invalid.');
        return refuse(request, outcome, 'no valid bearer token');
      }
      if (!GUID.test(organiser)) return badRequest(request, 'the user is no object id');
      if (Object.keys(request.query).length > 0) return badRequest(request, 'a query is not documented');
      return accept(request, organiser);
    };

  const withBody =
    <T>(shape: z.ZodType<T>, accept: (organiser: string, meeting: string, body: T) => Outcome) =>
    (request: Request, organiser: string): Outcome => {
      if (request.headers['content-type'] !== 'application/json')
        return badRequest(request, 'Content-Type is not application/json');
      const { data, error } = shape.safeParse(request.body);
      if (error) return badRequest(request, mistakesIn(error));
      return accept(organiser, request.params.meeting ?? '', data);
    };

  app.post(
    `${USER}/createOrGet`,
    handle(
      'make',
      signedIn(withBody(makeBody, (organiser, _, body) => meetings.createOrGet(organiser, body))),
    ),
  );
  app.patch(`${USER}/:meeting`, handle('change', signedIn(withBody(changeBody, meetings.change))));
  app.delete(
    `${USER}/:meeting`,
    handle(
      'remove',
      signedIn((request, organiser) =>
        request.body === undefined
          ? meetings.remove(organiser, request.params.meeting ?? '')
          : badRequest(request, 'a body is not documented'),
      ),
    ),
  );
};

export const addTokens = (app: FastifyInstance, { office, handle }: Parts, origins: () => string[]): void => {
  const originOf = (request: Request): string => `https://${request.host}`;
  app.get(
    '/:tenant/v2.0/.well-known/openid-configuration',
    handle('discovery', (request) => office.discovery(originOf(request), request.params.tenant ?? '')),
  );
  app.post(
    '/:tenant/oauth2/v2.0/token',
    handle('token', (request) => {
      const endpoint = `${originOf(request)}/${request.params.tenant ?? ''}/oauth2/v2.0/token`;
      const scopes = origins().map((origin) => `${origin}/.default`);
      return office.token(request.body, endpoint, scopes);
    }),
  );
};

export const addIdentity = (
  app: FastifyInstance,
  { office, handle }: Parts,
  identityHeader: string,
  origins: () => string[],
): void => {
  app.get(
    '/msi/token',
    handle('identity', ({ query, headers }) =>
      office.identity(query, headers['x-identity-header'] === identityHeader, origins()),
    ),
  );
};
