import { type Actor, municipalitiesOf, rolesIn, whoIs } from '../core/actor.ts';
import { type Done, seenBefore } from '../core/done.ts';
import type { Log } from '../core/log.ts';
import { mayAsk } from '../core/relations.ts';
import { type CurrentRegion, type MunicipalityId, municipalityOf } from '../core/region.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import { type Telemetry, UNHEARD } from '../core/telemetry.ts';
import { type Clock, type Instant, localYear } from '../core/time.ts';
import { listOpen } from '../store/list-open.ts';
import type { DocumentStore } from '../store/port.ts';
import { type Change, update } from '../store/update.ts';
import type { CaseCommand } from './commands.ts';
import { type Decision, type Facts, decide } from './decide.ts';
import {
  type CaseDocument,
  CASE,
  openedIntake,
  parseCase,
  withDone,
  withEvents,
  withMessage,
  withParkedAgain,
} from './document.ts';
import { type Watch, settle } from './due.ts';
import type { MessageRef } from './messages.ts';
import { numberFor } from './numbering.ts';
import type { Refusal } from './refusals.ts';
import type { Mark, Repeats } from './repeats.ts';
import { isFollowed } from './state.ts';

export interface CaseHandlerParts {
  store: DocumentStore;
  region: CurrentRegion;
  /** What the clock watches in the cases of a municipality, with its roster as it is now. */
  watchFor: (municipality: MunicipalityId | undefined) => Promise<Watch>;
  repeats: Pick<Repeats, 'count'>;
  clock: Clock;
  /** Asks for delivery of what a document has to send, without waiting for it. */
  nudge: (id: string) => void;
  log: Log;
  /** This replica, where there are more; it sends what it saves. */
  us?: string;
  /** Told nothing when it is left out. */
  telemetry?: Pick<Telemetry, 'tell'>;
}

/** How a command reached us. */
export interface Door {
  /** Identifies the activity; the same activity again acts once. */
  activity: string;
  /** The message with the form that was sent, where it is one in a conversation. */
  form?: MessageRef;
  /** The address that was given with it, as nothing but keyed hashes. */
  marks?: readonly Mark[];
}

type Answer = Result<CaseDocument, Refusal>;

export interface CaseHandlers {
  /** Opens the intake form for an officer; the same id again answers the same form. */
  openIntake(id: string, actor: Actor): Promise<Answer>;
  /** Carries out a command: the case after it, or why it changed nothing. */
  run(id: string, command: CaseCommand, actor: Actor, door: Door): Promise<Answer>;
  /** What a command would do at this moment, without doing it. */
  trial(current: CaseDocument, command: CaseCommand, actor: Actor): Promise<Decision>;
  /** Lets the clock act on one document. */
  tick: (id: string) => Promise<CaseDocument | undefined>;
  /** Remembers where an answer about a case stands, so that it can be changed at the end. */
  answered(id: string, at: MessageRef): Promise<void>;
  /** The same when something around it changed, such as the program or who is on duty: what was parked may go now. */
  recheck: (id: string) => Promise<CaseDocument | undefined>;
  read(id: string): Promise<CaseDocument | undefined>;
  /** The open cases of the municipalities of a person; one that cannot be read is left out, and reported in the log. */
  listOpen(actor: Actor): Promise<readonly CaseDocument[]>;
}

