import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createHttpsServer } from '@vercel/cosmosdb-server';
import { generate } from 'selfsigned';
import { compiled } from './compiled.ts';

/** The protocol server of Cosmos DB on a free port of 127.0.0.1, over https with a certificate of its own. */
export interface CosmosServer {
  readonly endpoint: string;
  /** It takes any key; this is a well-formed one. */
  readonly key: string;
  /** PEM of the certificate, for a client in this process. */
  readonly ca: string;
  /** What a program needs to keep its documents there, and to trust it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Stops it; what it kept was in memory only. */
  readonly close: () => Promise<void>;
}

const KEY = Buffer.from('no secret at all').toString('base64');

/** Of a server that is not in this process only the address and where its certificate is kept are known. */
export const cosmosEnvironment = (endpoint: string, caFile: string): Readonly<Record<string, string>> => ({
  STORE: 'cosmos',
  COSMOS_ENDPOINT: endpoint,
  COSMOS_AUTH: 'key',
  COSMOS_KEY: KEY,
  // Replicas need one; nobody is there.
  KEY_VAULT_URL: 'https://127.0.0.1:9',
  KEY_VAULT_KEY: 'eerder-erbij',
  KEY_VAULT_AUTH: 'managed-identity',
  NODE_EXTRA_CA_CERTS: caFile,
});

/** Starts it in this process. */
export const startCosmos = async (): Promise<CosmosServer> => {
  const { cert, key } = await certificate();
  // `keepAlive` is an option of the protocol server; without it every request makes a connection of its own.
  const options: Parameters<typeof createHttpsServer>[0] & { keepAlive: boolean } = {
    cert,
    key,
    keepAlive: true,
  };
  const server = createHttpsServer(options);
  const endpoint = await listening(server);
  const directory = mkdtempSync(join(tmpdir(), 'cosmos-'));
  const caFile = join(directory, 'ca.pem');
  writeFileSync(caFile, cert);
  return {
    endpoint,
    key: KEY,
    ca: cert,
    environment: cosmosEnvironment(endpoint, caFile),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

/** @returns its address, on a free port. */
export const listening = async (server: Server): Promise<string> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Of a server on a port it is never a text or null.
  const { port } = server.address() as AddressInfo;
  return `https://127.0.0.1:${port}`;
};

/** In PEM. */
export interface Tls {
  readonly cert: string;
  readonly key: string;
}

/** Each of its own name, so that a program that trusts several tells them apart. */
export const certificate = async (): Promise<Tls> => {
  const { cert, private: key } = await generate(
    [{ name: 'commonName', value: `localhost ${randomUUID()}` }],
    {
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 7, ip: '127.0.0.1' },
            { type: 2, value: 'localhost' },
          ],
        },
      ],
    },
  );
  return { cert, key };
};

/** The protocol server in a process of its own, as several replicas need it. */
export interface CosmosProcess extends Omit<CosmosServer, 'close'> {
  readonly child: ChildProcess;
  readonly stop: () => Promise<void>;
}

const PROCESS = 'test/support/cosmos-process.ts';

/** Starts `cosmos-process.ts`; it ends with this process at the latest. */
export const spawnCosmos = async (): Promise<CosmosProcess> => {
  const child = spawn(process.execPath, [compiled(PROCESS, ['@vercel/cosmosdb-server'])], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(child, 'close');
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    exit.then(() => Promise.reject(new Error('The protocol server of Cosmos DB did not start'))),
  ])) as [string];
  const started = JSON.parse(line) as Omit<CosmosServer, 'close'>;
  return {
    ...started,
    child,
    stop: async () => {
      child.kill('SIGTERM');
      await exit;
    },
  };
};
