import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bot, bareBotbuilder, bareTeamsAi, startBot } from './bots.ts';
import { type Compared, type Extent, measureClaims } from './claims.ts';
import { clientOf, press } from './client.ts';
import type { Connector } from './connector.ts';
import type { Ground } from './grounds.ts';

/** What the rest is measured by, and in what order it is shown. */
export const OURS = 'this bot: claim';
export const BOTBUILDER = 'bare bot: botbuilder, Fastify';
export const TEAMS_AI = 'bare bot: teams-ai, Express';

export interface Contest extends Compared {
  /** Bytes of the card that each of them answers. */
  cardSize: number;
}

/** The program against bots that only answer: the card that the program made, from memory. */
export const measureContest = async (
  directory: string,
  connector: Connector,
  { bot, people, cases: [first, ...cases] }: Ground,
  extent: Extent,
): Promise<Contest> => {
  const cardFile = join(directory, 'card.json');
  const card = await cardOf(bot, press(people[0]!, 'claim', first!, connector.serviceUrl));
  writeFileSync(cardFile, card);
  await connector.has(1);
  const bare: Bot[] = [];
  try {
    const botbuilder = await startBot(bareBotbuilder(cardFile));
    bare.push(botbuilder);
    const teamsAi = await startBot(bareTeamsAi(cardFile));
    bare.push(teamsAi);
    const contenders = [
      { name: OURS, bot, isReal: true },
      { name: BOTBUILDER, bot: botbuilder, isReal: false },
      { name: TEAMS_AI, bot: teamsAi, isReal: false },
    ];
    const compared = await measureClaims({ contenders, connector, cases, people, extent });
    return { ...compared, cardSize: Buffer.byteLength(card) };
  } finally {
    await Promise.all(bare.map((one) => one.stop()));
  }
};

const cardOf = async ({ url }: Bot, activity: object): Promise<string> => {
  const client = clientOf(url);
  const { body } = await client.send(activity);
  client.close();
  return JSON.stringify((JSON.parse(body) as { value: object }).value);
};