export const caseHandlers = (parts: CaseHandlerParts): CaseHandlers => {
  const { store, region, watchFor, clock, nudge, log, us, telemetry = UNHEARD } = parts;

  const change = async <R>(
    id: string,
    apply: (current?: CaseDocument) => Promise<Change<CaseDocument, R>>,
  ) => {
    const result = await update(store, id, parseCase, apply);
    nudge(id);
    return result;
  };

  const look = (id: string, prepared: (current: CaseDocument, now: Instant) => CaseDocument) =>
    change<CaseDocument>(id, async (current) => {
      if (!current) throw new Error(`${id} is due but not there`);
      const now = clock();
      const save = settle(prepared(current, now), await watchFor(current.municipality), now, us);
      const same =
        save.dueAt === current.dueAt &&
        save.log.length === current.log.length &&
        save.parked === current.parked &&
        save.farewell === current.farewell;
      return same ? { result: current } : { save, result: save };
    });

  return {
    openIntake: async (id, actor) => {
      const { municipalities } = await region();
      const opens = municipalities.some((municipality) => mayAsk(actor, 'OpenIntake', municipality));
      if (!opens) return refuse({ code: 'notAllowed', command: 'OpenIntake' });
      return update(store, id, parseCase, (current) => {
        if (current) return { result: accept(current) };
        const opened = openedIntake(id, whoIs(actor), clock());
        return { save: opened, result: accept(opened) };
      });
    },

    run: async (id, command, actor, door) => {
      const sent = { again: false };
      const answer = await change<Answer>(id, async (current) => {
        if (!current) return { result: refuse({ code: 'caseUnknown' }) };
        const before = seenBefore(current.done, door.activity);
        sent.again = before !== undefined;
        if (before && !before.refused) return { result: accept(current) };
        const now = clock();
        const facts = await factsFor(parts, current, command, { actor, now, marks: door.marks });
        const decision = decide(command, current.state, facts);
        if (!decision.ok) return refused(current, decision, door, before);
        if (before) return { result: refuse({ code: 'refusedBefore' }) };
        const doer = { ...whoIs(actor), roles: rolesIn(actor, facts.municipality.id) };
        const decided = withEvents(current, decision.value, now, doer);
        const told =
          command.type === 'Announce' && door.form
            ? withMessage(decided, { kind: 'sentForm', form: door.form }, now)
            : decided;
        const save = settle(withDone(told, door.activity), await watchFor(told.municipality), now, us);
        return { save, result: accept(save) };
      });
      if (!answer.ok && !sent.again)
        telemetry.tell('refusals', 1, { about: CASE, command: command.type, code: answer.refusal.code });
      return answer;
    },

    trial: async (current, command, actor) =>
      decide(
        command,
        current.state,
        await factsFor(parts, current, command, { actor, now: clock(), marks: undefined }),
      ),

    tick: (id) => look(id, (current) => current),
    recheck: (id) =>
      look(id, (current, now) => (current.parked.length === 0 ? current : withParkedAgain(current, now))),

    answered: (id, at) =>
      update(store, id, parseCase, (current) =>
        current && isFollowed(current.state)
          ? { save: { ...current, posted: [...current.posted, at] }, result: undefined }
          : { result: undefined },
      ),

    read: async (id) => {
      const loaded = await store.read(id);
      return loaded && parseCase(loaded.document);
    },

    listOpen: async (actor) => {
      const leftOut = (document: string, error: unknown): void => {
        log.error({ document, error }, 'an open case could not be listed');
      };
      const lists = await Promise.all(
        municipalitiesOf(actor).map((municipality) =>
          listOpen(store, { kind: CASE, municipality, parse: parseCase, leftOut }),
        ),
      );
      return lists.flat();
    },
  };
};

/** What was refused once is never carried out later, when Teams sends it again and it would be possible by then. */
const refused = (
  current: CaseDocument,
  refusal: Extract<Answer, { ok: false }>,
  { activity }: Door,
  before: Done | undefined,
): Change<CaseDocument, Answer> =>
  before || refusal.refusal.code === 'notAllowed'
    ? { result: refusal }
    : { save: withDone(current, activity, true), result: refusal };

interface Asked {
  actor: Actor;
  now: Instant;
  marks: readonly Mark[] | undefined;
}

const factsFor = async (
  { store, region: currentRegion, repeats }: CaseHandlerParts,
  current: CaseDocument,
  command: CaseCommand,
  { actor, now, marks }: Asked,
): Promise<Facts> => {
  const region = await currentRegion();
  const { roles, disclosures } = region;
  const [first] = region.municipalities;
  const id =
    command.type === 'Announce'
      ? command.announcement.municipality
      : (current.municipality ?? municipalitiesOf(actor)[0] ?? first?.id ?? '');
  const facts = { now, actor, municipality: municipalityOf(region, id), roles, disclosures };
  const isMarked = marks !== undefined && marks.length > 0;
  if (command.type !== 'Announce' && !isMarked) return facts;
  // Nothing is numbered or counted for what will be refused.
  if (!decide(command, current.state, { ...facts, number: 'trial' }).ok) return facts;
  const earlier = isMarked ? await repeats.count(marks, current.id, now) : undefined;
  const counted = { ...facts, ...(earlier !== undefined && { earlier }) };
  if (command.type !== 'Announce') return counted;
  const { code } = facts.municipality;
  return { ...counted, number: await numberFor(store, code, localYear(now, region.timeZone), current.id) };
};
