import assert from 'node:assert/strict';
import { readEnvironment } from '../../src/config/environment.ts';
import type { KeysSettings } from '../../src/config/keys-environment.ts';

type Variables = Record<string, string | undefined>;

const SECRET = 'fluister-zacht';

const accepted = (variables: Variables): KeysSettings => {
  const read = readEnvironment({ BOT_AUTH: 'none', ...variables });
  assert.ok(read.ok, read.ok ? '' : read.refusal.join('\n'));
  return read.value.keys;
};

/** Whatever is wrong, the secret is not in a line. */
const refused = (variables: Variables): string[] => {
  const read = readEnvironment({ BOT_AUTH: 'none', ...variables });
  assert.ok(!read.ok, 'it is accepted');
  assert.ok(!read.refusal.join('\n').includes(SECRET));
  return read.refusal;
};

const URL_OF_VAULT = 'https://eerder-erbij.vault.azure.net';
const withIdentity: Variables = {
  KEY_VAULT_URL: `${URL_OF_VAULT}:443/`,
  KEY_VAULT_KEY: 'eerder-erbij',
  KEY_VAULT_AUTH: 'managed-identity',
};
const withSecret: Variables = {
  ...withIdentity,
  KEY_VAULT_AUTH: 'secret',
  KEY_VAULT_TENANT_ID: 'tenant',
  KEY_VAULT_CLIENT_ID: 'client',
  KEY_VAULT_CLIENT_SECRET: SECRET,
};
const VAULT = { kind: 'vault', url: URL_OF_VAULT, key: 'eerder-erbij' };

describe('The environment of the keys', () => {
  it('is a directory beside the data, unless it is said otherwise', () => {
    assert.deepEqual(accepted({}), { kind: 'files', directory: './keys' });
    assert.deepEqual(accepted({ KEYS_DIR: '/var/lib/keys', DATA_DIR: '/var/lib/data' }), {
      kind: 'files',
      directory: '/var/lib/keys',
    });
    // Not in it, though it looks so.
    accepted({ KEYS_DIR: './data-keys' });
    accepted({ KEYS_DIR: './..keys', DATA_DIR: './data' });
  });

  for (const [keys, data] of [
    ['./data', './data'],
    ['./data/keys', './data'],
    ['data/../data/keys/', undefined],
    ['.', './data'],
    ['/', '/var/lib/data'],
    ['./keys', './keys/data'],
    ['./keys', '.'],
  ] as const) {
    it(`refuses keys in ${keys} with the data in ${data ?? 'its own place'}`, () => {
      assert.deepEqual(refused({ KEYS_DIR: keys, DATA_DIR: data }), [
        'KEYS_DIR is DATA_DIR, in it or around it, so that a copy of the one holds the other; write a directory beside it',
      ]);
    });
  }

  it('is a vault with a managed identity, that has a client id when it was assigned by a user', () => {
    assert.deepEqual(accepted(withIdentity), { ...VAULT, auth: { kind: 'managed-identity' } });
    assert.deepEqual(accepted({ ...withIdentity, KEY_VAULT_CLIENT_ID: 'client' }), {
      ...VAULT,
      auth: { kind: 'managed-identity', clientId: 'client' },
    });
  });

  it('is a vault with a registration and its secret', () => {
    const auth = { kind: 'secret', tenantId: 'tenant', clientId: 'client', secret: SECRET };
    const authority = 'https://login.microsoftonline.com';
    assert.deepEqual(accepted(withSecret), { ...VAULT, auth: { ...auth, authority } });
    const other = 'https://login.example.nl';
    assert.deepEqual(accepted({ ...withSecret, KEY_VAULT_AUTHORITY: `${other}/` }), {
      ...VAULT,
      auth: { ...auth, authority: other },
    });
  });

  const wrong: readonly [string, Variables, string[]][] = [
    [
      'Cosmos DB without a vault',
      {
        STORE: 'cosmos',
        COSMOS_ENDPOINT: 'https://a.documents.azure.com',
        COSMOS_AUTH: 'managed-identity',
        KEY_VAULT_KEY: 'eerder-erbij',
        KEY_VAULT_AUTH: 'managed-identity',
      },
      [
        `KEY_VAULT_URL is missing; write the address of the vault, for example ${URL_OF_VAULT} (STORE=cosmos needs one: a file is on one machine only)`,
      ],
    ],
    [
      'a directory and a vault',
      { ...withIdentity, KEYS_DIR: './keys' },
      [
        'KEYS_DIR is set while the keys are in a vault; leave it out, or leave out what begins with KEY_VAULT_',
      ],
    ],
    [
      'settings of a vault without its address',
      { ...withSecret, KEY_VAULT_URL: '' },
      ['KEY', 'AUTH', 'TENANT_ID', 'CLIENT_ID', 'CLIENT_SECRET'].map(
        (name) =>
          `KEY_VAULT_${name} is set without KEY_VAULT_URL; leave it out, or write the address of the vault`,
      ),
    ],
    [
      'a vault without a way to sign in',
      { KEY_VAULT_URL: URL_OF_VAULT },
      [
        'KEY_VAULT_KEY is missing; write the name of the key that wraps the others',
        'KEY_VAULT_AUTH is missing; write managed-identity or secret',
      ],
    ],
    [
      'another way to sign in',
      { ...withIdentity, KEY_VAULT_AUTH: 'certificate' },
      ['KEY_VAULT_AUTH is "certificate"; write managed-identity or secret'],
    ],
    [
      'a key with its version',
      { ...withIdentity, KEY_VAULT_KEY: 'eerder-erbij/0a1b' },
      ['KEY_VAULT_KEY is "eerder-erbij/0a1b"; write a name of letters, digits and dashes, without a version'],
    ],
    [
      'a secret with a managed identity',
      { ...withSecret, KEY_VAULT_AUTH: 'managed-identity' },
      ['TENANT_ID', 'CLIENT_SECRET'].map(
        (name) =>
          `KEY_VAULT_${name} is set while KEY_VAULT_AUTH=managed-identity, which does not use it; leave it out`,
      ),
    ],
    [
      'a registration without its secret',
      { ...withSecret, KEY_VAULT_CLIENT_SECRET: '' },
      ['KEY_VAULT_CLIENT_SECRET is missing; write the client secret, or use KEY_VAULT_AUTH=managed-identity'],
    ],
  ];
  for (const [what, variables, lines] of wrong) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(refused(variables), lines);
    });
  }

  for (const address of [
    'http://127.0.0.1',
    'http://example.nl',
    `${URL_OF_VAULT}/keys/a`,
    'https://a@example.nl',
  ]) {
    it(`refuses the address ${address}`, () => {
      assert.deepEqual(refused({ ...withIdentity, KEY_VAULT_URL: address }), [
        `KEY_VAULT_URL is not an https address without a path; write for example ${URL_OF_VAULT}`,
      ]);
    });
  }
});
