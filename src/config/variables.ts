import { isIPv4 } from 'node:net';
import { z } from 'zod';

/** Small shapes that the parts of the environment share. */

export type Variables = Readonly<Record<string, string | undefined>>;

/** An empty variable counts as absent, because that is how a template or a pipeline leaves one out. */
export const withoutEmpty = (variables: Variables): Variables =>
  Object.fromEntries(
    Object.entries(variables)
      .map(([name, value]) => [name, value?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );

/** One line for each variable that is wrong. */
export const linesOf = (error: z.ZodError): string[] =>
  error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);

/** @param message gets the value in quotes, on one line. */
export const wrong = (message: (quoted: string) => string) => ({
  error: (issue: { input?: unknown }) => message(JSON.stringify(issue.input)),
});

export const required = (message: string) => z.string({ error: message });

/** Accepts only its absence; the value, that may be a secret, is not repeated. */
export const notSet = (message: string) => z.undefined(message).optional();

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** https, or http to this machine, where nobody can listen in; no query or fragment. */
export const isSafeAddress = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash } = new URL(text);
  const onThisMachine = isLoopback(hostname.replace(/^\[(.*)\]$/, '$1'));
  return (protocol === 'https:' || (protocol === 'http:' && onThisMachine)) && !search && !hash;
};
