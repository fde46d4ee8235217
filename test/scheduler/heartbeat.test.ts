import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Checks, heartbeat, withHeartbeat } from '../../src/scheduler/heartbeat.ts';
import { keptLog } from '../outbox/world.ts';
import { startProgram, workplace } from '../support/program.ts';
import { regionFile } from '../support/region-file.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const fine: Answer = (_request, response) => {
  response.writeHead(200).end('OK');
};

describe('The heartbeat', function () {
  this.timeout(60_000);

  let server: Server;
  let heard: { method: string | undefined; url: string | undefined; length: string | undefined }[];
  let answer: Answer;
  let url: string;
  let log: ReturnType<typeof keptLog>;

  beforeEach(async () => {
    heard = [];
    answer = fine;
    log = keptLog();
    server = createServer((request, response) => {
      heard.push({ method: request.method, url: request.url, length: request.headers['content-length'] });
      server.emit('heard');
      answer(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/secret?status=up`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    if (server.listening) server.close();
    await Promise.resolve();
  });

  const well: Checks = { store: () => Promise.resolve() };
  const beating = (checks: Checks = well, longestCall = 5_000) =>
    heartbeat({ url, checks, log: log.log, longestCall });

  it('is one GET without content for each completed sweep', async () => {
    const swept = withHeartbeat(() => Promise.resolve(7), beating());
    for (let sweeps = 1; sweeps <= 3; sweeps += 1) {
      const next = once(server, 'heard');
      assert.equal(await swept(), 7);
      await next;
      assert.equal(heard.length, sweeps);
    }
    assert.deepEqual(heard[0], { method: 'GET', url: '/ping/secret?status=up', length: undefined });
    assert.deepEqual(log.lines, []);
  });

  it('is silent when a sweep fails, which fails all the same', async () => {
    let beats = 0;
    const swept = withHeartbeat(
      () => Promise.reject(new Error('the store is away')),
      () => {
        beats += 1;
        return Promise.resolve();
      },
    );
    await assert.rejects(swept(), /the store is away/);
    assert.equal(beats, 0);
  });

  it('is silent when anything is not well, says what, and comes back with it', async () => {
    let delivers = false;
    const beat = beating({
      ...well,
      delivery: () => (delivers ? Promise.resolve() : Promise.reject(new Error('it hangs'))),
    });
    await beat();
    assert.equal(heard.length, 0);
    assert.deepEqual(log.lines, [
      { level: 'error', fields: { checks: ['delivery'] }, message: 'no heartbeat: not well' },
    ]);
    delivers = true;
    await beat();
    assert.equal(heard.length, 1);
  });

  it('that is not taken, not answered or not reachable is said without its address, and stops nothing', async () => {
    answer = (_request, response) => {
      response.writeHead(503).end();
    };
    await beating()();
    answer = () => undefined;
    await beating(well, 50)();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    await beating()();
    assert.deepEqual(
      log.lines.map(({ level, message }) => [level, message]),
      [
        ['warn', 'the heartbeat was not taken'],
        ['warn', 'the heartbeat did not arrive'],
        ['warn', 'the heartbeat did not arrive'],
      ],
    );
    for (const { fields } of log.lines) assert.doesNotMatch(JSON.stringify(fields), /secret/);
  });

  it('of which the answer does not come keeps no sweep waiting', async () => {
    answer = () => undefined;
    const swept = withHeartbeat(() => Promise.resolve(1), beating());
    assert.deepEqual([await swept(), await swept()], [1, 1]);
  });

  it('comes from the program that was told its address', async () => {
    const place = workplace(regionFile());
    const next = once(server, 'heard');
    const program = await startProgram(place, { HEARTBEAT_URL: url });
    await next;
    assert.deepEqual(await program.stop('SIGTERM'), { code: 0, signal: null });
    assert.ok(program.log.every((line) => !JSON.stringify(line).includes('secret')));
    place.remove();
  });
});
