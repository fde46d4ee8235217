/** A receiver of telemetry on the loopback, for OTLP (JSON) and for the ingestion of Application Insights: it keeps every byte. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type RequestListener, type Server, createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { generate } from 'selfsigned';

export interface TakenCall {
  path: string;
  /** Names and values as they came. */
  headers: readonly string[];
  body: string;
}

export interface Receiver {
  /** Origin. */
  readonly url: string;
  readonly calls: readonly TakenCall[];
  /** How it answers from now on: with a status, or never. */
  answer: number | 'never';
  /** What stands in its answers. */
  says: object;
  close(): Promise<void>;
}

const listening = async (
  listen: (handle: RequestListener) => Server,
  scheme: 'http' | 'https',
): Promise<Receiver> => {
  const calls: TakenCall[] = [];
  const server = listen((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const sent = Buffer.concat(chunks);
      const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
      calls.push({ path: request.url ?? '', headers: request.rawHeaders, body: body.toString('utf8') });
      if (receiver.answer === 'never') return;
      response
        .writeHead(receiver.answer, { 'content-type': 'application/json' })
        .end(JSON.stringify(receiver.says));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: Receiver = {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answer: 200,
    says: {},
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return receiver;
};

export const startReceiver = (): Promise<Receiver> => listening((handle) => createServer(handle), 'http');

/** The same over TLS; `caFile` is for `NODE_EXTRA_CA_CERTS` of the program. */
export const startSecureReceiver = async (): Promise<Receiver & { caFile: string }> => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const directory = mkdtempSync(join(tmpdir(), 'receiver-'));
  const caFile = join(directory, 'ca.pem');
  writeFileSync(caFile, cert);
  const receiver = await listening((handle) => createSecureServer({ cert, key }, handle), 'https');
  const close = receiver.close.bind(receiver);
  return Object.assign(receiver, {
    caFile,
    close: async () => {
      await close();
      rmSync(directory, { recursive: true });
    },
  });
};
