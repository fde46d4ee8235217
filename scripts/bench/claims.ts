import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from '../../src/core/region.ts';
import type { Bot } from './bots.ts';
import { type Client, clientOf, press } from './client.ts';
import type { Connector } from './connector.ts';
import { quantile } from './figures.ts';

/** How many claims are measured on each bot. */
export interface Extent {
  /** Claims at the same time, in turn on each bot; one round more warms up. */
  rounds: number;
  perRound: number;
  /** Claims one after the other. */
  alone: number;
}

/** As many cases are claimed. */
export const claimsOf = ({ rounds, perRound, alone }: Extent): number => (rounds + 1) * perRound + alone;

/** Claims that are on their way at the same time in a round. */
const SIDE_BY_SIDE = 10;

/** After a delivery the program records it; that is over before the next turn. In ms. */
const REST = 10;

/** A bot that is compared. */
export interface Contender {
  name: string;
  bot: Bot;
  /** Whether it is the program itself: then each claim is real, and a message follows it. */
  isReal: boolean;
}

/** In ms and per second. */
export interface Latency {
  name: string;
  p50: number;
  p99: number;
  rate: number;
}

export interface Compared {
  /** One at a time, with everything that follows delivered before the next. */
  alone: readonly Latency[];
  /** Ten at a time without a pause. */
  crowd: readonly Latency[];
}

export interface Claiming {
  contenders: readonly Contender[];
  connector: Connector;
  /** Ids of cases that nobody claimed yet; each is claimed once. */
  cases: readonly string[];
  people: readonly Person[];
  extent: Extent;
}

/** The same claims on each bot, in turn. */
export const measureClaims = async (claiming: Claiming): Promise<Compared> => {
  const contending = claiming.contenders.map((one) => ({ ...one, client: clientOf(one.bot.url), next: 0 }));
  try {
    // In this order: the first warms up for the second.
    const crowd = await sideBySide(claiming, contending);
    return { crowd, alone: await oneByOne(claiming, contending) };
  } finally {
    for (const { client } of contending) client.close();
  }
};

interface Contending extends Contender {
  client: Client;
  /** The next case to claim. */
  next: number;
}

const upcoming = ({ cases }: Claiming, { next }: Contending): string => {
  const id = cases[next];
  if (id === undefined) throw new Error('there are no more cases to claim');
  return id;
};

const claimNext = async (claiming: Claiming, one: Contending): Promise<number> => {
  const { people, connector } = claiming;
  const id = upcoming(claiming, one);
  const by = people[one.next % people.length]!;
  one.next += 1;
  const { milliseconds, body } = await one.client.send(press(by, 'claim', id, connector.serviceUrl));
  const { type } = JSON.parse(body) as { type: string };
  if (type !== 'application/vnd.microsoft.card.adaptive' || (one.isReal && !body.includes(`: ${by.name}`)))
    throw new Error(`${one.name} did not carry out a claim: ${body.slice(0, 300)}`);
  return milliseconds;
};

/** What a claim takes more than: nothing but the way in and out, and the same card without a decision. */
const LESS = { unknown: 'this bot: an invoke that nobody knows', shown: 'this bot: a case is looked at' };

/** Turn by turn, each time in another order, so that whatever else the machine does hits all alike. */
const oneByOne = async (
  claiming: Claiming,
  contending: readonly Contending[],
): Promise<readonly Latency[]> => {
  const { connector, extent } = claiming;
  const taken = contending.map((one) => ({ one, milliseconds: [] as number[] }));
  const less = { unknown: [] as number[], shown: [] as number[] };
  for (let turn = 0; turn < extent.alone; turn += 1) {
    const first = turn % taken.length;
    for (const { one, milliseconds } of [...taken.slice(first), ...taken.slice(0, first)]) {
      if (one.isReal) {
        const { unknown, shown } = await lookFirst(claiming, one);
        less.unknown.push(unknown);
        less.shown.push(shown);
      }
      const before = connector.received();
      milliseconds.push(await claimNext(claiming, one));
      if (one.isReal) await connector.has(before + 1);
      await pause(REST);
    }
  }
  const alone = (name: string, milliseconds: readonly number[]): Latency =>
    latencyOf(name, milliseconds, milliseconds.reduce((sum, one) => sum + one) / 1_000);
  return [
    ...taken.map(({ one: { name }, milliseconds }) => alone(name, milliseconds)),
    ...(['shown', 'unknown'] as const).map((what) => alone(LESS[what], less[what])),
  ];
};

/** A case in use was looked at before: it is not read from disk for the first time. Answers milliseconds. */
const lookFirst = async (
  claiming: Claiming,
  one: Contending,
): Promise<{ unknown: number; shown: number }> => {
  const by = claiming.people[0]!;
  const look = press(by, 'show', upcoming(claiming, one), claiming.connector.serviceUrl);
  const sent = async (activity: object): Promise<number> => {
    const { milliseconds } = await one.client.send(activity);
    await pause(REST);
    return milliseconds;
  };
  await sent(look);
  return { unknown: await sent({ ...look, name: 'unknown' }), shown: await sent(look) };
};

const sideBySide = async (
  claiming: Claiming,
  contending: readonly Contending[],
): Promise<readonly Latency[]> => {
  const { connector, extent } = claiming;
  const taken = contending.map((one) => ({ one, milliseconds: [] as number[], seconds: 0 }));
  for (let round = 0; round <= extent.rounds; round += 1) {
    for (const each of taken) {
      const { one, milliseconds } = each;
      const [before, until] = [connector.received(), one.next + extent.perRound];
      const started = performance.now();
      const worker = async (): Promise<void> => {
        while (one.next < until) {
          const took = await claimNext(claiming, one);
          if (round > 0) milliseconds.push(took);
        }
      };
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
      if (round > 0) each.seconds += (performance.now() - started) / 1_000;
      // What follows is sent below the limits of Teams, so it takes some seconds.
      if (one.isReal) await connector.has(before + extent.perRound);
      await pause(REST);
    }
  }
  return taken.map(({ one: { name }, milliseconds, seconds }) => latencyOf(name, milliseconds, seconds));
};

const latencyOf = (name: string, milliseconds: readonly number[], seconds: number): Latency => ({
  name,
  p50: quantile(milliseconds, 0.5),
  p99: quantile(milliseconds, 0.99),
  rate: milliseconds.length / seconds,
});
