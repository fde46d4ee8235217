import { type Channels, channels } from '../../src/address/channels.ts';
import { type Watch, watchAll } from '../../src/case/due.ts';
import { CASE } from '../../src/case/document.ts';
import { type CaseHandlers, caseHandlers } from '../../src/case/handle.ts';
import { daysOf } from '../../src/config/days.ts';
import { convener } from '../../src/consultation/convene.ts';
import { meetings } from '../../src/consultation/meetings.ts';
import type { Log } from '../../src/core/log.ts';
import type { MunicipalityId, Region } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import { ladder } from '../../src/escalation/ladder.ts';
import { caseMailbox } from '../../src/outbox/case-mailbox.ts';
import { deliverer } from '../../src/outbox/deliver.ts';
import { teamsNotifiers, textNotifier } from '../../src/outbox/notifiers.ts';
import type { Messenger } from '../../src/outbox/port.ts';
import { rosterMailbox } from '../../src/outbox/roster-mailbox.ts';
import { isRosterId } from '../../src/roster/document.ts';
import { type RosterHandlers, rosterHandlers } from '../../src/roster/handle.ts';
import { sweep, tickEach } from '../../src/scheduler/sweep.ts';
import type { DocumentStore } from '../../src/store/port.ts';

export interface Program {
  cases: CaseHandlers;
  rosters: RosterHandlers;
  channels: Channels;
  now: Instant;
  /** Messages that were taken so far. */
  readonly sent: () => number;
  /** One sweep, until everything it has to send is gone: how many documents it looked at. */
  sweep(): Promise<number>;
  /** Resolves when nothing is being delivered any more. */
  idle(): Promise<void>;
}

/** Teams that takes everything at once. */
const messengerOf = (take: () => string, serviceUrl: string): Messenger => ({
  post: ({ tenant, channel: conversation }) =>
    Promise.resolve({ serviceUrl, tenant, conversation, activity: take() }),
  update: () => {
    take();
    return Promise.resolve();
  },
  toPerson: ({ tenant, id: conversation }) =>
    Promise.resolve({ serviceUrl, tenant, conversation, activity: take() }),
  inThread: (thread) => Promise.resolve({ ...thread, activity: take() }),
});

/** A figure of a sweep in which something failed says nothing. */
const failing = (_fields: object, message: string): never => {
  throw new Error(message);
};

const silent = (): void => undefined;

const LOG: Log = { debug: silent, info: silent, warn: failing, error: failing };

/** The program as `src/main.ts` puts it together, without Teams, HTTP and the real time. */
export const startProgram = (store: DocumentStore, region: Region, now: Instant): Program => {
  let sent = 0;
  const clock = () => program.now;
  const days = daysOf(region);
  const known = channels(store);
  const messenger = messengerOf(() => String((sent += 1)), SERVICE_URL);
  const watchFor = async (municipality: MunicipalityId | undefined): Promise<Watch> => {
    const parts = { region, days, cover: await rosters.coverFor(municipality) };
    return watchAll([ladder({ ...parts, texts: false }), convener(parts)]);
  };
  const notifiers = { ...teamsNotifiers(messenger, known), text: textNotifier(undefined, region) };
  const sending = { store, region, notifiers, clock, log: LOG, chance: () => 0.5 };
  const places = meetings({ clock, log: LOG });
  const delivery = deliverer({
    mailboxes: [
      caseMailbox({ ...sending, messenger, channels: known, meetings: places, watchFor }),
      rosterMailbox({ ...sending, days }),
    ],
    clock,
    log: LOG,
    later: () => {
      throw new Error('something was not delivered at once');
    },
  });
  const { nudge } = delivery;
  const cases = caseHandlers({ store, region, watchFor, clock, nudge });
  const rosters = rosterHandlers({
    store,
    region,
    days,
    clock,
    nudge,
    log: LOG,
    recheckCases: async (municipality) => {
      const open = await store.listOpen(CASE, municipality);
      await tickEach(
        open.map(({ document }) => document.id),
        { tick: cases.tick, log: LOG },
      );
    },
  });
  const tick = (id: string): Promise<void> => (isRosterId(id) ? rosters.tick(id) : cases.tick(id));
  const program: Program = {
    cases,
    rosters,
    channels: known,
    now,
    sent: () => sent,
    sweep: async () => {
      const looked = await sweep({ store, tick, clock, log: LOG });
      await delivery.idle();
      return looked;
    },
    idle: () => delivery.idle(),
  };
  return program;
};

export const SERVICE_URL = 'https://teams.example.invalid/';
