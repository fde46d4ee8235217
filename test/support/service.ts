import type { Activity } from 'botbuilder';
import { type Piece, isPiece } from './cards.ts';
import { type MessageKind, type Received, firstCard } from './inbox.ts';
import { type MessageRef, type User, personalConversation, threadConversation } from './places.ts';
import type { Call } from './trouble.ts';

/** An HTTP answer. */
export interface Outcome {
  status: number;
  body: unknown;
}

export interface ServiceParts {
  people: readonly User[];
  receive: (message: Omit<Received, 'order' | 'at'>) => void;
  /** A call Teams would refuse. */
  complain: (problem: string) => void;
}

/** What a healthy Bot Connector does with each call. */
export interface Service {
  create: (call: Call) => Outcome;
  post: (call: Call) => Outcome;
  /** PUT and DELETE. */
  change: (call: Call) => Outcome;
  members: (call: Call) => readonly Piece[];
  member: (call: Call) => Outcome;
  /** The newest version of the card of each message. */
  readonly cards: ReadonlyMap<string, Piece>;
}

/** Message ids are milliseconds in Teams; these do not meet those of `playTeams`. */
const FIRST_MESSAGE = 1_700_000_000_000;

/** Teams refuses larger messages. */
const LARGEST_MESSAGE = 100 * 1024;

export const record = (value: unknown): Piece => (isPiece(value) ? value : {});

const words = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What a post to a conversation comes down to. */
export const kindOfPost = (conversationId: string, activity: Piece): MessageKind => {
  if (activity.type === 'typing') return 'typing';
  if (conversationId.includes(';messageid=')) return 'reply';
  if (conversationId.startsWith('a:')) return 'personal';
  return conversationId.endsWith('@thread.tacv2') ? 'thread' : 'group';
};

const accountOf = (one: User): Piece => ({ ...one, objectId: one.aadObjectId, userRole: 'user' });

export const teamsService = ({ people, receive, complain }: ServiceParts): Service => {
  const cards = new Map<string, Piece>();
  const live = new Set<string>();
  const opened = new Map<string, string>();
  let messages = FIRST_MESSAGE;

  const conversationWith = (id: string): string =>
    personalConversation(
      people.find((one) => one.id === id || one.aadObjectId === id) ?? { aadObjectId: id },
    );
  const named = (conversationId: string): string | undefined =>
    people.find((one) => personalConversation(one) === conversationId)?.name ?? opened.get(conversationId);

  const refuse = (call: Call, status: number, code: string, message: string): Outcome => {
    complain(`${call.method} ${call.path} was refused with ${status} ${code}: ${message}`);
    return { status, body: { error: { code, message } } };
  };

  const keep = (kind: MessageKind, ref: MessageRef, content: unknown): void => {
    const activity = record(content) as Partial<Activity>;
    const card = firstCard(activity);
    if (kind === 'delete') live.delete(ref.activityId);
    else if (kind !== 'typing') live.add(ref.activityId);
    if (card === undefined) cards.delete(ref.activityId);
    else cards.set(ref.activityId, card);
    receive({ ...ref, kind, activity, card, to: named(ref.conversationId) });
  };

  /** Refuses what is too large; otherwise the message gets an id and is kept. */
  const take = (call: Call, conversationId: string, content: unknown): Outcome & { id: string } => {
    if (Buffer.byteLength(JSON.stringify(content ?? null)) > LARGEST_MESSAGE)
      return { ...refuse(call, 413, 'MessageSizeTooBig', 'Message size too large'), id: '' };
    const kind = kindOfPost(conversationId, record(content));
    const id = String((messages += 1));
    const at = kind === 'thread' ? threadConversation(conversationId, id) : conversationId;
    keep(kind, { conversationId: at, activityId: id }, content);
    return { status: 201, body: { id }, id };
  };

  const createThread = (call: Call, channel: string | undefined, activity: unknown): Outcome => {
    if (channel === undefined || !isPiece(activity))
      return refuse(call, 400, 'BadSyntax', 'Incorrect conversation creation parameters');
    const { id, ...outcome } = take(call, channel, activity);
    if (id === '') return outcome;
    return { status: 201, body: { id: threadConversation(channel, id), activityId: id } };
  };

  const membersOf = ({ conversationId = '' }: Call): readonly User[] =>
    people.filter((one) => !conversationId.startsWith('a:') || personalConversation(one) === conversationId);

  return {
    cards,
    create: (call) => {
      const { isGroup, channelData, tenantId, activity } = record(call.body);
      const { channel, tenant } = record(channelData);
      if (isGroup === true) return createThread(call, words(record(channel).id), activity);
      if (call.member === undefined || (tenantId ?? record(tenant).id) === undefined)
        return refuse(call, 400, 'BadSyntax', 'A 1:1 conversation needs a member and a tenant');
      const conversationId = conversationWith(call.member);
      opened.set(conversationId, call.member);
      if (!isPiece(activity) || activity.type === undefined)
        return { status: 201, body: { id: conversationId } };
      const { id, ...outcome } = take(call, conversationId, activity);
      return id === '' ? outcome : { status: 201, body: { id: conversationId, activityId: id } };
    },
    post: (call) => {
      const { status, body } = take(call, call.conversationId ?? '', call.body);
      return { status, body };
    },
    change: (call) => {
      const { conversationId = '', activityId = '' } = call;
      if (!live.has(activityId))
        return refuse(call, 404, 'ActivityNotFoundInConversation', 'No such message');
      if (call.method === 'DELETE') {
        keep('delete', { conversationId, activityId }, {});
        return { status: 200, body: undefined };
      }
      if (Buffer.byteLength(JSON.stringify(call.body ?? null)) > LARGEST_MESSAGE)
        return refuse(call, 413, 'MessageSizeTooBig', 'Message size too large');
      keep('update', { conversationId, activityId }, call.body);
      return { status: 200, body: { id: activityId } };
    },
    members: (call) => membersOf(call).map(accountOf),
    member: (call) => {
      const found = membersOf(call).find((one) => one.id === call.member || one.aadObjectId === call.member);
      if (found) return { status: 200, body: accountOf(found) };
      const error = { code: 'MemberNotFoundInConversation', message: 'Member not found in conversation' };
      return { status: 404, body: { error } };
    },
  };
};
