/** Requests that are no activity of anybody, from malformed HTTP to malformed JSON. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { z } from 'zod';
import type { WireActivity } from '../support/activities.ts';
import { MARK, nested, oddWord } from './odd-values.ts';
import type { RawRequest } from './wire.ts';

const padded = (activity: WireActivity, bytes: number): string =>
  JSON.stringify({ ...activity, padding: `${MARK} `.repeat(Math.ceil(bytes / (MARK.length + 1))) });

/** One piece of the text replaced: what is left is seldom JSON, and never another activity than it was. */
const torn = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(text.length), fc.nat(20), oddWord)
    .map(([at, length, put]) => text.slice(0, at) + put + text.slice(at + length))
    .filter((piece) => identityIn(piece) === undefined || identityIn(piece) === identityIn(text));

const identified = z.looseObject({ id: z.string(), conversation: z.looseObject({ id: z.string() }) });

/** Undefined for what is no activity. */
const identityIn = (text: string): string | undefined => {
  try {
    const { id, conversation } = identified.parse(JSON.parse(text));
    return `${conversation.id}|${id}`;
  } catch {
    return undefined;
  }
};

const bodies = (activity: WireActivity): fc.Arbitrary<string | Buffer> => {
  const text = JSON.stringify(activity);
  return fc.oneof(
    torn(text),
    fc.nat(text.length).map((end) => text.slice(0, end)),
    fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom<string | Buffer>(
      '',
      'null',
      '[]',
      '"x"',
      '0',
      '{}',
      `[${text}]`,
      `${text}${text}`,
      `\ufeff${text}`,
      Buffer.from(text, 'utf16le'),
      `{"type":"message","type":"invoke","id":${nested(50)}}`,
      nested(100_000),
      text.replace('{', '{"__proto__":{"type":"message"},'),
      text.replace('{', '{"constructor":{"prototype":{"x":1}},'),
      `{"type":"message","value":${nested(60_000)}}`,
      JSON.stringify({ ...activity, conversation: undefined }),
    ),
  );
};

const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
  fc.constant({}),
  fc.constantFrom<Record<string, string>>(
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/xml' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'application/json; charset=none' },
    { 'content-type': 'application/json;;;=' },
    { 'content-type': '' },
    { 'content-type': 'x'.repeat(5_000) },
    { 'content-encoding': 'gzip' },
    { 'content-encoding': 'br' },
    { 'transfer-encoding': 'gzip' },
    { expect: '100-continue' },
    { expect: 'nothing' },
    { authorization: `Bearer ${MARK}` },
    { authorization: `Basic ${'x'.repeat(4_000)}` },
    { 'x-forwarded-for': '127.0.0.1', host: MARK },
    { 'x-http-method-override': 'DELETE' },
    { cookie: 'x=y;'.repeat(2_000) },
    { 'x-much': 'x'.repeat(20_000) },
  ),
);

const METHODS = [
  'POST',
  'POST',
  'POST',
  'GET',
  'HEAD',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
] as const;

const PATHS = [
  '/api/messages',
  '/api/messages',
  '/api/messages',
  '/api/messages/',
  '/api/messages?x=%00',
  '/api/messages/%2e%2e/healthz',
  '/api/%6dessages',
  '/api/messages/%E0%A4%A',
  `/${'x'.repeat(3_000)}`,
];

/** Anything over HTTP; a whole activity only where it was sent before, so that it changes nothing. */
export const rawRequest = (activity: WireActivity): fc.Arbitrary<RawRequest> =>
  fc.record(
    {
      method: fc.constantFrom(...METHODS),
      path: fc.constantFrom(...PATHS),
      headers,
      body: bodies(activity),
      chunked: fc.boolean(),
    },
    { requiredKeys: ['body'] },
  );

/** What takes long to send, or is broken off. */
export const largeRequests = (activity: WireActivity): readonly RawRequest[] => [
  ...[200, 255, 257, 300, 5_000].flatMap((kilobytes) => [
    { body: padded(activity, kilobytes * 1024) },
    { body: padded(activity, kilobytes * 1024), chunked: true },
  ]),
  { body: gzipSync(padded(activity, 5_000 * 1024)), headers: { 'content-encoding': 'gzip' } },
  { body: gzipSync(JSON.stringify(activity)), headers: { 'content-encoding': 'gzip' } },
  ...[0, 1, 100, 10_000].map((abortAfter) => ({ body: padded(activity, 50 * 1024), abortAfter })),
  { body: padded(activity, 50 * 1024), abortAfter: 500, chunked: true },
];
