import { createHash } from 'node:crypto';
import { type Actor, municipalitiesOf, personOf } from '../core/actor.ts';
import type { Days } from '../core/calendar.ts';
import type { Cover } from '../core/cover.ts';
import { type CurrentRegion, type MunicipalityId, type Region, municipalityOf } from '../core/region.ts';
import { seenBefore } from '../core/done.ts';
import { onceEach } from '../core/remember.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import { type Telemetry, UNHEARD } from '../core/telemetry.ts';
import { archiveLog, isLong } from '../store/archive.ts';
import { type Change, update } from '../store/update.ts';
import { type RosterClock, rosterClock } from './clock.ts';
import type { RosterCommand, RosterCommandOf } from './commands.ts';
import { coverOf } from './cover.ts';
import { decide } from './decide.ts';
import {
  ROSTER,
  type RosterDocument,
  newRoster,
  parseRoster,
  rosterIdOf,
  settleRoster,
  withDone,
  withRosterDecision,
} from './document.ts';
import { type EnsureParts, ensureRosters, wake } from './ensure.ts';
import type { RosterRefusal } from './refusals.ts';
import { type RosterState, emptyRoster } from './state.ts';

export interface RosterHandlerParts extends EnsureParts {
  region: CurrentRegion;
  days: Days;
  /** Asks for delivery of what a document has to send, without waiting for it. */
  nudge: (id: string) => void;
  /** Looks at the open cases of a municipality again: its cover changed. Rejects when that could not be asked. */
  recheckCases: (municipality: MunicipalityId) => Promise<void>;
  /** This replica, where there are more; it sends what it saves. */
  us?: string;
  /** Told nothing when it is left out. */
  telemetry?: Pick<Telemetry, 'tell'>;
}

/** How a command reached us: the same activity again acts once. */
export interface RosterDoor {
  activity: string;
}

type Answer = Result<RosterState, RosterRefusal>;

export interface RosterHandlers {
  /**
   * At the start of the program: every municipality has a roster, so that its gaps are seen, and rosters and open cases are
   * looked at once, whatever changed in the region file or in this program since. Where the store fails now, that is done
   * later.
   */
  ensure(): Promise<void>;
  /** People or settings of a municipality changed: its roster, and then its open cases, are due to be looked at. */
  wake(municipality: MunicipalityId): Promise<void>;
  /** The roster of a municipality; empty where there is none yet. */
  of(municipality: MunicipalityId): Promise<RosterState>;
  /** Carries out a command: the roster after it, or why it changed nothing. */
  run(municipality: MunicipalityId, command: RosterCommand, actor: Actor, door: RosterDoor): Promise<Answer>;
  /**
   * The same in every municipality of whoever it is about: the rosters it changed, or the first refusal when all of them
   * refuse.
   */
  runEverywhere(
    command: RosterCommandOf<'MarkAbsent' | 'ProveReach'>,
    actor: Actor,
    door: RosterDoor,
  ): Promise<Result<readonly RosterState[], RosterRefusal>>;
  /** Lets the clock act on one document, and has the open cases looked at when their cover changed. */
  tick: (id: string) => Promise<void>;
  /** Who can be counted on now; nobody while it is not known where. */
  coverFor(municipality: MunicipalityId | undefined): Promise<Cover>;
}

/** Of no municipality. */
const NOBODY: Cover = { onDuty: () => [], isAbsent: () => false, lastTogether: () => undefined };

/** The same activity always leads to the same ids. */
const idFor = (municipality: MunicipalityId, activity: string): string =>
  createHash('sha256').update(`${municipality}|${activity}`).digest('hex').slice(0, 32);

