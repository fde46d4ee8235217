import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';

/*
 * Every line of a log holds the hash of itself and of the line before it, so that a line that is taken out, changed or moved
 * is found by whoever follows the chain (NEN 7513: a log cannot be changed unseen). The last line is held by the seal of the
 * document (`store/sealing.ts`).
 */

/** A line of a log that is chained. */
export interface Linked {
  hash: string;
}

/** 128 bits: nobody makes another line with the same hash. */
const HASH_LENGTH = 22;

/** Before the first line stands the name of the log, so that a whole log cannot be put in the place of another. */
export const beginningOf = (logId: string): string => `log ${logId}`;

/** The hash of a line that follows `before`; the order of its properties does not count, a store may change that. */
export const hashOf = (before: string, { hash: _own, ...line }: object & Partial<Linked>): string =>
  createHash('sha256')
    .update(`${before}\n${stringify(line)}`)
    .digest('base64url')
    .slice(0, HASH_LENGTH);

/** The hash of the last line, or what stands before the first. */
export const endOf = (log: readonly Linked[], beginning: string): string => log.at(-1)?.hash ?? beginning;

/** New lines, chained to what stands before them. */
export const chained = <L extends object>(before: string, lines: readonly L[]): (L & Linked)[] => {
  let end = before;
  return lines.map((line) => {
    end = hashOf(end, line);
    return { ...line, hash: end };
  });
};

/** The index of the first line that does not follow from the one before it; undefined when the chain is whole. */
export const firstBreak = (before: string, log: readonly Linked[]): number | undefined => {
  let end = before;
  for (const [index, line] of log.entries()) {
    if (line.hash !== hashOf(end, line)) return index;
    end = line.hash;
  }
  return undefined;
};
