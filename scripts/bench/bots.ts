import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

const ROOT = new URL('../..', import.meta.url).pathname;

/** A bot in a process of its own. */
export interface Bot {
  /** Its endpoint for Teams. */
  url: string;
  stop(): Promise<void>;
}

/** Starts a program that prints a line of JSON with its address when it is ready. */
export const startBot = async (file: string, env: Readonly<Record<string, string>> = {}): Promise<Bot> => {
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Also when the bench itself fails.
  process.once('exit', () => child.kill());
  const address = await Promise.race([addressOf(child), ended(child, file)]);
  return {
    url: `${address}/api/messages`,
    stop: async () => {
      const gone = once(child, 'close');
      child.kill('SIGTERM');
      await gone;
    },
  };
};

const addressOf = async (child: ChildProcess): Promise<string> => {
  for await (const line of createInterface({ input: child.stdout! })) {
    const { msg, address } = JSON.parse(line) as { msg: string; address?: string };
    if (msg === 'ready' && address !== undefined) {
      // Whatever it prints from here on must not fill the pipe.
      child.stdout!.resume();
      return address;
    }
  }
  throw new Error('a bot said nothing');
};

const ended = async (child: ChildProcess, file: string): Promise<never> => {
  await once(child, 'close');
  throw new Error(`${file} stopped before it was ready`);
};

export interface Connector {
  /** Where bots send their messages. */
  serviceUrl: string;
  /** Messages that came in so far. */
  received(): number;
  close(): void;
}

/** The Bot Connector as far as a bot needs it: takes everything at once. */
export const startConnector = async (): Promise<Connector> => {
  let received = 0;
  const server: Server = createServer((request, response) => {
    request.resume().on('end', () => {
      received += 1;
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end('{"id":"1","activityId":"1"}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    serviceUrl: `http://127.0.0.1:${port}/`,
    received: () => received,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
