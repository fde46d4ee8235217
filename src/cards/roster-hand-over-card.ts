import type { CaseDocument } from '../case/document.ts';
import { type FollowedCase, isFollowed, visitDeadline } from '../case/state.ts';
import { type Who, isSame } from '../core/actor.ts';
import { DAY, inWords } from '../core/time.ts';
import { dutiesIn } from '../roster/duty.ts';
import type { HandOver } from '../roster/events.ts';
import type { RosterMessageOf } from '../roster/messages.ts';
import type { RosterState } from '../roster/state.ts';
import { deadlineText, isInDanger, needed } from './case-card.ts';
import {
  type Element,
  type OutgoingCard,
  adaptiveCard,
  alarm,
  execute,
  heading,
  subheading,
  text,
} from './element.ts';
import type { RosterFacts } from './roster-facts.ts';
import { showRoster } from './roster-form-card.ts';
import { ROSTER_SUMMARY } from './roster-texts.nl.ts';
import { momentText } from './roster-words.ts';
import { listed, roleName } from './texts.nl.ts';

/** More would not be read on a phone. */
const MOST_CASES = 12;

/** Beside the way to the roster. */
const MOST_BUTTONS = 4;

/** How far ahead somebody who takes over is looked for. */
const SOON = 7 * DAY;

export interface HandOverFacts extends RosterFacts {
  openCases: readonly CaseDocument[];
}

interface OpenCase {
  id: string;
  state: FollowedCase;
}

/** Tells whoever comes on duty what is open, and whoever goes off who takes over and what they still hold. */
export const handOverCard = (
  { to, comes, goes }: Pick<RosterMessageOf<'handOver'>, 'to' | 'comes' | 'goes'>,
  roster: RosterState,
  facts: HandOverFacts,
): OutgoingCard => {
  const open = openCases(facts);
  const shown = comes.length > 0 ? open : open.filter(({ state }) => holdsPlace(state, to));
  const title = comes.length > 0 ? 'Uw piketdienst begint' : 'Uw piketdienst is voorbij';
  return {
    card: adaptiveCard(
      [
        heading(`${title} · ${facts.municipality.name}`),
        ...comes.map((duty) =>
          text(`${roleName(duty.role)}: tot ${momentText(duty.to, facts)}`, { weight: 'Bolder' }),
        ),
        ...goes.map((duty) => text(goesText(duty, comes.length > 0, roster, facts))),
        text(countText(shown.length, comes.length > 0), { weight: 'Bolder' }),
        ...shown.slice(0, MOST_CASES).map(({ state }) => row(state, to, facts)),
        ...(shown.length > MOST_CASES ? [text(`En nog ${shown.length - MOST_CASES}. Typ "casussen".`)] : []),
      ],
      [
        ...shown
          .slice(0, MOST_BUTTONS)
          .map(({ id, state }) => execute(`Toon ${state.number}`, 'show', { case: id })),
        showRoster(roster),
      ],
    ),
    summary: ROSTER_SUMMARY,
  };
};

/** Households that were not seen first, the nearest deadline on top. */
const openCases = ({ openCases: documents, municipality }: HandOverFacts): readonly OpenCase[] =>
  documents
    .flatMap(({ id, state }) =>
      isFollowed(state) && state.step !== 'closed' && state.announcement.municipality === municipality.id
        ? [{ id, state }]
        : [],
    )
    .toSorted((one, other) => urgency(one.state) - urgency(other.state));

const urgency = (state: FollowedCase): number =>
  state.step === 'visited' ? Number.MAX_SAFE_INTEGER : visitDeadline(state);

const holdsPlace = ({ slots }: FollowedCase, who: Who): boolean =>
  slots.some(({ claim }) => claim && isSame(claim.by, who));

const countText = (count: number, isComing: boolean): string => {
  if (isComing) return count === 0 ? 'Er zijn geen open casussen.' : `Open casussen: ${count}`;
  return count === 0
    ? 'U heeft geen plek in een open casus.'
    : `U heeft nog een plek in ${count === 1 ? '1 casus' : `${count} casussen`}. Kunt u niet meer? Druk in de casus op "Ik kan toch niet".`;
};

/** Nameless: the number, the deadline and what is needed now. */
const row = (state: FollowedCase, reader: Who, { region, now }: RosterFacts): Element => ({
  type: 'Container',
  separator: true,
  items: [
    subheading(`${state.number} · ${deadlineText(state, region.timeZone, now)}`),
    ...(isInDanger(state) ? [alarm('⚠ DIRECT GEVAAR')] : []),
    ...(holdsPlace(state, reader) ? [text('✔ U gaat mee in deze casus.', { spacing: 'Small' })] : []),
    ...needed(state, region.timeZone, now).map((what) => text(`▶ ${what}`, { spacing: 'Small' })),
  ],
});

const goesText = (
  { role, person, to }: HandOver,
  isAlsoComing: boolean,
  roster: RosterState,
  facts: RosterFacts,
): string => {
  const over = isAlsoComing ? `Uw dienst is voorbij: ${roleName(role)}.` : `${roleName(role)}.`;
  return `${over} ${afterText(role, person, to, roster, facts)}`;
};

/** Who takes over, now or later. */
const afterText = (
  role: string,
  person: Who,
  from: number,
  roster: RosterState,
  facts: RosterFacts,
): string => {
  const next = dutiesIn(roster, role, { from, to: from + SOON }, facts.region.timeZone);
  const [first] = next;
  if (!first) return 'Er staat niemand na u op het rooster.';
  const atOnce = first.from === from;
  const people = next.filter((duty) => duty.from === first.from).map((duty) => duty.person);
  if (people.every((who) => isSame(who, person)))
    return `Uw volgende dienst begint ${inWords(first.from, facts.region.timeZone)}.`;
  const names = listed(people.map(({ name }) => name));
  return atOnce
    ? `${names} ${people.length === 1 ? 'neemt' : 'nemen'} het over.`
    : `Daarna: ${names}, vanaf ${inWords(first.from, facts.region.timeZone)}.`;
};
