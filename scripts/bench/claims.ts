import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from '../../src/core/region.ts';
import type { Bot } from './bots.ts';
import { type Client, clientOf, press } from './client.ts';
import type { Connector } from './connector.ts';
import { quantile } from './figures.ts';

/** One claim after the other on each bot. */
const WARM_UP = 50;
const TURNS = 400;

/** Claims at the same time, in turn on each bot. */
const SIDE_BY_SIDE = 10;
const ROUNDS = 3;
const PER_ROUND = 200;

/** Cases that are claimed here. */
export const CLAIMS = WARM_UP + TURNS + (ROUNDS + 1) * PER_ROUND;

/** After a delivery the program records it; that is over before the next turn. In ms. */
const REST = 10;

/** A bot that is compared. */
export interface Contender {
  name: string;
  bot: Bot;
  /** Whether its claims are real: then a message follows each of them. */
  sends: boolean;
}

export interface Latency {
  name: string;
  p50: number;
  p99: number;
  /** Claims per second. */
  rate: number;
}

interface Claiming {
  contenders: readonly Contender[];
  connector: Connector;
  /** Ids of cases that nobody claimed yet; each is claimed once. */
  cases: readonly string[];
  people: readonly Person[];
}

export interface Compared {
  /** One at a time, with everything that follows delivered before the next. */
  alone: readonly Latency[];
  /** Ten at a time without a pause. */
  crowd: readonly Latency[];
}

export const measureClaims = async (claiming: Claiming): Promise<Compared> => {
  const clients = claiming.contenders.map((contender) => ({
    ...contender,
    client: clientOf(contender.bot.url),
    next: 0,
  }));
  try {
    // First what warms them up most.
    const crowd = await sideBySide(claiming, clients);
    return { crowd, alone: await oneByOne(claiming, clients) };
  } finally {
    for (const { client } of clients) client.close();
  }
};

interface Contending extends Contender {
  client: Client;
  /** The next case to claim. */
  next: number;
}

const claimNext = async ({ cases, people, connector }: Claiming, one: Contending): Promise<number> => {
  const id = cases[one.next];
  if (id === undefined) throw new Error('there are no more cases to claim');
  const by = people[one.next % people.length]!;
  one.next += 1;
  const { milliseconds, body } = await one.client.send(press(by, 'claim', id, connector.serviceUrl));
  const { type } = JSON.parse(body) as { type: string };
  if (type !== 'application/vnd.microsoft.card.adaptive' || (one.sends && !body.includes(by.name)))
    throw new Error(`${one.name} did not answer with a card: ${body.slice(0, 300)}`);
  return milliseconds;
};

/** Turn by turn, each time in another order, so that whatever else the machine does hits all alike. */
const oneByOne = async (
  claiming: Claiming,
  contending: readonly Contending[],
): Promise<readonly Latency[]> => {
  const { connector } = claiming;
  const taken = contending.map((one) => ({ one, milliseconds: [] as number[] }));
  for (let turn = 0; turn < WARM_UP + TURNS; turn += 1) {
    const first = turn % taken.length;
    for (const { one, milliseconds } of [...taken.slice(first), ...taken.slice(0, first)]) {
      // As a case that is in use: somebody looked at it.
      if (one.sends) await one.client.send(press(claiming.people[0]!, 'show', claiming.cases[one.next]!, connector.serviceUrl));
      const before = connector.received();
      const took = await claimNext(claiming, one);
      if (turn >= WARM_UP) milliseconds.push(took);
      if (one.sends) await connector.has(before + 1);
      await pause(REST);
    }
  }
  return taken.map(({ one: { name }, milliseconds }) => ({
    name,
    p50: quantile(milliseconds, 0.5),
    p99: quantile(milliseconds, 0.99),
    rate: 1_000 / quantile(milliseconds, 0.5),
  }));
};

const sideBySide = async (
  claiming: Claiming,
  contending: readonly Contending[],
): Promise<readonly Latency[]> => {
  const taken = contending.map((one) => ({ one, milliseconds: [] as number[], seconds: 0 }));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const each of taken) {
      const { one, milliseconds } = each;
      const [before, until] = [claiming.connector.received(), one.next + PER_ROUND];
      const started = performance.now();
      const worker = async (): Promise<void> => {
        while (one.next < until) {
          const took = await claimNext(claiming, one);
          if (round > 0) milliseconds.push(took);
        }
      };
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
      if (round > 0) each.seconds += (performance.now() - started) / 1_000;
      // What is still to be delivered is sent below the limits of Teams, so it takes some seconds.
      if (one.sends) await claiming.connector.has(before + PER_ROUND);
      await pause(REST);
    }
  }
  return taken.map(({ one: { name }, milliseconds, seconds }) => ({
    name,
    p50: quantile(milliseconds, 0.5),
    p99: quantile(milliseconds, 0.99),
    rate: milliseconds.length / seconds,
  }));
};
