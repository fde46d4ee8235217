/** What Azure Communication Services documents for sending a text message, and no more. */
import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

/** `Tue, 26 Mar 2019 16:06:51 GMT`, and nothing that only looks like it. */
export const isHttpDate = (text: string): boolean => new Date(text).toUTCString() === text;

export const isNumber = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text);

/** Stricter than the service: one recipient, who sees nobody else's, and who is always told of a repetition. */
const sendBody = z.strictObject({
  from: z.string(),
  smsRecipients: z.tuple([
    z.strictObject({
      to: z.string(),
      repeatabilityRequestId: z.uuidv4(),
      repeatabilityFirstSent: z.string().refine(isHttpDate, 'is not an RFC 1123 date'),
    }),
  ]),
  message: z.string().min(1).max(2048),
  smsSendOptions: z.strictObject({ enableDeliveryReport: z.literal(false) }),
});
export type SendBody = z.infer<typeof sendBody>;

const asJson = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
};

/** The text of a body, for a resource with one sender. */
export const sendBodyFrom = (sender: string) =>
  z.preprocess(asJson, sendBody.extend({ from: z.literal(sender, 'from is no sender of this resource') }));

/** A request as it came in. */
export interface Signed {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

const SIGNED_HEADERS = 'x-ms-date;host;x-ms-content-sha256';

/** The service allows for clocks that are five minutes off. */
const LARGEST_SKEW = 5 * 60_000;

/** What is wrong with the request around its body. */
export const headerProblems = ({ headers, body }: Signed, host: string): string[] => {
  const date = headers['x-ms-date'];
  const hash = createHash('sha256').update(body).digest('base64');
  const problems: readonly [boolean, string][] = [
    [headers['content-type'] !== 'application/json', 'Content-Type is not application/json'],
    [headers.accept !== 'application/json', 'Accept is not application/json'],
    [headers.host !== host, 'Host is another'],
    [typeof date !== 'string' || !isHttpDate(date), 'x-ms-date is not an RFC 1123 date'],
    [Math.abs(Date.parse(String(date)) - Date.now()) > LARGEST_SKEW, 'x-ms-date is not now'],
    [headers['x-ms-content-sha256'] !== hash, 'x-ms-content-sha256 is not of this body'],
    [
      !headers.authorization?.startsWith(`HMAC-SHA256 SignedHeaders=${SIGNED_HEADERS}&Signature=`),
      'Authorization is not HMAC-SHA256 over the three headers',
    ],
  ];
  return problems.flatMap(([isWrong, problem]) => (isWrong ? [problem] : []));
};

/** The Authorization header for a request that has the three others. */
export const authorizationOf = (
  { method, url, headers }: Omit<Signed, 'body'>,
  accessKey: string,
): string => {
  const said = [headers['x-ms-date'], headers.host, headers['x-ms-content-sha256']].join(';');
  const signature = createHmac('sha256', Buffer.from(accessKey, 'base64'))
    .update(`${method}\n${url}\n${said}`)
    .digest('base64');
  return `HMAC-SHA256 SignedHeaders=${SIGNED_HEADERS}&Signature=${signature}`;
};
