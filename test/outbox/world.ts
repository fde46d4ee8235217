/** The program without Teams: the real store on disk, handlers, ladder and outbox, with a clock and a fake messenger. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChannelLink, channels } from '../../src/address/channels.ts';
import type { CaseCommand } from '../../src/case/commands.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { type CaseHandlers, caseHandlers } from '../../src/case/handle.ts';
import type { FollowedCase } from '../../src/case/state.ts';
import { type Watch, watchAll } from '../../src/case/due.ts';
import { isFollowed } from '../../src/case/state.ts';
import { convener } from '../../src/consultation/convene.ts';
import type { Log } from '../../src/core/log.ts';
import type { Person, Region } from '../../src/core/region.ts';
import type { Duration, Instant } from '../../src/core/time.ts';
import { ladder } from '../../src/escalation/ladder.ts';
import { caseMailbox } from '../../src/outbox/case-mailbox.ts';
import { type Deliverer, deliverer } from '../../src/outbox/deliver.ts';
import { CARDS, type Drawing } from '../../src/outbox/drawing.ts';
import { teamsNotifiers, textNotifier } from '../../src/outbox/notifiers.ts';
import { rosterMailbox } from '../../src/outbox/roster-mailbox.ts';
import type { Pace } from '../../src/outbox/pace.ts';
import type { Notifiers } from '../../src/outbox/port.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { START, announcement } from '../case/history.ts';
import { TENANT, olga, region } from '../case/region.ts';
import { everybodyOnDuty, plainDays } from '../support/cover.ts';
import { type FakeMeetings, fakeMeetings } from './meetings.ts';
import { type FakeMessenger, fakeMessenger } from './messenger.ts';
import { type FakeTexts, fakeTexts } from './texts.ts';
import { unchanging } from '../support/region-now.ts';
import { repeats } from '../../src/case/repeats.ts';

export const CASE_ID = 'case/1';

export const channelLink: ChannelLink = {
  municipality: 'hoogeveen',
  channel: 'kanaal',
  serviceUrl: 'https://teams.example.invalid/',
  tenant: TENANT,
};

/** A store in a directory of its own, for one test. */
export const temporaryStore = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'eerder-erbij-'));
  const store = openSqliteStore({ directory });
  return {
    store,
    dispose: async (): Promise<void> => {
      await store.close();
      await rm(directory, { recursive: true });
    },
  };
};

export interface LogLine {
  level: keyof Log;
  fields: object;
  message: string;
}

export const keptLog = () => {
  const lines: LogLine[] = [];
  const at =
    (level: LogLine['level']) =>
    (fields: object, message: string): void => {
      lines.push({ level, fields, message });
    };
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  return { log, lines, errors: () => lines.filter(({ level }) => level === 'error') };
};

export interface World {
  store: DocumentStore;
  cases: CaseHandlers;
  delivery: Deliverer;
  messenger: FakeMessenger;
  meetings: FakeMeetings;
  texts: FakeTexts;
  channels: ReturnType<typeof channels>;
  log: ReturnType<typeof keptLog>;
  /** Ids that were handed to the outbox, in order. */
  nudged: string[];
  /** What the outbox asked to be run later, in order. Nothing is run unless the test does. */
  timers: { run: () => void; at: Instant }[];
  now: Instant;
  /** 0.5 gives a retry exactly the length it has without chance. */
  chance: number;
  /** Another process on the same store, that knows nothing but what was saved. */
  restart: () => void;
  dispose: () => Promise<void>;
}

/** Most tests stand still in time, and are not about what Teams allows in a second. */
const unhurried: Pace = { freeFrom: (_place, now) => now, sent: () => undefined };

interface Given {
  region?: typeof region;
  linked?: boolean;
  /** Consultations start by themselves, as in the program. */
  convening?: boolean;
  around?: (store: DocumentStore) => DocumentStore;
  /** There is nothing to send text messages with. */
  texting?: false;
  pace?: Pace;
  drawing?: Drawing;
  /** Rejects to keep what is due from being raised. */
  watching?: () => Promise<void>;
}

const DAYS = plainDays(['2026-12-25']);

const watchOver = (found: typeof region, convening: boolean): Watch => {
  const parts = { region: found, days: DAYS, cover: everybodyOnDuty(found), texts: true };
  return watchAll([ladder(parts), ...(convening ? [convener(parts)] : [])]);
};

