import { channels } from '../../src/address/channels.ts';
import { daysOf } from '../../src/config/days.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { type Counts } from './faults/kinds.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { planTrials } from './faults/trials.ts';
import { weatherOf } from './faults/weather.ts';
import { type Violation, type Watcher, watcherOf } from './invariants/watcher.ts';
import type { Mutation } from './mutation.ts';
import { agendaFrom } from './world/agenda.ts';
import { beatsOf } from './world/beats.ts';
import { chanceFor } from './world/chance.ts';
import { caseId, planCase, react } from './world/course.ts';
import { startAt, whenReported } from './world/moments.ts';
import { isCase, ledgerOver } from './world/ledger.ts';
import { outside, startLife } from './world/life.ts';
import { type StoreName, storeNameFor, withStore } from './world/stores.ts';
import type { Desk } from './world/press.ts';
import { SERVICE_URL, TENANT, regionOf } from './world/region.ts';
import { planRoster } from './world/rostering.ts';
import { type Happening, scriptOf } from './world/script.ts';
import type { World } from './world/world.ts';

export interface Options {
  seed: number;
  cases: number;
  hours: number;
  /** Only these happenings take place. */
  only?: ReadonlySet<string>;
  mutation?: Mutation;
  /** Where everything is stored; it follows from the seed when it is not said. */
  store?: StoreName;
  /** At most this many replicas. */
  replicas?: number;
}

export interface Ran {
  seed: number;
  weather: string;
  store: StoreName;
  replicas: number;
  cases: number;
  closed: number;
  commands: number;
  refused: number;
  messages: number;
  writes: number;
  sweeps: number;
  counts: Counts;
  checked: Readonly<Record<string, number>>;
  duplicates: Readonly<Record<string, number>>;
  violations: readonly Violation[];
  happened: readonly Happening[];
  /** Of everything that was written, sent and logged, in order. */
  trace: string;
}

/** Long enough for whatever waits longest for a next try. */
const CALM: number = 40 * MINUTE;

const DOWN = { shortest: 2_000, longest: 3 * MINUTE };

/** One run of one seed, in virtual time: the same options give the same run. */
export const simulate = (options: Options): Promise<Ran> =>
  withStore(options.store ?? storeNameFor(options.seed), (store) => simulateIn(store, options));

const simulateIn = async (store: DocumentStore, options: Options): Promise<Ran> => {
  const { seed, cases, hours } = options;
  const chance = chanceFor(seed, 'world');
  const start = startAt(chance);
  const calmFrom = start + hours * HOUR;
  const end = calmFrom + CALM;
  const agenda = agendaFrom(start);
  const region = regionOf(chance);
  const around = outside();
  let watcher: Watcher | undefined;
  const ledger = ledgerOver({
    store,
    clock: () => agenda.now,
    onWrite: (write) => watcher?.onWrite(write),
  });
  const replicas = Math.min(options.replicas ?? 2, chance.is(0.5) ? 2 : 1);
  const world: World = {
    seed,
    agenda,
    script: scriptOf(options.only),
    ledger,
    region,
    days: daysOf(region),
    weather: weatherOf(chance),
    mutation: options.mutation,
    isShared: replicas > 1 || chance.is(0.3),
    instant: chance.is(0.5),
    calmFrom,
    lives: [],
    takes: [],
    injected: [],
    counts: {},
    logged: [],
    away: { store: 0, teams: 0 },
    onTake: () => undefined,
    onDeath: () => undefined,
  };
  const desk: Desk = { asked: new Map(), answered: [], faults: 0 };
  watcher = watcherOf({ world, desk });
  const watching = watcher;
  let sweeps = 0;
  const beats = beatsOf({
    world,
    takeTurns: world.isShared && chance.is(0.5),
    everyMinute: chance.is(0.1),
    expected: () => watching.expected(),
    onSweep: (sweep) => {
      sweeps += 1;
      watching.onSweep(sweep);
    },
  });

  const nth = new Map<string, number>();
  world.onTake = (take) => {
    watching.onTake(take);
    const name = `${take.to?.id ?? ''} ${take.shown} ${take.number ?? ''}`;
    nth.set(name, (nth.get(name) ?? 0) + 1);
    react(world, desk, take, nth.get(name)!, (number) => watching.idOf(number));
  };
  const born = new Map<string, number>();
  const give = (replica: string): void => {
    const number = (born.get(replica) ?? 0) + 1;
    born.set(replica, number);
    beats.begin(startLife(world, replica, number, around));
  };
  world.onDeath = ({ replica, name }) => {
    const own = chanceFor(seed, `down ${name}`);
    const all = world.injected.at(-1);
    const nobody = all?.fault.startsWith('replica: all') === true ? (all.until ?? 0) : 0;
    const down = own.whole(DOWN.shortest, DOWN.longest);
    agenda.at(Math.min(Math.max(nobody, agenda.now + down), Math.max(calmFrom, agenda.now + 1)), () => {
      give(replica);
    });
  };

  // Before anything goes wrong: whoever set it up saw that it worked.
  const links = channels(ledger.as('set-up'));
  for (const { id } of region.municipalities)
    await links.link({ municipality: id, channel: `19:${id}`, serviceUrl: SERVICE_URL, tenant: TENANT });
  for (let replica = 0; replica < replicas; replica += 1) give('ABC'[replica]!);

  for (const municipality of region.municipalities) planRoster(world, municipality, start, calmFrom);
  const latest = Math.max(start + HOUR, calmFrom - 4 * HOUR);
  for (let index = 0; index < cases; index += 1)
    planCase(world, desk, index, whenReported(seed, index, start, latest), calmFrom);
  planTrials(world, start, calmFrom, replicas);
  agenda.at(calmFrom, () => {
    world.away.store = 0;
    world.away.teams = 0;
    for (const life of world.lives) {
      life.skew = 0;
      life.stalledUntil = Math.min(life.stalledUntil, agenda.now);
    }
  });
  await run(world, beats, end);
  watching.atRest();

  const stored = Array.from({ length: cases }, (_, index) => ledger.now(caseId(index))).filter(isCase);
  return {
    seed,
    weather: world.weather.name,
    store: options.store ?? storeNameFor(seed),
    replicas,
    cases: stored.filter(({ state }) => state.step !== 'intake').length,
    closed: stored.filter(({ state }) => state.step === 'closed').length,
    commands: desk.answered.length,
    refused: desk.answered.filter(({ refused }) => refused !== undefined).length,
    messages: world.takes.length,
    writes: ledger.writes,
    sweeps,
    counts: world.counts,
    checked: watching.checked,
    duplicates: watching.duplicates,
    violations: watching.violations,
    happened: world.script.happened,
    trace: watching.trace(),
  };
};

/** Until everything came to rest after the calm began. */
const run = async (world: World, beats: ReturnType<typeof beatsOf>, end: Instant): Promise<void> => {
  const { agenda } = world;
  beats.arrange();
  while (await agenda.step(end)) beats.arrange();
  if (agenda.now > end + DAY) throw new Error('time ran away');
};
