import assert from 'node:assert/strict';
import { readEnvironment } from '../../src/config/environment.ts';
import type { Environment } from '../../src/config/environment.ts';

type Variables = Record<string, string | undefined>;

const SECRET = 'Zmx1aXN0ZXItemFjaHQ=';

const accepted = (variables: Variables): Environment['store'] => {
  const read = readEnvironment({ BOT_AUTH: 'none', ...variables });
  assert.ok(read.ok, read.ok ? '' : read.refusal.join('\n'));
  return read.value.store;
};

/** Whatever is wrong, the secret is not in a line. */
const refused = (variables: Variables): string[] => {
  const read = readEnvironment({ BOT_AUTH: 'none', ...variables });
  assert.ok(!read.ok, 'it is accepted');
  assert.ok(!read.refusal.join('\n').includes(SECRET));
  return read.refusal;
};

const ENDPOINT = 'https://eerder-erbij.documents.azure.com';
/** Several replicas need one. */
const VAULT: Variables = {
  KEY_VAULT_URL: 'https://eerder-erbij.vault.azure.net',
  KEY_VAULT_KEY: 'eerder-erbij',
  KEY_VAULT_AUTH: 'managed-identity',
};
const withKey: Variables = {
  ...VAULT,
  STORE: 'cosmos',
  COSMOS_ENDPOINT: `${ENDPOINT}:443/`,
  COSMOS_AUTH: 'key',
  COSMOS_KEY: SECRET,
};
const withIdentity: Variables = {
  ...VAULT,
  STORE: 'cosmos',
  COSMOS_ENDPOINT: ENDPOINT,
  COSMOS_AUTH: 'managed-identity',
};

describe('The environment of Cosmos DB', () => {
  it('has an address and a key; the rest has a default', () => {
    assert.deepEqual(accepted(withKey), {
      kind: 'cosmos',
      endpoint: ENDPOINT,
      auth: { kind: 'key', key: SECRET },
      database: 'eerder-erbij',
      container: 'documents',
    });
  });

  it('has a database and a container of their own', () => {
    const store = accepted({ ...withKey, COSMOS_DATABASE: 'drenthe', COSMOS_CONTAINER: 'proef' });
    assert.ok(store.kind === 'cosmos');
    assert.deepEqual([store.database, store.container], ['drenthe', 'proef']);
  });

  it('has no key with a managed identity; a client id when that was assigned by a user', () => {
    const store = accepted(withIdentity);
    assert.ok(store.kind === 'cosmos');
    assert.deepEqual(store.auth, { kind: 'managed-identity' });
    const assigned = accepted({ ...withIdentity, COSMOS_CLIENT_ID: 'client' });
    assert.ok(assigned.kind === 'cosmos');
    assert.deepEqual(assigned.auth, { kind: 'managed-identity', clientId: 'client' });
  });

  it('leaves a data directory alone that is there anyway', () => {
    assert.equal(accepted({ ...withKey, DATA_DIR: '/data' }).kind, 'cosmos');
  });

  it('is not read for SQLite, where nothing of it may be set', () => {
    assert.deepEqual(accepted({}), { kind: 'sqlite', dataDir: './data' });
    const names = ['ENDPOINT', 'AUTH', 'KEY', 'CLIENT_ID', 'DATABASE', 'CONTAINER'].map(
      (name) => `COSMOS_${name}`,
    );
    for (const STORE of [undefined, 'sqlite']) {
      assert.deepEqual(
        refused({ STORE, ...Object.fromEntries(names.map((name) => [name, SECRET])) }),
        names.map((name) => `${name} is set while STORE is not cosmos; write STORE=cosmos, or leave it out`),
      );
    }
  });

  const MISSING =
    'COSMOS_ENDPOINT is missing; write the address of the account, for example https://eerder-erbij.documents.azure.com';
  const UNSAFE =
    'COSMOS_ENDPOINT is not an https address without a path; write for example https://eerder-erbij.documents.azure.com';
  const NO_KEY = 'COSMOS_KEY is not a key of Cosmos DB; write the primary or secondary key alone';
  const wrong: readonly [string, Variables, string[]][] = [
    [
      'nothing but STORE=cosmos',
      { ...VAULT, STORE: 'cosmos' },
      [MISSING, 'COSMOS_AUTH is missing; write key or managed-identity'],
    ],
    [
      'another way to sign in',
      { ...withKey, COSMOS_AUTH: 'sleutel' },
      ['COSMOS_AUTH is "sleutel"; write key or managed-identity'],
    ],
    [
      'no key',
      { ...withKey, COSMOS_KEY: '' },
      ['COSMOS_KEY is missing; write a key of the account, or use COSMOS_AUTH=managed-identity'],
    ],
    [
      'a connection string for a key',
      { ...withKey, COSMOS_KEY: `AccountEndpoint=${ENDPOINT}:443/;AccountKey=${SECRET};` },
      [NO_KEY],
    ],
    [
      'a connection string for an address',
      { ...withKey, COSMOS_ENDPOINT: `AccountEndpoint=${ENDPOINT}:443/;AccountKey=${SECRET};` },
      [UNSAFE],
    ],
    [
      'a key with a managed identity',
      { ...withIdentity, COSMOS_KEY: SECRET },
      ['COSMOS_KEY is set while COSMOS_AUTH=managed-identity, which does not use it; leave it out'],
    ],
    [
      'a client id with a key',
      { ...withKey, COSMOS_CLIENT_ID: 'client' },
      ['COSMOS_CLIENT_ID is set while COSMOS_AUTH=key, which does not use it; leave it out'],
    ],
    [
      'names that Cosmos DB does not take',
      { ...withKey, COSMOS_DATABASE: 'a/b', COSMOS_CONTAINER: 'wat?' },
      ['COSMOS_DATABASE is "a/b"', 'COSMOS_CONTAINER is "wat?"'].map(
        (line) => `${line}; write at most 255 characters, without / \\ ? #`,
      ),
    ],
    [
      'everything wrong at once, beside the rest',
      { PORT: 'x', ...withKey, COSMOS_ENDPOINT: 'x', COSMOS_KEY: '!', GRAPH_URL: 'x' },
      [
        'PORT is "x"; write a whole number from 0 to 65535, where 0 takes any free port',
        UNSAFE,
        NO_KEY,
        'GRAPH_URL is set without GRAPH_AUTH; leave it out, or write GRAPH_AUTH=managed-identity, secret or certificate',
      ],
    ],
  ];
  for (const [what, variables, lines] of wrong) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(refused(variables), lines);
    });
  }

  for (const address of [
    'http://127.0.0.1:8081',
    'http://example.nl',
    `${ENDPOINT}/dbs`,
    `${ENDPOINT}/?a=b`,
    `https://iemand@example.nl`,
    'example.nl',
  ]) {
    it(`refuses the address ${address}`, () => {
      assert.deepEqual(refused({ ...withKey, COSMOS_ENDPOINT: address }), [UNSAFE]);
    });
  }

  it('says nothing of Cosmos DB when it is another store', () => {
    assert.deepEqual(refused({ ...withKey, STORE: 'mongo' }), ['STORE is "mongo"; write sqlite or cosmos']);
  });
});
