import { type Actor, type Doer, whoIs } from '../core/actor.ts';
import { seenBefore } from '../core/done.ts';
import type { CurrentRegion, Region } from '../core/region.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import { UNHEARD } from '../core/telemetry.ts';
import { type Change, update } from '../store/update.ts';
import type { DirectoryCommand } from './commands.ts';
import { decide } from './decide.ts';
import {
  DIRECTORY_ID,
  type DirectoryDocument,
  newDirectory,
  parseDirectory,
  withDirectoryEvents,
  withDone,
  withRechecked,
} from './document.ts';
import { ensureDirectory } from './ensure.ts';
import { regionNow } from './live.ts';
import { merge } from './merge.ts';
import { type DirectoryParts, isUnreadable } from './parts.ts';
import type { DirectoryRefusal } from './refusals.ts';
import type { DirectoryState } from './state.ts';

type Answer = Result<DirectoryState, DirectoryRefusal>;

export interface DirectoryHandlers {
  /** At the start of the program: takes in what the region file says anew, and tells the log what it leaves to people. */
  ensure(): Promise<void>;
  /** The region with the people and needs of this moment; those of the file while the directory cannot be read. */
  region: CurrentRegion;
  /** The directory, or that it cannot be read. */
  read(): Promise<Answer>;
  /** Carries out a command: the directory after it, or why it changed nothing. */
  run(command: DirectoryCommand, actor: Actor, door: { activity: string }): Promise<Answer>;
  /** Has rosters and open cases looked at where who counts has changed. */
  tick(): Promise<void>;
}

export const directoryHandlers = (parts: DirectoryParts): DirectoryHandlers => {
  const { store, file, log } = parts;

  /** A directory that cannot be read is never written over: people are asked to have it mended. */
  const readable = async (work: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await work();
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      log.error(
        { document: DIRECTORY_ID, error },
        'the directory cannot be read: nothing in it can be changed',
      );
      return refuse({ code: 'unreadable' });
    }
  };

  return {
    ensure: () => ensureDirectory(parts),
    region: regionNow(parts),
    read: () =>
      readable(async () => {
        const loaded = await store.read(DIRECTORY_ID);
        return accept((loaded ? parseDirectory(loaded.document) : seeded(file, 0)).state);
      }),
    run: (command, actor, { activity }) => readable(() => carryOut(parts, command, actor, activity)),
    tick: () => recheck(parts),
  };
};

/** What a first start would make: whoever acts before one could be carried out does not begin with nobody. */
const seeded = (file: Region, now: number): DirectoryDocument => {
  const empty = newDirectory();
  return withDirectoryEvents(empty, merge(empty.state, file), now);
};

const carryOut = async (
  { store, file, clock, telemetry = UNHEARD }: DirectoryParts,
  command: DirectoryCommand,
  actor: Actor,
  activity: string,
): Promise<Answer> => {
  const sent = { again: false };
  const answer = await update<DirectoryDocument, Answer>(store, DIRECTORY_ID, parseDirectory, (stored) => {
    const seen = stored && seenBefore(stored.done, activity);
    sent.again = seen !== undefined;
    if (stored && seen && !seen.refused) return { result: accept(stored.state) };
    const now = clock();
    const before = stored ?? seeded(file, now);
    const decision = decide(command, before.state, { actor, file });
    if (!decision.ok) return refused(before, decision, activity);
    if (seen) return { result: refuse({ code: 'refusedBefore' }) };
    const save = withDone(withDirectoryEvents(before, decision.value, now, doerOf(actor)), activity);
    return { save, result: accept(save.state) };
  });
  if (!answer.ok && !sent.again)
    telemetry.tell('refusals', 1, { about: 'people', command: command.type, code: answer.refusal.code });
  return answer;
};

/** What was refused once is never carried out later, when Teams sends it again and it would be possible by then. */
const refused = (
  before: DirectoryDocument,
  refusal: Extract<Answer, { ok: false }>,
  activity: string,
): Change<DirectoryDocument, Answer> =>
  seenBefore(before.done, activity) || refusal.refusal.code === 'notAllowed'
    ? { result: refusal }
    : { save: withDone(before, activity, true), result: refusal };

/**
 * Remembers that everything was looked at only afterwards: after a crash in between it is done again. A change that came
 * meanwhile asks for another round.
 */
const recheck = async ({ store, file, recheckIn }: DirectoryParts): Promise<void> => {
  const loaded = await store.read(DIRECTORY_ID);
  if (!loaded) return;
  const { recheck: waiting, events } = parseDirectory(loaded.document);
  const known = waiting.filter((id) => file.municipalities.some((one) => one.id === id));
  for (const municipality of known) await recheckIn(municipality);
  await update(store, DIRECTORY_ID, parseDirectory, (current) =>
    current?.events === events ? { save: withRechecked(current), result: undefined } : { result: undefined },
  );
};

/** In every role they hold: people are of more municipalities than one. */
const doerOf = (actor: Actor): Doer => ({
  ...whoIs(actor),
  roles: [...new Set(Object.values(actor.roles).flat())],
});
