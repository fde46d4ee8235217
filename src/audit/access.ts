import { z } from 'zod';
import { beginningOf, chained, endOf } from '../core/chain.ts';
import { isEntraId } from '../core/entra-id.ts';
import type { Log } from '../core/log.ts';
import { parsedOnce } from '../core/parsed-once.ts';
import { onceEach } from '../core/remember.ts';
import { type Clock, DAY, type Instant } from '../core/time.ts';
import type { DocumentStore, StoredDocument } from '../store/port.ts';
import { update } from '../store/update.ts';

/*
 * What is logged and is not about one case or roster: who came and is not known, what was refused for lack of permission, and
 * who took the log out. One document a day (UTC), each chained to the newest day before it.
 */

export const ACCESS = 'access';

/** So many lines a day, and then one that says that more came: whoever keeps knocking must not fill the disk. */
const MOST_LINES = 2_000;

/** A day after a longer silence begins a chain of its own. */
export const MOST_SILENT_DAYS = 31;

const accessEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('UnknownPerson'), foreignTenant: z.boolean() }),
  z.object({ type: z.literal('CommandRefused'), command: z.string(), about: z.string().exactOptional() }),
  z.object({ type: z.literal('LogExported'), about: z.string(), account: z.string() }),
  z.object({ type: z.literal('MoreCame') }),
]);
export type AccessEvent = z.infer<typeof accessEventSchema>;

const identitySchema = z.object({ tenant: z.string(), id: z.string() });

const accessLineSchema = z.object({
  at: z.int(),
  /** Absent where who it was does not look like an id, or is no person of Teams. */
  by: identitySchema.exactOptional(),
  event: accessEventSchema,
  hash: z.string(),
});
type AccessLine = Omit<z.infer<typeof accessLineSchema>, 'hash'>;

const accessDaySchema = z.object({
  id: z.string(),
  kind: z.literal(ACCESS),
  schema: z.literal(1),
  /** The newest day before this one. */
  after: z.string().exactOptional(),
  /** The hash of its last line then. */
  before: z.string().exactOptional(),
  log: z.array(parsedOnce(accessLineSchema)),
});
type AccessDay = z.infer<typeof accessDaySchema>;

const parseDay = onceEach((stored: StoredDocument): AccessDay => accessDaySchema.parse(stored));

/** The document of the day (UTC) in which a moment falls. */
export const accessIdOf = (at: Instant): string => `${ACCESS}/${new Date(at).toISOString().slice(0, 10)}`;

export interface AccessLog {
  /** Somebody who is not in the region. Never rejects: what cannot be logged must not keep anybody waiting. */
  unknown(origin: { tenant: string; objectId: string; foreignTenant: boolean }): Promise<void>;
  /**
   * What somebody may not do. Never rejects.
   *
   * @param command its name
   * @param about the id of the case or roster, where there is one
   */
  refused(refusal: { who: Identity; command: string; about?: string }): Promise<void>;
  /**
   * Somebody takes the log of a case or a person out. Rejects when that cannot be logged: then it must not be given.
   *
   * @param account of whoever does so, as the operating system or they themselves call it
   */
  exported(what: { about: string; account: string }): Promise<void>;
}

interface Identity {
  tenant: string;
  id: string;
}

export interface AccessParts {
  store: DocumentStore;
  clock: Clock;
  log: Log;
}

export const accessLog = (parts: AccessParts): AccessLog => {
  const write = together((lines: readonly AccessLine[]) => append(parts, lines));
  const tried = async (line: AccessLine): Promise<void> => {
    try {
      await write(line);
    } catch (error) {
      parts.log.error({ event: line.event.type, error }, 'what was refused could not be logged');
    }
  };
  return {
    unknown: ({ tenant, objectId, foreignTenant }) =>
      tried({
        at: parts.clock(),
        ...identified({ tenant, id: objectId }),
        event: { type: 'UnknownPerson', foreignTenant },
      }),
    refused: ({ who, command, about }) =>
      tried({
        at: parts.clock(),
        ...identified(who),
        event: {
          type: 'CommandRefused',
          command: COMMAND.test(command) ? command : UNREADABLE,
          ...(about !== undefined && { about: DOCUMENT.test(about) ? about : UNREADABLE }),
        },
      }),
    exported: ({ about, account }) =>
      write({
        at: parts.clock(),
        event: { type: 'LogExported', about, account: isAccount(account) ? account : UNREADABLE },
      }),
  };
};

/* Whoever is refused may have made up what is logged of them: only what looks like what it must be is written down. */
const COMMAND = /^[A-Z][A-Za-z]{1,39}$/;
const DOCUMENT = /^[a-z]+\/[\w.-]{1,100}$/;
const ACCOUNT = /^[\w.@-]{1,64}$/;
const UNREADABLE = '?';

/** Whether the name of an account can be written down. */
export const isAccount = (account: string): boolean => ACCOUNT.test(account);

const identified = ({ tenant, id }: Identity): { by?: Identity } =>
  isEntraId(tenant) && isEntraId(id) ? { by: { tenant: tenant.toLowerCase(), id: id.toLowerCase() } } : {};

/** Whatever comes while one write is under way goes into the next: a flood costs no more writes than the store can take. */
const together = <L>(append: (lines: readonly L[]) => Promise<void>): ((line: L) => Promise<void>) => {
  let waiting: L[] = [];
  let present: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    const lines = waiting;
    [waiting, next] = [[], undefined];
    const writing = append(lines);
    // Whoever waits for these lines hears of it; the next ones only wait until it is over.
    present = writing.catch(() => undefined);
    return writing;
  };
  return (line) => {
    // The day takes no more than this either; an export comes from a process of its own.
    if (waiting.length <= MOST_LINES) waiting.push(line);
    next ??= present.then(begin);
    return next;
  };
};

const append = async ({ store, clock }: AccessParts, lines: readonly AccessLine[]): Promise<void> => {
  const now = clock();
  await update<AccessDay, undefined>(store, accessIdOf(now), parseDay, async (current) => {
    const day = current ?? (await newDay(store, now));
    const taken = fitting(lines, day.log.length, now);
    if (taken.length === 0) return { result: undefined };
    const end = endOf(day.log, day.before ?? beginningOf(day.id));
    return { save: { ...day, log: [...day.log, ...chained(end, taken)] }, result: undefined };
  });
};

/** Of a full day only exports are written down any more: nobody may hide one behind a flood. */
const fitting = (lines: readonly AccessLine[], present: number, at: Instant): readonly AccessLine[] => {
  const room = MOST_LINES - present;
  if (lines.length <= room) return lines;
  const exports = lines.slice(Math.max(room, 0)).filter(({ event }) => event.type === 'LogExported');
  if (room < 0) return exports;
  return [...lines.slice(0, room), { at, event: { type: 'MoreCame' } }, ...exports];
};

const newDay = async (store: DocumentStore, now: Instant): Promise<AccessDay> => {
  const day = { id: accessIdOf(now), kind: ACCESS, schema: 1, log: [] } as const;
  for (let back = 1; back <= MOST_SILENT_DAYS; back += 1) {
    const found = await store.read(accessIdOf(now - back * DAY));
    if (!found) continue;
    const { id, log, before } = parseDay(found.document);
    return { ...day, log: [], after: id, before: endOf(log, before ?? beginningOf(id)) };
  }
  return { ...day, log: [] };
};
