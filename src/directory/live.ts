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
 */
export const regionNow = ({
  store,
  file,
  log,
}: Pick<DirectoryParts, 'store' | 'file' | 'log'>): CurrentRegion => {
  let last: { known: Known; region: Region } | undefined;

  const regionOf = ({ people, needs }: Known): Region => {
    const known = { people, needs };
    // Most writes only remember that an activity was answered, or that rosters were looked at.
    if (!last || !isDeepStrictEqual(last.known, known)) last = { known, region: regionWith(file, known) };
    return last.region;
  };

  const onFile = (error: unknown): Region => {
    if (!isUnreadable(error)) throw error;
    report(error);
    return file;
  };
  let isReported = false;
  const report = (error: unknown): void => {
    if (isReported) return;
    isReported = true;
    log.error(
      { document: DIRECTORY_ID, error },
      'the directory cannot be read: the people and needs of the region file count',
    );
  };

  const parsed = onceEach((document: StoredDocument): Region => {
    try {
      const region = regionOf(parseDirectory(document).state);
      isReported = false;
      return region;
    } catch (error) {
      return onFile(error);
    }
  });

  return async () => {
    try {
      const loaded = await store.read(DIRECTORY_ID);
      return loaded ? parsed(loaded.document) : file;
    } catch (error) {
      return onFile(error);
    }
  };
};
