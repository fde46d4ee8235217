/** Reads what the bot answered to an invoke. */
import { type Piece, isPiece } from './cards.ts';
import type { Answer } from './teams.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';
const MESSAGE = 'application/vnd.microsoft.activity.message';
const ERROR = 'application/vnd.microsoft.error';

const shown = ({ status, body }: Answer): string =>
  `HTTP ${status} ${JSON.stringify(body ?? null).slice(0, 500)}`;

const valueOf = (answer: Answer, type: string): unknown => {
  const { status, body } = answer;
  if (status !== 200 || !isPiece(body) || body.type !== type)
    throw new Error(`The bot did not answer with ${type}, but with ${shown(answer)}`);
  return body.value;
};

/** The card that replaces the pressed one for whoever pressed it. */
export const cardIn = (answer: Answer): Piece => {
  const value = valueOf(answer, CARD);
  if (isPiece(value)) return value;
  throw new Error(`There is no card in ${shown(answer)}`);
};

/** The words shown under the pressed card. */
export const wordsIn = (answer: Answer): string => {
  const value = valueOf(answer, MESSAGE);
  if (typeof value === 'string') return value;
  throw new Error(`There are no words in ${shown(answer)}`);
};

/** The error shown under the pressed card. */
export const errorIn = (answer: Answer): { code: string; message: string } => {
  const value = valueOf(answer, ERROR);
  if (isPiece(value) && typeof value.code === 'string' && typeof value.message === 'string')
    return { code: value.code, message: value.message };
  throw new Error(`There is no error in ${shown(answer)}`);
};

const taskIn = (answer: Answer, type: string): unknown => {
  const { status, body } = answer;
  if (status !== 200 || !isPiece(body) || !isPiece(body.task) || body.task.type !== type)
    throw new Error(`The bot did not answer with a task "${type}", but with ${shown(answer)}`);
  return body.task.value;
};

/** The dialog a message extension opens, or goes on with. */
export const dialogIn = (answer: Answer): { title: string; card: Piece } => {
  const value = taskIn(answer, 'continue');
  const attachment = isPiece(value) ? value.card : undefined;
  const card = isPiece(attachment) && attachment.contentType === CARD ? attachment.content : undefined;
  if (!isPiece(value) || !isPiece(card)) throw new Error(`There is no dialog in ${shown(answer)}`);
  return { title: typeof value.title === 'string' ? value.title : '', card };
};

/** The words with which the dialog of a message extension ends. */
export const lastWordsIn = (answer: Answer): string => {
  const value = taskIn(answer, 'message');
  if (typeof value === 'string') return value;
  throw new Error(`There are no words in ${shown(answer)}`);
};