export const rosterHandlers = (parts: RosterHandlerParts): RosterHandlers => {
  const { store, region, days, clock, nudge, log, us, telemetry = UNHEARD } = parts;
  // What is worked out lives on for as long as the region and the roster are the same.
  const watchIn = onceEach((now: Region) => rosterClock(now, days));
  const coversIn = onceEach((now: Region) =>
    onceEach(({ municipality, state }: RosterDocument) =>
      coverOf(state, municipalityOf(now, municipality), now, days),
    ),
  );
  const looking = { ...parts, watchIn };

  const of = async (municipality: MunicipalityId): Promise<RosterState> => {
    const loaded = await store.read(rosterIdOf(municipality));
    return loaded ? parseRoster(loaded.document).state : emptyRoster(municipality, clock());
  };

  const run: RosterHandlers['run'] = async (id, command, actor, { activity }) => {
    const current = await region();
    const municipality = municipalityOf(current, id);
    const documentId = rosterIdOf(id);
    const sent = { again: false };
    const answer = await update<RosterDocument, Answer>(store, documentId, parseRoster, (stored) => {
      const seen = stored && seenBefore(stored.done, activity);
      sent.again = seen !== undefined;
      if (stored && seen && !seen.refused) return { result: accept(stored.state) };
      const now = clock();
      const before = stored ?? newRoster(id, now);
      const facts = { now, actor, municipality, region: current, days, newId: idFor(id, activity) };
      const decision = decide(command, before.state, facts);
      if (!decision.ok) return refused(stored, decision, activity);
      if (seen) return { result: refuse({ code: 'refusedBefore' }) };
      const decided = withRosterDecision(before, decision.value, facts);
      const save = settleRoster(withDone(decided, activity), watchIn(current), now, us);
      return { save, result: accept(save.state) };
    });
    nudge(documentId);
    if (!answer.ok && !sent.again)
      telemetry.tell('refusals', 1, { about: ROSTER, command: command.type, code: answer.refusal.code });
    return answer;
  };

  return {
    of,
    run,
    ensure: () => ensureRosters(parts),
    wake: (municipality) => wake(parts, municipality),

    runEverywhere: async (command, actor, door) => {
      const person = command.type === 'MarkAbsent' ? personOf(await region(), command.person) : actor;
      const answers: Answer[] = [];
      for (const municipality of municipalitiesOf(person ?? actor))
        answers.push(await run(municipality, command, actor, door));
      const changed = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
      const refused = answers.find((answer) => !answer.ok);
      if (changed.length > 0) return accept(changed);
      return refused ?? refuse({ code: 'notAllowed', command: command.type });
    },

    tick: async (id) => {
      const looked = await look(looking, id);
      nudge(id);
      if (looked.recheck) await recheck(looking, looked);
      if (isLong(looked)) await archiveLog(store, id, parseRoster);
    },

    coverFor: async (municipality) => {
      if (municipality === undefined) return NOBODY;
      const current = await region();
      const loaded = await store.read(rosterIdOf(municipality));
      if (!loaded)
        return coverOf(emptyRoster(municipality, 0), municipalityOf(current, municipality), current, days);
      try {
        return coversIn(current)(parseRoster(loaded.document));
      } catch (error) {
        // A damaged roster must not stop the cases: without cover managers hear of each of them at once.
        log.error(
          { document: rosterIdOf(municipality), error },
          'a roster cannot be read: nobody counts as on duty',
        );
        return NOBODY;
      }
    },
  };
};

/** What was refused once is never carried out later, when Teams sends it again and it would be possible by then. */
const refused = (
  roster: RosterDocument | undefined,
  refusal: Extract<Answer, { ok: false }>,
  activity: string,
): Change<RosterDocument, Answer> =>
  !roster || seenBefore(roster.done, activity) || refusal.refusal.code === 'notAllowed'
    ? { result: refusal }
    : { save: withDone(roster, activity, true), result: refusal };

interface Looking extends RosterHandlerParts {
  watchIn: (region: Region) => RosterClock;
}

/** What the clock made of a roster, saved when that is anything. */
const look = async (
  { store, region: currentRegion, watchIn, clock, us }: Looking,
  id: string,
): Promise<RosterDocument> => {
  const region = await currentRegion();
  return update(store, id, parseRoster, (current) => {
    if (!current) throw new Error(`${id} is due but not there`);
    // Out of the region file nobody is left to tell; `ensure` wakes it when its municipality is back.
    const isKnown = region.municipalities.some((one) => one.id === current.municipality);
    const settled = isKnown
      ? settleRoster(current, watchIn(region), clock(), us)
      : { ...current, recheck: false, dueAt: null };
    const isSame = settled.events === current.events && settled.dueAt === current.dueAt;
    // A roster that waits for its cases to be looked at is due all the time.
    if (isSame || (settled.recheck && settled.events === current.events)) return { result: settled };
    return { save: settled, result: settled };
  });
};

/**
 * Has the open cases looked at, and remembers that only afterwards: after a crash in between it is done again. A change
 * that came meanwhile asks for another round.
 */
const recheck = async (
  { store, region, watchIn, clock, recheckCases, us }: Looking,
  { id, municipality, events }: RosterDocument,
): Promise<void> => {
  await recheckCases(municipality);
  const watch = watchIn(await region());
  await update(store, id, parseRoster, (current) => {
    if (current?.events !== events) return { result: undefined };
    const save = settleRoster({ ...current, recheck: false }, watch, clock(), us);
    return { save, result: undefined };
  });
};
