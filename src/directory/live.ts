import { isDeepStrictEqual } from 'node:util';
import type { CurrentRegion, Region } from '../core/region.ts';
import { onceEach } from '../core/remember.ts';
import type { StoredDocument } from '../store/port.ts';
import { DIRECTORY_ID, parseDirectory } from './document.ts';
import { type DirectoryParts, isUnreadable } from './parts.ts';
import { regionWith } from './people.ts';
import type { DirectoryState } from './state.ts';

type Known = Pick<DirectoryState, 'people' | 'needs'>;

/**
 * The region of the file with the people and needs of the directory, as it is stored at this moment: also what another
 * replica changed. While nobody and nothing changed it is the same object, for others remember by it what they worked out.
 * A directory that cannot be read must not stop the program: then those of the file count.
 */
export const regionNow = ({
  store,
  file,
  log,
}: Pick<DirectoryParts, 'store' | 'file' | 'log'>): CurrentRegion => {
  const regionOf = sameWhileKnown(file);
  const read = onceEach((document: StoredDocument): Region => regionOf(parseDirectory(document).state));
  let isReported = false;
  const report = (error: unknown): void => {
    if (!isReported)
      log.error(
        { document: DIRECTORY_ID, error },
        'the directory cannot be read: the people and needs of the region file count',
      );
    isReported = true;
  };
  return async () => {
    try {
      const loaded = await store.read(DIRECTORY_ID);
      const region = loaded ? read(loaded.document) : file;
      isReported = false;
      return region;
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      report(error);
      return file;
    }
  };
};

/** Most writes only remember that an activity was answered, or that rosters were looked at. */
const sameWhileKnown = (file: Region): ((state: DirectoryState) => Region) => {
  let last: { known: Known; region: Region } | undefined;
  return ({ people, needs }) => {
    const known = { people, needs };
    if (!last || !isDeepStrictEqual(last.known, known)) last = { known, region: regionWith(file, known) };
    return last.region;
  };
};
