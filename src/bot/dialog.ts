import { CardFactory, type TaskModuleResponse } from 'botbuilder';
import { BOT_NAME } from '../cards/texts.nl.ts';
import { forDialog } from '../cards/element.ts';
import type { Submission } from '../cards/parse.ts';
import { onButton } from './card-actions.ts';
import { onText } from './text-commands.ts';
import { type Reply } from './reply.ts';
import { type BotParts, type Turn, sayingWho } from './turn.ts';

/** The message extension's commands (`manifest/`): from the compose box and on a message. Both open the form. */
export const DIALOG_COMMAND = 'vooraankondiging';

/** Opens the form of the pre-announcement in a dialog. */
export const onOpenDialog = async (parts: BotParts, turn: Turn): Promise<TaskModuleResponse> =>
  inDialog(sayingWho(await onText(parts, turn, 'nieuw'), turn));

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
