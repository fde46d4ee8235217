import type { PeopleFacts } from '../cards/people-facts.ts';
import { personCard } from '../cards/people-form-cards.ts';
import { peopleRefusalText } from '../cards/people-refusal-text.ts';
import type { Who } from '../core/actor.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import { personWith } from '../directory/people.ts';
import { DeliveryFailed } from '../outbox/port.ts';
import { placeFor } from './people.ts';
import { type Reply, words } from './reply.ts';
import type { BotParts, Turn } from './turn.ts';

/**
 * `@Eerder Erbij persoon @Naam`: puts somebody of the channel in the list, still without a role, and sends the planner the
 * card with which to choose their roles, 1:1. For whoever the people picker does not find: a guest, a colleague of another
 * organisation.
 */
export const addMentioned = async (parts: BotParts, turn: Turn, argument: string): Promise<Reply> => {
  const { mentioned, actor, origin, activity } = turn;
  const [user, ...others] = mentioned;
  if (origin.channel === undefined || user === undefined || others.length > 0) return words(HOW_TO);
  const place = await placeFor(parts, turn, argument, 'AddPerson');
  if (!place.ok) return words(place.refusal);
  const { municipality } = place.value;
  const found = await memberBehind(parts, { ...origin, conversation: origin.channel }, user);
  if (!found.ok) return words(found.refusal);
  const person = found.value;
  const command = { type: 'AddPerson', municipality: municipality.id, person, roles: [] } as const;
  const answer = await parts.directory.run(command, actor, { activity });
  if (!answer.ok) return words(peopleRefusalText(answer.refusal, () => municipality.name));
  const listed = personWith(answer.value, person);
  if (!listed) throw new Error('Whoever was added is not there');
  const facts: PeopleFacts = { region: parts.region, municipality, viewer: actor, busyWith: () => [] };
  const isSent = await sent(parts, turn, personCard(listed, facts, { note: NEW }));
  return words(
    isSent
      ? `${listed.name} staat in de lijst van ${municipality.name}. Kies de rollen op de kaart in onze eigen chat.`
      : `${listed.name} staat in de lijst van ${municipality.name}. Typ "mensen" in onze eigen chat om de rollen te kiezen.`,
  );
};

const HOW_TO = 'Typ dit in het kanaal en noem één persoon: @Eerder Erbij persoon @Naam.';
const NOT_HERE = 'Deze persoon vind ik niet in dit kanaal. Voeg die eerst toe aan het team.';
const NEW = 'Deze persoon heeft nog geen rol. Kies de rollen en druk op Opslaan.';

const memberBehind = async (
  { mentions, log }: BotParts,
  at: Parameters<BotParts['mentions']['find']>[0],
  user: string,
): Promise<Result<Who, string>> => {
  try {
    const found = await mentions.find(at, user);
    return found ? accept(found) : refuse(NOT_HERE);
  } catch (error) {
    if (!(error instanceof DeliveryFailed)) throw error;
    log.warn({ error }, 'Teams could not be asked who somebody is');
    return refuse('Teams zegt nu niet wie dit is. Probeer het straks opnieuw.');
  }
};

/** What cannot be brought is not lost: the person is in the list. */
const sent = async (
  { messenger, log }: BotParts,
  { sender }: Turn,
  card: Parameters<BotParts['messenger']['toPerson']>[1],
): Promise<boolean> => {
  try {
    await messenger.toPerson(sender, card);
    return true;
  } catch (error) {
    if (!(error instanceof DeliveryFailed)) throw error;
    log.warn({ error }, 'the card to choose roles could not be sent');
    return false;
  }
};
