import { z } from 'zod';
import { CASE } from '../case/document.ts';
import { RELEASE_GROUNDS, VIEW_PURPOSES } from '../case/vocabulary.ts';
import { HOUSEHOLD_FIELDS } from '../core/region.ts';
import type { StoredDocument } from '../store/port.ts';
import { isLogged } from '../store/seal.ts';
import { type Action, type Outcome, actionOf, outcomeOf } from './actions.ts';

/*
 * Lines of a log as NEN 7513 wants them. The norm is not free; which of these fields it has and which are our guess stands in
 * docs/log.md.
 *
 * Nothing is passed on that is not of a closed list or does not look like an id: so whatever stands in a log, also after
 * somebody edited the database, no name, reference, address of a meeting or sealed text comes out.
 */

export interface LogRecord {
  /** `2026-11-22T15:30:00.000Z` */
  readonly at: string;
  readonly event: string;
  readonly action: Action | 'unknown';
  readonly outcome: Outcome;
  /** Whoever did it; absent where the program did. */
  readonly by?: Identity;
  readonly roles: readonly string[];
  /** Of an export: the account that took it. */
  readonly account?: string;
  /** Whom it was told or shown to, where that is not whoever did it. */
  readonly to?: Identity;
  /** `HGV-2026-0001` */
  readonly number?: string;
  /** The document of the case or roster that it is about. */
  readonly about?: string;
  /** What was refused. */
  readonly command?: string;
  readonly purpose?: string;
  readonly ground?: string;
  /** Which kinds of details of a household. */
  readonly fields: readonly string[];
  readonly source: 'eerder-erbij';
  /** Where it stands in the store: the log, and the number of the line in the whole of it. */
  readonly document: string;
  readonly line: number;
}

export interface Identity {
  readonly tenant: string;
  readonly id: string;
}

const one = <const L extends readonly string[]>(list: L) => z.enum(list).optional().catch(undefined);
const like = (pattern: RegExp) => z.string().regex(pattern).optional().catch(undefined);

const ID = /^[\w.@-]{1,64}$/;
export const NUMBER = /^[A-Z]{3}-\d{4}-\d{4,}$/;
const DOCUMENT = /^[a-z]+\/[\w.-]{1,100}$/;
const WORD = /^[A-Z][A-Za-z]{1,59}$/;

const identity = z
  .object({ tenant: z.string().regex(ID), id: z.string().regex(ID) })
  .optional()
  .catch(undefined);

/** Entries that are not in the list are left out. */
const several = (schema: z.ZodType<string>) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((all) => all.flatMap((value) => schema.safeParse(value).data ?? []));

const lineSchema = z.object({
  at: z.int().min(0).max(8.64e15).catch(0),
  by: identity,
  roles: several(z.string().regex(/^[\w-]{1,40}$/)),
  event: z
    .object({
      type: z.string().regex(WORD).catch('Unreadable'),
      to: identity,
      purpose: one(VIEW_PURPOSES),
      ground: one(RELEASE_GROUNDS),
      fields: several(z.enum(HOUSEHOLD_FIELDS)),
      command: like(WORD),
      account: like(ID),
      about: z.string().max(200).optional().catch(undefined),
      /** Of a forgotten case. */
      case: like(NUMBER),
    })
    .catch({ type: 'Unreadable', fields: [] }),
});

const numberSchema = z.object({ state: z.object({ number: z.string().regex(NUMBER) }) });

/** The number of a case; undefined of anything else. */
export const numberOf = (document: StoredDocument): string | undefined =>
  document.kind === CASE ? numberSchema.safeParse(document).data?.state.number : undefined;

/** Every line of the log that stands in a document. */
export const recordsIn = (document: StoredDocument): readonly LogRecord[] => {
  if (!isLogged(document)) return [];
  const moved = 'moved' in document && typeof document.moved === 'number' ? document.moved : 0;
  return document.log.map((line, index) => recordOf(document, line, moved + index + 1));
};

/** The document a log is about: that of an archive, or of a case that was forgotten, is another. */
const subjectOf = (document: StoredDocument): string => {
  if ('of' in document && typeof document.of === 'string') return document.of;
  return document.id.replace(/^log\//, '');
};

const recordOf = (document: StoredDocument, line: unknown, place: number): LogRecord => {
  const { at, by, roles, event } = lineSchema.catch(UNREADABLE).parse(line);
  const { type, to, purpose, ground, fields, command, account } = event;
  const subject = subjectOf(document);
  const { number = numberOf(document) ?? event.case, about } = aboutOf(subject, event.about);
  return {
    at: new Date(at).toISOString(),
    event: type,
    action: actionOf(type) ?? 'unknown',
    outcome: outcomeOf(type),
    ...(by && { by }),
    roles,
    ...(account !== undefined && { account }),
    ...(to && { to }),
    ...(number !== undefined && { number }),
    ...(about !== undefined && { about }),
    ...(command !== undefined && { command }),
    ...(purpose && { purpose }),
    ...(ground && { ground }),
    fields,
    source: 'eerder-erbij',
    document: subject,
    line: place,
  };
};

const UNREADABLE: z.infer<typeof lineSchema> = {
  at: 0,
  roles: [],
  event: { type: 'Unreadable', fields: [] },
};

const PERSON = /^[\w.@-]{1,64}\/[\w.@-]{1,64}$/;

/** A line of an access day says itself what it is about; any other is about what it stands in. */
const aboutOf = (subject: string, said: string | undefined): { number?: string; about?: string } => {
  if (!subject.startsWith('access/')) return DOCUMENT.test(subject) ? { about: subject } : {};
  if (said === undefined) return {};
  if (NUMBER.test(said)) return { number: said };
  return DOCUMENT.test(said) || PERSON.test(said) ? { about: said } : {};
};
