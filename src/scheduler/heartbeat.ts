import type { Log } from '../core/log.ts';
import { type Duration, SECOND } from '../core/time.ts';

/** A sign of life that takes longer is none; the next comes with the next sweep. */
const LONGEST_CALL: Duration = 5 * SECOND;

/** Each by name; a rejection is "not well". */
export type Checks = Readonly<Record<string, () => Promise<void>>>;

export interface HeartbeatParts {
  /** Of a service that raises the alarm when it hears nothing. As good as a password: never logged. */
  url: string;
  /** All of them must succeed for a sign of life: whether what is saved can be saved, and is sent. */
  checks: Checks;
  log: Log;
  longestCall?: Duration;
}

/** Gives a sign of life when all is well. Resolves when that is done or failed; never rejects. */
export type Heartbeat = () => Promise<void>;

/**
 * The dead-man's switch: silence is the alarm, also when the machine is gone and nothing can be said any more. The call
 * carries nothing of ours.
 */
export const heartbeat = ({ url, checks, log, longestCall = LONGEST_CALL }: HeartbeatParts): Heartbeat => {
  const call = async (): Promise<void> => {
    const response = await fetch(url, { signal: AbortSignal.timeout(longestCall) });
    await response.body?.cancel();
    if (!response.ok) log.warn({ status: response.status }, 'the heartbeat was not taken');
  };
  return async () => {
    const failed = await failing(checks);
    if (failed.length > 0) {
      log.error({ checks: failed }, 'no heartbeat: not well');
      return;
    }
    await call().catch((error: unknown) => {
      log.warn({ error }, 'the heartbeat did not arrive');
    });
  };
};

const failing = async (checks: Checks): Promise<readonly string[]> => {
  const names = Object.keys(checks);
  const outcomes = await Promise.allSettled(Object.values(checks).map((check) => check()));
  return names.filter((_name, index) => outcomes[index]?.status === 'rejected');
};

/** A sweep with a sign of life after it when it was completed. The sweep does not wait for it. */
export const withHeartbeat =
  (sweep: () => Promise<number>, beat: Heartbeat | undefined): (() => Promise<number>) =>
  async () => {
    const looked = await sweep();
    void beat?.();
    return looked;
  };
