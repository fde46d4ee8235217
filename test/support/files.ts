/** Where Teams keeps files that somebody sends to the bot: each has an address that works without signing in. */
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Files {
  /** Keeps a file; answers its address. */
  put(name: string, content: string): string;
  /** The address of a file that is not there any more. */
  readonly gone: string;
  /** How many times a file was asked for. */
  readonly asked: number;
  close(): Promise<void>;
}

export const startFiles = async (): Promise<Files> => {
  const kept = new Map<string, string>();
  let asked = 0;
  const server: Server = createServer((request, response) => {
    asked += 1;
    const content = kept.get(request.url ?? '');
    response.writeHead(content === undefined ? 404 : 200).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    put: (name, content) => {
      const path = `/download/${kept.size + 1}/${encodeURIComponent(name)}?tempauth=v1`;
      kept.set(path, content);
      return origin + path;
    },
    gone: `${origin}/download/0/gone.ics`,
    get asked() {
      return asked;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => {
          if (error) reject(error);
          else resolve();
        });
        server.closeAllConnections();
      }),
  };
};
