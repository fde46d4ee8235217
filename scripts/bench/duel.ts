import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareBotbuilder, bareTeamsAi, startBot } from './bots.ts';
import { CLAIMS, type Compared, measureClaims } from './claims.ts';
import { clientOf, press } from './client.ts';
import { type Connector, startConnector } from './connector.ts';
import { type Ground, sqliteGround } from './grounds.ts';

const directory = process.argv[2]!;
const connector = await startConnector();
const ground = await sqliteGround({ directory, connector, count: CLAIMS + 10 });
const client = clientOf(ground.bot.url);
const { body } = await client.send(press(ground.people[0]!, 'claim', ground.cases.at(0)!, connector.serviceUrl));
client.close();
const card = (JSON.parse(body) as { value: object }).value;
const cardFile = join(directory, 'card.json');
writeFileSync(cardFile, JSON.stringify(card));
console.log(`card ${JSON.stringify(card).length}`, ground.people.map((p) => p.name).join());
await connector.has(1);
const bots = [await startBot(bareBotbuilder(cardFile)), await startBot(bareTeamsAi(cardFile))];
const c = await measureClaims({
  contenders: [
    { name: 'ours', bot: ground.bot, sends: true },
    { name: 'botbuilder', bot: bots[0]!, sends: false },
    { name: 'teams-ai', bot: bots[1]!, sends: false },
  ],
  connector,
  cases: ground.cases.slice(1),
  people: ground.people,
});
console.table(c.alone);
console.table(c.crowd);
console.log(ground.bot.memory(), connector.received());
for (const b of bots) await b.stop();
await ground.stop();
connector.close();
