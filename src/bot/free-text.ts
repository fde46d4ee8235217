import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { type OutgoingCard, adaptiveCard, text as line } from '../cards/element.ts';
import {
  NEVER_TYPE,
  ON_WITH_FORM,
  ON_WITH_HELP,
  REMOVE_HERE,
  TYPED_PERSONAL,
  USE_THIS_FORM,
} from '../cards/privacy-texts.nl.ts';
import { BOT_NAME } from '../cards/texts.nl.ts';
import { whoIs } from '../core/actor.ts';
import type { Region } from '../core/region.ts';
import { onceEach } from '../core/remember.ts';
import { DeliveryFailed } from '../outbox/port.ts';
import { findPersonalData } from '../privacy/find.ts';
import type { Finding } from '../privacy/finding.ts';
import { readSafely } from '../privacy/read-safely.ts';
import { type Reply, words } from './reply.ts';
import { commandIn, openForm } from './text-commands.ts';
import type { BotParts, Turn } from './turn.ts';

/** Nothing is said where others read along: it was said elsewhere. */
export type Silence = 'silence';

/**
 * Commands that take the name of a colleague: a name is no finding in them, everything else is. In the own chat only, for in
 * a channel they are the beginning of any sentence; `als` is there in local mode.
 */
const NAMES_A_COLLEAGUE = 'mensen';
const NAMES_A_COLLEAGUE_LOCALLY = 'als';

/** Messages of which is remembered that their poster was told: Teams sends again within minutes. */
const REMEMBERED = 1_000;

export interface FreeText {
  /** What a typed message holds of a person. */
  findingsIn(
    activity: Pick<Activity, 'text' | 'entities' | 'conversation'>,
    region: Region,
  ): readonly Finding[];
  /** Answers a message that holds personal data: it is not carried out, and nothing of it is kept or repeated. */
  onPersonalData(
    now: BotParts,
    turn: Turn,
    text: string,
    findings: readonly Finding[],
  ): Promise<Reply | Silence>;
}

/** Looks after what people type to the bot. */
export const freeText = ({
  acting,
  messenger,
  log,
}: Pick<BotParts, 'acting' | 'messenger' | 'log'>): FreeText => {
  const othersIn = onceEach(namesOf);
  const told = new Map<string, Promise<boolean>>();

  /** 1:1, once for a message that Teams sends again; whether it arrived. */
  const tellQuietly = (turn: Turn, shown: OutgoingCard): Promise<boolean> => {
    const before = told.get(turn.activity);
    if (before) return before;
    if (told.size >= REMEMBERED) told.clear();
    const telling = messenger.toPerson(whoIs(turn.sender), shown).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof DeliveryFailed)) throw error;
        log.info({ outlook: error.outlook }, 'told in the thread to remove a message, not 1:1');
        return false;
      },
    );
    told.set(turn.activity, telling);
    telling.catch(() => told.delete(turn.activity));
    return telling;
  };

  const isOfColleague = (name: string, { conversation }: Pick<Activity, 'conversation'>): boolean =>
    (name === NAMES_A_COLLEAGUE && conversation.conversationType === 'personal') ||
    (name === NAMES_A_COLLEAGUE_LOCALLY && acting !== undefined);

  return {
    findingsIn: (activity, region) => {
      const typed = withoutMentions(activity);
      const { name } = commandIn(typed);
      return findPersonalData(typed, othersIn(region)).filter(
        ({ kind }) => kind !== 'name' || !isOfColleague(name, activity),
      );
    },

    onPersonalData: async (now, turn, text, findings) => {
      log.info(
        { kinds: [...new Set(findings.map(({ kind }) => kind))] },
        'a message about a person was left',
      );
      const read = readSafely(
        text,
        now.region.municipalities.map(({ name }) => name),
      );
      const form = await openForm(now, turn, { read, note: `${TYPED_PERSONAL} ${USE_THIS_FORM}` });
      if (turn.origin.kind === 'personal')
        return form.kind === 'card' ? form : words(`${TYPED_PERSONAL} ${NEVER_TYPE}`);
      const shown = form.kind === 'card' ? form.card : toldCard();
      if (await tellQuietly(turn, shown)) return 'silence';
      return words(`${REMOVE_HERE} ${form.kind === 'card' ? ON_WITH_FORM : ON_WITH_HELP}`);
    },
  };
};

const toldCard = (): OutgoingCard => ({
  card: adaptiveCard([line(`${TYPED_PERSONAL} ${NEVER_TYPE}`)]),
  summary: BOT_NAME,
});

/** Names of the region that are no persons. */
const namesOf = ({ name, municipalities, organisations, roles }: Region): readonly string[] => [
  name,
  ...municipalities.map((one) => one.name),
  ...Object.values(organisations),
  ...Object.keys(roles).map((role) => role.replaceAll('-', ' ')),
];

const mention = z.looseObject({ type: z.literal('mention'), text: z.string().min(1) });

/** Whom Teams itself says is mentioned is a colleague with an account. */
const withoutMentions = ({ text, entities }: Pick<Activity, 'text' | 'entities'>): string =>
  z
    .array(z.unknown())
    .catch([])
    .parse(entities)
    .flatMap((entity) => mention.safeParse(entity).data ?? [])
    .reduce((rest, { text: shown }) => rest.replaceAll(shown, ' '), text);
