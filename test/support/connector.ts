import assert from 'node:assert/strict';
import Fastify, { type FastifyInstance, type HTTPMethods } from 'fastify';
import type { Piece } from './cards.ts';
import { type MessageKind, type Received, type Wanted, described, inbox } from './inbox.ts';
import { type MessageRef, type User, personalConversation } from './places.ts';
import { type Outcome, type Service, kindOfPost, record, teamsService } from './service.ts';
import type { ShownCard } from './teams.ts';
import { type Call, type Script, type Scripts, type Trouble, scripts } from './trouble.ts';

export interface ConnectorOptions {
  /** People the service knows: under either of their ids they have one and the same chat with the bot. */
  people?: readonly User[];
  /** How long to wait for an expected message; 5 s when not given. */
  withinMs?: number;
}

/**
 * A Bot Connector service on the loopback that remembers what the bot sends and accepts no surprises: whatever was
 * not expected makes `assertNothingElse` fail.
 */
export interface Connector {
  /** With a path and a slash at the end, as Teams has it. */
  readonly serviceUrl: string;
  /** A new thread; `channel` is the conversation id of the channel. */
  expectThread(wanted?: Wanted & { channel?: string }): Promise<Received>;
  /** A message in the thread that `thread` started or is in. */
  expectReply(wanted?: Wanted & { thread?: MessageRef | string }): Promise<Received>;
  /** A message in somebody's own chat with the bot. */
  expectPersonal(wanted?: Wanted & { member?: User }): Promise<Received>;
  /** A new version of a message. */
  expectUpdate(wanted?: Wanted & { activityId?: string }): Promise<Received>;
  /** Any kind; for `typing`, `delete` and `group`. */
  expectMessage(kind: MessageKind, wanted?: Wanted): Promise<Received>;
  /** Fails when something came in that nobody expected, a call was wrong, or trouble was never met. */
  assertNothingElse(): void;
  /** The next calls that fit go wrong. */
  answerNext(fits: (call: Call) => boolean, trouble: Trouble): Script;
  /** Everything that came in, in order, expected or not. */
  readonly received: readonly Received[];
  /** The newest version of the card of each message, by activity id. */
  readonly cards: ReadonlyMap<string, Piece>;
  /** The message as it looks now, to press its buttons. */
  shown(message: MessageRef): ShownCard & { card: Piece };
  close(): Promise<void>;
}

const PREFIX = '/emea';

/** Starts the service on a free port of 127.0.0.1. */
export const startConnector = async (options: ConnectorOptions = {}): Promise<Connector> => {
  const problems: string[] = [];
  const box = inbox(options.withinMs ?? 5_000, problems);
  const troubles = scripts();
  const complain = (problem: string): void => void problems.push(problem);
  const service = teamsService({ people: options.people ?? [], receive: box.receive, complain });
  const app = Fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 500 } });
  addRoutes(app, service, troubles);
  app.setNotFoundHandler((request, reply) => {
    complain(`${request.method} ${request.url} is no call this connector knows`);
    return reply.status(404).send();
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });

  return {
    serviceUrl: `${address}${PREFIX}/`,
    received: box.all,
    cards: service.cards,
    ...expectations(box),
    assertNothingElse: () => {
      const unmet = troubles.unmet();
      const complaints = [
        ...box.left().map((message) => `nobody expected ${described(message)}`),
        ...problems,
        ...(unmet === 0 ? [] : [`trouble that no call met: ${unmet}`]),
      ];
      assert.ok(
        complaints.length === 0,
        `The bot did more or less than expected:\n  ${complaints.join('\n  ')}`,
      );
    },
    answerNext: troubles.add,
    shown: ({ conversationId, activityId }) => {
      const card = service.cards.get(activityId);
      if (card === undefined) throw new Error(`There is no card on message ${activityId}`);
      return { conversationId, activityId, card };
    },
    close: async () => {
      troubles.releaseAll();
      await app.close();
    },
  };
};

