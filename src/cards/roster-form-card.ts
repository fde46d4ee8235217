import type { Actor } from '../core/actor.ts';
import { may } from '../roster/permissions.ts';
import type { RosterState } from '../roster/state.ts';
import { formCard } from './case-actions.ts';
import {
  type Element,
  type OutgoingCard,
  execute,
  executeOnly,
  heading,
  showCard,
  withRemark,
} from './element.ts';
import type { Typed } from './fields.ts';
import type { RosterFacts } from './roster-facts.ts';
import { type FormAbout, type RosterFormVerb, rosterForm } from './roster-forms.ts';
import { ROSTER_SUMMARY } from './roster-texts.nl.ts';

/** A card that stays under this has room for a remark besides. */
const MOST_BYTES = 26 * 1024;

/** With its forms inside; where that is too much for one card, each form opens as a card of its own. */
export const fitted = (draw: (isInside: boolean) => OutgoingCard): OutgoingCard => {
  const whole = draw(true);
  return Buffer.byteLength(JSON.stringify(whole.card)) <= MOST_BYTES ? whole : draw(false);
};

/** The button of a form; none where there is no such form for the viewer. */
export const formButton = (
  verb: RosterFormVerb,
  roster: RosterState,
  viewer: Actor,
  facts: RosterFacts,
  isInside: boolean,
  about: FormAbout = {},
): readonly Element[] => {
  const form = rosterForm(verb, roster, viewer, facts, about);
  if (!form) return [];
  const data = { roster: roster.municipality, ...about };
  return isInside
    ? [showCard(form.title, formCard(form, data))]
    : [execute(form.title, 'roster-show', { ...data, show: verb })];
};

/** Sends everybody on the roster a test message. */
export const testButton = (
  state: RosterState,
  actor: Actor,
  { municipality }: RosterFacts,
): readonly Element[] =>
  may({ type: 'TestReach' }, { actor, municipality, state })
    ? [execute('Bereikbaarheid testen', 'roster-test', { roster: state.municipality })]
    : [];

/** The way to the roster. */
export const showRoster = (roster: RosterState): Element =>
  execute('Toon het rooster', 'roster-show', { roster: roster.municipality });

/** A form as a card of its own: opened from a card that is full, or again with what was typed. */
export const rosterFormCard = (
  verb: RosterFormVerb,
  roster: RosterState,
  viewer: Actor,
  facts: RosterFacts,
  about: FormAbout,
  again?: { typed: Typed; note: string },
): OutgoingCard | undefined => {
  const form = rosterForm(verb, roster, viewer, facts, about);
  if (!form) return undefined;
  const back = executeOnly('Terug', 'roster-show', {
    roster: roster.municipality,
    ...(verb === 'roster-fill' && { show: 'gaps' }),
  });
  const made = formCard(form, { roster: roster.municipality, ...about }, again?.typed, [back]);
  const title = heading(`${form.title} · ${facts.municipality.name}`);
  const card = { ...made, body: [title, ...made.body] };
  return { card: again ? withRemark(card, again.note) : card, summary: ROSTER_SUMMARY };
};
