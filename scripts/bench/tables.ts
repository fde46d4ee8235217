export const whole = (figure: number): string => figure.toLocaleString('en', { maximumFractionDigits: 0 });
export const fine = (figure: number): string => figure.toLocaleString('en', { maximumSignificantDigits: 3 });
export const NONE = '-';

/** Columns as wide as their widest word, words to the left and figures to the right. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line
        .map((word, column) => (column === 0 ? word.padEnd(widths[column]!) : word.padStart(widths[column]!)))
        .join('  '),
    )
    .join('\n');
};
