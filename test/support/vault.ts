import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeysSettings } from '../../src/config/keys-environment.ts';
import { certificate } from './cosmos-server.ts';
import { server } from './graph-routes.ts';
import { tokenOffice } from './graph-tokens.ts';
import { type Answer, type VaultCall, type VaultTrouble, refused, vaultScripts } from './vault-answers.ts';
import { vaultKeyKeeper } from './vault-keys.ts';
import { secretKeeper } from './vault-secrets.ts';

/**
 * Key Vault and Entra ID on the loopback, over https with a certificate of their own. Whatever is not documented is refused,
 * and makes `close` fail.
 */
export interface VaultService {
  readonly settings: Extract<KeysSettings, { kind: 'vault' }>;
  /** What a program needs to reach it; trusting it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly ca: string;
  readonly secrets: ReturnType<typeof secretKeeper>;
  readonly keys: ReturnType<typeof vaultKeyKeeper>;
  /** Every request to the vault in order, those without a token too. */
  readonly calls: VaultCall[];
  readonly tokens: readonly string[];
  /** The next calls that fit meet this. */
  trouble(fits: string | ((call: VaultCall) => boolean), trouble: VaultTrouble, times?: number): void;
  /** Nothing goes wrong any more. */
  calm(): void;
  close(): Promise<void>;
}

export const VAULT_KEY = 'eerder-erbij';

/**
 * The client checks that the vault is a host within the resource that it gets a token for, `vault.azure.net`. An address of
 * the loopback is within this one, so that check stays on.
 */
const RESOURCE = 'kv://0.0.1';

const API_VERSIONS = { keys: '2025-07-01', secrets: '7.6', deletedsecrets: '7.6' };

export const startVault = async (): Promise<VaultService> => {
  const problems: string[] = [];
  const complain = (problem: string): void => void problems.push(problem);
  const app = { tenantId: randomUUID(), clientId: randomUUID(), secret: `secret-${randomUUID()}` };
  const office = tokenOffice({ ...app, certificate: () => undefined }, complain);
  const scripts = vaultScripts();
  const calls: VaultCall[] = [];
  let origin = '';
  const [secrets, keys] = [secretKeeper(() => origin), vaultKeyKeeper(() => origin)];
  const tls = await certificate();
  const https = server(complain, tls);

  const answerTo = (request: FastifyRequest): Answer => {
    const url = new URL(request.url, origin);
    const [kind = '', name = '', ...rest] = url.pathname.split('/').slice(1);
    const version = url.searchParams.get('api-version');
    if (version !== Reflect.get(API_VERSIONS, kind))
      complain(`${request.method} ${request.url}: api-version`);
    const found = routed(
      { secrets, keys },
      request,
      kind,
      name,
      rest,
      Number(url.searchParams.get('$skiptoken')),
    );
    if (!found) complain(`${request.method} ${request.url} is no call that is documented`);
    if (found?.status === 400) complain(`${request.method} ${request.url}: bad parameter`);
    return found ?? refused(404, 'NotFound');
  };

  const handle = (request: FastifyRequest, reply: FastifyReply): unknown => {
    const send = ({ status, headers = {}, body }: Answer): unknown =>
      reply.status(status).headers(headers).send(body);
    if (!office.isValid(request.headers.authorization)) {
      const challenge = `Bearer authorization="${origin}/${app.tenantId}", resource="${RESOURCE}"`;
      return send({ ...refused(401, 'Unauthorized'), headers: { 'www-authenticate': challenge } });
    }
    const call = { method: request.method, path: request.url.replace(/\?.*/, ''), body: request.body };
    calls.push(call);
    const trouble = scripts.meet(call);
    if (trouble === undefined) return send(answerTo(request));
    if (trouble === 'lost answer') answerTo(request);
    if (trouble === 'broken' || trouble === 'lost answer') {
      reply.hijack();
      reply.raw.destroy();
      return reply;
    }
    return trouble === 'silence' ? reply.hijack() : send(trouble);
  };

  https.get<{ Params: { tenant: string } }>(
    '/:tenant/v2.0/.well-known/openid-configuration',
    ({ params }, reply) => {
      const { status, body } = office.discovery(origin, params.tenant);
      return reply.status(status).send(body);
    },
  );
  https.post<{ Params: { tenant: string } }>('/:tenant/oauth2/v2.0/token', ({ params, body }, reply) => {
    const endpoint = `${origin}/${params.tenant}/oauth2/v2.0/token`;
    const answer = office.token(body, endpoint, [`${RESOURCE}/.default`]);
    return reply.status(answer.status).send(answer.body);
  });
  for (const kind of Object.keys(API_VERSIONS)) {
    https.all(`/${kind}`, handle);
    https.all(`/${kind}/*`, handle);
  }
  // Fastify does not know that it listens over TLS.
  origin = (await https.listen({ host: '127.0.0.1', port: 0 })).replace('http:', 'https:');
  const directory = mkdtempSync(join(tmpdir(), 'vault-'));
  writeFileSync(join(directory, 'ca.pem'), tls.cert);

  const registration = { tenantId: app.tenantId, clientId: app.clientId };
  return {
    settings: {
      kind: 'vault',
      url: origin,
      key: VAULT_KEY,
      auth: { kind: 'secret', authority: origin, ...registration, secret: app.secret },
    },
    environment: {
      KEY_VAULT_URL: origin,
      KEY_VAULT_KEY: VAULT_KEY,
      KEY_VAULT_AUTH: 'secret',
      KEY_VAULT_TENANT_ID: app.tenantId,
      KEY_VAULT_CLIENT_ID: app.clientId,
      KEY_VAULT_CLIENT_SECRET: app.secret,
      KEY_VAULT_AUTHORITY: origin,
      NODE_EXTRA_CA_CERTS: join(directory, 'ca.pem'),
    },
    ca: tls.cert,
    secrets,
    keys,
    calls,
    tokens: office.issued,
    trouble: (fits, trouble, times) => {
      const which = (call: VaultCall): boolean =>
        typeof fits === 'string' ? `${call.method} ${call.path}`.startsWith(fits) : fits(call);
      scripts.add(which, trouble, times);
    },
    calm: scripts.calm,
    close: async () => {
      await https.close();
      rmSync(directory, { recursive: true });
      assert.deepEqual(problems, [], 'Key Vault was not called as it is documented');
      assert.equal(scripts.unmet(), 0, 'there was trouble that no call met');
    },
  };
};

const routed = (
  { secrets, keys }: Pick<VaultService, 'secrets' | 'keys'>,
  { method, body }: FastifyRequest,
  kind: string,
  name: string,
  [version = '', operation, ...more]: readonly string[],
  from: number,
): Answer | undefined => {
  if (more.length > 0) return undefined;
  const wanted = version === '' ? undefined : version;
  switch (`${method} ${kind}`) {
    case 'GET secrets':
      return name === '' ? secrets.list(from) : secrets.get(name, wanted);
    case 'PUT secrets':
      return secrets.set(name, body);
    case 'DELETE secrets':
      return secrets.remove(name);
    case 'GET deletedsecrets':
      return name === '' ? secrets.listDeleted(from) : secrets.getDeleted(name);
    case 'DELETE deletedsecrets':
      return secrets.purge(name);
    case 'GET keys':
      return keys.get(name, wanted);
    case 'POST keys':
      if (version === 'create') return keys.create(name, body);
      return operation === 'wrapkey' || operation === 'unwrapkey'
        ? keys.operate(name, version, operation, body)
        : undefined;
    default:
      return undefined;
  }
};
