import { UNKNOWN_MUNICIPALITY, whichMunicipality } from '../cards/help-text.ts';
import type { Submission } from '../cards/parse.ts';
import { rosterCard } from '../cards/roster-card.ts';
import { type RosterFacts, rosterIn } from '../cards/roster-facts.ts';
import { parseRosterSubmission, type RosterVerb } from '../cards/roster-parse.ts';
import { rosterReply } from '../cards/roster-reply.ts';
import { rolesIn } from '../core/actor.ts';
import type { Municipality } from '../core/region.ts';
import { type Result, accept, refuse } from '../core/result.ts';
import type { RosterCommand } from '../roster/commands.ts';
import { rosterIdOf } from '../roster/document.ts';
import type { RosterRefusal } from '../roster/refusals.ts';
import { logRefusal } from './refused.ts';
import { type Reply, card, words } from './reply.ts';
import type { BotParts, Turn } from './turn.ts';

/** A pressed button of a roster: the command behind it, and the card as it stands afterwards for whoever pressed. */
export const onRosterButton = async (
  parts: BotParts,
  turn: Turn,
  verb: RosterVerb,
  data: Submission,
): Promise<Reply> => {
  const { rosters, region } = parts;
  const { actor } = turn;
  const municipality = rosterIn(data, region);
  if (!municipality || rolesIn(actor, municipality.id).length === 0) return words(UNKNOWN_MUNICIPALITY);
  const facts = factsFor(parts, municipality);
  const before = await rosters.of(municipality.id);
  const pressed = { verb, data, viewer: actor, facts };
  if (verb === 'roster-show') return card(rosterReply({ ...pressed, roster: before }));
  const command = parseRosterSubmission(verb, data, facts, before, actor);
  const refused = command.ok ? await carryOut(parts, turn, municipality, command.value) : command.refusal;
  const roster = await rosters.of(municipality.id);
  return card(rosterReply({ ...pressed, roster }, refused));
};

/** Carries a command out; answers why not when it changed nothing. */
const carryOut = async (
  parts: BotParts,
  turn: Turn,
  municipality: Municipality,
  command: RosterCommand,
): Promise<RosterRefusal | undefined> => {
  const { rosters } = parts;
  const { actor, activity } = turn;
  // Whoever is away, or within reach, is so everywhere.
  const answer =
    command.type === 'MarkAbsent' || command.type === 'ProveReach'
      ? await rosters.runEverywhere(command, actor, { activity })
      : await rosters.run(municipality.id, command, actor, { activity });
  if (answer.ok) return undefined;
  await logRefusal(parts, turn, answer.refusal, rosterIdOf(municipality.id));
  return answer.refusal;
};

export const factsFor = ({ region, days, clock }: BotParts, municipality: Municipality): RosterFacts => ({
  region,
  municipality,
  days,
  now: clock(),
});

/** Who is on duty now and the coming weekend. */
export const showRoster = async (parts: BotParts, turn: Turn, argument: string): Promise<Reply> => {
  const found = await municipalityFor(parts, turn, argument);
  if (!found.ok) return words(found.refusal);
  const roster = await parts.rosters.of(found.value.id);
  return card(rosterCard(roster, turn.actor, factsFor(parts, found.value)));
};

/** Sends everybody on a roster a test message. */
export const testReach = async (parts: BotParts, turn: Turn, argument: string): Promise<Reply> => {
  const found = await municipalityFor(parts, turn, argument);
  if (!found.ok) return words(found.refusal);
  return onRosterButton(parts, turn, 'roster-test', { roster: found.value.id });
};

/** The municipality that is named, that of the channel, or the only one of the person; else which to choose from. */
export const municipalityFor = async (
  { region, channels }: BotParts,
  { actor, origin }: Turn,
  argument: string,
): Promise<Result<Municipality, string>> => {
  const theirs = region.municipalities.filter(({ id }) => rolesIn(actor, id).length > 0);
  const wanted = argument.toLowerCase();
  const link = origin.channel === undefined ? undefined : await channels.in(origin.channel);
  const named = theirs.find(({ id, name, code }) =>
    wanted === ''
      ? id === link?.municipality
      : [id, name, code].some((known) => known.toLowerCase() === wanted),
  );
  const [only, ...others] = theirs;
  if (named) return accept(named);
  if (wanted === '' && only && others.length === 0) return accept(only);
  return refuse(whichMunicipality(theirs.map(({ name }) => name)));
};
