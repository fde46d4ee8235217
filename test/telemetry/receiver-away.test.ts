import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UNHEARD } from '../../src/core/telemetry.ts';
import { type OpenTelemetry, openTelemetry } from '../../src/telemetry/open.ts';
import { startScenario } from '../e2e/scenario.ts';
import { keptLog } from '../outbox/world.ts';
import { PERSONAL } from '../support/places.ts';
import { recordsIn, spansIn } from '../support/received-telemetry.ts';
import { type Receiver, startReceiver, startSecureReceiver } from '../support/receiver.ts';
import { PEOPLE } from '../support/region-file.ts';

const KEY = '01234567-89ab-cdef-0123-456789abcdef';
const CONTENT = 'mevrouw Jansen';

describe('A receiver of telemetry', function () {
  this.timeout(30_000);

  let receiver: Receiver;
  let log: ReturnType<typeof keptLog>;
  let opened: OpenTelemetry;

  beforeEach(async () => {
    receiver = await startReceiver();
    log = keptLog();
    opened = openTelemetry(
      { otlp: { endpoint: receiver.url, headers: {} } },
      {
        clock: () => 0,
        log: log.log,
        us: 'test',
        credentialFor: () => assert.fail('OTLP needs no credential'),
        lastMoments: 300,
      },
    );
  });
  afterEach(() => receiver.close());

  const work = (count: number): Promise<unknown> =>
    Promise.all(
      Array.from({ length: count }, () =>
        opened.telemetry.follow('turn', {}, () => {
          opened.telemetry.tell('sweeps', 1, {});
          opened.lines.write('{"level":30,"msg":"line"}');
          return Promise.resolve();
        }),
      ),
    );
  const warnings = (): readonly string[] => log.lines.map(({ level, message }) => `${level}: ${message}`);

  for (const answer of [500, 'never'] as const)
    it(`that answers ${answer} holds nothing up, also not the end, and is told of once`, async () => {
      receiver.answer = answer;
      const started = performance.now();
      await work(1_000);
      await opened.close();
      assert.ok(performance.now() - started < 3_000);
      assert.ok(receiver.calls.length > 0);
      const wanted =
        answer === 'never' ? [] : ['warn: telemetry does not arrive, and is dropped until it does'];
      assert.deepEqual(warnings(), wanted);
    });

  it('that is away holds nothing up either', async () => {
    await receiver.close();
    await work(1_000);
    await opened.close();
    receiver = await startReceiver();
  });

  it('that is slow makes us keep no more than so much', async () => {
    receiver.answer = 'never';
    await work(20_000);
    await opened.close();
    const [spans, records] = [spansIn(receiver.calls).length, recordsIn(receiver.calls).length];
    assert.ok(spans > 0 && spans <= 3_000, `${spans} spans were kept`);
    assert.ok(records > 0 && records <= 3_000, `${records} lines were kept`);
  });

  it('never gets the words of an error, nor a field that nobody listed', async () => {
    const failed = opened.telemetry.follow('turn', {}, () => {
      const error = {
        type: 'SyntaxError',
        message: CONTENT,
        code: CONTENT,
        at: ['at Dorpsstraat 5', 'at run (file:///home/jan/app/dist/main.js:12:3)'],
      };
      const line = { level: 50, msg: 'turn failed', error, person: CONTENT, correlation: 'c-1' };
      opened.lines.write(JSON.stringify(line));
      return Promise.reject(Object.assign(new SyntaxError(CONTENT), { code: CONTENT }));
    });
    await assert.rejects(failed, SyntaxError);
    await opened.close();
    const all = receiver.calls.map(({ body }) => body).join('\n');
    assert.ok(!all.includes(CONTENT), all);
    const [span] = spansIn(receiver.calls);
    assert.deepEqual([span?.attributes, span?.status], [{ 'error.kind': 'SyntaxError' }, { code: 2 }]);
    const [record] = recordsIn(receiver.calls);
    assert.deepEqual(record?.attributes, {
      correlation: 'c-1',
      'error.kind': 'SyntaxError',
      'error.at': 'dist/main.js:12:3',
    });
    assert.deepEqual([record.traceId, record.spanId], [span?.traceId, span?.spanId]);
  });

  it('keeps no program from its work or from stopping', async () => {
    const azure = await startSecureReceiver();
    azure.answer = 'never';
    receiver.answer = 500;
    const scenario = await startScenario(
      {},
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${KEY};IngestionEndpoint=${azure.url}`,
        NODE_EXTRA_CA_CERTS: azure.caFile,
      },
    );
    await scenario.teams.message(PEOPLE.youth, PERSONAL, 'casussen');
    await scenario.connector.expectPersonal({ member: PEOPLE.youth, text: /casussen/ });
    const stopped = performance.now();
    assert.deepEqual(await scenario.close(), { code: 0, signal: null });
    const took = performance.now() - stopped;
    assert.ok(took < 8_000, `it took ${took.toFixed(0)} ms to stop`);
    assert.ok(azure.calls.length > 0 && receiver.calls.length > 0, 'nothing was tried');
    const told = scenario.program.log.filter(({ msg }) =>
      String(msg).startsWith('telemetry does not arrive'),
    );
    assert.deepEqual(
      told.map(({ receiver: who }) => who),
      ['OTLP'],
    );
    await azure.close();
  });
});

describe('Application Insights that does something else', function () {
  this.timeout(30_000);

  /** What it was asked for by whoever was sent there, and what the log says. */
  const met = async (answers: RequestListener): Promise<readonly string[]> => {
    const server = createServer(answers).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const log = keptLog();
    const connectionString = `InstrumentationKey=${KEY};IngestionEndpoint=http://127.0.0.1:${port}`;
    const opened = openTelemetry(
      { applicationInsights: { connectionString } },
      { clock: () => 0, log: log.log, us: 'test', credentialFor: () => assert.fail('not needed') },
    );
    opened.telemetry.tell('sweeps', 1, {});
    await opened.close();
    server.closeAllConnections();
    server.close();
    return log.lines.map(({ message }) => message);
  };
  const AWAY = 'telemetry does not arrive, and is dropped until it does';

  it('sends us nowhere else', async () => {
    const elsewhere = await startReceiver();
    const said = await met((request, response) => {
      request.resume().on('end', () => response.writeHead(308, { location: `${elsewhere.url}/track` }).end());
    });
    assert.deepEqual([elsewhere.calls.length, said], [0, [AWAY]]);
    await elsewhere.close();
  });

  it('fills no memory with an answer that never ends', async () => {
    let sent = 0;
    const said = await met((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const piece = Buffer.alloc(64 * 1024, ' ');
      const more = (): void => {
        while (!response.destroyed && response.write(piece)) sent += piece.length;
        sent += piece.length;
        if (!response.destroyed) response.once('drain', more);
      };
      request.resume().on('end', more);
    });
    assert.ok(sent < 32 * 1024 * 1024, `${sent} bytes were taken`);
    assert.deepEqual(said, [AWAY]);
  });

  it('is told of when there is no token for it', async () => {
    const [azure, identity] = [await startSecureReceiver(), await startReceiver()];
    identity.answer = 400;
    const scenario = await startScenario(
      {},
      {
        APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${KEY};IngestionEndpoint=${azure.url}/`,
        APPLICATIONINSIGHTS_AUTH: 'managed-identity',
        IDENTITY_ENDPOINT: `${identity.url}/msi/token`,
        IDENTITY_HEADER: 'header',
        NODE_EXTRA_CA_CERTS: azure.caFile,
      },
    );
    await scenario.teams.message(PEOPLE.youth, PERSONAL, 'casussen');
    await scenario.connector.expectPersonal({ member: PEOPLE.youth, text: /casussen/ });
    assert.deepEqual(await scenario.close(), { code: 0, signal: null });
    assert.ok(scenario.program.log.some(({ msg }) => msg === AWAY));
    await azure.close();
    await identity.close();
  });
});

describe('Telemetry that nobody listens to', () => {
  it('does the work and no more', async () => {
    const run = (): void => undefined;
    assert.equal(await UNHEARD.follow('turn', {}, ({ bound }) => Promise.resolve(bound(run))), run);
    const failure = new Error('as it was');
    await assert.rejects(
      UNHEARD.follow('turn', {}, () => Promise.reject(failure)),
      failure,
    );
  });
});
