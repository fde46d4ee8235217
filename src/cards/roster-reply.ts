import { type Actor, whoIs } from '../core/actor.ts';
import { isProven } from '../roster/cover.ts';
import { may } from '../roster/permissions.ts';
import type { RosterRefusal } from '../roster/refusals.ts';
import type { RosterState } from '../roster/state.ts';
import { type OutgoingCard, withRemark } from './element.ts';
import type { Submission } from './parse.ts';
import { rosterCard } from './roster-card.ts';
import type { RosterFacts } from './roster-facts.ts';
import { rosterFormCard } from './roster-form-card.ts';
import { type FormAbout, isRosterForm } from './roster-forms.ts';
import { gapsCard, gapsLeft } from './roster-gaps-card.ts';
import { provenCard, reachTestCard } from './roster-message-card.ts';
import { type RosterVerb, parseRosterSubmission } from './roster-parse.ts';
import { reachCard } from './roster-reach-card.ts';
import { rosterRefusalText } from './roster-refusal-text.ts';
import { swapCard } from './roster-swap-card.ts';

/** A pressed button, and the roster as it is afterwards. */
interface Pressed {
  verb: RosterVerb;
  data: Submission;
  roster: RosterState;
  /** Whoever pressed. */
  viewer: Actor;
  facts: RosterFacts;
}

/** What a card turns into for whoever pressed one of its buttons: as things are now, with a refusal as a remark on top. */
export const rosterReply = (pressed: Pressed, refusal?: RosterRefusal): OutgoingCard => {
  if (!refusal) return replyTo(pressed, undefined);
  const note = rosterRefusalText(refusal, pressed.facts);
  return formAgain(pressed, refusal, note) ?? replyTo(pressed, note);
};

/** What was done, where the card itself does not show it. */
const DONE: Readonly<Record<'roster-add' | 'roster-absent' | 'roster-swap' | 'roster-remove', string>> = {
  'roster-add': 'Opgeslagen.',
  'roster-absent': 'Opgeslagen.',
  'roster-swap': 'De vraag is verstuurd. Zonder akkoord blijft de dienst zoals hij is.',
  'roster-remove': 'Van het rooster gehaald.',
};

const replyTo = (pressed: Pressed, refused: string | undefined): OutgoingCard => {
  const { verb, data, roster, viewer, facts } = pressed;
  switch (verb) {
    case 'roster-show':
      return shown(pressed);
    case 'roster-add':
    case 'roster-absent':
    case 'roster-swap':
    case 'roster-remove':
      return rosterCard(roster, viewer, facts, refused ?? DONE[verb]);
    case 'roster-test':
      return refused === undefined
        ? reachCard(roster, facts, 'De test is verstuurd. Kijk straks opnieuw.')
        : rosterCard(roster, viewer, facts, refused);
    case 'roster-fill':
      return allGaps(pressed, refused ?? filledText(pressed));
    case 'swap-answer':
      return swapCard(String(data.swap), whoIs(viewer), roster, facts, refused);
    case 'reach-prove':
      return refused === undefined ? provenCard(roster) : remarked(reachTestCard(roster), refused);
    default:
      return verb satisfies never;
  }
};

const remarked = ({ card, summary }: OutgoingCard, note: string): OutgoingCard => ({
  card: withRemark(card, note),
  summary,
});

const shown = (pressed: Pressed): OutgoingCard => {
  const { data, roster, viewer, facts } = pressed;
  const { show } = data;
  if (show === 'gaps') return allGaps(pressed);
  if (show === 'reach' && mayTest(pressed)) return reachCard(roster, facts);
  const form = isRosterForm(show) ? rosterFormCard(show, roster, viewer, facts, aboutOf(data)) : undefined;
  return form ?? rosterCard(roster, viewer, facts);
};

/** Whoever may send the test may see who answered it. */
const mayTest = ({ roster, viewer, facts: { municipality } }: Pressed): boolean =>
  may({ type: 'TestReach' }, { actor: viewer, municipality, state: roster });

/** Every gap there is: one that was filled may have left a piece, and whoever fills one can go on with the next. */
const allGaps = ({ roster, viewer, facts }: Pressed, note?: string): OutgoingCard => {
  const ids = roster.gaps.map((gap) => gap.id);
  return gapsCard(
    gapsLeft(ids, roster, facts),
    whoIs(viewer),
    roster,
    facts,
    note === undefined ? {} : { note },
  );
};

const filledText = ({ data, roster, viewer, facts }: Pressed): string => {
  const command = parseRosterSubmission('roster-fill', data, facts, roster, viewer);
  if (!command.ok || command.value.type !== 'FillGap') return 'Opgeslagen.';
  const { person } = command.value;
  return isProven(roster, person)
    ? `✔ ${person.name} staat nu op het rooster.`
    : `${person.name} staat nu op het rooster, maar is nog niet getest. Tot dan blijft het een gat.`;
};

const aboutOf = ({ gap, nth }: Submission): FormAbout => ({
  ...(typeof gap === 'string' && { gap }),
  ...(typeof nth === 'number' && { nth }),
});

/** With everything that was typed, where another answer helps. */
const formAgain = (
  { verb, data, roster, viewer, facts }: Pressed,
  refusal: RosterRefusal,
  note: string,
): OutgoingCard | undefined => {
  if (!isRosterForm(verb) || !ANOTHER_ANSWER.includes(refusal.code)) return undefined;
  const found = refusal.code === 'invalid' ? refusal.problems : [];
  const problems = found.map(({ field, problem }) => ({ field: SHOWN_AT[field] ?? field, problem }));
  const typed = { values: data, problems };
  return rosterFormCard(verb, roster, viewer, facts, aboutOf(data), { typed, note });
};

const ANOTHER_ANSWER: readonly RosterRefusal['code'][] = ['invalid', 'notTheirRole', 'absent'];

/** What a form asks in one field together with another. */
const SHOWN_AT: Readonly<Record<string, string>> = { role: 'person', until: 'every' };
