import assert from 'node:assert/strict';
import { readEnvironment } from '../../src/config/environment.ts';
import type { Environment, GraphSettings } from '../../src/config/environment.ts';

type Variables = Record<string, string | undefined>;

const SECRET = 'fluister-zacht';

const registered: Variables = {
  REGION_FILE: 'config/region.drenthe.yaml',
  MicrosoftAppId: 'bot',
  MicrosoftAppPassword: 'iets-anders',
  MicrosoftAppTenantId: 'tenant',
};

const playground: Variables = { BOT_AUTH: 'none' };

const accepted = (variables: Variables): Environment => {
  const read = readEnvironment(variables);
  assert.ok(read.ok, read.ok ? '' : read.refusal.join('\n'));
  return read.value;
};

/** Whatever is wrong, the secret is not in a line. */
const refused = (variables: Variables): string[] => {
  const read = readEnvironment(variables);
  assert.ok(!read.ok, 'it is accepted');
  assert.ok(!read.refusal.join('\n').includes(SECRET));
  return read.refusal;
};

const app: Variables = { GRAPH_TENANT_ID: 'tenant', GRAPH_CLIENT_ID: 'app' };
const withSecret: Variables = { ...app, GRAPH_AUTH: 'secret', GRAPH_CLIENT_SECRET: SECRET };
const withCertificate: Variables = { ...app, GRAPH_AUTH: 'certificate', GRAPH_CERTIFICATE: '/app.pem' };
const publicCloud = { authority: 'https://login.microsoftonline.com', url: 'https://graph.microsoft.com' };

