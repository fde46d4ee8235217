import { existsSync, readFileSync } from 'node:fs';

/*
 * SQLite reads its write-ahead log up to the first frame that does not add up, and takes the rest for what a crash left
 * unfinished. That is right for the last transaction and silent loss for the ones before it: they were acknowledged.
 * https://sqlite.org/fileformat2.html#the_write_ahead_log
 */

const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = { little: 0x377f0682, big: 0x377f0683 } as const;

interface Log {
  readonly bytes: Buffer;
  readonly isLittle: boolean;
  /** Of a frame with its page. */
  readonly frame: number;
}

type Sum = readonly [number, number];

const word = ({ bytes, isLittle }: Pick<Log, 'bytes' | 'isLittle'>, at: number): number =>
  isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);

/** The checksum goes on from the one before it. */
const summed = (log: Pick<Log, 'bytes' | 'isLittle'>, from: number, to: number, [one, other]: Sum): Sum => {
  let [first, second] = [one, other];
  for (let at = from; at < to; at += 8) {
    first = (first + word(log, at) + second) >>> 0;
    second = (second + word(log, at + 4) + first) >>> 0;
  }
  return [first, second];
};

const isAt = (bytes: Buffer, at: number, [first, second]: Sum): boolean =>
  bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second;

/** The salts of a frame are those of its log; of frames of an earlier round they are others. */
const belongs = ({ bytes }: Log, at: number): boolean => bytes.compare(bytes, 16, 24, at + 8, at + 16) === 0;

const isCommit = ({ bytes }: Log, at: number): boolean => bytes.readUInt32BE(at + 4) !== 0;

/**
 * Whether acknowledged writes stand in a write-ahead log behind a place where it is damaged. A crash can leave one
 * transaction unfinished, the last one; each one before it was on disk before the next began. (So damage to the very last
 * one cannot be told from a crash.) To be asked while no program writes.
 *
 * @param file of the log itself, `…-wal`
 */
export const isDamaged = (file: string): boolean => {
  if (!existsSync(file)) return false;
  const bytes = readFileSync(file);
  // Shorter, or never written to: nothing was committed in it.
  if (bytes.length < HEADER + FRAME_HEADER || bytes.subarray(0, HEADER).every((byte) => byte === 0))
    return false;
  const isLittle = bytes.readUInt32BE(0) === MAGIC.little;
  const start = summed({ bytes, isLittle }, 0, 24, [0, 0]);
  if (!(isLittle || bytes.readUInt32BE(0) === MAGIC.big) || !isAt(bytes, 24, start)) return true;
  const log: Log = { bytes, isLittle, frame: FRAME_HEADER + bytes.readUInt32BE(8) };
  return commitsFrom(log, firstBad(log, start)) > 1;
};

const firstBad = (log: Log, start: Sum): number => {
  const { bytes, frame } = log;
  let sum = start;
  let at = HEADER;
  for (; at + frame <= bytes.length; at += frame) {
    sum = summed(log, at, at + 8, sum);
    sum = summed(log, at + FRAME_HEADER, at + frame, sum);
    if (!belongs(log, at) || !isAt(bytes, at + 16, sum)) break;
  }
  return at;
};

const commitsFrom = (log: Log, from: number): number => {
  let commits = 0;
  for (let at = from; at + log.frame <= log.bytes.length; at += log.frame)
    if (belongs(log, at) && isCommit(log, at)) commits += 1;
  return commits;
};
