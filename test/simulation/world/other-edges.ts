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
    const take = await gate({ edge: 'text', call: 'send', subject: key }, carried, (fault) => {
      if (fault === 'text: refused') return { instead: new DeliveryFailed('refused', 'never') };
      const failed = new DeliveryFailed('unavailable', 'again');
      return fault === 'text: unavailable' ? { instead: failed } : { afterwards: failed };
    });
    take.answeredAt = world.agenda.now;
  },
});

/** Graph as one life of a replica has it. */
export const graphEdge = (gate: Gate, made: Set<string>): OnlineMeetings => {
  const ask = <T>(call: string, subject: string, work: () => T): Promise<T> =>
    gate(
      { edge: 'graph', call, subject },
      () => Promise.resolve(work()),
      (fault, chance) => {
        switch (fault) {
          case 'Graph: throttled':
            return { instead: new MeetingFailed('throttled', true, chance.whole(1, 30) * SECOND) };
          case 'Graph: no permission':
            return { instead: new MeetingFailed('noPermission', false) };
          case 'Graph: unavailable':
            return { instead: new MeetingFailed('unavailable', true) };
          default:
            return { afterwards: new MeetingFailed('timeOut', true) };
        }
      },
    );
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
