import { z } from 'zod';
import { type Result, accept, refuse } from '../core/result.ts';
import { type Variables, isSafeAddress, linesOf, required } from './variables.ts';

/** The resource of Azure Communication Services that sends text messages (SMS). */
export interface SmsSettings {
  /** Origin, without a slash at the end. */
  endpoint: string;
  /** Base64, as Azure gives it. */
  accessKey: string;
  /** A phone number as `+31…`, or a name. */
  from: string;
}

/**
 * @param variables without empty ones.
 * @returns nothing when no text messages are sent; else the settings, or one line for each variable that is wrong.
 */
export const readSmsSettings = (variables: Variables): Result<SmsSettings | undefined, string[]> => {
  if (variables.SMS_CONNECTION_STRING === undefined && variables.SMS_FROM === undefined) {
    return accept(undefined);
  }
  const parsed = settings.safeParse(variables);
  return parsed.success ? accept(parsed.data) : refuse(linesOf(parsed.error));
};

const FORM = 'endpoint=https://<name>.communication.azure.com/;accesskey=<key>';

/** The keys come in this order, in any case: that is how Azure writes them, and all that its own libraries read. */
const CONNECTION = /^endpoint=(?<endpoint>[^;]+);accesskey=(?<accessKey>[A-Za-z0-9+/]+={0,2});?$/i;

const partsOf = (text: string) => {
  const { endpoint = '', accessKey = '' } = CONNECTION.exec(text)?.groups ?? {};
  return { endpoint, accessKey };
};

const isSafeOrigin = (address: string): boolean => {
  if (!isSafeAddress(address)) return false;
  const { pathname, username, password } = new URL(address);
  return pathname === '/' && username === '' && password === '';
};

/** Holds a secret: no message repeats any of it. */
const connection = required(
  `is missing while SMS_FROM is set; write ${FORM}, or leave both out to go without text messages`,
)
  .regex(CONNECTION, { error: `is not a connection string; write ${FORM}`, abort: true })
  .transform(partsOf)
  .refine(
    ({ endpoint }) => isSafeOrigin(endpoint),
    'has an endpoint that is not an https address without a path; write for example https://eerder-erbij.communication.azure.com (http only on 127.0.0.1 or localhost)',
  );

const isNumber = (from: string): boolean => /^\+[1-9]\d{6,14}$/.test(from);

/** What Azure Communication Services documents for an alphanumeric sender ID. */
const isName = (from: string): boolean => /^[A-Za-z0-9 +_&-]{1,11}$/.test(from) && /[A-Za-z]/.test(from);

const sender = required(
  'is missing while SMS_CONNECTION_STRING is set; write the number or name that text messages come from, or leave both out to go without text messages',
).refine(
  (from) => isNumber(from) || isName(from),
  // Not quoted: whoever mixes the two up has the access key here.
  'is no sender; write a phone number such as +31612345678, or a name of at most 11 letters, digits, spaces and + - _ & with a letter in it, such as EerderErbij',
);

const settings = z
  .object({ SMS_CONNECTION_STRING: connection, SMS_FROM: sender })
  .transform(({ SMS_CONNECTION_STRING: { endpoint, accessKey }, SMS_FROM: from }): SmsSettings => ({
    endpoint: new URL(endpoint).origin,
    accessKey,
    from,
  }));

/** Every shape that variables are read by, for their names (`setting-names.ts`). */
export const smsShapes = [settings];
