import { randomUUID } from 'node:crypto';
import pino, { type Logger, type LoggerOptions } from 'pino';
import type { Environment } from './config/environment.ts';
import { credentialFor } from './consultation/credential.ts';
import { withoutContent } from './core/log.ts';
import type { Clock } from './core/time.ts';
import type { OpenTelemetry } from './telemetry/open.ts';

export interface OpenLog {
  log: Logger;
  /** Absent when traces, metrics and logs are sent nowhere. */
  told?: OpenTelemetry;
}

/** The log on the standard output; where telemetry is sent the same lines go along. */
export const openLog = async (
  { logLevel, telemetry }: Pick<Environment, 'logLevel' | 'telemetry'>,
  clock: Clock,
): Promise<OpenLog> => {
  const options: LoggerOptions = {
    level: logLevel,
    base: { service: 'eerder-erbij' },
    serializers: { error: withoutContent },
  };
  const log = pino(options);
  if (!telemetry) return { log };
  // Loaded only here: it makes a start a third of a second longer.
  const { openTelemetry } = await import('./telemetry/open.ts');
  const told = openTelemetry(telemetry, { clock, log, us: randomUUID(), credentialFor });
  if (logLevel === 'silent') return { log, told };
  const streams = [pino.destination(1), told.lines].map((stream) => ({ level: logLevel, stream }));
  return { log: pino(options, pino.multistream(streams)), told };
};
