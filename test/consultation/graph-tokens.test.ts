import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { AuthenticationError, CredentialUnavailableError, type TokenCredential } from '@azure/identity';
import { credentialFor } from '../../src/consultation/credential.ts';
import type { GraphAuthentication } from '../../src/core/graph.ts';
import type { MeetingFailed } from '../../src/consultation/port.ts';
import type { Duration } from '../../src/core/time.ts';
import { type GraphService, startGraph } from '../support/graph.ts';
import { ORDER, clientOf, failureOf } from '../support/graph-client.ts';
import { type GraphCallKind, TOKEN_TROUBLE } from '../support/graph-trouble.ts';
import type { Trouble } from '../support/trouble.ts';

const NOT_ALLOWED = { reason: 'noPermission', passing: false, retryAfter: undefined } as const;
const DOWN = { reason: 'unavailable', passing: true, retryAfter: undefined } as const;

/** A port at which nobody listens. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address) resolve(address.port);
        else reject(new Error('no port'));
      });
    });
  });

describe('A token for Graph', () => {
  let graph: GraphService;

  beforeEach(async () => {
    graph = await startGraph();
  });

  afterEach(() => graph.close());

  const calls = (kind: GraphCallKind) => graph.calls.filter((call) => call.kind === kind);

  const failing = (by: GraphAuthentication, timeOut: Duration = 5_000) =>
    failureOf(clientOf(graph, { timeOut }, by).create(ORDER), [graph.secret.secret]);

  it('is got with a secret, for Graph and nothing else', async () => {
    await clientOf(graph).create(ORDER);
    assert.equal(calls('token').length, 1);
    assert.equal(Reflect.get(Object(calls('token')[0]?.body), 'scope'), `${graph.url}/.default`);
  });

  it('is got with a certificate', async () => {
    await clientOf(graph, {}, await graph.certificate()).create(ORDER);
    const body = Object(calls('token')[0]?.body) as Record<string, unknown>;
    assert.ok('client_assertion' in body && !('client_secret' in body));
    assert.equal(graph.meetings.length, 1);
  });

  it('is not got with another certificate', async () => {
    const other = await startGraph();
    const by = await other.certificate();
    await graph.certificate();
    const { certificate } = by;
    assert.deepEqual(await failing({ ...graph.secret, kind: 'certificate', certificate }), NOT_ALLOWED);
    assert.match(graph.takeComplaints().join(), /another certificate/);
    await other.close();
  });

  it('is not got with a certificate that cannot be read, until it can', async () => {
    const by = await graph.certificate();
    assert.deepEqual(await failing({ ...by, certificate: '/none.pem' }), NOT_ALLOWED);
    const credential = credentialFor(by, { ca: graph.ca });
    const client = clientOf(graph, { credential });
    const pem = readFileSync(by.certificate, 'utf8');
    writeFileSync(by.certificate, 'nothing');
    assert.deepEqual(await failureOf(client.create(ORDER), [by.certificate]), NOT_ALLOWED);
    writeFileSync(by.certificate, pem);
    await client.create(ORDER);
  });

  it('is not got with a wrong secret', async () => {
    const secret = 'another-secret';
    const client = clientOf(graph, {}, { ...graph.secret, secret });
    assert.deepEqual(await failureOf(client.create(ORDER), [secret, 'AADSTS']), NOT_ALLOWED);
    assert.equal(calls('token').length, 1);
  });

  it('is not got in a tenant that does not exist, nor in one that cannot', async () => {
    assert.deepEqual(await failing({ ...graph.secret, tenantId: 'none' }), NOT_ALLOWED);
    assert.deepEqual(await failing({ ...graph.secret, tenantId: 'no tenant!' }), NOT_ALLOWED);
  });

  const cases: readonly [string, Trouble, MeetingFailed['reason'], boolean, Duration?][] = [
    ['400', { ...TOKEN_TROUBLE.invalidClient, status: 400 }, 'noPermission', false],
    ['401', TOKEN_TROUBLE.invalidClient, 'noPermission', false],
    ['429', TOKEN_TROUBLE.throttled('30'), 'throttled', true, 30_000],
    ['500 without JSON', { status: 500, body: 'Down' }, 'unavailable', true],
    ['503', TOKEN_TROUBLE.down, 'unavailable', true],
    ['200 without a token', { status: 200, body: {} }, 'noPermission', false],
    ['a broken connection', { drop: true }, 'unavailable', true],
  ];
  for (const kind of ['token', 'discovery'] as const) {
    for (const [what, trouble, reason, passing, retryAfter] of cases) {
      it(`is not got after ${what} of the ${kind} endpoint: ${reason}, after one request`, async () => {
        const script = graph.answerNext(kind, { ...trouble, times: 9 });
        assert.deepEqual(await failing(graph.secret), { reason, passing, retryAfter });
        assert.equal(script.calls.length, 1);
        assert.equal(calls('make').length, 0);
      });
    }
  }

  it('is asked for again at once when we want it, also after 503', async () => {
    const client = clientOf(graph);
    graph.answerNext('token', TOKEN_TROUBLE.down);
    assert.deepEqual(await failureOf(client.create(ORDER)), DOWN);
    await client.create(ORDER);
    assert.equal(calls('token').length, 2);
  });

  it('fails for everybody who asks while the endpoint is down', async () => {
    const client = clientOf(graph);
    graph.answerNext('token', { ...TOKEN_TROUBLE.down, times: 2 });
    const asked = [client.create(ORDER), client.create({ ...ORDER, externalId: 'another' })];
    assert.deepEqual(await Promise.all(asked.map((one) => failureOf(one))), [DOWN, DOWN]);
  });

  it('is not waited for longer than the call may take, and used when it comes later', async () => {
    const real = credentialFor(graph.secret, { ca: graph.ca });
    const asked: Promise<unknown>[] = [];
    const getToken: TokenCredential['getToken'] = (...how) => {
      const token = real.getToken(...how);
      asked.push(token);
      return token;
    };
    const script = graph.answerNext('token', { hang: true });
    const start = performance.now();
    const hasty = clientOf(graph, { credential: { getToken }, timeOut: 300 });
    const failure = await failureOf(hasty.create(ORDER));
    assert.deepEqual(failure, { reason: 'timeOut', passing: true, retryAfter: undefined });
    assert.ok(performance.now() - start < 2_500);
    script.release();
    await Promise.all(asked);
    await clientOf(graph, { credential: { getToken } }).create(ORDER);
    assert.equal(calls('token').length, 1);
    assert.equal(calls('make').length, 1);
  });

  it('is not got where nobody listens', async () => {
    const authority = `https://127.0.0.1:${await freePort()}`;
    assert.deepEqual(await failing({ ...graph.secret, authority }), DOWN);
  });

  it('is not got from somebody who only says to be the token endpoint', async () => {
    const credential = credentialFor(graph.secret);
    assert.deepEqual(await failureOf(clientOf(graph, { credential }).create(ORDER)), DOWN);
    assert.equal(graph.calls.length, 0, 'the secret went out');
  });

  const broken: readonly [string, TokenCredential['getToken']][] = [
    ['an AuthenticationError', () => Promise.reject(new AuthenticationError(401, 'geheim'))],
    ['a CredentialUnavailableError', () => Promise.reject(new CredentialUnavailableError('geheim'))],
    ['nothing', () => Promise.resolve(null)],
  ];
  for (const [what, getToken] of broken) {
    it(`is not got from a credential that gives ${what}`, async () => {
      const client = clientOf(graph, { credential: { getToken } });
      assert.deepEqual(await failureOf(client.create(ORDER), ['geheim']), NOT_ALLOWED);
    });
  }
});

describe('A token for Graph of a managed identity', () => {
  let graph: GraphService;
  let kept: Record<string, string | undefined>;

  // One for all: MSAL reads these variables once per process.
  before(async () => {
    graph = await startGraph();
    kept = Object.fromEntries(Object.keys(graph.identity).map((name) => [name, process.env[name]]));
    Object.assign(process.env, graph.identity);
  });

  after(async () => {
    for (const [name, value] of Object.entries(kept)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    await graph.close();
  });

  const calls = () => graph.calls.filter(({ kind }) => kind === 'identity');

  /** MSAL keeps tokens of an identity for the whole process. */
  let identities = 0;
  const create = () => {
    identities += 1;
    return clientOf(graph, {}, { kind: 'managed-identity', clientId: `identity-${identities}` }).create(
      ORDER,
    );
  };

  it('is got without anything else', async () => {
    await clientOf(graph, {}, { kind: 'managed-identity' }).create(ORDER);
    assert.equal(graph.meetings.length, 1);
    assert.equal(calls().length, 1);
  });

  it('is got for one of several', async () => {
    await create();
    assert.equal(calls().length, 2);
  });

  const cases: readonly [string, Trouble, MeetingFailed['reason'], boolean][] = [
    ['400', { status: 400, body: { error: 'invalid_request', message: 'geheim' } }, 'noPermission', false],
    ['404', { status: 404, body: { statusCode: 404, message: 'geheim' } }, 'noPermission', false],
    ['410', { status: 410, body: { error: 'gone', message: 'geheim' } }, 'noPermission', false],
    ['429', { status: 429, body: { error: 'slow', message: 'geheim' } }, 'throttled', true],
    ['500', { status: 500, body: { error: 'down', message: 'geheim' } }, 'unavailable', true],
    ['503 without JSON', { status: 503, body: 'geheim' }, 'unavailable', true],
    ['a broken connection', { drop: true }, 'unavailable', true],
  ];
  for (const [what, trouble, reason, passing] of cases) {
    it(`is not got after ${what}: ${reason}, after one request`, async () => {
      const script = graph.answerNext('identity', { ...trouble, times: 9 });
      const failure = await failureOf(create(), ['geheim', graph.identity.IDENTITY_HEADER]);
      script.release();
      assert.deepEqual(failure, { reason, passing, retryAfter: undefined });
      assert.equal(script.calls.length, 1);
    });
  }
});
