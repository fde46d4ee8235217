import { Application } from '@microsoft/teams-ai';
import { type Activity, ActivityTypes, CardFactory, MessageFactory, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import { UNKNOWN_PERSON, WELCOME } from '../cards/help-text.ts';
import { onButton } from './card-actions.ts';
import { onOpenDialog, onSubmitDialog } from './dialog.ts';
import { type Origin, mentionedIn, originOf, personFor } from './identity.ts';
import { loggedSender } from './logged.ts';
import { type Reply, words } from './reply.ts';
import { onText } from './text-commands.ts';
import { attachedFile, onCalendarFile } from './calendar-file.ts';
import { type ApplicationParts, type BotParts, type Turn, activityKey, isOfType, sayingWho } from './turn.ts';

const executed = z.object({
  action: z.object({ verb: z.string(), data: z.record(z.string(), z.unknown()).default({}) }),
});
const submitted = z.looseObject({ verb: z.string() });
const dialogData = z.object({ data: z.record(z.string(), z.unknown()).default({}) });

const isInvoke = (name: string) => (context: TurnContext) =>
  Promise.resolve(isOfType(context.activity, ActivityTypes.Invoke) && context.activity.name === name);

const isType = (type: ActivityTypes) => (context: TurnContext) =>
  Promise.resolve(isOfType(context.activity, type));

/**
 * The routes of the bot. teams-ai's turn state is never used: under concurrent turns it loses writes while
 * answering 200. It gets no storage, so nothing can be put in it by accident.
 */
export const botApplication = (parts: ApplicationParts): Application => {
  const application = new Application({ startTypingTimer: false });

  application.addRoute(
    isInvoke('adaptiveCard/action'),
    async (context) => {
      const value = executed.safeParse(context.activity.value);
      const reply = !value.success
        ? words('Deze knop werkt niet meer. Typ "casussen" voor de nieuwste kaart.')
        : await answer(parts, context, (now, turn) => {
            const { verb, data } = value.data.action;
            return onButton(now, turn, verb, data, formDoor(context.activity, verb));
          });
      await sendInvokeResponse(context, cardActionBody(reply));
    },
    true,
  );

  application.addRoute(
    isInvoke('composeExtension/fetchTask'),
    async (context) => {
      const opened = await forKnown(parts, context, onOpenDialog);
      await sendInvokeResponse(context, opened ?? { task: { type: 'message', value: UNKNOWN_PERSON } });
    },
    true,
  );

  application.addRoute(
    isInvoke('composeExtension/submitAction'),
    async (context) => {
      const value = dialogData.catch({ data: {} }).parse(context.activity.value);
      const sent = await forKnown(parts, context, (now, turn) => onSubmitDialog(now, turn, value.data));
      await sendInvokeResponse(context, sent ?? { task: { type: 'message', value: UNKNOWN_PERSON } });
    },
    true,
  );

  // Whatever else Teams invokes is answered, and changes nothing: teams-ai itself would answer 501.
  application.addRoute(isType(ActivityTypes.Invoke), (context) => sendInvokeResponse(context, {}), true);

  application.addRoute(isType(ActivityTypes.Message), async (context) => {
    const { text } = context.activity;
    const pressed = text === '' ? submitted.safeParse(context.activity.value) : undefined;
    const file = attachedFile(context.activity);
    const reply = await answer(parts, context, (now, turn) =>
      file
        ? onCalendarFile(now, turn, file, text)
        : pressed?.success
          ? onButton(
              now,
              turn,
              pressed.data.verb,
              pressed.data,
              formDoor(context.activity, pressed.data.verb),
            )
          : onText(now, turn, text),
    );
    await context.sendActivity(asActivity(reply));
  });

  application.addRoute(isType(ActivityTypes.ConversationUpdate), async (context) => {
    const { membersAdded = [], recipient } = context.activity;
    if (membersAdded.some(({ id }) => id === recipient.id)) await context.sendActivity(WELCOME);
  });

  return application;
};

/** Runs a route for a known person of an allowed tenant; undefined for anybody else. */
const forKnown = async <T>(
  parts: ApplicationParts,
  context: TurnContext,
  run: (now: BotParts, turn: Turn) => Promise<T>,
): Promise<T | undefined> => {
  const { people, acting, log } = parts;
  const region = await parts.region();
  const now = { ...parts, region };
  const origin = originOf(context.activity);
  const sender = origin && personFor(origin, region);
  if (!sender) {
    log.warn(loggedSender(origin), 'activity of an unknown person');
    return undefined;
  }
  await linkFirstChannel(now, origin);
  const { user, serviceUrl, conversation } = origin;
  await people.learn(sender, { user, serviceUrl, ...(origin.kind === 'personal' && { conversation }) });
  return run(now, {
    origin,
    sender,
    actor: acting?.as(sender, region) ?? sender,
    mentioned: mentionedIn(context.activity),
    activity: activityKey(context.activity),
  });
};

const answer = async (
  parts: ApplicationParts,
  context: TurnContext,
  run: (now: BotParts, turn: Turn) => Promise<Reply>,
): Promise<Reply> => {
  const reply = await forKnown(parts, context, async (now, turn) => {
    const made = await run(now, turn);
    // After the run: "als" itself changes as whom the tester acts.
    return sayingWho(made, {
      sender: turn.sender,
      actor: parts.acting?.as(turn.sender, await parts.region()) ?? turn.sender,
    });
  });
  return reply ?? words(UNKNOWN_PERSON);
};

/** A region with one municipality has nothing to choose: the first channel that is used is linked by itself. */
const linkFirstChannel = async (
  { region, channels, deliverer, log }: BotParts,
  { channel, serviceUrl, tenant }: Origin,
): Promise<void> => {
  const [only, ...others] = region.municipalities;
  if (!only || others.length > 0 || channel === undefined) return;
  if (await channels.linkFirst({ municipality: only.id, channel, serviceUrl, tenant })) {
    log.info({ municipality: only.id }, 'first channel linked');
    await deliverer.hurry(only.id);
  }
};

/** The message that holds the form, so that it can be closed for everybody once it is sent. */
const formDoor = (activity: Activity, verb: string) => {
  const origin = verb === 'announce' ? originOf(activity) : undefined;
  if (!activity.replyToId || !origin) return {};
  const { serviceUrl, tenant, conversation } = origin;
  return { form: { serviceUrl, tenant, conversation, activity: activity.replyToId } };
};

const asActivity = (reply: Reply): Partial<Activity> => {
  if (reply.kind === 'words') return MessageFactory.text(reply.words);
  return {
    ...MessageFactory.attachment(CardFactory.adaptiveCard(reply.card.card)),
    summary: reply.card.summary,
  };
};

/** Universal Actions: a new card, or a sentence. Both are HTTP 200. */
const cardActionBody = (reply: Reply) =>
  reply.kind === 'card'
    ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: reply.card.card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: reply.words };

const sendInvokeResponse = async (context: TurnContext, body: object): Promise<void> => {
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body } });
};
