import { type Actor, type Who, personOf } from '../core/actor.ts';
import { dutiesIn } from '../roster/duty.ts';
import type { Gap, GapLevel, RosterState } from '../roster/state.ts';
import {
  type Element,
  type OutgoingCard,
  adaptiveCard,
  heading,
  subheading,
  text,
  withRemark,
} from './element.ts';
import { namedFor } from './roster-days.ts';
import { type RosterFacts, eachOnce, holdersOf } from './roster-facts.ts';
import { fitted, formButton, showRoster, testButton } from './roster-form-card.ts';
import type { FormAbout } from './roster-forms.ts';
import { ROSTER_SUMMARY, UNPROVEN, WHY_TOLD } from './roster-texts.nl.ts';
import { periodText } from './roster-words.ts';
import { listed, roleName } from './texts.nl.ts';

/** Up to here each gap has a form of its own, right under it. */
const MOST_FORMS = 4;

/** More would not be read on a phone. */
const MOST_GAPS = 15;

/** The gaps that are left of those a message is about. */
export const gapsLeft = (
  ids: readonly string[],
  { gaps }: RosterState,
  { now }: RosterFacts,
): readonly Gap[] =>
  gaps.filter(({ id, to }) => to > now && ids.includes(id)).toSorted((one, other) => one.from - other.from);

/** What one gap, or all of them, is drawn from. */
interface Drawn {
  roster: RosterState;
  facts: RosterFacts;
  /** Undefined for whoever left the region file: they can do nothing about it. */
  viewer: Actor | undefined;
  isInside: boolean;
}

/** Gaps in the roster, and for whoever may fill them the way to do so. */
export const gapsCard = (
  gaps: readonly Gap[],
  reader: Who,
  roster: RosterState,
  facts: RosterFacts,
  more: { level?: GapLevel; note?: string } = {},
): OutgoingCard =>
  fitted((isInside) => {
    const drawn = { roster, facts, viewer: personOf(facts.region, reader), isInside };
    const card = adaptiveCard([
      heading(titleOf(gaps.length, more.note !== undefined, facts)),
      ...(gaps.length === 0 ? [] : [text(whatIsWrong(gaps.length, more.level))]),
      ...(gaps.length <= MOST_FORMS
        ? gaps.map((gap, nth) => block(gap, gaps.length > 1 ? { gap: gap.id, nth } : { gap: gap.id }, drawn))
        : together(gaps, drawn)),
      { type: 'ActionSet', actions: [...testFor(gaps, drawn), showRoster(roster)] },
    ]);
    return { card: more.note === undefined ? card : withRemark(card, more.note), summary: ROSTER_SUMMARY };
  });

const titleOf = (count: number, isLeft: boolean, { municipality: { name } }: RosterFacts): string => {
  if (count === 0) return `✔ Geen gat in het piketrooster van ${name}`;
  const gaps = count === 1 ? '1 gat' : `${count} gaten`;
  if (isLeft) return `⚠ Nog ${gaps} in het piketrooster van ${name}`;
  return `⚠ ${count === 1 ? 'Gat' : gaps} in het piketrooster van ${name}`;
};

const whatIsWrong = (count: number, level: GapLevel = 'planner'): string =>
  `${count === 1 ? 'Dan' : 'Op deze momenten'} kunnen we op niemand rekenen. ${WHY_TOLD[level]}`;

/** One gap with its own form right under it. */
const block = (gap: Gap, about: FormAbout & { gap: string }, drawn: Drawn): Element => {
  const { roster, facts, viewer, isInside } = drawn;
  const actions = viewer ? formButton('roster-fill', roster, viewer, facts, isInside, about) : [];
  const number = about.nth === undefined ? '' : `(${about.nth + 1}) `;
  return {
    type: 'Container',
    separator: true,
    items: [
      subheading(`${number}${gapText(gap, facts)}`),
      ...whyOpen(gap, drawn).map((words) => text(words, { spacing: 'Small' })),
      ...(actions.length > 0 ? [{ type: 'ActionSet', actions }] : []),
    ],
  };
};

/** Where somebody stands who only has to answer a test message. */
const testFor = (gaps: readonly Gap[], drawn: Drawn): readonly Element[] => {
  const { roster, viewer, facts } = drawn;
  const isWaiting = gaps.some((gap) => namesIn(gap, drawn).some((name) => name.includes(UNPROVEN)));
  return viewer && isWaiting ? testButton(roster, viewer, facts) : [];
};

/** Many gaps: a list, and one form that asks which. */
const together = (gaps: readonly Gap[], { roster, facts, viewer, isInside }: Drawn): readonly Element[] => {
  const actions = viewer ? formButton('roster-fill', roster, viewer, facts, isInside) : [];
  const more = gaps.length - MOST_GAPS;
  return [
    ...gaps.slice(0, MOST_GAPS).map((gap) => text(gapText(gap, facts), { spacing: 'Small' })),
    ...(more > 0 ? [text(`En nog ${more}.`)] : []),
    ...(actions.length > 0 ? [{ type: 'ActionSet', actions }] : []),
  ];
};

const gapText = (gap: Gap, facts: RosterFacts): string => `${periodText(gap, facts)} · ${roleName(gap.role)}`;

/** Somebody may stand there who is no cover; and where nobody holds the role, nobody can be chosen. */
const whyOpen = (gap: Gap, drawn: Drawn): readonly string[] => {
  const there = namesIn(gap, drawn);
  return [
    ...(there.length > 0 ? [`Wel op het rooster: ${listed(there)}.`] : []),
    ...(there.some((name) => name.includes(UNPROVEN))
      ? ['Een antwoord op het testbericht vult dit gat.']
      : []),
    ...(holdersOf([gap.role], drawn.facts).length === 0 ? ['In deze gemeente heeft niemand deze rol.'] : []),
  ];
};

/** Whoever is on the roster in a gap, with why they are no cover. */
const namesIn = ({ role, from, to }: Gap, { roster, facts }: Drawn): readonly string[] =>
  eachOnce(dutiesIn(roster, role, { from, to }, facts.region.timeZone).map(({ person }) => person)).map(
    (who) => namedFor(role, who, roster, facts),
  );
