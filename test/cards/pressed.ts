/** Presses a button of a card the way a client does, and answers it the way the bot does, without Teams or a store. */
import { onButton } from '../../src/bot/card-actions.ts';
import type { BotParts, Turn } from '../../src/bot/turn.ts';
import { isVerb, parseSubmission } from '../../src/cards/parse.ts';
import { decide } from '../../src/case/decide.ts';
import { type CaseDocument, withEvents } from '../../src/case/document.ts';
import type { CaseHandlers } from '../../src/case/handle.ts';
import type { Refusal } from '../../src/case/refusals.ts';
import { type Actor, whoIs } from '../../src/core/actor.ts';
import { type Region, municipalityOf } from '../../src/core/region.ts';
import { accept } from '../../src/core/result.ts';
import type { Instant } from '../../src/core/time.ts';
import type { Answers, Piece } from '../support/cards.ts';
import { fillForm } from '../support/form.ts';

/** A case in somebody's hands at a moment. */
export interface Hands {
  document: CaseDocument;
  region: Region;
  actor: Actor;
  now: Instant;
}

/** The card that comes back, or the words; and the case as it then is. */
export interface Answered {
  document: CaseDocument;
  card: Piece | undefined;
  words: string | undefined;
  /** Why nothing changed, when nothing did. */
  refusal: Refusal | undefined;
}

/** Presses `title` on `card` after giving these answers; throws where a client would send nothing. */
export const press = async (
  hands: Hands,
  card: Piece,
  title: string,
  answers: Answers = {},
): Promise<Answered> => {
  const { verb, data } = fillForm(card, title, answers);
  return send(hands, verb, data);
};

/** What happens to a submission that reaches the bot. */
export const send = async (
  { document, region, actor, now }: Hands,
  verb: string,
  data: Readonly<Record<string, unknown>>,
): Promise<Answered> => {
  let current = document;
  let refusal: Refusal | undefined;
  const cases: Pick<CaseHandlers, 'read' | 'run'> = {
    read: () => Promise.resolve(current),
    run: (_id, command, by) => {
      const id = command.type === 'Announce' ? command.announcement.municipality : current.municipality;
      const municipality = municipalityOf(region, id ?? '');
      const decided = decide(command, current.state, {
        now,
        actor: by,
        municipality,
        roles: region.roles,
        disclosures: region.disclosures,
        number: 'HGV-2026-0001',
      });
      if (!decided.ok) {
        ({ refusal } = decided);
        return Promise.resolve(decided);
      }
      current = withEvents(current, decided.value, now, whoIs(by));
      return Promise.resolve(accept(current));
    },
  };
  const access: BotParts['access'] = {
    refused: () => Promise.resolve(),
    unknown: () => Promise.resolve(),
    exported: () => Promise.resolve(),
  };
  const parts: Pick<BotParts, 'region' | 'clock' | 'access'> & { cases: typeof cases } = {
    cases,
    access,
    region,
    clock: () => now,
  };
  const origin = { kind: 'channel' } as Turn['origin'];
  const turn: Pick<Turn, 'actor' | 'activity' | 'origin'> = { actor, activity: 'a', origin };
  const reply = await onButton(parts as BotParts, turn as Turn, verb, data, {});
  return {
    document: current,
    card: reply.kind === 'card' ? reply.card.card : undefined,
    words: reply.kind === 'words' ? reply.words : undefined,
    refusal: refusal ?? unparsed(verb, data, region),
  };
};

const unparsed = (
  verb: string,
  data: Readonly<Record<string, unknown>>,
  region: Region,
): Refusal | undefined => {
  if (!isVerb(verb)) return undefined;
  const parsed = parseSubmission(verb, data, region);
  return parsed.ok ? undefined : parsed.refusal;
};
