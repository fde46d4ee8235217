import { z } from 'zod';
import type { GraphAuthentication } from '../core/graph.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import { type Variables, isSafeAddress, linesOf, notSet, required, wrong } from './variables.ts';

/** Microsoft Graph, which makes the meeting of a consultation. */
export type GraphSettings = GraphAuthentication & {
  /** Origin, without a version. */
  url: string;
};

const WAYS = ['managed-identity', 'secret', 'certificate'] as const;

/**
 * @param variables without empty ones.
 * @returns nothing when there is no Graph; else the settings, or one line for each variable that is wrong. What
 * another way to sign in would use is wrong too: whoever left it there expects something else.
 */
export const readGraphSettings = (variables: Variables): Result<GraphSettings | undefined, string[]> => {
  const parsed = shapeFor(variables.GRAPH_AUTH).safeParse(variables);
  return parsed.success ? accept(parsed.data) : refuse(linesOf(parsed.error));
};

const shapeFor = (way: string | undefined) => {
  switch (way) {
    case undefined:
      return absent;
    case 'managed-identity':
      return managedIdentity;
    case 'secret':
      return secret;
    case 'certificate':
      return certificate;
    default:
      return unknownWay;
  }
};

const isOrigin = (text: string): boolean => {
  if (!isSafeAddress(text)) return false;
  const { pathname, username, password } = new URL(text);
  return pathname === '/' && username === '' && password === '';
};

const originOf = (text: string): string => new URL(text).origin;

const addresses = {
  GRAPH_URL: z
    .string()
    .refine(
      isOrigin,
      'is not an https address without a path; write for example https://graph.microsoft.com (http only on 127.0.0.1 or localhost)',
    )
    .transform(originOf)
    .default('https://graph.microsoft.com'),
  GRAPH_AUTHORITY: z
    .string()
    .refine(
      (text) => isOrigin(text) && text.startsWith('https:'),
      'is not an https address without a path; write for example https://login.microsoftonline.com',
    )
    .transform(originOf)
    .default('https://login.microsoftonline.com'),
};

const without = notSet(
  `is set without GRAPH_AUTH; leave it out, or write GRAPH_AUTH=${WAYS.slice(0, -1).join(', ')} or ${WAYS.slice(-1).join('')}`,
);

const absent = z
  .object({
    GRAPH_TENANT_ID: without,
    GRAPH_CLIENT_ID: without,
    GRAPH_CLIENT_SECRET: without,
    GRAPH_CERTIFICATE: without,
    GRAPH_URL: without,
    GRAPH_AUTHORITY: without,
  })
  .transform(() => undefined);

const unknownWay = z
  .object({
    GRAPH_AUTH: z.enum(
      WAYS,
      wrong((quoted) => `is ${quoted}; write one of ${WAYS.join(', ')}, or leave it out to go without Graph`),
    ),
    ...addresses,
  })
  .transform(() => undefined);

const unused = (way: (typeof WAYS)[number]) =>
  notSet(`is set while GRAPH_AUTH=${way}, which does not use it; leave it out`);

const managedIdentity = z
  .object({
    GRAPH_URL: addresses.GRAPH_URL,
    GRAPH_AUTHORITY: unused('managed-identity'),
    GRAPH_TENANT_ID: unused('managed-identity'),
    // Only an identity that was assigned by a user has one.
    GRAPH_CLIENT_ID: z.string().optional(),
    GRAPH_CLIENT_SECRET: unused('managed-identity'),
    GRAPH_CERTIFICATE: unused('managed-identity'),
  })
  .transform((read): GraphSettings => ({
    kind: 'managed-identity',
    url: read.GRAPH_URL,
    ...(read.GRAPH_CLIENT_ID === undefined ? {} : { clientId: read.GRAPH_CLIENT_ID }),
  }));

const registered = {
  ...addresses,
  GRAPH_TENANT_ID: required(
    'is missing; write the id of the tenant in which the app for Graph is registered',
  ),
  GRAPH_CLIENT_ID: required('is missing; write the app (client) id of the registration for Graph'),
};

const registration = (read: z.output<z.ZodObject<typeof registered>>) => ({
  url: read.GRAPH_URL,
  authority: read.GRAPH_AUTHORITY,
  tenantId: read.GRAPH_TENANT_ID,
  clientId: read.GRAPH_CLIENT_ID,
});

const secret = z
  .object({
    ...registered,
    GRAPH_CLIENT_SECRET: required('is missing; write the client secret, or choose another GRAPH_AUTH'),
    GRAPH_CERTIFICATE: unused('secret'),
  })
  .transform((read): GraphSettings => ({
    kind: 'secret',
    ...registration(read),
    secret: read.GRAPH_CLIENT_SECRET,
  }));

const certificate = z
  .object({
    ...registered,
    GRAPH_CLIENT_SECRET: unused('certificate'),
    GRAPH_CERTIFICATE: required('is missing; write the path of a PEM file with certificate and private key'),
  })
  .transform((read): GraphSettings => ({
    kind: 'certificate',
    ...registration(read),
    certificate: read.GRAPH_CERTIFICATE,
  }));

/** Every shape that variables are read by, for their names (`setting-names.ts`). */
export const graphShapes = [absent, unknownWay, managedIdentity, secret, certificate];
