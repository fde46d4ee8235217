import { Application } from '@microsoft/teams-ai';
import { type Activity, ActivityTypes, CardFactory, MessageFactory, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import { UNKNOWN_PERSON, WELCOME } from '../cards/help-text.ts';
import { type Pressed, onButton } from './card-actions.ts';
import { onOpenDialog, onSubmitDialog } from './dialog.ts';
import { type Origin, isAllowedTenant, mentionedIn, originOf, senderOf } from './identity.ts';
import { isTeamsId } from './ids.ts';
import { loggedSender } from './logged.ts';
import { type Reply, words } from './reply.ts';
import { onText } from './text-commands.ts';
import { attachedFile, onCalendarFile } from './calendar-file.ts';
import { type Silence, freeText } from './free-text.ts';
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
  const free = freeText(parts);

  application.addRoute(
    isInvoke('adaptiveCard/action'),
    async (context) => {
      const value = executed.safeParse(context.activity.value);
      const reply = !value.success
        ? words('Deze knop werkt niet meer. Typ "casussen" voor de nieuwste kaart.')
        : await answer<never>(parts, context, (now, turn) => {
            const { verb, data } = value.data.action;
            return onButton(now, turn, verb, data, pressedOn(context.activity));
          });
      await sendInvokeResponse(context, cardActionBody(reply));
    },
    true,
  );

  application.addRoute(
    isInvoke('composeExtension/fetchTask'),
    async (context) => {
      const opened = await forKnown(parts, context, (now, turn) =>
        onOpenDialog(now, turn, context.activity.value),
      );
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
    const reply = await answer<Silence>(parts, context, (now, turn) => {
      const findings = free.findingsIn(context.activity, now.region);
      if (findings.length > 0) return free.onPersonalData(now, turn, text, findings);
      if (file) return onCalendarFile(now, turn, file, text);
      if (!pressed?.success) return onText(now, turn, text);
      const { verb } = pressed.data;
      return onButton(now, turn, verb, pressed.data, formOf(context.activity, verb));
    });
    if (reply === 'silence') return;
    const sent = await context.sendActivity(asActivity(reply));
    await rememberAnswer(parts, context.activity, reply, sent?.id);
  });

  application.addRoute(isType(ActivityTypes.ConversationUpdate), async (context) => {
    const { membersAdded = [], recipient } = context.activity;
    if (membersAdded.some(({ id }) => id === recipient.id)) await context.sendActivity(WELCOME);
  });

  return application;
};

/** What was answered about a case must be changed when the case is forgotten. */
const rememberAnswer = async (
  { cases }: ApplicationParts,
  activity: Activity,
  reply: Reply,
  sent: string | undefined,
): Promise<void> => {
  const origin = originOf(activity);
  if (reply.kind !== 'card' || reply.about === undefined || !isTeamsId(sent) || !origin) return;
  const { serviceUrl, tenant, conversation } = origin;
  await cases.answered(reply.about, { serviceUrl, tenant, conversation, activity: sent });
};

/** Runs a route for a known person of an allowed tenant; undefined for anybody else. */
const forKnown = async <T>(
  parts: ApplicationParts,
  context: TurnContext,
  run: (now: BotParts, turn: Turn) => Promise<T>,
): Promise<T | undefined> => {
  const { people, members, acting, log } = parts;
  const region = await parts.region();
  const now = { ...parts, region };
  const origin = originOf(context.activity);
  const known = origin && (await senderOf(origin, region, members));
  if (!known) {
    log.warn(loggedSender(origin), 'activity of an unknown person');
    if (origin) {
      const { tenant, id: objectId } = origin.account;
      const foreignTenant = !isAllowedTenant(tenant, region);
      await parts.access.unknown({ tenant, objectId, foreignTenant });
    }
    return undefined;
  }
  await linkFirstChannel(now, origin);
  const { person: sender, account } = known;
  const { user, serviceUrl, conversation } = origin;
  const seen = { user, serviceUrl, account, ...(origin.kind === 'personal' && { conversation }) };
  await people.learn(sender, seen);
  return run(now, {
    origin,
    sender,
    actor: acting?.as(sender, region) ?? sender,
    mentioned: mentionedIn(context.activity),
    activity: activityKey(context.activity),
  });
};

const answer = async <S extends Silence>(
  parts: ApplicationParts,
  context: TurnContext,
  run: (now: BotParts, turn: Turn) => Promise<Reply | S>,
): Promise<Reply | S> => {
  const reply = await forKnown(parts, context, async (now, turn) => {
    const made = await run(now, turn);
    if (typeof made === 'string') return made;
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

/** The message that the pressed button is on: what is answered takes its place there. */
const pressedOn = (activity: Activity): Pressed => {
  const origin = originOf(activity);
  if (!activity.replyToId || !origin) return {};
  const { serviceUrl, tenant, conversation } = origin;
  return { shown: { serviceUrl, tenant, conversation, activity: activity.replyToId } };
};

/** A client without `Action.Execute` gets its answer in a new message; of the old one only a sent form must be closed. */
const formOf = (activity: Activity, verb: string): Pressed =>
  verb === 'announce' ? pressedOn(activity) : {};

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
