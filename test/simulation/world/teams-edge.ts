import type { ChannelLink } from '../../../src/address/channels.ts';
import { asDeliveryFailure } from '../../../src/bot/errors.ts';
import type { OutgoingCard } from '../../../src/cards/element.ts';
import type { MessageRef } from '../../../src/case/messages.ts';
import type { Who } from '../../../src/core/actor.ts';
import type { Messenger } from '../../../src/outbox/port.ts';
import type { Gate, Turns } from '../faults/gate.ts';
import { SECOND } from '../faults/lengths.ts';
import { drawFor } from './chance.ts';
import { SERVICE_URL, TENANT } from './region.ts';
import { type Take, readCard } from './takes.ts';
import type { Life, World } from './world.ts';

/** How long the program waits for Teams (`bot/messenger.ts`). */
const TIME_OUT = 10 * SECOND;

/** Of all people, so many cannot be written to 1:1. */
const BLOCKED = 0.06;

/** What Teams itself remembers, whatever becomes of the program. */
export interface Teams {
  gone: Set<string>;
  messages: number;
}

/** As the connector's client fails; what the program makes of that is its own business. */
const failure = (world: World, statusCode?: number, retryAfter?: number): Error =>
  asDeliveryFailure(
    statusCode === undefined
      ? new Error('socket hang up')
      : {
          statusCode,
          response: { headers: { get: () => (retryAfter === undefined ? undefined : String(retryAfter)) } },
        },
    world.agenda.now,
  );

const turnsFor = (world: World, teams: Teams, conversation?: string): Turns => {
  const status = (code: number) => () => ({ instead: failure(world, code) });
  const lost = () => ({ afterwards: failure(world) });
  return {
    'Teams: 403': status(403),
    'Teams: 404 (gone)': () => {
      if (conversation !== undefined) teams.gone.add(conversation);
      return { instead: failure(world, 404) };
    },
    'Teams: 412': status(412),
    'Teams: 429 with Retry-After': (chance) => ({ instead: failure(world, 429, chance.whole(1, 400)) }),
    'Teams: 5xx': (chance) => ({ instead: failure(world, chance.pick([500, 502, 503, 504])) }),
    'Teams: no answer, nothing taken': () => ({ wait: TIME_OUT, instead: failure(world) }),
    'Teams: slow answer': (chance) => ({ wait: chance.whole(1_000, TIME_OUT - 1) }),
    'Teams: answer lost, and it was taken': lost,
  };
};

interface Call {
  call: 'post' | 'update' | 'toPerson' | 'inThread';
  subject: string;
  conversation?: string;
  take: Pick<Take, 'by'> & { to?: Who | undefined; activity?: string };
  card: OutgoingCard;
}

/** Teams as one life of a replica has it. */
export const teamsEdge = (world: World, life: Life, gate: Gate, teams: Teams): Messenger => {
  const { agenda, seed, script } = world;

  const isBlocked = ({ id }: Who): boolean =>
    drawFor(seed, `blocked ${id}`) < BLOCKED &&
    agenda.now < world.calmFrom &&
    script.happens(`blocked ${id}`, agenda.now, `${id} cannot be written to 1:1`);

  /** Resolves when Teams took it: who asked need not be there any more. */
  const carried = async (asked: Call): Promise<Take> => {
    if (!world.instant) await agenda.after(100 * (1 + Math.floor(drawFor(seed, `wire ${agenda.now}`) * 3)));
    if (world.away.teams > agenda.now) throw failure(world, 503);
    if (asked.conversation !== undefined && teams.gone.has(asked.conversation)) throw failure(world, 404);
    const { to, ...more } = asked.take;
    const take: Take = {
      at: agenda.now,
      life: life.name,
      ...more,
      ...(to && { to }),
      ...readCard(asked.card),
    };
    world.takes.push(take);
    world.onTake(take);
    return take;
  };

  const send = async (asked: Call): Promise<boolean> => {
    const { call, subject, conversation } = asked;
    let hasId = true;
    const turns: Turns = {
      ...turnsFor(world, teams, conversation),
      'Teams: no id in the answer': () => {
        hasId = false;
        return {};
      },
    };
    const take = await gate({ edge: 'teams', call, subject }, () => carried(asked), turns);
    take.answeredAt = agenda.now;
    return hasId;
  };

  const next = (): string => String((teams.messages += 1));

  return {
    post: async ({ channel, tenant }: ChannelLink, card, mention) => {
      const take = { by: mention ? 'channel' : 'post', to: mention } as const;
      const hasId = await send({ call: 'post', subject: channel, take, card });
      const id = next();
      return hasId
        ? { serviceUrl: SERVICE_URL, tenant, conversation: `thread ${id}`, activity: id }
        : undefined;
    },
    update: async (at, card) => {
      const { activity, conversation } = at;
      const take = { by: 'update', activity } as const;
      await send({ call: 'update', subject: conversation, conversation, take, card });
    },
    toPerson: async (to, card) => {
      if (isBlocked(to)) throw failure(world, 403);
      const conversation = `personal ${to.id}`;
      const hasId = await send({ call: 'toPerson', subject: to.id, take: { by: 'personal', to }, card });
      const at: MessageRef = { serviceUrl: SERVICE_URL, tenant: TENANT, conversation, activity: next() };
      return hasId ? at : undefined;
    },
    inThread: async (thread, card, mention) => {
      const { conversation } = thread;
      const take = { by: 'thread', to: mention } as const;
      const hasId = await send({ call: 'inThread', subject: conversation, conversation, take, card });
      return hasId ? { ...thread, activity: next() } : undefined;
    },
  };
};
