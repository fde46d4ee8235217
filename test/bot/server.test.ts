import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { Application } from '@microsoft/teams-ai';
import type { FastifyInstance } from 'fastify';
import { TeamsAdapter, botAuthentication } from '../../src/bot/adapter.ts';
import { httpServer } from '../../src/bot/server.ts';
import { accept } from '../../src/core/result.ts';
import { keptLog } from '../outbox/world.ts';

const PATIENCE = { headers: 300, request: 600, looking: 50 };

describe('The HTTP server', () => {
  let server: FastifyInstance;
  let address: AddressInfo;

  beforeEach(async () => {
    server = httpServer(
      {
        adapter: new TeamsAdapter(botAuthentication({ kind: 'none' }), ''),
        authenticate: () => Promise.resolve(accept({ allows: () => accept(true) })),
        limits: undefined,
        application: new Application(),
        log: keptLog().log,
        clock: () => Date.now(),
        calendar: () => Promise.resolve(undefined),
        ready: {},
      },
      PATIENCE,
    );
    await server.listen({ host: '127.0.0.1', port: 0 });
    address = server.server.address() as AddressInfo;
  });
  afterEach(() => server.close());

  /** What the server says before it hangs up on whoever sends this, and then a byte now and then. */
  const answerTo = async (beginning: string): Promise<string> => {
    const socket: Socket = connect(address.port, address.address);
    const heard: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => heard.push(chunk));
    socket.on('error', () => undefined);
    socket.write(beginning);
    const trickle = setInterval(() => socket.write('a'), 40);
    await once(socket, 'close');
    clearInterval(trickle);
    return Buffer.concat(heard).toString();
  };

  const head = 'POST /api/messages HTTP/1.1\r\nhost: bot\r\ncontent-type: application/json\r\n';

  it('hangs up on a body that does not get any further', async () => {
    assert.match(await answerTo(`${head}content-length: 1000\r\n\r\n{"a`), /^HTTP\/1\.1 408 /);
  });

  it('hangs up on headers that do not get any further', async () => {
    assert.match(await answerTo(`${head}x-slow: a`), /^HTTP\/1\.1 408 /);
  });

  it('has time enough for Teams, and less for headers than for a whole request', async () => {
    const real = httpServer({
      adapter: new TeamsAdapter(botAuthentication({ kind: 'none' }), ''),
      authenticate: () => Promise.resolve(accept({ allows: () => accept(true) })),
      limits: undefined,
      application: new Application(),
      log: keptLog().log,
      clock: () => Date.now(),
      calendar: () => Promise.resolve(undefined),
      ready: {},
    });
    const { headersTimeout, requestTimeout } = real.server;
    assert.ok(headersTimeout >= 5_000 && headersTimeout < requestTimeout && requestTimeout <= 30_000);
    await real.close();
  });
});
