/** How long is tortured: as `npm test` does, or longer with `TORTURE=10` (ten times as many rounds) and `SEED=7`. */
const wholeNumber = (text: string | undefined, otherwise: number): number => {
  const value = Number(text ?? otherwise);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`${String(text)} is no whole number above 0`);
  return value;
};

/** Times as many rounds as in `npm test`. */
export const TIMES = wholeNumber(process.env.TORTURE, 1);

/** The same gives the same, as far as several programs beside each other do. */
export const SEED = wholeNumber(process.env.SEED, 20_261_122);
