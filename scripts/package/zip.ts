import { zipSync } from 'fflate';
import type { Files } from './check.ts';

/** The earliest that a zip file can say, in the zone of the machine: it has no zones, so the bytes are the same anywhere. */
const MOMENT = new Date(1980, 0, 1);

/** The same bytes for the same files, whenever and wherever: in order of name, without a moment or rights of their own. */
export const zipped = (files: Files): Uint8Array => {
  const inOrder = Object.entries(files).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return zipSync(Object.fromEntries(inOrder), { level: 9, mtime: MOMENT, os: 0 });
};
