import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Connector {
  /** Where bots send their messages. */
  serviceUrl: string;
  /** Messages that came in so far. */
  received: () => number;
  /** Resolves when so many messages came in since the beginning. */
  has(messages: number): Promise<void>;
  close(): void;
}

/** The Bot Connector as far as a bot needs it: takes everything at once. */
export const startConnector = async (): Promise<Connector> => {
  let received = 0;
  let waiting: { messages: number; resolve: () => void }[] = [];
  const server: Server = createServer((request, response) => {
    request.resume().on('end', () => {
      received += 1;
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end('{"id":"1","activityId":"1"}');
      for (const { messages, resolve } of waiting) if (messages <= received) resolve();
      waiting = waiting.filter(({ messages }) => messages > received);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    serviceUrl: `http://127.0.0.1:${port}/`,
    received: () => received,
    has: (messages) =>
      new Promise((resolve) => {
        if (messages <= received) resolve();
        else waiting.push({ messages, resolve });
      }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
