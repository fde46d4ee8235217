import { readFileSync } from 'node:fs';
import {
  type Activity,
  ActivityTypes,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
} from 'botbuilder';
import Fastify from 'fastify';

/*
 * A yardstick: the least that botbuilder and Fastify do for a pressed button. It answers a card from memory, knows nobody and
 * keeps nothing. Prints its address when it listens.
 */

const card = JSON.parse(readFileSync(process.env.CARD_FILE ?? '', 'utf8')) as object;
const answer = {
  type: ActivityTypes.InvokeResponse,
  value: {
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
  },
};

class BareAdapter extends CloudAdapter {
  async turn(activity: Activity): Promise<InvokeResponse | undefined> {
    return this.processActivity('', activity, async (context) => {
      await context.sendActivity(answer);
    });
  }
}

const adapter = new BareAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = Fastify({ logger: false });
server.post('/api/messages', async (request, reply) => {
  const response = await adapter.turn(request.body as Activity);
  return reply.code(response?.status ?? 200).send(response?.body);
});
process.once('SIGTERM', () => process.exit(0));
console.log(JSON.stringify({ msg: 'ready', address: await server.listen({ host: '127.0.0.1', port: 0 }) }));
