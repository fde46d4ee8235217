/** The figure below which this share of them lies; between two of them in proportion. */
export const quantile = (figures: readonly number[], share: number): number => {
  const sorted = figures.toSorted((one, other) => one - other);
  const place = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (below === undefined || above === undefined) throw new Error('there is nothing to take a quantile of');
  return below + (above - below) * (place - Math.floor(place));
};

/** The one in the middle; the mean of two where there is no one. */
export const median = (figures: readonly number[]): number => quantile(figures, 0.5);
