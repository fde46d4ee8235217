import { Agent, type IncomingMessage, request } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { channels } from '../../src/address/channels.ts';
import type { Person, Region } from '../../src/core/region.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { type Bot, type Connector, startBot, startConnector } from './bots.ts';
import { copiesOf } from './copies.ts';
import { fill } from './fill.ts';
import type { Life } from './lives.ts';
import { median } from './median.ts';
import { colleague } from './region.ts';

/** One after the other, as often per round, after a warm-up of as many. */
const TURNS = 200;
const ROUNDS = 5;

/** Whose turn it is; their municipality has as many open cases as are shown in a list of some weeks. */
const MUNICIPALITY = 'hoogeveen';
const OPEN_CASES = 20;

export interface Turn {
  name: string;
  /** Of one turn, the median of the rounds. */
  milliseconds: number;
}

/** The bare bot first, then what the program does with a word that somebody types. */
export const measureTurns = async (
  directory: string,
  regionFile: string,
  region: Region,
  lives: readonly Life[],
): Promise<readonly Turn[]> => {
  const connector = await startConnector();
  const dataDir = join(directory, 'turns');
  await fillForTurns(dataDir, region, lives, connector.serviceUrl);
  const ours = { BOT_AUTH: 'none', PORT: '0', LOG_LEVEL: 'info', REGION_FILE: regionFile, DATA_DIR: dataDir };
  const bots: Bot[] = [];
  try {
    const bare = await startBot('scripts/bench/bare-bot.ts');
    bots.push(bare);
    const program = await startBot('src/main.ts', ours);
    bots.push(program);
    const worker = colleague(region, MUNICIPALITY, 'jeugd-mw');
    const measured = [
      { name: 'bare bot: echo', bot: bare, text: 'help' },
      { name: 'this bot: help', bot: program, text: 'help' },
      { name: `this bot: casussen (${OPEN_CASES} open)`, bot: program, text: 'casussen' },
    ].map((one) => ({ ...one, rounds: [] as number[] }));
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const { bot, text, rounds } of measured) {
        const milliseconds = await oneRound(bot, connector, worker, text);
        if (round > 0) rounds.push(milliseconds);
      }
    }
    return measured.map(({ name, rounds }) => ({ name, milliseconds: median(rounds) }));
  } finally {
    await Promise.all(bots.map((bot) => bot.stop()));
    connector.close();
  }
};

/** Whatever the program still has to do with these cases by the real clock is over before the first round that counts. */
const fillForTurns = async (
  directory: string,
  region: Region,
  lives: readonly Life[],
  serviceUrl: string,
): Promise<void> => {
  const here = lives.flatMap(({ idle }) => (idle.municipality === MUNICIPALITY ? [copiesOf(idle)] : []));
  fill(directory, 0, OPEN_CASES, (index) => here[index % here.length]!(index));
  const store = openSqliteStore({ directory });
  for (const { id } of region.municipalities)
    await channels(store).link({
      municipality: id,
      channel: `19:${id}`,
      serviceUrl,
      tenant: region.tenants[0]!,
    });
  await store.close();
};

const oneRound = async (bot: Bot, connector: Connector, by: Person, text: string): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const before = connector.received();
  const started = performance.now();
  for (let turn = 0; turn < TURNS; turn += 1)
    await post(bot.url, agent, typed(by, text, connector.serviceUrl, turn));
  const milliseconds = (performance.now() - started) / TURNS;
  agent.destroy();
  if (connector.received() - before < TURNS) throw new Error(`"${text}" was not answered every time`);
  return milliseconds;
};

const post = async (url: string, agent: Agent, body: object): Promise<void> => {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  const sent = request(url, { method: 'POST', agent, headers });
  sent.end(text);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  if (response.statusCode !== 200) throw new Error(`a turn was answered with ${String(response.statusCode)}`);
};

/** What somebody typed in their own chat with the bot, as Teams sends it. */
const typed = (by: Person, text: string, serviceUrl: string, turn: number): object => ({
  type: 'message',
  id: String(turn),
  channelId: 'msteams',
  serviceUrl,
  from: { id: `29:${by.id}`, name: by.name, aadObjectId: by.id },
  recipient: { id: '28:bot', name: 'Eerder Erbij' },
  conversation: { id: `a:${by.id}`, conversationType: 'personal', tenantId: by.tenant },
  channelData: { tenant: { id: by.tenant } },
  text,
  locale: 'nl-NL',
});
