import { channels } from '../../src/address/channels.ts';
import { daysOf } from '../../src/config/days.ts';
import type { Log } from '../../src/core/log.ts';
import { HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import type { Drawing } from '../../src/outbox/drawing.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import type { Counts } from './faults/kinds.ts';
import { planTrials } from './faults/trials.ts';
import { weatherOf } from './faults/weather.ts';
import { type Violation, type Watcher, watcherOf } from './invariants/watcher.ts';
import type { Mutation } from './mutation.ts';
import { agendaFrom } from './world/agenda.ts';
import { type Beats, beatsOf } from './world/beats.ts';
import { type Chance, chanceFor } from './world/chance.ts';
import { caseId, planCase, react } from './world/course.ts';
import { isCase, ledgerOver } from './world/ledger.ts';
import { outside, startLife } from './world/life.ts';
import { startAt, whenReported } from './world/moments.ts';
import type { Desk } from './world/press.ts';
import { CALENDAR, SERVICE_URL, TENANT, regionOf } from './world/region.ts';
import { drawingFor } from './world/plain-drawing.ts';
import { planRoster } from './world/rostering.ts';
import { type Happening, scriptOf } from './world/script.ts';
import { type StoreName, storeNameFor, withStore } from './world/stores.ts';
import type { World } from './world/world.ts';

export interface Options {
  seed: number;
  cases: number;
  hours: number;
  /** A small team in which most people act within minutes, so that a case lives for hours, not days. */
  brisk?: boolean;
  /** Only these happenings take place. */
  only?: ReadonlySet<string>;
  mutation?: Mutation;
  /** Where everything is stored; it follows from the seed when it is not said. */
  store?: StoreName;
  /** What messages look like; it follows from the seed when it is not said. */
  drawing?: Drawing;
  /** At most this many replicas, of the two that a seed may have. */
  replicas?: number;
}

/** What came of one run. */
export interface Ran {
  seed: number;
  weather: string;
  store: StoreName;
  replicas: number;
  /** Of those that were announced. */
  cases: number;
  closed: number;
  commands: number;
  refused: number;
  messages: number;
  writes: number;
  /** In which no fault fell. */
  sweeps: number;
  counts: Counts;
  /** How often each invariant was looked at. */
  checked: Readonly<Record<string, number>>;
  /** By cause. */
  duplicates: Readonly<Record<string, number>>;
  violations: readonly Violation[];
  happened: readonly Happening[];
  /** A hash of everything that was written and sent, in order. */
  trace: string;
}

/** The same in every seed; working out the holidays of a year takes longer than a small seed does. */
const DAYS = daysOf({ calendar: CALENDAR });

/** Long enough for whatever waits longest for a next try. */
const CALM = 40 * MINUTE;

/** One run of one seed, in virtual time: the same options give the same run. */
export const simulate = (options: Options): Promise<Ran> =>
  withStore(options.store ?? storeNameFor(options.seed), (store) => simulateIn(store, options));

const simulateIn = async (store: DocumentStore, options: Options): Promise<Ran> => {
  const { seed, cases, hours } = options;
  const chance = chanceFor(seed, 'world');
  const start = startAt(chance);
  const desk: Desk = { asked: new Map(), answered: [], faults: 0 };
  const replicas = Math.min(options.replicas ?? 2, chance.is(0.5) ? 2 : 1);
  const { world, watcher } = worldFor(store, options, { chance, start, replicas, desk });
  let sweeps = 0;
  const beats = beatsOf({
    world,
    takeTurns: world.isShared && chance.is(0.5),
    everyMinute: chance.is(0.1),
    expected: () => watcher.expected(),
    onSweep: (sweep) => {
      sweeps += 1;
      watcher.onSweep(sweep);
    },
  });
  await openForBusiness(world);
  keepAlive(world, beats, replicas);
  const { calmFrom } = world;
  for (const municipality of world.region.municipalities) planRoster(world, municipality, start, calmFrom);
  const latest = Math.max(start + HOUR, calmFrom - 4 * HOUR);
  for (let index = 0; index < cases; index += 1)
    planCase(world, desk, index, whenReported(seed, index, start, latest), calmFrom);
  planTrials(world, start, calmFrom, replicas);
  planCalm(world);
  beats.arrange();
  while (await world.agenda.step(start + hours * HOUR + CALM)) {
    world.calls = 0;
    beats.arrange();
  }
  watcher.atRest();
  return resultOf(world, watcher, desk, { options, replicas, sweeps });
};

interface Given {
  chance: Chance;
  start: Instant;
  replicas: number;
  desk: Desk;
}

const worldFor = (
  store: DocumentStore,
  { seed, hours, only, mutation, drawing, brisk = false }: Options,
  { chance, start, replicas, desk }: Given,
): { world: World; watcher: Watcher } => {
  const agenda = agendaFrom(start);
  const region = regionOf(chance, brisk);
  const world: World = {
    seed,
    agenda,
    script: scriptOf(only),
    ledger: ledgerOver({
      store,
      clock: () => agenda.now,
      onWrite: (write) => {
        watcher.onWrite(write);
      },
    }),
    region,
    days: DAYS,
    brisk,
    drawing: drawing ?? drawingFor(seed),
    weather: weatherOf(chance),
    mutation,
    isShared: replicas > 1 || chance.is(0.3),
    instant: chance.is(0.5),
    calmFrom: start + hours * HOUR,
    lives: [],
    takes: [],
    injected: [],
    counts: {},
    logged: [],
    away: { store: 0, teams: 0 },
    onTake: (take) => {
      watcher.onTake(take);
      react(world, desk, take, watcher);
    },
    onDeath: () => undefined,
    calls: 0,
    onRestless: ({ name }) => {
      watcher.onRestless(name);
    },
  };
  const watcher = watcherOf({ world, desk });
  return { world, watcher };
};

const silent = (): void => undefined;
const UNHEARD: Log = { debug: silent, info: silent, warn: silent, error: silent };

/** Before anything can go wrong: whoever set it up saw that it worked. */
const openForBusiness = async ({ ledger, region }: World): Promise<void> => {
  const links = channels(ledger.as('set-up'), UNHEARD);
  for (const { id } of region.municipalities)
    await links.link({ municipality: id, channel: `19:${id}`, serviceUrl: SERVICE_URL, tenant: TENANT });
};

const SHORTEST_DOWN = 2_000;
const LONGEST_DOWN = 3 * MINUTE;

/** Starts every replica, and again after it was killed: nothing is left of it but what is stored. */
const keepAlive = (world: World, beats: Beats, replicas: number): void => {
  const around = outside();
  const born = new Map<string, number>();
  const give = (replica: string): void => {
    const number = (born.get(replica) ?? 0) + 1;
    born.set(replica, number);
    beats.begin(startLife(world, replica, number, around));
  };
  world.onDeath = ({ replica, name }) => {
    const { agenda, calmFrom, seed } = world;
    const last = world.injected.at(-1);
    const nobodyUntil = last?.fault.startsWith('replica: all') === true ? (last.until ?? 0) : 0;
    const back = agenda.now + chanceFor(seed, `down ${name}`).whole(SHORTEST_DOWN, LONGEST_DOWN);
    agenda.at(Math.min(Math.max(nobodyUntil, back), Math.max(calmFrom, agenda.now + 1)), () => {
      give(replica);
    });
  };
  for (const replica of ['A', 'B'].slice(0, replicas)) give(replica);
};

/** From then on nothing goes wrong any more, so that everything can come to rest. */
const planCalm = ({ agenda, away, calmFrom, lives }: World): void => {
  agenda.at(calmFrom, () => {
    away.store = 0;
    away.teams = 0;
    for (const life of lives) {
      life.skew = 0;
      life.stalledUntil = Math.min(life.stalledUntil, agenda.now);
    }
  });
};

const resultOf = (
  { weather, takes, ledger, counts, script }: World,
  watcher: Watcher,
  { answered }: Desk,
  { options, replicas, sweeps }: { options: Options; replicas: number; sweeps: number },
): Ran => {
  const { seed, cases, store = storeNameFor(seed) } = options;
  const stored = Array.from({ length: cases }, (_, index) => ledger.now(caseId(index))).filter(isCase);
  return {
    seed,
    weather: weather.name,
    store,
    replicas,
    cases: stored.filter(({ state }) => state.step !== 'intake').length,
    closed: stored.filter(({ state }) => state.step === 'closed').length,
    commands: answered.length,
    refused: answered.filter(({ refused }) => refused !== undefined).length,
    messages: takes.length,
    writes: ledger.writes,
    sweeps,
    counts,
    checked: watcher.checked,
    duplicates: watcher.duplicates,
    violations: watcher.violations,
    happened: script.happened,
    trace: watcher.trace(),
  };
};
