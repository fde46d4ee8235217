import { z } from 'zod';
import { type Result, accept, refuse } from '../core/result.ts';
import { type Variables, isSafeAddress, linesOf, notSet, required, wrong } from './variables.ts';

/** The container of Azure Cosmos DB in which everything is kept. */
export interface CosmosSettings {
  /** Origin of the account, without a slash at the end. */
  endpoint: string;
  auth: { kind: 'key'; key: string } | { kind: 'managed-identity'; clientId?: string };
  database: string;
  container: string;
}

const WAYS = ['key', 'managed-identity'] as const;

/**
 * @param variables without empty ones.
 * @returns nothing when the store is another one; else the settings, or one line for each variable that is wrong.
 */
export const readCosmosSettings = (variables: Variables): Result<CosmosSettings | undefined, string[]> => {
  const parsed = shapeFor(variables).safeParse(variables);
  return parsed.success ? accept(parsed.data) : refuse(linesOf(parsed.error));
};

const shapeFor = ({ STORE: store = 'sqlite', COSMOS_AUTH: way }: Variables) => {
  if (store === 'sqlite') return absent;
  if (store !== 'cosmos') return unknownStore;
  if (way === 'key') return withKey;
  return way === 'managed-identity' ? withIdentity : unknownWay;
};

/** Whoever left it there believes that everything is kept in Cosmos DB. */
const without = notSet('is set while STORE is not cosmos; write STORE=cosmos, or leave it out');

const absent = z
  .object({
    COSMOS_ENDPOINT: without,
    COSMOS_AUTH: without,
    COSMOS_KEY: without,
    COSMOS_CLIENT_ID: without,
    COSMOS_DATABASE: without,
    COSMOS_CONTAINER: without,
  })
  .transform(() => undefined);

const unknownStore = z.object({}).transform(() => undefined);

const isSecureOrigin = (text: string): boolean => {
  if (!isSafeAddress(text)) return false;
  const { protocol, pathname, username, password } = new URL(text);
  return protocol === 'https:' && pathname === '/' && username === '' && password === '';
};

/** What Cosmos DB takes as the id of a database or a container. */
const name = z.string().refine(
  (text) => text.length <= 255 && !/[/\\?#]/.test(text),
  wrong((quoted) => `is ${quoted}; write at most 255 characters, without / \\ ? #`),
);

const place = {
  COSMOS_ENDPOINT: required(
    'is missing; write the address of the account, for example https://eerder-erbij.documents.azure.com',
  )
    .refine(
      isSecureOrigin,
      // Not quoted: whoever pastes the connection string has the key here.
      'is not an https address without a path; write for example https://eerder-erbij.documents.azure.com',
    )
    .transform((text) => new URL(text).origin),
  COSMOS_DATABASE: name.default('eerder-erbij'),
  COSMOS_CONTAINER: name.default('documents'),
};

const settings = (
  read: z.output<z.ZodObject<typeof place>>,
  auth: CosmosSettings['auth'],
): CosmosSettings => ({
  endpoint: read.COSMOS_ENDPOINT,
  auth,
  database: read.COSMOS_DATABASE,
  container: read.COSMOS_CONTAINER,
});

const unused = (way: (typeof WAYS)[number]) =>
  notSet(`is set while COSMOS_AUTH=${way}, which does not use it; leave it out`);

const withKey = z
  .object({
    ...place,
    COSMOS_KEY: required('is missing; write a key of the account, or use COSMOS_AUTH=managed-identity').regex(
      /^[A-Za-z0-9+/]+={0,2}$/,
      'is not a key of Cosmos DB; write the primary or secondary key alone',
    ),
    COSMOS_CLIENT_ID: unused('key'),
  })
  .transform((read) => settings(read, { kind: 'key', key: read.COSMOS_KEY }));

const withIdentity = z
  .object({
    ...place,
    COSMOS_KEY: unused('managed-identity'),
    // Only an identity that was assigned by a user has one.
    COSMOS_CLIENT_ID: z.string().optional(),
  })
  .transform((read) =>
    settings(read, {
      kind: 'managed-identity',
      ...(read.COSMOS_CLIENT_ID !== undefined && { clientId: read.COSMOS_CLIENT_ID }),
    }),
  );

const unknownWay = z
  .object({
    ...place,
    COSMOS_AUTH: z.enum(WAYS, {
      error: ({ input }) =>
        `${input === undefined ? 'is missing' : `is ${JSON.stringify(input)}`}; write ${WAYS.join(' or ')}`,
    }),
  })
  .transform(() => undefined);

/** Every shape that variables are read by, for their names (`setting-names.ts`). */
export const cosmosShapes = [absent, withKey, withIdentity, unknownWay];
