import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { type AdaptiveCard, Application, TeamsAdapter } from '@microsoft/teams-ai';
import { MemoryStorage } from 'botbuilder';
import express from 'express';

/*
 * A yardstick: what Microsoft's templates for teams-ai give, with the one button. It answers a card from memory and knows
 * nobody. Prints its address when it listens.
 */

const card = JSON.parse(readFileSync(process.env.CARD_FILE ?? '', 'utf8')) as AdaptiveCard;
const adapter = new TeamsAdapter({});
const bot = new Application({ storage: new MemoryStorage() });
bot.adaptiveCards.actionExecute('claim', () => Promise.resolve(card));

const server = express();
server.use(express.json());
server.post('/api/messages', (request, response, next) => {
  adapter
    .process(request, response, async (context) => {
      await bot.run(context);
    })
    .catch(next);
});
process.once('SIGTERM', () => process.exit(0));
const listening = server.listen(0, '127.0.0.1', () => {
  const { port } = listening.address() as AddressInfo;
  console.log(JSON.stringify({ msg: 'ready', address: `http://127.0.0.1:${port}` }));
});
