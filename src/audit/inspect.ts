import { CASE, CASE_SCHEMA, parseCase } from '../case/document.ts';
import { evolve } from '../case/evolve.ts';
import { type CaseState, caseStateSchema } from '../case/state.ts';
import { firstBreak } from '../core/chain.ts';
import type { Person } from '../core/region.ts';
import { DIRECTORY, parseDirectory } from '../directory/document.ts';
import { evolve as evolveDirectory } from '../directory/evolve.ts';
import { type DirectoryState, EMPTY } from '../directory/state.ts';
import { canonical } from '../store/export-file.ts';
import type { StoredDocument } from '../store/port.ts';
import {
  type Chain,
  FROM_BEFORE,
  type Judged,
  type SealKey,
  beginningIn,
  chainIn,
  isBrokenMark,
  isFromBefore,
  judgeSeal,
} from '../store/seal.ts';
import { type Break, broken } from './breaks.ts';
import { KEEP_A_LOG } from './kinds.ts';

/** What is wrong with the log of one document, by itself. */
export const inspect = (key: SealKey, document: StoredDocument): readonly Break[] => {
  // Called something else, it would not be held to what it is.
  if (kindIn(document) !== document.kind) return [broken(document, 'unreadable')];
  const chain = chainIn(document);
  const judged = judgeSeal(key, document);
  if (!judged) return KEEP_A_LOG.has(document.kind) ? [broken(document, 'noLog')] : [];
  const seal = brokenSeal(document, judged);
  if (isFromBefore(document)) return seal;
  // What an earlier version of the program made of a log need not be what this one makes of it.
  const isOlder = judged.ok && judged.mark === FROM_BEFORE;
  return [...seal, ...(chain ? brokenChain(chain) : []), ...(isOlder ? [] : brokenState(document))];
};

/** Ids begin with what they are of; those of logs are asked nothing more. */
const kindIn = ({ id, kind }: StoredDocument): string => {
  const [first = ''] = id.split('/');
  return KEEP_A_LOG.has(first) || KEEP_A_LOG.has(kind) ? first : kind;
};

const brokenSeal = (document: StoredDocument, judged: Judged): readonly Break[] => {
  if (!judged.ok) return [broken(document, judged.fault)];
  return isBrokenMark(judged.mark ?? '') ? [broken(document, 'marked')] : [];
};

const brokenChain = (chain: Chain): readonly Break[] => {
  const index = firstBreak(beginningIn(chain), chain.log);
  return index === undefined ? [] : [broken(chain, 'chain', (chain.moved ?? 0) + index + 1)];
};

const explainsCase = (document: StoredDocument): boolean => {
  if (document.schema !== CASE_SCHEMA) return true;
  const { log, state } = parseCase(document);
  // What is left of it is explained by nothing; `verify` looks for its log.
  if (state.step === 'forgotten') return true;
  const folded = log.reduce<CaseState | undefined>(evolve, undefined);
  return canonical(caseStateSchema.parse(folded)) === canonical(state);
};

/** Its log leaves out how somebody is reached. */
const explainsDirectory = (document: StoredDocument): boolean => {
  const { log, state } = parseDirectory(document);
  const folded = log.reduce((before, { event }) => evolveDirectory(before, event), EMPTY);
  return canonical(withoutContact(folded)) === canonical(withoutContact(state));
};

const withoutContact = ({ people, seed, ...rest }: DirectoryState): object => ({
  ...rest,
  people: whoTheyAre(people),
  seed: { ...seed, people: whoTheyAre(seed.people) },
});

const whoTheyAre = (people: Readonly<Record<string, Person>>): object =>
  Object.fromEntries(
    Object.entries(people).map(([key, { signIn: _signIn, mobile: _mobile, ...person }]) => [key, person]),
  );

const EXPLAINS: Readonly<Record<string, (document: StoredDocument) => boolean>> = {
  [CASE]: explainsCase,
  [DIRECTORY]: explainsDirectory,
};

/**
 * The log of a case, and that of people and settings, explains its state: what was changed in the state alone, such as a role
 * somebody gave themselves, is found as well.
 */
const brokenState = (document: StoredDocument): readonly Break[] => {
  const explains = EXPLAINS[document.kind];
  if (!explains) return [];
  try {
    return explains(document) ? [] : [broken(document, 'state')];
  } catch {
    // Neither can the program: an event that cannot follow, or something that is no case.
    return [broken(document, 'unreadable')];
  }
};
