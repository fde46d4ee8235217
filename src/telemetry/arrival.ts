import type { Log } from '../core/log.ts';

/** Whether what is sent to one receiver arrives. */
export interface Arrival {
  came: (arrived: boolean) => void;
}

/**
 * Says in the log when a receiver stops taking what is sent, and when it takes it again: once each, however long it lasts.
 * Whatever could not be sent is dropped, and nothing else notices.
 *
 * @param log of this machine only: what does not arrive cannot be told to where it does not arrive.
 */
export const arrivals = (receiver: string, log: Log): Arrival => {
  let isArriving: boolean | undefined;
  return {
    came: (arrived) => {
      if (arrived === isArriving) return;
      if (!arrived) log.warn({ receiver }, 'telemetry does not arrive, and is dropped until it does');
      else if (isArriving === false) log.info({ receiver }, 'telemetry arrives again');
      isArriving = arrived;
    },
  };
};
