import { isAbsolute, relative, resolve } from 'node:path';
import { z } from 'zod';
import type { GraphAuthentication } from '../core/graph.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import { type Variables, isSafeAddress, linesOf, notSet, required, wrong } from './variables.ts';

/** Where the keys are, apart from the data (docs/keys.md). */
export type KeysSettings =
  | { kind: 'files'; directory: string }
  | {
      kind: 'vault';
      /** Origin of the vault, without a slash at the end. */
      url: string;
      /** Name of the key that wraps the others. */
      key: string;
      auth: Exclude<GraphAuthentication, { kind: 'certificate' }>;
    };

const WAYS = ['managed-identity', 'secret'] as const;

/**
 * @param variables without empty ones.
 * @returns the settings, or one line for each variable that is wrong.
 */
export const readKeysSettings = (variables: Variables): Result<KeysSettings, string[]> => {
  const parsed = shapeFor(variables).safeParse(variables);
  return parsed.success ? accept(parsed.data) : refuse(linesOf(parsed.error));
};

const shapeFor = ({ KEY_VAULT_URL: url, KEY_VAULT_AUTH: way, STORE: store }: Variables) => {
  if (url === undefined && store !== 'cosmos') return files;
  if (way === 'managed-identity') return managedIdentity;
  return way === 'secret' ? secret : unknownWay;
};

const isWithin = (one: string, other: string): boolean => {
  const path = relative(resolve(other), resolve(one));
  return path === '' || !(path === '..' || /^\.\.[/\\]/.test(path) || isAbsolute(path));
};

const without = notSet('is set without KEY_VAULT_URL; leave it out, or write the address of the vault');

const files = z
  .object({
    KEYS_DIR: z.string().default('./keys'),
    DATA_DIR: z.string().default('./data'),
    KEY_VAULT_KEY: without,
    KEY_VAULT_AUTH: without,
    KEY_VAULT_TENANT_ID: without,
    KEY_VAULT_CLIENT_ID: without,
    KEY_VAULT_CLIENT_SECRET: without,
    KEY_VAULT_AUTHORITY: without,
  })
  .refine(({ KEYS_DIR: keys, DATA_DIR: data }) => !isWithin(keys, data) && !isWithin(data, keys), {
    path: ['KEYS_DIR'],
    error:
      'is DATA_DIR, in it or around it, so that a copy of the one holds the other; write a directory beside it',
  })
  .transform((read): KeysSettings => ({ kind: 'files', directory: read.KEYS_DIR }));

const isSecureOrigin = (text: string): boolean => {
  if (!isSafeAddress(text)) return false;
  const { protocol, pathname, username, password } = new URL(text);
  return protocol === 'https:' && pathname === '/' && username === '' && password === '';
};

const EXAMPLE = 'https://eerder-erbij.vault.azure.net';

const place = {
  KEYS_DIR: notSet(
    'is set while the keys are in a vault; leave it out, or leave out what begins with KEY_VAULT_',
  ),
  KEY_VAULT_URL: required(
    `is missing; write the address of the vault, for example ${EXAMPLE} (STORE=cosmos needs one: a file is on one machine only)`,
  )
    .refine(isSecureOrigin, `is not an https address without a path; write for example ${EXAMPLE}`)
    .transform((text) => new URL(text).origin),
  KEY_VAULT_KEY: required('is missing; write the name of the key that wraps the others').regex(
    /^[A-Za-z0-9-]{1,127}$/,
    wrong((quoted) => `is ${quoted}; write a name of letters, digits and dashes, without a version`),
  ),
};

const unused = notSet('is set while KEY_VAULT_AUTH=managed-identity, which does not use it; leave it out');

const managedIdentity = z
  .object({
    ...place,
    KEY_VAULT_TENANT_ID: unused,
    // Only an identity that was assigned by a user has one.
    KEY_VAULT_CLIENT_ID: z.string().optional(),
    KEY_VAULT_CLIENT_SECRET: unused,
    KEY_VAULT_AUTHORITY: unused,
  })
  .transform((read): KeysSettings => ({
    kind: 'vault',
    url: read.KEY_VAULT_URL,
    key: read.KEY_VAULT_KEY,
    auth: {
      kind: 'managed-identity',
      ...(read.KEY_VAULT_CLIENT_ID === undefined ? {} : { clientId: read.KEY_VAULT_CLIENT_ID }),
    },
  }));

const secret = z
  .object({
    ...place,
    KEY_VAULT_TENANT_ID: required(
      'is missing; write the id of the tenant in which the app for the vault is registered',
    ),
    KEY_VAULT_CLIENT_ID: required('is missing; write the app (client) id of the registration for the vault'),
    KEY_VAULT_CLIENT_SECRET: required(
      'is missing; write the client secret, or use KEY_VAULT_AUTH=managed-identity',
    ),
    KEY_VAULT_AUTHORITY: z
      .string()
      .refine(
        isSecureOrigin,
        'is not an https address without a path; write for example https://login.microsoftonline.com',
      )
      .transform((text) => new URL(text).origin)
      .default('https://login.microsoftonline.com'),
  })
  .transform((read): KeysSettings => ({
    kind: 'vault',
    url: read.KEY_VAULT_URL,
    key: read.KEY_VAULT_KEY,
    auth: {
      kind: 'secret',
      authority: read.KEY_VAULT_AUTHORITY,
      tenantId: read.KEY_VAULT_TENANT_ID,
      clientId: read.KEY_VAULT_CLIENT_ID,
      secret: read.KEY_VAULT_CLIENT_SECRET,
    },
  }));

const unknownWay = z
  .object({
    ...place,
    KEY_VAULT_AUTH: z.enum(WAYS, {
      error: ({ input }) =>
        `${input === undefined ? 'is missing' : `is ${JSON.stringify(input)}`}; write ${WAYS.join(' or ')}`,
    }),
  })
  // Never reached: it refuses.
  .transform((): KeysSettings => ({ kind: 'files', directory: '' }));

/** Every shape that variables are read by, for their names (`setting-names.ts`). */
export const keysShapes = [files, managedIdentity, secret, unknownWay];