const expectations = (box: ReturnType<typeof inbox>) => {
  const of = (kind: MessageKind, about: string, fits: (message: Received) => boolean, wanted: Wanted) =>
    box.expect(`${kind}${about}`, (message) => message.kind === kind && fits(message), wanted);
  return {
    expectThread: ({ channel, ...wanted }: Wanted & { channel?: string } = {}) =>
      of(
        'thread',
        channel === undefined ? '' : ` in ${channel}`,
        ({ conversationId }) => channel === undefined || conversationId.startsWith(`${channel};`),
        wanted,
      ),
    expectReply: ({ thread, ...wanted }: Wanted & { thread?: MessageRef | string } = {}) => {
      const id = typeof thread === 'object' ? thread.conversationId : thread;
      const fits = ({ conversationId }: Received): boolean => id === undefined || conversationId === id;
      return of('reply', id === undefined ? '' : ` in ${id}`, fits, wanted);
    },
    expectPersonal: ({ member, ...wanted }: Wanted & { member?: User } = {}) =>
      of(
        'personal',
        member === undefined ? '' : ` to ${member.name}`,
        ({ conversationId }) =>
          member === undefined ||
          [member.aadObjectId, member.id].some(
            (aadObjectId) => personalConversation({ aadObjectId }) === conversationId,
          ),
        wanted,
      ),
    expectUpdate: ({ activityId: id, ...wanted }: Wanted & { activityId?: string } = {}) => {
      const fits = ({ activityId }: Received): boolean => id === undefined || activityId === id;
      return of('update', id === undefined ? '' : ` of ${id}`, fits, wanted);
    },
    expectMessage: (kind: MessageKind, wanted: Wanted = {}) => of(kind, '', () => true, wanted),
  };
};

interface Params {
  conversation?: string;
  activity?: string;
  member?: string;
}

const addRoutes = (app: FastifyInstance, service: Service, troubles: Scripts): void => {
  const on = (
    method: HTTPMethods,
    path: string,
    about: (params: Params, body: Piece) => Pick<Call, 'kind' | 'member'>,
    accept: (call: Call) => Outcome,
  ): void => {
    app.route<{ Params: Params }>({
      method,
      url: `${PREFIX}/v3/conversations${path}`,
      handler: (request, reply) => {
        const { params, body, url } = request;
        const call: Call = {
          ...about(params, record(body)),
          method,
          path: decodeURIComponent(url).slice(PREFIX.length),
          conversationId: params.conversation,
          activityId: params.activity,
          body,
        };
        return troubles.handle(call, reply, () => accept(call));
      },
    });
  };
  const posting = ({ conversation = '' }: Params, body: Piece) => ({
    kind: kindOfPost(conversation, body),
    member: undefined,
  });
  const plain = (kind: Call['kind']) => () => ({ kind, member: undefined });
  const member = (body: Piece): string | undefined => {
    const first = record(Array.isArray(body.members) ? (body.members as unknown[])[0] : undefined);
    return typeof first.id === 'string' ? first.id : undefined;
  };

  on(
    'POST',
    '',
    (_, body) => ({ kind: body.isGroup === true ? 'thread' : 'open', member: member(body) }),
    service.create,
  );
  on('POST', '/:conversation/activities', posting, service.post);
  on('POST', '/:conversation/activities/:activity', posting, service.post);
  on('PUT', '/:conversation/activities/:activity', plain('update'), service.change);
  on('DELETE', '/:conversation/activities/:activity', plain('delete'), service.change);
  on('GET', '/:conversation/members', plain('ask'), (call) => ({ status: 200, body: service.members(call) }));
  on('GET', '/:conversation/pagedmembers', plain('ask'), (call) => ({
    status: 200,
    body: { members: service.members(call) },
  }));
  on(
    'GET',
    '/:conversation/members/:member',
    (params) => ({ kind: 'ask', member: params.member }),
    service.member,
  );
};
