import { z } from 'zod';
import { type Doer, doneBy } from '../core/actor.ts';
import { beginningOf, chained, endOf } from '../core/chain.ts';
import { doneSchema, remembered } from '../core/done.ts';
import type { MunicipalityId } from '../core/region.ts';
import { parsedOnce } from '../core/parsed-once.ts';
import { onceEach } from '../core/remember.ts';
import type { Instant } from '../core/time.ts';
import type { StoredDocument } from '../store/port.ts';
import { type DirectoryEvent, type LoggedDirectoryEvent, directoryLineSchema } from './events.ts';
import { evolve } from './evolve.ts';
import { listedIn } from './people.ts';
import { type DirectoryState, EMPTY, directoryStateSchema, keyOf } from './state.ts';

export const DIRECTORY = 'directory';

export const DIRECTORY_SCHEMA = 1;

/** There is one. */
export const DIRECTORY_ID = DIRECTORY;

/** People and settings as they are stored: state and log, always written together. */
const directoryDocumentSchema = z.object({
  id: z.literal(DIRECTORY_ID),
  kind: z.literal(DIRECTORY),
  schema: z.literal(DIRECTORY_SCHEMA),
  dueAt: z.int().nullable(),
  state: directoryStateSchema,
  /** Every change there ever was, without the numbers and sign-in names: those must not outlive their owner's stay. */
  log: z.array(parsedOnce(directoryLineSchema)),
  /** How many events there ever were. */
  events: z.int(),
  /** The municipalities whose roster and open cases must be looked at again: who counts may have changed there. */
  recheck: z.array(z.string()),
  /** Activities that were answered, so that one sent again acts once. */
  done: z.array(doneSchema),
});
export type DirectoryDocument = z.infer<typeof directoryDocumentSchema>;

/** Parses the stored directory. Throws on a damaged one. */
export const parseDirectory = onceEach((stored: StoredDocument): DirectoryDocument =>
  directoryDocumentSchema.parse(stored),
);

export const newDirectory = (): DirectoryDocument => ({
  id: DIRECTORY_ID,
  kind: DIRECTORY,
  schema: DIRECTORY_SCHEMA,
  dueAt: null,
  state: EMPTY,
  log: [],
  events: 0,
  recheck: [],
  done: [],
});

/** The directory after these events; `by` is absent where the program acted at its start. */
export const withDirectoryEvents = (
  document: DirectoryDocument,
  events: readonly DirectoryEvent[],
  now: Instant,
  by?: Doer,
): DirectoryDocument => {
  if (events.length === 0) return document;
  const state = events.reduce(evolve, document.state);
  const touched = events.flatMap((event) => [
    ...touchedBy(event, document.state),
    ...touchedBy(event, state),
  ]);
  const logged = events.map((event): LoggedDirectoryEvent => ({
    at: now,
    ...doneBy(by),
    event: inShort(event),
  }));
  return due(
    {
      ...document,
      state,
      log: [...document.log, ...chained(endOf(document.log, beginningOf(document.id)), logged)],
      events: document.events + events.length,
      recheck: [...new Set([...document.recheck, ...touched])],
    },
    now,
  );
};

/** Everywhere an event may change who counts. At a start every roster is looked at anyway. */
const touchedBy = (event: DirectoryEvent, { people }: DirectoryState): readonly MunicipalityId[] => {
  if (event.type === 'FileTakenIn') return [];
  const account = 'person' in event ? event.person : undefined;
  const person = account && people[keyOf(account)];
  return [event.municipality, ...(person ? listedIn(person) : [])];
};

/** As the log has it: without what says how somebody is reached. */
const inShort = (event: DirectoryEvent): DirectoryEvent => {
  if (event.type === 'PersonAdded' || event.type === 'PersonChanged') {
    const { signIn: _signIn, mobile: _mobile, ...shown } = event;
    return shown;
  }
  if (event.type !== 'FileTakenIn') return event;
  const people = event.people.map(({ file, ...rest }) => {
    if (!file) return rest;
    const { signIn: _signIn, mobile: _mobile, ...shown } = file;
    return { ...rest, file: shown };
  });
  return { ...event, people };
};

/** As long as something must be looked at it is due. */
const due = (document: DirectoryDocument, now: Instant): DirectoryDocument => ({
  ...document,
  dueAt: document.recheck.length > 0 ? now : null,
});

/** The directory of which everything that had to be looked at was looked at. */
export const withRechecked = (document: DirectoryDocument): DirectoryDocument => ({
  ...document,
  recheck: [],
  dueAt: null,
});

export const withDone = (
  document: DirectoryDocument,
  activity: string,
  refused = false,
): DirectoryDocument => ({ ...document, done: remembered(document.done, activity, refused) });
