import { CardFactory, type TaskModuleResponse } from 'botbuilder';
import { z } from 'zod';
import { forDialog } from '../cards/element.ts';
import type { Submission } from '../cards/parse.ts';
import { READ_FROM_MESSAGE } from '../cards/privacy-texts.nl.ts';
import { BOT_NAME } from '../cards/texts.nl.ts';
import { type ReadSafely, readSafely } from '../privacy/read-safely.ts';
import { onButton } from './card-actions.ts';
import { openForm } from './text-commands.ts';
import { type Reply } from './reply.ts';
import { type BotParts, type Turn, sayingWho } from './turn.ts';

/** The message extension's commands (`manifest/`): from the compose box and on a message. Both open the form. */
export const DIALOG_COMMAND = 'vooraankondiging';

/** The message on which the dialog is opened, and only its text: who wrote it is none of our business. */
const onMessage = z.object({ messagePayload: z.object({ body: z.object({ content: z.string() }) }) });

/**
 * Teams gives a message as HTML. What is left of it is only looked through for a few words, and never shown or kept. A tag ends
 * at the next "<" too: otherwise a row of them would be read to its end from each of them.
 */
const withoutMarkup = (html: string): string => html.replaceAll(/<[^<>]*>/g, ' ');

const readFrom = (value: unknown, { region }: BotParts): ReadSafely | undefined => {
  const { data } = onMessage.safeParse(value);
  if (!data) return undefined;
  return readSafely(
    withoutMarkup(data.messagePayload.body.content),
    region.municipalities.map(({ name }) => name),
  );
};

/**
 * Opens the form of the pre-announcement in a dialog; on a message it begins with what can be read there safely.
 *
 * @param value what Teams says of where it is opened.
 */
export const onOpenDialog = async (
  parts: BotParts,
  turn: Turn,
  value: unknown,
): Promise<TaskModuleResponse> => {
  const read = readFrom(value, parts);
  const start = read && Object.keys(read).length > 0 ? { read, note: READ_FROM_MESSAGE } : undefined;
  return inDialog(sayingWho(await openForm(parts, turn, start), turn));
};

/** The sent dialog: what was refused stays open with the fields marked, what was sent says so. */
export const onSubmitDialog = async (
  parts: BotParts,
  turn: Turn,
  data: Submission,
): Promise<TaskModuleResponse> =>
  inDialog(sayingWho(await onButton(parts, turn, 'announce', data, {}), turn));

const inDialog = (reply: Reply): TaskModuleResponse =>
  reply.kind === 'words'
    ? { task: { type: 'message', value: reply.words } }
    : {
        task: {
          type: 'continue',
          value: {
            title: BOT_NAME,
            height: 'large',
            width: 'medium',
            card: CardFactory.adaptiveCard(forDialog(reply.card.card)),
          },
        },
      };
