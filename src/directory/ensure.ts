import { type Duration, MINUTE, SECOND } from '../core/time.ts';
import { update } from '../store/update.ts';
import { differentNeeds, differentPeople, fieldsChanged } from './differences.ts';
import { DIRECTORY_ID, newDirectory, parseDirectory, withDirectoryEvents } from './document.ts';
import { type DirectoryParts, isUnreadable } from './parts.ts';
import { merge } from './merge.ts';
import type { DirectoryState } from './state.ts';

const FIRST_RETRY: Duration = SECOND;
const LONGEST_RETRY: Duration = MINUTE;

/**
 * Takes in what the region file says anew. A directory that cannot be read is left to people; where the store does not give
 * it, it is asked for again until it does, without keeping the start of the program waiting.
 */
export const ensureDirectory = async (parts: DirectoryParts, wait = FIRST_RETRY): Promise<void> => {
  const { log, later } = parts;
  try {
    report(parts, await takeIn(parts));
  } catch (error) {
    if (isUnreadable(error)) {
      log.error(
        { document: DIRECTORY_ID, error },
        'the directory cannot be read: the region file is not taken in',
      );
      return;
    }
    log.error(
      { document: DIRECTORY_ID, error, wait },
      'the region file could not be taken in; it is tried again',
    );
    later(() => {
      void ensureDirectory(parts, Math.min(2 * wait, LONGEST_RETRY));
    }, wait);
  }
};

const takeIn = ({ store, file, clock }: DirectoryParts): Promise<DirectoryState> =>
  update(store, DIRECTORY_ID, parseDirectory, (current) => {
    const before = current ?? newDirectory();
    const save = withDirectoryEvents(before, merge(before.state, file), clock());
    return save === before ? { result: before.state } : { save, result: save.state };
  });

/** Ids and names of fields: a log holds no names and no numbers. */
const report = ({ log }: DirectoryParts, state: DirectoryState): void => {
  for (const difference of differentPeople(state)) {
    const { tenant, id: person } = difference.account;
    log.warn(
      { tenant, person, fields: fieldsChanged(difference) },
      'region file and directory both changed a person: the directory leads',
    );
  }
  for (const municipality of differentNeeds(state))
    log.warn(
      { municipality },
      'region file and directory both changed what is needed on call: the directory leads',
    );
};
