import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import Fastify from 'fastify';

/*
 * The yardstick: the least that botbuilder and Fastify do for one turn. It says back what it hears, knows nobody and keeps
 * nothing. Prints its address when it listens.
 */

class BareAdapter extends CloudAdapter {
  async turn(activity: Activity): Promise<void> {
    await this.processActivity('', activity, async (context) => {
      await context.sendActivity(context.activity.text);
    });
  }
}

const adapter = new BareAdapter(new ConfigurationBotFrameworkAuthentication({}));
const server = Fastify({ logger: false });
server.post('/api/messages', async (request, reply) => {
  await adapter.turn(request.body as Activity);
  return reply.code(200).send();
});
process.once('SIGTERM', () => process.exit(0));
console.log(JSON.stringify({ msg: 'ready', address: await server.listen({ host: '127.0.0.1', port: 0 }) }));
