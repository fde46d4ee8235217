import { type LogAttributes, type Logger, SeverityNumber } from '@opentelemetry/api-logs';
import type { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { toldId } from '../core/telemetry.ts';
import { isCode, isKind, placeIn } from './errors.ts';

/*
 * The lines of the log as records of OpenTelemetry. A line was made without content (`core/log.ts`), but it may name who is
 * not known, or where on this machine something is: that stays here. So only these fields go along, by name; a new field
 * stays behind until it is added.
 */

/** Ids of documents and messages, numbers, and words of closed lists. */
const FIELDS: readonly string[] = [
  ...['correlation', 'message', 'kind', 'tries', 'route', 'way', 'outlook', 'reason', 'wait'],
  ...['type', 'ms', 'check', 'checks', 'event', 'mark', 'municipality', 'municipalities', 'looked'],
  ...['how', 'signal', 'status', 'until', 'keys', 'code', 'claim', 'auth', 'graph', 'sms'],
];

const SEVERITIES: Readonly<Record<number, readonly [SeverityNumber, string]>> = {
  10: [SeverityNumber.TRACE, 'trace'],
  20: [SeverityNumber.DEBUG, 'debug'],
  30: [SeverityNumber.INFO, 'info'],
  40: [SeverityNumber.WARN, 'warn'],
  50: [SeverityNumber.ERROR, 'error'],
  60: [SeverityNumber.FATAL, 'fatal'],
};

type Line = Readonly<Record<string, unknown>>;

const isLine = (value: unknown): value is Line => typeof value === 'object' && value !== null;

const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const plain = (value: unknown): LogAttributes[string] => {
  if (isPlain(value)) return value;
  return Array.isArray(value) && value.every(isPlain) ? value.map(String) : undefined;
};

/** What kind of error and where in our own code; its message stays here, for it may repeat what somebody typed. */
const errorIn = (error: unknown): LogAttributes => {
  if (!isLine(error)) return {};
  const { type, code, status, at } = error;
  return {
    ...(isKind(type) && { 'error.kind': type }),
    ...(isCode(code) && { 'error.code': code }),
    ...(typeof status === 'number' && { 'error.status': status }),
    ...(Array.isArray(at) && { 'error.at': at.flatMap((frame) => placeIn(frame) ?? []) }),
  };
};

const attributesIn = (line: Line): LogAttributes => {
  const attributes: LogAttributes = {};
  for (const field of FIELDS) {
    const value = plain(line[field]);
    if (value !== undefined) attributes[field] = value;
  }
  for (const field of ['document', 'case'] as const) {
    const id = line[field];
    if (typeof id === 'string') attributes[field] = toldId(id);
  }
  return { ...attributes, ...errorIn(line.error) };
};

/** A stream that pino writes its lines to, one at a time. */
export interface LineStream {
  write: (line: string) => void;
}

/** Makes a record of each line, as a part of the work in which it was written. */
export const logRecords = (logger: Logger, contexts: AsyncLocalStorageContextManager): LineStream => ({
  write: (text) => {
    const line: unknown = JSON.parse(text);
    if (!isLine(line)) return;
    const { level, time, msg } = line;
    const [severityNumber, severityText] = SEVERITIES[Number(level)] ?? [];
    logger.emit({
      ...(severityNumber !== undefined && { severityNumber }),
      ...(severityText !== undefined && { severityText }),
      ...(typeof time === 'number' && { timestamp: time }),
      body: String(msg),
      attributes: attributesIn(line),
      context: contexts.active(),
    });
  },
});
