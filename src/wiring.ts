import { type Channels, channels } from './address/channels.ts';
import { type People, people } from './address/people.ts';
import { type AccessLog, accessLog } from './audit/access.ts';
import { CASE } from './case/document.ts';
import { type Watch, watchAll } from './case/due.ts';
import { type CaseHandlers, caseHandlers } from './case/handle.ts';
import { isRepeatsId, repeats } from './case/repeats.ts';
import { convener } from './consultation/convene.ts';
import { meetings } from './consultation/meetings.ts';
import type { OnlineMeetings } from './consultation/port.ts';
import type { Days } from './core/calendar.ts';
import type { Log } from './core/log.ts';
import type { CurrentRegion, MunicipalityId, Region } from './core/region.ts';
import { onceEach } from './core/remember.ts';
import { type Telemetry, UNHEARD } from './core/telemetry.ts';
import { type Clock, MINUTE } from './core/time.ts';
import { DIRECTORY_ID } from './directory/document.ts';
import { type DirectoryHandlers, directoryHandlers } from './directory/handle.ts';
import { ladder } from './escalation/ladder.ts';
import { forgetting } from './forget/forget.ts';
import type { CaseVault } from './vault.ts';
import { type Households, households } from './household/handle.ts';
import { recordsOf } from './forget/records.ts';
import { caseMailbox } from './outbox/case-mailbox.ts';
import { type Deliverer, type DelivererParts, deliverer } from './outbox/deliver.ts';
import { CARDS, type Drawing } from './outbox/drawing.ts';
import { teamsNotifiers, textNotifier } from './outbox/notifiers.ts';
import { type Pace, pace } from './outbox/pace.ts';
import type { Messenger, TextMessages } from './outbox/port.ts';
import { rosterMailbox } from './outbox/roster-mailbox.ts';
import { isRosterId, rosterIdOf } from './roster/document.ts';
import { type RosterHandlers, rosterHandlers } from './roster/handle.ts';
import { sweep, tickEach } from './scheduler/sweep.ts';
import type { DocumentStore } from './store/port.ts';
import { remembering } from './store/remembering.ts';
import type { SealKey } from './store/seal.ts';
import { sealing } from './store/sealing.ts';

/** The outermost edges: what differs between the program, its simulation and its bench. */
export interface Edges {
  store: DocumentStore;
  /** As the file has it: it seeds the directory, which leads. */
  region: Region;
  days: Days;
  /** Teams, given how channels and people are found. */
  messengerFor: (known: Addresses) => Messenger;
  texts: TextMessages | undefined;
  /** What messages look like; as people see them unless said otherwise. */
  drawing?: Drawing;
  online: OnlineMeetings | undefined;
  /** The keys of cases: they live apart from the store. */
  vault: CaseVault;
  /** Seals the logs; it lives apart from the store. */
  sealKey: SealKey;
  clock: Clock;
  /** Between 0 and 1. */
  chance: () => number;
  later: DelivererParts['later'];
  afterThis?: DelivererParts['afterThis'];
  log: Log;
  /** How fast may be sent; below the limits of Teams when it is left out. */
  pace?: Pace;
  /** This replica, where there are more on the same store; absent where it has the store for itself. */
  us?: string;
  /** What it tells of itself; nothing when it is left out. */
  telemetry?: Telemetry;
  /** The store, that tells what is committed through it. */
  observed?: (store: DocumentStore) => DocumentStore;
}

export interface Addresses {
  channels: Channels;
  people: People;
}

/** Everything between the edges. */
export interface Works extends Addresses {
  /** With the people and settings of this moment. */
  region: CurrentRegion;
  /** Documents as everything works with them: remembered, and with their logs sealed. */
  store: DocumentStore;
  access: AccessLog;
  messenger: Messenger;
  /** People and settings, as they are set by card. */
  directory: DirectoryHandlers;
  cases: CaseHandlers;
  households: Households;
  /** Forgets again what came back with a backup; answers how many cases those were. */
  forgetAgain: () => Promise<number>;
  rosters: RosterHandlers;
  delivery: Deliverer;
  /** Lets the clock act on one document. */
  tick: (id: string) => Promise<void>;
  /** Looks once at everything that is due; answers how many documents that were. */
  sweep: () => Promise<number>;
}

