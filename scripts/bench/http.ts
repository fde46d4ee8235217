import { BURST_CASES, type Burst, measureBurst } from './burst.ts';
import { type OnStore } from './claim-report.ts';
import { type Extent, claimsOf, measureClaims } from './claims.ts';
import { startConnector } from './connector.ts';
import { type Contest, OURS, measureContest } from './contest.ts';
import { type Ground, cosmosGround, sqliteGround } from './grounds.ts';

const ON_SQLITE: Extent = { rounds: 3, perRound: 200, alone: 400 };
/** The protocol server is slow, and is not what is measured. */
const ON_COSMOS: Extent = { rounds: 1, perRound: 30, alone: 60 };

export interface OverHttp {
  contest: Contest;
  stores: readonly OnStore[];
}

/** Everything that is asked over HTTP of the program as it is installed, with a Bot Connector that takes everything. */
export const measureOverHttp = async (directory: string): Promise<OverHttp> => {
  const sqlite = await onSqlite(directory);
  return { contest: sqlite.contest, stores: [sqlite.measured, await onCosmos(directory)] };
};

const onSqlite = async (directory: string): Promise<{ contest: Contest; measured: OnStore }> => {
  const connector = await startConnector();
  // One more, of which the card for the bare bots is taken.
  const count = claimsOf(ON_SQLITE) + 1 + BURST_CASES;
  const ground = await sqliteGround({ directory, connector, count });
  try {
    const atRest = ground.bot.memory();
    const contest = await measureContest(directory, connector, ground, ON_SQLITE);
    const burst = await measureBurst(connector, ground, ground.cases.slice(-BURST_CASES));
    const claim = contest.alone.find(({ name }) => name === OURS)!;
    return { contest, measured: onStore(ground, claim, burst, atRest) };
  } finally {
    await ground.stop();
    connector.close();
  }
};

const onCosmos = async (directory: string): Promise<OnStore> => {
  const connector = await startConnector();
  const count = claimsOf(ON_COSMOS) + BURST_CASES;
  const ground = await cosmosGround({ directory, connector, count });
  try {
    const { bot, cases, people } = ground;
    const atRest = bot.memory();
    const contenders = [{ name: OURS, bot, isReal: true }];
    const { alone } = await measureClaims({ contenders, connector, cases, people, extent: ON_COSMOS });
    const burst = await measureBurst(connector, ground, cases.slice(-BURST_CASES));
    return onStore(ground, alone[0]!, burst, atRest);
  } finally {
    await ground.stop();
    connector.close();
  }
};

const onStore = ({ name, bot }: Ground, claim: OnStore['claim'], burst: Burst, atRest: number): OnStore => ({
  store: name,
  claim,
  burst,
  readyAfter: bot.readyAfter,
  memory: { atRest, afterwards: bot.memory() },
});
