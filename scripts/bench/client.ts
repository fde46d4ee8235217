import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { Person } from '../../src/core/region.ts';
import { MUNICIPALITY } from './claimable.ts';

export interface Answered {
  /** From the request until the whole answer was there. */
  milliseconds: number;
  body: string;
}

/** What Teams is for a bot: it keeps its connections, and waits for each answer. */
export interface Client {
  /** @throws Error when it is not answered with 200 */
  send(activity: object): Promise<Answered>;
  close(): void;
}

export const clientOf = (url: string): Client => {
  const agent = new Agent({ keepAlive: true });
  return {
    send: async (activity) => {
      const text = JSON.stringify(activity);
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const started = performance.now();
      const sent = request(url, { method: 'POST', agent, headers });
      sent.end(text);
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      await once(response, 'end');
      const milliseconds = performance.now() - started;
      const body = Buffer.concat(chunks).toString();
      if (response.statusCode !== 200) throw new Error(`answered with ${response.statusCode}: ${body}`);
      return { milliseconds, body };
    },
    close: () => {
      agent.destroy();
    },
  };
};

let activities = 0;

/** Somebody presses a button on the card of a case in the channel, as Teams sends it. */
export const press = (by: Person, verb: 'claim' | 'show', caseId: string, serviceUrl: string): object => {
  const channel = `19:${MUNICIPALITY}`;
  const at = new Date().toISOString();
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `f:${(activities += 1)}-${process.pid}`,
    timestamp: at,
    localTimestamp: at.replace('Z', '+00:00'),
    localTimezone: 'Europe/Amsterdam',
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${by.id}`, name: by.name, aadObjectId: by.id },
    conversation: {
      id: `${channel};messageid=1`,
      conversationType: 'channel',
      tenantId: by.tenant,
      isGroup: true,
    },
    recipient: { id: '28:bot', name: 'Eerder Erbij' },
    locale: 'nl-NL',
    value: {
      action: {
        type: 'Action.Execute',
        title: 'Ik ga mee',
        verb,
        data: { case: caseId, verb },
      },
      trigger: 'manual',
    },
    replyToId: '1',
    entities: [
      { type: 'clientInfo', locale: 'nl-NL', country: 'NL', platform: 'Web', timezone: 'Europe/Amsterdam' },
    ],
    channelData: {
      team: { id: '19:team' },
      channel: { id: channel },
      tenant: { id: by.tenant },
      source: { name: 'message' },
      legacy: { replyToId: '1' },
    },
  };
};
