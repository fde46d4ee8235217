import type { Channels } from '../../src/address/channels.ts';
import type { CaseHandlers } from '../../src/case/handle.ts';
import { daysOf } from '../../src/config/days.ts';
import type { Log } from '../../src/core/log.ts';
import type { Region } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import type { Pace } from '../../src/outbox/pace.ts';
import type { Messenger } from '../../src/outbox/port.ts';
import type { RosterHandlers } from '../../src/roster/handle.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import type { SealKey } from '../../src/store/seal.ts';
import { wired } from '../../src/wiring.ts';
import { memoryVault } from '../../test/support/case-vault.ts';

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
  post: ({ tenant, channel }) => {
    const activity = take();
    return Promise.resolve({
      serviceUrl,
      tenant,
      conversation: `${channel};messageid=${activity}`,
      activity,
    });
  },
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

/** The limits of Teams are not what is measured, and the clock stands still during a sweep. */
const UNLIMITED: Pace = { freeFrom: (_place, now) => now, sent: silent };

/** Where messages are said to stand when nobody has to find them there. */
export const SERVICE_URL = 'https://teams.example.invalid/';

/** Of logs that no other program reads. */
export const SEAL_KEY: SealKey = Buffer.alloc(32, 7);

/** The program between its edges, without Teams, HTTP and the real time. */
export const startProgram = (
  store: DocumentStore,
  region: Region,
  now: Instant,
  { serviceUrl = SERVICE_URL, sealKey = SEAL_KEY }: { serviceUrl?: string; sealKey?: SealKey } = {},
): Program => {
  let sent = 0;
  const { cases, rosters, channels, delivery, sweep } = wired({
    store,
    region,
    days: daysOf(region),
    messengerFor: () => messengerOf(() => String((sent += 1)), serviceUrl),
    texts: undefined,
    online: undefined,
    vault: memoryVault(),
    sealKey,
    clock: () => program.now,
    chance: () => 0.5,
    later: () => {
      throw new Error('something was not delivered at once');
    },
    log: LOG,
    pace: UNLIMITED,
  });
  const program: Program = {
    cases,
    rosters,
    channels,
    now,
    sent: () => sent,
    sweep: async () => {
      const looked = await sweep();
      await delivery.idle();
      return looked;
    },
    idle: () => delivery.idle(),
  };
  return program;
};

/** Gives every municipality the channel in which its cases are posted. */
export const linkChannels = async (
  { channels }: Pick<Program, 'channels'>,
  { municipalities, tenants }: Region,
  serviceUrl: string,
): Promise<void> => {
  for (const { id: municipality } of municipalities)
    await channels.link({ municipality, channel: `19:${municipality}`, serviceUrl, tenant: tenants[0]! });
};
