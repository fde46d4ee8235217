import type { Answers, Piece, PressOptions } from './cards.ts';
import { fillForm } from './form.ts';
import {
  type Envelope,
  type WireActivity,
  fileActivity,
  freshInvokeId,
  installedActivity,
  invokeActivity,
  messageActivity,
  submitActivity,
} from './activities.ts';
import {
  type Account,
  BOT,
  type MessageRef,
  PERSONAL,
  type Place,
  type User,
  threadOf,
  user as someone,
} from './places.ts';

/** How the bot answered one activity over HTTP. */
export interface Answer {
  status: number;
  /** Parsed JSON; undefined without a body, text when it is no JSON. */
  body: unknown;
  /** What was sent, to send it again with `resend`. */
  activity: WireActivity;
}

/** The answer to a message somebody typed, with where it ended up. */
export interface Posted extends Answer, MessageRef {
  /** In a channel: the thread of the message. */
  place: Place;
}

/** A card in Teams whose buttons can be pressed. */
export interface ShownCard extends MessageRef {
  card?: Piece | undefined;
}

export interface SendOptions {
  /** The id of an activity that was sent before: Teams sends again what it got no answer to. */
  activityId?: string;
  /** Whom a message mentions besides the bot; their `<at>` stands in the text. */
  mentioned?: readonly Account[];
}

/** Where a message extension is opened: under a text box, in the command box, or from a message. */
export type CommandContext = 'compose' | 'commandBox' | 'message';

export interface Teams {
  /** Somebody types a message; in a channel it mentions the bot, and outside a thread it starts one. */
  message(user: User, place: Place, text: string, options?: SendOptions): Promise<Posted>;
  /** Presses a button of a card, with everything a client would send along. Throws when a client would not send it. */
  press(
    user: User,
    place: Place,
    shown: ShownCard,
    title: string | RegExp,
    answers?: Answers,
    options?: SendOptions & PressOptions,
  ): Promise<Answer>;
  /** `adaptiveCard/action`, written by hand. */
  execute(
    user: User,
    place: Place,
    message: MessageRef,
    verb: string,
    data?: Readonly<Record<string, unknown>>,
    options?: SendOptions,
  ): Promise<Answer>;
  /** What the `Action.Submit` fallback sends. */
  submit(
    user: User,
    place: Place,
    message: MessageRef,
    value: Readonly<Record<string, unknown>>,
    options?: SendOptions,
  ): Promise<Answer>;
  /** Somebody sends a file in their own chat. */
  file(user: User, name: string, address: string, text?: string): Promise<Answer>;
  /** Opens the dialog of a message extension. With context `message`, `on` is the message it is used on, `html` what it says. */
  fetchTask(
    user: User,
    place: Place,
    commandId: string,
    context?: CommandContext,
    options?: SendOptions & { on?: MessageRef; html?: string },
  ): Promise<Answer>;
  /** Sends the dialog of a message extension. */
  submitTask(
    user: User,
    place: Place,
    commandId: string,
    data: Readonly<Record<string, unknown>>,
    context?: CommandContext,
    options?: SendOptions & { on?: MessageRef },
  ): Promise<Answer>;
  /** The app is added to a team, or for one person. */
  installed(place: Place, by?: User): Promise<Answer>;
  /** Any other activity. */
  send: (activity: WireActivity) => Promise<Answer>;
  /** The same activity once more, as Teams does after 15 seconds without an answer. */
  resend: (answered: Answer) => Promise<Answer>;
}

export interface TeamsParts {
  /** Full address of the bot's message endpoint. */
  botUrl: string;
  /** Where the bot sends its own messages: the `serviceUrl` of the connector. */
  serviceUrl: string;
  bot?: Account;
  /** For example an `authorization` header. */
  headers?: Readonly<Record<string, string>>;
  now?: () => Date;
}

/** Message ids are milliseconds in Teams; these do not meet those of the connector. */
let lastMessage = 1_600_000_000_000;

