/** HTTP below what a client library would send. */
import { once } from 'node:events';
import { type Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';

export interface RawRequest {
  method?: string;
  path?: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
  /** Without a length. */
  chunked?: boolean;
  /** Breaks the connection off after so many bytes of the body: then nobody is there to answer. */
  abortAfter?: number;
}

export interface RawAnswer {
  /** Absent when the connection was broken off, by us, or by the program before it read everything. */
  status?: number;
  headers: IncomingHttpHeaders;
  body: string;
  ms: number;
}

/** As long as anybody may have to wait: Teams sends again after 15 seconds. */
export const LONGEST_ANSWER = 10_000;

/** @throws Error when there is no answer within ten seconds */
export const sent = async (base: string, raw: RawRequest, agent?: Agent): Promise<RawAnswer> => {
  const {
    method = 'POST',
    path = '/api/messages',
    headers = {},
    body = '',
    chunked = false,
    abortAfter,
  } = raw;
  const bytes = Buffer.from(body);
  const started = performance.now();
  const length = chunked || method === 'GET' ? {} : { 'content-length': bytes.length };
  const outgoing = request(new URL(path, base), {
    method,
    headers: { 'content-type': 'application/json', ...length, ...headers },
    signal: AbortSignal.timeout(LONGEST_ANSWER),
    // A connection of its own, unless said otherwise: what a broken request leaves on one would hit the next.
    agent: agent ?? false,
  });
  const since = (): number => performance.now() - started;
  try {
    if (abortAfter !== undefined) {
      await new Promise<void>((resolve) => {
        outgoing.write(bytes.subarray(0, abortAfter), () => {
          resolve();
        });
      });
      outgoing.destroy();
      return { headers: {}, body: '', ms: since() };
    }
    outgoing.end(bytes);
    return await answered(outgoing, since);
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError')
      throw new Error('No answer in time', { cause: error });
    return { headers: {}, body: String(error), ms: since() };
  }
};

const answered = async (outgoing: ReturnType<typeof request>, since: () => number): Promise<RawAnswer> => {
  const [incoming] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const { statusCode, headers } = incoming;
  return { ...(statusCode !== undefined && { status: statusCode }), headers, body, ms: since() };
};
