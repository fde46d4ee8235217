import { parseCase } from '../../src/case/document.ts';
import { isFollowed } from '../../src/case/state.ts';
import { clientOf, press } from './client.ts';
import type { Connector } from './connector.ts';
import { quantile } from './figures.ts';
import type { Ground } from './grounds.ts';

/** With ten people on each: 1,000 claims. */
export const BURST_CASES = 100;

export interface Burst {
  claims: number;
  /** From the first press until the last answer. */
  seconds: number;
  /** Of an answer, from its press on, in ms. */
  p50: number;
  p99: number;
  /** Answers that somebody goes along, and that somebody else does. */
  won: number;
  told: number;
  /** From the first press until the last message was delivered. */
  deliveredAfter: number;
  messages: number;
}

/** Ten people press "Ik ga mee" on each of a hundred cases, all in the same moment; there are two places on each. */
export const measureBurst = async (
  connector: Connector,
  ground: Ground,
  cases: readonly string[],
): Promise<Burst> => {
  const client = clientOf(ground.bot.url);
  const before = connector.received();
  const started = performance.now();
  const answered = await Promise.all(
    cases.flatMap((id) =>
      ground.people.map(async (by) => {
        const { body } = await client.send(press(by, 'claim', id, connector.serviceUrl));
        return { id, body, milliseconds: performance.now() - started };
      }),
    ),
  );
  const seconds = (performance.now() - started) / 1_000;
  client.close();
  const told = answered.filter(({ body }) => body.includes('Deze plek is al van'));
  await delivered(ground, cases);
  const deliveredAfter = (performance.now() - started) / 1_000;
  const milliseconds = answered.map((one) => one.milliseconds);
  return {
    claims: answered.length,
    seconds,
    p50: quantile(milliseconds, 0.5),
    p99: quantile(milliseconds, 0.99),
    won: answered.length - told.length,
    told: told.length,
    deliveredAfter,
    messages: connector.received() - before,
  };
};

/** Resolves when nothing is left to send. Throws when a place has nobody, or somebody has two. */
const delivered = async (ground: Ground, cases: readonly string[]): Promise<void> => {
  for (const id of cases) {
    for (;;) {
      const stored = await ground.read(id);
      const { state, outbox } = parseCase(stored!);
      const holders = isFollowed(state) ? state.slots.map(({ claim }) => claim?.by.id) : [];
      if (holders.includes(undefined) || new Set(holders).size !== 2)
        throw new Error(`${id} is not claimed by two people`);
      if (outbox.length === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
};