const unobserved = (store: DocumentStore): DocumentStore => store;

/** Puts the program together between its edges: by hand, once, for the program itself and for whatever tries it out. */
export const wired = (outermost: Edges): Works => {
  const { sealKey, observed = unobserved } = outermost;
  const sealed = sealing(outermost.store, sealKey, outermost.log);
  const edges = { ...outermost, store: observed(remembering(sealed)) };
  const { store, days, texts, online, clock, later, log, telemetry = UNHEARD } = edges;
  const directory = directoryHandlers({
    store,
    file: edges.region,
    clock,
    log,
    later,
    telemetry,
    recheckIn: async (municipality) => {
      await rosters.wake(municipality);
      await rosters.tick(rosterIdOf(municipality));
    },
  });
  const { region } = directory;
  const us = edges.us === undefined ? {} : { us: edges.us };
  const pause = edges.afterThis === undefined ? {} : { pause: edges.afterThis };
  const known = { channels: channels(store, log), people: people(store) };
  const messenger = edges.messengerFor(known);
  const watchFor = async (municipality: MunicipalityId | undefined): Promise<Watch> => {
    const parts = { region: await region(), days, cover: await rosters.coverFor(municipality) };
    return watchAll([ladder({ ...parts, texts: texts !== undefined }), convener(parts)]);
  };
  const inTeams = teamsNotifiers(messenger, known.channels);
  const notifiersIn = onceEach((now: Region) => ({ ...inTeams, text: textNotifier(texts, now) }));
  const sending = { ...edges, region, notifiersIn, drawing: edges.drawing ?? CARDS };
  const places = meetings({ clock, log, ...(online && { online }) });
  const delivery = deliverer({
    mailboxes: [
      caseMailbox({ ...sending, messenger, channels: known.channels, meetings: places, watchFor }),
      rosterMailbox(sending),
    ],
    pace: edges.pace ?? pace(),
    clock,
    log,
    later,
    ...(edges.afterThis && { afterThis: edges.afterThis }),
  });
  const { nudge } = delivery;
  const reported = repeats(store, clock);
  const cases = caseHandlers({
    store,
    region,
    watchFor,
    repeats: reported,
    clock,
    nudge,
    log,
    telemetry,
    ...us,
  });
  const end = forgetting({
    store,
    keys: edges.vault,
    repeats: reported,
    records: recordsOf,
    timeZone: edges.region.timeZone,
    clock,
    log,
    later,
  });
  const recheck = tryingAgain(async (id) => {
    await cases.recheck(id);
  }, edges);
  const recheckCases = async (municipality: MunicipalityId): Promise<void> => {
    await tickEach(await store.findOpen(CASE, municipality), { tick: recheck, log, ...pause });
  };
  const looking = { clock, nudge, log, later, recheckCases, telemetry };
  const rosters = rosterHandlers({ store, region, days, ...looking, ...us });
  const tick = async (id: string): Promise<void> => {
    if (id === DIRECTORY_ID) return directory.tick();
    if (isRosterId(id)) return rosters.tick(id);
    if (isRepeatsId(id)) return reported.tick(id);
    const document = await cases.tick(id);
    if (document) await end.finish(document);
  };
  return {
    ...known,
    store,
    access: accessLog({ store, clock, log }),
    region,
    messenger,
    directory,
    cases,
    households: households({ cases, seals: edges.vault, clock }),
    forgetAgain: () => end.again(),
    rosters,
    delivery,
    tick,
    sweep: () => sweep({ store, tick, clock, log, telemetry, ...pause }),
  };
};

/**
 * Looks at a case once more a minute after that failed: its cover changed, so something may be due before its own moment.
 * Only in memory, for a start looks at every case.
 */
const tryingAgain = (
  recheck: (id: string) => Promise<void>,
  { later, log }: Pick<Edges, 'later' | 'log'>,
): ((id: string) => Promise<void>) => {
  const waiting = new Set<string>();
  const again = async (id: string): Promise<void> => {
    try {
      await recheck(id);
    } catch (error) {
      if (!waiting.has(id)) {
        waiting.add(id);
        later(() => {
          waiting.delete(id);
          void tickEach([id], { tick: again, log });
        }, MINUTE);
      }
      throw error;
    }
  };
  return again;
};