/** Starts at the receipt of the case, with the channel linked unless said otherwise. */
export const startWorld = async (given: Given = {}): Promise<World> => {
  const temporary = await temporaryStore();
  const store = given.around?.(temporary.store) ?? temporary.store;
  const found = given.region ?? region;
  const log = keptLog();
  const messenger = fakeMessenger();
  const meetings = fakeMeetings();
  const nudged: string[] = [];
  const timers: World['timers'] = [];
  const texts = fakeTexts();
  const watch = watchOver(found, given.convening === true);
  const watchFor = async (): Promise<Watch> => {
    await given.watching?.();
    return watch;
  };
  const clock = () => world.now;
  const known = channels(store, log.log);
  const notifiersIn = (now: Region): Notifiers => ({
    ...teamsNotifiers(messenger, known),
    text: textNotifier(given.texting === false ? undefined : texts, now),
  });
  const common = {
    store,
    region: unchanging(found),
    notifiersIn,
    drawing: given.drawing ?? CARDS,
    clock,
    log: log.log,
    chance: () => world.chance,
  };
  const delivering = (): Deliverer =>
    deliverer({
      mailboxes: [
        caseMailbox({ ...common, messenger, meetings, channels: known, watchFor }),
        rosterMailbox({ ...common, days: DAYS }),
      ],
      pace: given.pace ?? unhurried,
      clock,
      log: log.log,
      // Time is the test's: it ticks, or runs a timer, at the moment a retry is due.
      later: (run: () => void, wait: Duration) => {
        timers.push({ run, at: world.now + wait });
      },
    });
  const nudge = (id: string): void => {
    nudged.push(id);
    world.delivery.nudge(id);
  };
  const cases = caseHandlers({
    store,
    region: unchanging(found),
    watchFor,
    repeats: repeats(store, clock),
    clock,
    nudge,
    log: log.log,
  });
  const world: World = {
    store,
    cases,
    delivery: delivering(),
    messenger,
    meetings,
    texts,
    channels: known,
    log,
    nudged,
    timers,
    now: START,
    chance: 0.5,
    restart: () => {
      world.delivery = delivering();
    },
    dispose: async () => {
      await world.delivery.idle();
      await temporary.dispose();
    },
  };
  if (given.linked !== false) await known.link(channelLink);
  return world;
};

let activities = 0;
/** An activity that never was before. */
export const fresh = () => ({ activity: `activity ${(activities += 1)}` });

/** Carries out a command that must be accepted, and waits until what it has to send is gone. */
export const act = async (world: World, command: CaseCommand, by: Person, id = CASE_ID) => {
  const answer = await world.cases.run(id, command, by, fresh());
  assert.ok(answer.ok, `${command.type} was refused: ${answer.ok ? '' : answer.refusal.code}`);
  await world.delivery.idle();
  return answer.value;
};

/** A case that was announced by Olga, and whatever follows from that is delivered. */
export const announceCase = async (
  world: World,
  changes: Partial<typeof announcement> = {},
  id = CASE_ID,
) => {
  assert.ok((await world.cases.openIntake(id, olga)).ok);
  return act(world, { type: 'Announce', announcement: { ...announcement, ...changes } }, olga, id);
};

/** The case as it is stored now. */
export const stored = async (world: World, id = CASE_ID): Promise<CaseDocument> => {
  const found = await world.cases.read(id);
  assert.ok(found, `${id} is not there`);
  return found;
};

export const storedState = async (world: World, id = CASE_ID): Promise<FollowedCase> => {
  const { state } = await stored(world, id);
  assert.ok(isFollowed(state), `${id} was not announced`);
  return state;
};

/** Lets the clock stand at a moment and looks at the case, as the sweep does when it is due. */
export const tickAt = async (world: World, moment: Instant, id = CASE_ID): Promise<CaseDocument> => {
  world.now = moment;
  await world.cases.tick(id);
  await world.delivery.idle();
  return stored(world, id);
};

/** Lets the clock stand at the next moment for which the outbox asked to be woken, and wakes it. */
export const wake = async (world: World): Promise<void> => {
  const [next] = world.timers.toSorted((one, other) => one.at - other.at);
  assert.ok(next, 'nothing is to be run later');
  world.timers.splice(world.timers.indexOf(next), 1);
  world.now = Math.max(world.now, next.at);
  next.run();
  await world.delivery.idle();
};
