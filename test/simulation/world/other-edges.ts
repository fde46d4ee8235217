import { MeetingFailed, type OnlineMeetings } from '../../../src/consultation/port.ts';
import { DeliveryFailed, type TextMessages } from '../../../src/outbox/port.ts';
import type { Gate } from '../faults/gate.ts';
import { SECOND } from '../faults/lengths.ts';
import type { Take } from './takes.ts';
import type { Life, World } from './world.ts';

/** Text messages as one life of a replica sends them; the service recognises what it had before. */
export const textsEdge = (world: World, life: Life, gate: Gate, sent: Set<string>): TextMessages => ({
  send: async (mobile, _words, key) => {
    const to = world.region.people.find((person) => person.mobile === mobile);
    const carried = (): Promise<Take> => {
      const at = world.agenda.now;
      const take: Take = {
        at,
        life: life.name,
        by: 'text',
        shown: 'ping',
        risks: [],
        key,
        ...(to && { to }),
      };
      // The same key again is answered, and nobody gets it twice.
      if (!sent.has(key)) {
        sent.add(key);
        world.takes.push(take);
        world.onTake(take);
      }
      return Promise.resolve(take);
    };
    const unavailable = new DeliveryFailed('unavailable', 'again');
    const take = await gate({ edge: 'text', call: 'send', subject: key }, carried, {
      'text: refused': () => ({ instead: new DeliveryFailed('refused', 'never') }),
      'text: unavailable': () => ({ instead: unavailable }),
      'text: answer lost, and it was taken': () => ({ afterwards: unavailable }),
    });
    take.answeredAt = world.agenda.now;
  },
});

/** Graph as one life of a replica has it. */
export const graphEdge = (gate: Gate, made: Set<string>): OnlineMeetings => {
  const ask = <T>(call: string, subject: string, work: () => T): Promise<T> =>
    gate({ edge: 'graph', call, subject }, () => Promise.resolve(work()), {
      'Graph: throttled': (chance) => ({
        instead: new MeetingFailed('throttled', true, chance.whole(1, 30) * SECOND),
      }),
      'Graph: unavailable': () => ({ instead: new MeetingFailed('unavailable', true) }),
      'Graph: no permission': () => ({ instead: new MeetingFailed('noPermission', false) }),
      'Graph: answer lost, and it was made': () => ({ afterwards: new MeetingFailed('timeOut', true) }),
    });
  return {
    create: ({ organiser, externalId }) =>
      ask('create', externalId, () => {
        made.add(externalId);
        const url = `https://teams.example.invalid/meet/${encodeURIComponent(externalId)}`;
        return { organiser, meeting: externalId, url };
      }),
    remove: ({ meeting }) =>
      ask('remove', meeting, () => {
        made.delete(meeting);
      }),
  };
};
