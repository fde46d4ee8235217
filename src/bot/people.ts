import { UNKNOWN_MUNICIPALITY, whichMunicipality } from '../cards/help-text.ts';
import type { Submission } from '../cards/parse.ts';
import { peopleCard } from '../cards/people-card.ts';
import { type PeopleFacts, municipalityIn } from '../cards/people-facts.ts';
import { needsCard } from '../cards/people-form-cards.ts';
import { type PeopleVerb, parsePeopleSubmission, pickedIn } from '../cards/people-parse.ts';
import { peopleRefusalText } from '../cards/people-refusal-text.ts';
import { peopleReply } from '../cards/people-reply.ts';
import { NO_NEEDS, NO_PEOPLE, OWN_CHAT_ONLY } from '../cards/people-texts.nl.ts';
import type { Who } from '../core/actor.ts';
import type { Municipality, Region } from '../core/region.ts';
import { mayAsk } from '../core/relations.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import type { DirectoryCommandType } from '../directory/commands.ts';
import { DIRECTORY } from '../directory/document.ts';
import type { DirectoryRefusal } from '../directory/refusals.ts';
import { DeliveryFailed } from '../outbox/port.ts';
import { isTeamsId } from './ids.ts';
import { busyIn } from './people-busy.ts';
import { logRefusal } from './refused.ts';
import { type Reply, card, words } from './reply.ts';
import type { BotParts, Turn } from './turn.ts';

/** Whether a button is about settings, which hold no telephone numbers. */
const isAboutNeeds = (verb: PeopleVerb, data: Submission): boolean =>
  verb === 'needs-set' || (verb === 'people-show' && data.show === 'needs');

/** A pressed button of people or settings: the command behind it, and the card as it stands afterwards. */
export const onPeopleButton = async (
  parts: BotParts,
  turn: Turn,
  verb: PeopleVerb,
  data: Submission,
): Promise<Reply> => {
  const { directory, region } = parts;
  const { actor, activity, origin } = turn;
  const municipality = municipalityIn(data, region);
  if (!municipality) return words(UNKNOWN_MUNICIPALITY);
  const needs = isAboutNeeds(verb, data);
  const wanted = needs ? 'SetNeeds' : 'AddPerson';
  if (!mayAsk(actor, wanted, municipality)) {
    await logRefusal(parts, turn, { code: 'notAllowed', command: wanted }, peopleOf(municipality));
    return words(needs ? NO_NEEDS : NO_PEOPLE);
  }
  if (!needs && origin.kind !== 'personal') return words(OWN_CHAT_ONLY);
  const before = await directory.read();
  if (!before.ok) return words(refusalWords(before.refusal, region));
  const facts = await factsFor(parts, turn, municipality);
  if (verb === 'people-show') return card(peopleReply({ verb, data, state: before.value, facts }));
  const picked = verb === 'people-add' ? await pickedFrom(parts, municipality, data) : undefined;
  const command = parsePeopleSubmission(verb, data, { ...facts, picked }, before.value);
  const answer = command.ok ? await directory.run(command.value, actor, { activity }) : command;
  if (answer.ok) return card(peopleReply({ verb, data, state: answer.value, facts }));
  await logRefusal(parts, turn, answer.refusal, peopleOf(municipality));
  const after = await directory.read();
  if (!after.ok) return words(refusalWords(after.refusal, region));
  return card(peopleReply({ verb, data, state: after.value, facts }, answer.refusal));
};

/** How the log names the people and settings of a municipality. */
const peopleOf = ({ id }: Municipality): string => `${DIRECTORY}/${id}`;

/** Whom the people picker named, as Teams knows them in the channel; without that, what was typed of them counts. */
const pickedFrom = async (
  { channels, mentions, log }: BotParts,
  { id }: Municipality,
  data: Submission,
): Promise<Who | undefined> => {
  const picked = pickedIn(data);
  const link = await channels.of(id);
  if (!link || !isTeamsId(picked)) return undefined;
  try {
    return await mentions.find({ ...link, conversation: link.channel }, picked);
  } catch (error) {
    if (!(error instanceof DeliveryFailed)) throw error;
    log.warn({ error }, 'Teams could not be asked who somebody is');
    return undefined;
  }
};

const refusalWords = (refusal: DirectoryRefusal, { municipalities }: Region): string =>
  peopleRefusalText(refusal, (id) => municipalities.find((one) => one.id === id)?.name ?? id);

const factsFor = async (
  { region, cases }: BotParts,
  { actor }: Turn,
  municipality: Municipality,
): Promise<PeopleFacts> => {
  const open = await cases.listOpen(actor);
  const here = open.filter((one) => one.municipality === municipality.id);
  return { region, municipality, viewer: actor, busyWith: busyIn(here) };
};

/** The people of a municipality, narrowed by a part of a name: `mensen`, `mensen assen`, `mensen assen sanne`. */
export const showPeople = async (parts: BotParts, turn: Turn, argument: string): Promise<Reply> => {
  if (turn.origin.kind !== 'personal') return words(OWN_CHAT_ONLY);
  const found = await placeFor(parts, turn, argument, 'AddPerson');
  if (!found.ok) return words(found.refusal);
  const directory = await parts.directory.read();
  if (!directory.ok) return words(refusalWords(directory.refusal, parts.region));
  const facts = await factsFor(parts, turn, found.value.municipality);
  return card(peopleCard(directory.value, facts, { words: found.value.rest }));
};

/** What a municipality needs on call. */
export const showSettings = async (parts: BotParts, turn: Turn, argument: string): Promise<Reply> => {
  const found = await placeFor(parts, turn, argument, 'SetNeeds');
  if (!found.ok) return words(found.refusal);
  const directory = await parts.directory.read();
  if (!directory.ok) return words(refusalWords(directory.refusal, parts.region));
  return card(needsCard(directory.value, await factsFor(parts, turn, found.value.municipality)));
};

/** Where somebody may give a command: named first, else that of the channel, else the only one. */
export const placeFor = async (
  parts: BotParts,
  turn: Turn,
  argument: string,
  type: DirectoryCommandType,
): Promise<Result<{ municipality: Municipality; rest: string }, string>> => {
  const { region, channels } = parts;
  const { actor, origin } = turn;
  const theirs = region.municipalities.filter((municipality) => mayAsk(actor, type, municipality));
  const written = `${argument.toLowerCase()} `;
  for (const municipality of theirs)
    for (const name of [municipality.name, municipality.id, municipality.code])
      if (written.startsWith(`${name.toLowerCase()} `))
        return accept({ municipality, rest: argument.slice(name.length).trim() });
  const link = origin.channel === undefined ? undefined : await channels.in(origin.channel);
  const [only, ...others] = theirs;
  const found =
    theirs.find(({ id }) => id === link?.municipality) ?? (others.length === 0 ? only : undefined);
  if (found) return accept({ municipality: found, rest: argument });
  if (!only) {
    await logRefusal(parts, turn, { code: 'notAllowed', command: type });
    return refuse(type === 'SetNeeds' ? NO_NEEDS : NO_PEOPLE);
  }
  return refuse(whichMunicipality(theirs.map(({ name }) => name)));
};
