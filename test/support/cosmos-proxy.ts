import { Agent, type RequestOptions, createServer, request } from 'node:https';
import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { type CosmosServer, type Tls, listening } from './cosmos-server.ts';

/** One request of the client. */
export interface CosmosCall {
  readonly kind: 'account' | 'container' | 'create' | 'read' | 'replace' | 'upsert' | 'delete' | 'query';
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * How a call goes wrong. `arrives` says whether Cosmos DB carries it out all the same, and only the answer goes wrong:
 * another one comes, none comes ever, or the connection breaks.
 */
export type CosmosTrouble = { readonly arrives?: boolean; readonly times?: number } & (
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  | { readonly hangs: true }
  | { readonly breaks: true }
);

export interface CosmosProxy extends Pick<CosmosServer, 'endpoint' | 'ca' | 'key'> {
  /** Every request so far, in order. */
  readonly calls: readonly CosmosCall[];
  /**
   * The next calls of a kind go wrong.
   *
   * @param meanwhile done after the call arrived (or not), before it goes wrong
   */
  readonly trouble: (
    kind: CosmosCall['kind'],
    trouble: CosmosTrouble,
    meanwhile?: () => Promise<unknown>,
  ) => void;
  /** The next reads of this item find nothing. */
  readonly hide: (id: string, times: number) => void;
  readonly close: () => Promise<void>;
}

/** What Azure answers, in its own form; the client looks at the status and the headers only. */
export const throttled = (milliseconds: number): CosmosTrouble => ({
  status: 429,
  headers: { 'x-ms-retry-after-ms': String(milliseconds), 'x-ms-substatus': '3200' },
  body: { code: 'TooManyRequests', message: 'The request rate is large.' },
});

interface Planned {
  readonly fits: (call: CosmosCall) => boolean;
  readonly trouble: CosmosTrouble;
  readonly meanwhile: (() => Promise<unknown>) | undefined;
  left: number;
}

/** Stands between a client and the protocol server, and makes things go wrong. */
export const startProxy = async (server: CosmosServer, { cert, key }: Tls): Promise<CosmosProxy> => {
  const agent = new Agent({ ca: server.ca, keepAlive: true });
  const calls: CosmosCall[] = [];
  const planned: Planned[] = [];

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const call = callOf(incoming);
    calls.push(call);
    const plan = planned.find(({ fits, left }) => left > 0 && fits(call));
    if (plan) plan.left -= 1;
    const body = await bodyOf(incoming);
    const answer =
      !plan || plan.trouble.arrives === true ? await forward(server, agent, incoming, body) : undefined;
    await plan?.meanwhile?.();
    if (plan) goWrong(outgoing, plan.trouble);
    else if (answer) send(outgoing, answer);
  };

  const proxy = createServer({ cert, key }, (incoming, outgoing) => {
    // A client that gave up has closed its connection; nobody is there to be told.
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const endpoint = await listening(proxy);
  return {
    endpoint,
    ca: cert,
    key: server.key,
    calls,
    trouble: (kind, trouble, meanwhile) => {
      planned.push({ fits: (call) => call.kind === kind, trouble, meanwhile, left: trouble.times ?? 1 });
    },
    hide: (id, times) => {
      const fits = ({ kind, path }: CosmosCall): boolean => kind === 'read' && path.endsWith(`/docs/${id}`);
      planned.push({ fits, trouble: { status: 404 }, meanwhile: undefined, left: times });
    },
    close: async () => {
      const closed = once(proxy, 'close');
      proxy.close();
      proxy.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
};

const callOf = ({ method = '', url = '', headers }: IncomingMessage): CosmosCall => {
  const path = decodeURIComponent(url);
  return { kind: kindOf(method, path, headers), path, headers };
};

const kindOf = (method: string, path: string, headers: IncomingHttpHeaders): CosmosCall['kind'] => {
  if (!path.includes('/dbs')) return 'account';
  if (!path.includes('/docs')) return 'container';
  if (method === 'PUT') return 'replace';
  if (method === 'DELETE') return 'delete';
  if (method === 'GET') return 'read';
  if (headers['content-type'] === 'application/query+json') return 'query';
  return headers['x-ms-documentdb-is-upsert'] === undefined ? 'create' : 'upsert';
};

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const forward = async (
  { endpoint }: CosmosServer,
  agent: Agent,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer> => {
  const options: RequestOptions = { agent, headers, ...(method !== undefined && { method }) };
  const passedOn = request(`${endpoint}${url ?? ''}`, options);
  passedOn.end(body);
  const [answer] = (await once(passedOn, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await bodyOf(answer) };
};

const send = (outgoing: ServerResponse, { status, headers, body }: Answer): void => {
  outgoing.writeHead(status, headers).end(body);
};

const goWrong = (outgoing: ServerResponse, trouble: CosmosTrouble): void => {
  if ('hangs' in trouble) return;
  if ('breaks' in trouble) {
    outgoing.destroy();
    return;
  }
  const { status, headers = {}, body = { message: '' } } = trouble;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
};