describe('The environment of Graph', () => {
  const graphs: readonly [string, Variables, GraphSettings][] = [
    [
      'with a secret',
      withSecret,
      { kind: 'secret', ...publicCloud, tenantId: 'tenant', clientId: 'app', secret: SECRET },
    ],
    [
      'with a certificate',
      withCertificate,
      { kind: 'certificate', ...publicCloud, tenantId: 'tenant', clientId: 'app', certificate: '/app.pem' },
    ],
    [
      'as the only managed identity',
      { GRAPH_AUTH: 'managed-identity' },
      { kind: 'managed-identity', url: publicCloud.url },
    ],
    [
      'as one of several managed identities',
      { GRAPH_AUTH: 'managed-identity', GRAPH_CLIENT_ID: 'app' },
      { kind: 'managed-identity', url: publicCloud.url, clientId: 'app' },
    ],
    [
      'in another cloud',
      {
        ...withSecret,
        GRAPH_URL: 'https://graph.microsoft.us/',
        GRAPH_AUTHORITY: ' https://login.microsoftonline.us/ ',
      },
      {
        kind: 'secret',
        url: 'https://graph.microsoft.us',
        authority: 'https://login.microsoftonline.us',
        tenantId: 'tenant',
        clientId: 'app',
        secret: SECRET,
      },
    ],
  ];
  for (const [how, variables, expected] of graphs) {
    it(`lets Graph be used ${how}, by a registered bot and in the Playground`, () => {
      assert.deepEqual(accepted({ ...registered, ...variables }).graph, expected);
      assert.deepEqual(accepted({ ...playground, ...variables }).graph, expected);
    });
  }

  it('is without Graph when its variables are empty', () => {
    assert.ok(!('graph' in accepted({ ...registered, GRAPH_AUTH: ' ', GRAPH_CLIENT_SECRET: '' })));
  });

  const TENANT_MISSING =
    'GRAPH_TENANT_ID is missing; write the id of the tenant in which the app for Graph is registered';
  const CLIENT_MISSING =
    'GRAPH_CLIENT_ID is missing; write the app (client) id of the registration for Graph';
  const WITHOUT =
    'is set without GRAPH_AUTH; leave it out, or write GRAPH_AUTH=managed-identity, secret or certificate';
  const wrongGraphs: readonly [string, Variables, string[]][] = [
    [
      'an unknown way',
      { ...withSecret, GRAPH_AUTH: 'password', GRAPH_URL: 'x' },
      [
        'GRAPH_AUTH is "password"; write one of managed-identity, secret, certificate, or leave it out to go without Graph',
        'GRAPH_URL is not an https address without a path; write for example https://graph.microsoft.com (http only on 127.0.0.1 or localhost)',
      ],
    ],
    [
      'a secret and nothing else',
      { GRAPH_AUTH: 'secret' },
      [
        TENANT_MISSING,
        CLIENT_MISSING,
        'GRAPH_CLIENT_SECRET is missing; write the client secret, or choose another GRAPH_AUTH',
      ],
    ],
    [
      'a certificate and nothing else',
      { GRAPH_AUTH: 'certificate' },
      [
        TENANT_MISSING,
        CLIENT_MISSING,
        'GRAPH_CERTIFICATE is missing; write the path of a PEM file with certificate and private key',
      ],
    ],
    [
      'a secret beside a certificate',
      { ...withCertificate, GRAPH_CLIENT_SECRET: SECRET },
      ['GRAPH_CLIENT_SECRET is set while GRAPH_AUTH=certificate, which does not use it; leave it out'],
    ],
    [
      'a certificate beside a secret',
      { ...withSecret, GRAPH_CERTIFICATE: '/app.pem' },
      ['GRAPH_CERTIFICATE is set while GRAPH_AUTH=secret, which does not use it; leave it out'],
    ],
    [
      'a registration beside a managed identity',
      { ...withSecret, GRAPH_AUTH: 'managed-identity', GRAPH_AUTHORITY: publicCloud.authority },
      ['GRAPH_AUTHORITY', 'GRAPH_TENANT_ID', 'GRAPH_CLIENT_SECRET'].map(
        (name) => `${name} is set while GRAPH_AUTH=managed-identity, which does not use it; leave it out`,
      ),
    ],
    [
      'anything without a way',
      { ...withSecret, GRAPH_AUTH: '', GRAPH_CERTIFICATE: 'x', GRAPH_URL: 'x', GRAPH_AUTHORITY: 'x' },
      [
        'GRAPH_TENANT_ID',
        'GRAPH_CLIENT_ID',
        'GRAPH_CLIENT_SECRET',
        'GRAPH_CERTIFICATE',
        'GRAPH_URL',
        'GRAPH_AUTHORITY',
      ].map((name) => `${name} ${WITHOUT}`),
    ],
  ];
  for (const [what, variables, lines] of wrongGraphs) {
    it(`refuses for Graph ${what}`, () => {
      assert.deepEqual(refused({ ...registered, ...variables }), lines);
      assert.deepEqual(refused({ ...playground, ...variables }), lines);
    });
  }

  it('is refused with the problems of Graph beside the others', () => {
    const lines = refused({ ...registered, PORT: 'x', GRAPH_CLIENT_SECRET: SECRET });
    assert.deepEqual(
      lines.map((line) => line.split(' ')[0]),
      ['PORT', 'GRAPH_CLIENT_SECRET'],
    );
  });

  const origins: readonly [string, boolean, boolean][] = [
    ['https://example.nl:8443', true, true],
    ['http://127.0.0.1:8080', true, false],
    ['http://localhost:8080', true, false],
    ['http://example.nl', false, false],
    ['https://example.nl/v1.0', false, false],
    ['https://example.nl/?a=b', false, false],
    [`https://app:${SECRET}@example.nl`, false, false],
    ['example.nl', false, false],
  ];
  for (const [address, forGraph, forTokens] of origins) {
    it(`${forGraph ? 'takes' : 'refuses'} GRAPH_URL=${address}`, () => {
      const variables = { ...playground, ...withSecret, GRAPH_URL: address };
      if (forGraph) assert.equal(accepted(variables).graph?.url, address);
      else
        assert.match(refused(variables).join('\n'), /^GRAPH_URL is not an https address without a path; .*$/);
    });

    it(`${forTokens ? 'takes' : 'refuses'} GRAPH_AUTHORITY=${address}`, () => {
      const variables = { ...playground, ...withSecret, GRAPH_AUTHORITY: address };
      if (forTokens) assert.equal(Reflect.get(accepted(variables).graph ?? {}, 'authority'), address);
      else {
        assert.match(
          refused(variables).join('\n'),
          /^GRAPH_AUTHORITY is not an https address without a path; .*$/,
        );
      }
    });
  }
});