const parsed = (text: string): unknown => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const messagePayload = (on: MessageRef, content = ''): Record<string, unknown> => ({
  id: on.activityId,
  replyToId: null,
  deleted: false,
  importance: 'normal',
  locale: 'nl-nl',
  body: { contentType: 'html', content },
  attachments: [],
  mentions: [],
  reactions: [],
});

/** Plays Microsoft Teams towards a bot, over plain HTTP. */
export const playTeams = (parts: TeamsParts): Teams => {
  const { botUrl, serviceUrl, bot = BOT, headers = {}, now = () => new Date() } = parts;
  // Never the same again, also not towards a program that was started anew: it knows an activity by its id.
  const freshMessageId = (): string => String((lastMessage += 1));

  const send = async (activity: WireActivity): Promise<Answer> => {
    const response = await fetch(botUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(activity),
    });
    return { status: response.status, body: parsed(await response.text()), activity };
  };

  const envelope = (user: User, place: Place, id: string, message?: MessageRef): Envelope => {
    const common = { user, place, bot, serviceUrl, at: now(), id };
    return message === undefined ? common : { ...common, conversationId: message.conversationId };
  };

  const act = (
    user: User,
    place: Place,
    message: MessageRef,
    action: Record<string, unknown>,
    { activityId = freshInvokeId() }: SendOptions = {},
  ): Promise<Answer> =>
    send(
      invokeActivity(
        envelope(user, place, activityId, message),
        'adaptiveCard/action',
        { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
        { replyToId: message.activityId, source: 'message' },
      ),
    );

  const extension = (
    name: string,
    [user, place, commandId, context]: [User, Place, string, CommandContext],
    { activityId = freshInvokeId(), on, html }: SendOptions & { on?: MessageRef; html?: string },
    more: Record<string, unknown> = {},
  ): Promise<Answer> =>
    send(
      invokeActivity(
        envelope(user, place, activityId, on),
        `composeExtension/${name}`,
        {
          commandId,
          commandContext: context,
          context: { theme: 'default' },
          ...more,
          ...(on === undefined ? {} : { messagePayload: messagePayload(on, html) }),
        },
        { source: context === 'message' ? 'message' : 'compose' },
      ),
    );

  const submit: Teams['submit'] = (user, place, message, value, { activityId = freshMessageId() } = {}) =>
    send(submitActivity(envelope(user, place, activityId, message), message.activityId, value));

  return {
    message: async (user, place, text, { activityId = freshMessageId(), mentioned = [] } = {}) => {
      const at = place.kind === 'channel' ? threadOf(place, activityId) : place;
      const answer = await send(messageActivity(envelope(user, at, activityId), text, mentioned));
      const conversation = answer.activity.conversation as { id: string };
      return { ...answer, conversationId: conversation.id, activityId, place: at };
    },
    press: async (user, place, shown, title, answers = {}, options = {}) => {
      if (shown.card === undefined) throw new Error('There is no card on this message');
      const pressed = fillForm(shown.card, title, answers, options);
      if (pressed.type === 'Action.Submit') return await submit(user, place, shown, pressed.data, options);
      return await act(
        user,
        place,
        shown,
        { title: pressed.title, verb: pressed.verb, data: pressed.data },
        options,
      );
    },
    execute: (user, place, message, verb, data = {}, options) =>
      act(user, place, message, { verb, data }, options),
    submit,
    file: (user, name, address, text) =>
      send(fileActivity(envelope(user, PERSONAL, freshMessageId()), name, address, text)),
    fetchTask: (user, place, commandId, context = 'compose', options = {}) =>
      extension('fetchTask', [user, place, commandId, context], options),
    submitTask: (user, place, commandId, data, context = 'compose', options = {}) =>
      extension('submitAction', [user, place, commandId, context], options, { data }),
    installed: (place, by = someone('Beheerder')) =>
      send(installedActivity(envelope(by, place, freshInvokeId()))),
    send,
    resend: ({ activity }) => send(activity),
  };
};
