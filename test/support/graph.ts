import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import type { GraphAuthentication } from '../../src/core/graph.ts';
import { type KeptMeeting, meetingKeeper } from './graph-meetings.ts';
import { type Parts, addIdentity, addMeetings, addTokens, server } from './graph-routes.ts';
import { tokenOffice } from './graph-tokens.ts';
import { type Fits, type GraphCall, type GraphScript, graphScripts } from './graph-trouble.ts';
import type { Trouble } from './trouble.ts';

/**
 * Microsoft Graph and Entra ID on the loopback, over https with a certificate of their own; Graph and the managed
 * identity also over plain http, for a client in this process. Whatever is not documented is refused, and makes `verify`
 * and `close` fail.
 */
export interface GraphService {
  /** Origin of Graph over plain http. */
  readonly url: string;
  /** Origin of Graph and of Entra ID over https. */
  readonly secureUrl: string;
  /** PEM of the certificate, for a client in this process. */
  readonly ca: string;
  /** The same in a file, for `NODE_EXTRA_CA_CERTS` of another process. */
  readonly caFile: string;
  /** What a program needs to reach it with a client secret; over https, and trusting it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Variables of App Service for a managed identity. */
  readonly identity: Readonly<Record<'IDENTITY_ENDPOINT' | 'IDENTITY_HEADER', string>>;
  /** How the bot is registered. */
  readonly secret: Extract<GraphAuthentication, { kind: 'secret' }>;
  /** The same with a certificate, made when it is first asked for. */
  certificate(): Promise<Extract<GraphAuthentication, { kind: 'certificate' }>>;
  /** Every meeting that was ever made, also the deleted ones. */
  readonly meetings: readonly KeptMeeting[];
  /** Every request in order, those for tokens included. */
  readonly calls: readonly GraphCall[];
  /** Tokens that were given out. */
  readonly tokens: readonly string[];
  /** The next calls that fit go wrong. */
  answerNext(which: Fits, trouble: Trouble): GraphScript;
  /** What was wrong with the calls so far; forgets it. */
  takeComplaints(): string[];
  /** Fails when a call was wrong or trouble was never met. */
  readonly verify: () => void;
  /** Stops it, and verifies. */
  close(): Promise<void>;
}

/** Starts it on two free ports of 127.0.0.1. */
export const startGraph = async (): Promise<GraphService> => {
  const problems: string[] = [];
  const complain = (problem: string): void => void problems.push(problem);
  const calls: GraphCall[] = [];
  const scripts = graphScripts();
  const app = { tenantId: randomUUID(), clientId: randomUUID(), secret: `secret-${randomUUID()}` };
  const directory = mkdtempSync(join(tmpdir(), 'graph-'));
  let certificate: string | undefined;
  const office = tokenOffice({ ...app, certificate: () => certificate }, complain);
  const meetings = meetingKeeper();
  const identityHeader = randomUUID();

  const handle: Parts['handle'] = (kind, accept) => (request, reply) => {
    const { method, url, params, body } = request;
    const call = {
      kind,
      method,
      path: decodeURIComponent(url.replace(/\?.*/, '')),
      organiser: params.organiser,
      body,
    };
    calls.push(call);
    return scripts.handle(call, reply, () => accept(request));
  };
  const parts: Parts = { meetings, office, complain, handle };

  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...CERTIFICATE,
    keyType: 'ec',
  });
  const secureApp = server(complain, { cert, key });
  const plainApp = server(complain);
  for (const one of [secureApp, plainApp]) addMeetings(one, parts);
  // The addresses are known once they listen; routes are read before.
  const origins: string[] = [];
  addTokens(secureApp, parts, () => origins);
  addIdentity(plainApp, parts, identityHeader, () => origins);
  // Fastify does not know that it listens over TLS.
  const secureUrl = (await secureApp.listen({ host: '127.0.0.1', port: 0 })).replace('http:', 'https:');
  const url = await plainApp.listen({ host: '127.0.0.1', port: 0 });
  origins.push(secureUrl, url);

  const caFile = join(directory, 'ca.pem');
  writeFileSync(caFile, cert);
  const registration = { authority: secureUrl, tenantId: app.tenantId, clientId: app.clientId };

  const verify = (): void => {
    const unmet = scripts.unmet();
    const complaints = [...problems, ...(unmet === 0 ? [] : [`trouble that no call met: ${unmet}`])];
    assert.ok(
      complaints.length === 0,
      `Graph was not called as it is documented:\n  ${complaints.join('\n  ')}`,
    );
  };

  return {
    url,
    secureUrl,
    ca: cert,
    caFile,
    environment: {
      GRAPH_AUTH: 'secret',
      GRAPH_TENANT_ID: app.tenantId,
      GRAPH_CLIENT_ID: app.clientId,
      GRAPH_CLIENT_SECRET: app.secret,
      GRAPH_URL: secureUrl,
      GRAPH_AUTHORITY: secureUrl,
      NODE_EXTRA_CA_CERTS: caFile,
    },
    identity: { IDENTITY_ENDPOINT: `${url}/msi/token`, IDENTITY_HEADER: identityHeader },
    secret: { kind: 'secret', ...registration, secret: app.secret },
    certificate: async () => {
      const file = join(directory, 'app.pem');
      if (certificate === undefined) {
        const made = await generate([{ name: 'commonName', value: 'eerder-erbij' }], CERTIFICATE);
        certificate = made.cert;
        writeFileSync(file, `${made.cert}\n${made.private}`, { mode: 0o600 });
      }
      return { kind: 'certificate', ...registration, certificate: file };
    },
    meetings: meetings.all,
    calls,
    tokens: office.issued,
    answerNext: scripts.add,
    takeComplaints: () => problems.splice(0),
    verify,
    close: async () => {
      scripts.releaseAll();
      await Promise.all([secureApp.close(), plainApp.close()]);
      rmSync(directory, { recursive: true, force: true });
      verify();
    },
  };
};

const CERTIFICATE = {
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
} satisfies Parameters<typeof generate>[1];
