/** Tells a loop that is waiting that there may be something new. */
export interface Bell {
  ring: () => void;
  /** Rung since it was last answered. */
  isRung: () => boolean;
  /** Forgets earlier rings: what they were about is about to be read. */
  answer: () => void;
  /** Resolves at the next ring, or at once when it was rung. */
  heard: () => Promise<void>;
}

/** @param answered told whenever somebody answers */
export const doorbell = (answered: () => void = () => undefined): Bell => {
  let rung = false;
  let hear: () => void = () => undefined;
  return {
    ring: () => {
      rung = true;
      hear();
    },
    isRung: () => rung,
    answer: () => {
      rung = false;
      answered();
    },
    heard: () =>
      new Promise<void>((resolve) => {
        hear = resolve;
        if (rung) resolve();
      }),
  };
};
