import { type Actor, isSame, rolesIn, whoIs } from '../core/actor.ts';
import type { Person, RoleId } from '../core/region.ts';
import { localDate } from '../core/time.ts';
import type { RosterCommand } from '../roster/commands.ts';
import { isProven } from '../roster/cover.ts';
import { atMinuteOf, dayOf } from '../roster/local-days.ts';
import { dutiesIn } from '../roster/duty.ts';
import { may } from '../roster/permissions.ts';
import type { Gap, RosterState } from '../roster/state.ts';
import { outsideAll } from '../roster/stretches.ts';
import { choiceField } from './fields.ts';
import { type Form, NOTHING_CHOSEN } from './forms.ts';
import { swappableDuties, entriesOf } from './roster-entries.ts';
import { type RosterFacts, holdersOf, personKey } from './roster-facts.ts';
import { type Choices, betweenFields, introOf, list, saturdayService } from './roster-fields.ts';
import { HOW_OFTEN, UNPROVEN } from './roster-texts.nl.ts';
import { periodText } from './roster-words.ts';
import { roleName } from './texts.nl.ts';

const ROSTER_FORMS = ['roster-add', 'roster-absent', 'roster-swap', 'roster-remove', 'roster-fill'] as const;
export type RosterFormVerb = (typeof ROSTER_FORMS)[number];

export const isRosterForm = (verb: unknown): verb is RosterFormVerb =>
  ROSTER_FORMS.some((form) => form === verb);

/** Which gap a form fills; without one it asks which. `nth` tells apart the forms of one card. */
export interface FormAbout {
  gap?: string;
  nth?: number;
}

/** Who looks at which roster. */
interface Looking {
  roster: RosterState;
  viewer: Actor;
  facts: RosterFacts;
}

/** A form as it starts; undefined where the viewer may not send it or has nothing to choose from. */
export const rosterForm = (
  verb: RosterFormVerb,
  roster: RosterState,
  viewer: Actor,
  facts: RosterFacts,
  about: FormAbout = {},
): Form | undefined => {
  const looking = { roster, viewer, facts };
  switch (verb) {
    case 'roster-add':
      return addForm(looking);
    case 'roster-absent':
      return absentForm(looking);
    case 'roster-swap':
      return swapForm(looking);
    case 'roster-remove':
      return removeForm(looking);
    case 'roster-fill':
      return fillForm(looking, about);
    default:
      return verb satisfies never;
  }
};

/** Whom a permission is about does not depend on when. */
const ANY_PERIOD = { from: 0, to: 0 };

const mayGive = ({ roster, viewer, facts }: Looking, command: RosterCommand): boolean =>
  may(command, { actor: viewer, municipality: facts.municipality, state: roster });

const addForm = (looking: Looking): Form | undefined => {
  const { facts } = looking;
  const roles = [...new Set(facts.municipality.onCall)];
  const people = roles.flatMap((role) =>
    holdersOf([role], facts)
      .filter((person) =>
        mayGive(looking, {
          type: 'AddShift',
          person: whoIs(person),
          role,
          replaces: false,
          ...ANY_PERIOD,
        }),
      )
      .map((person) => ({
        title: `${person.name} · ${roleName(role)}`,
        value: `${personKey(person)}|${role}`,
      })),
  );
  if (people.length === 0) return undefined;
  const { from, to } = saturdayService(facts);
  return {
    title: 'Piket toevoegen',
    verb: 'roster-add',
    submit: 'Piket opslaan',
    ...introOf([people]),
    fields: [
      list('addPerson', 'person', 'Wie en in welke rol', people),
      ...betweenFields('add', from, to, facts),
      choiceField('addEvery', 'Hoe vaak', HOW_OFTEN, 'once', { name: 'every' }),
    ],
  };
};

const absentForm = (looking: Looking): Form | undefined => {
  const { viewer, facts } = looking;
  const { municipality, region, now } = facts;
  const people = region.people.filter(
    (person) =>
      rolesIn(person, municipality.id).length > 0 &&
      mayGive(looking, { type: 'MarkAbsent', person: whoIs(person), ...ANY_PERIOD }),
  );
  if (people.length === 0) return undefined;
  // Most people can only speak for themselves: then there is nothing to choose.
  const choices = people.map((person) => ({ title: person.name, value: personKey(person) }));
  const which = people.every((person) => isSame(person, viewer))
    ? []
    : [list('absentPerson', 'person', 'Wie is afwezig', choices)];
  const midnight = atMinuteOf(dayOf(localDate(now, region.timeZone)), 24 * 60, region.timeZone);
  return {
    title: 'Afwezig',
    verb: 'roster-absent',
    submit: 'Afwezigheid opslaan',
    ...introOf([choices], 'Wie afwezig is, heeft geen piket. De planner hoort het als er een gat ontstaat.'),
    fields: [...which, ...betweenFields('absent', now, midnight, facts)],
  };
};

const swapForm = (looking: Looking): Form | undefined => {
  const { roster, viewer, facts } = looking;
  const duties = swappableDuties(roster, facts).filter(({ role, from, to, person }) =>
    mayGive(looking, { type: 'AskSwap', role, from, to, of: person, with: person }),
  );
  const isOwn = duties.every(({ person }) => isSame(person, viewer));
  const roles = [...new Set(duties.map(({ role }) => role))];
  const others = holdersOf(roles, facts).filter((person) => !isOwn || !isSame(person, viewer));
  if (duties.length === 0 || others.length === 0) return undefined;
  const choices = duties.map(({ role, from, to, person }) => ({
    // The end of a line falls off a phone: the name says more than the role.
    title: `${periodText({ from, to }, facts)}${isOwn ? '' : ` · ${person.name}`} · ${roleName(role)}`,
    value: [role, from, to, personKey(person)].join('|'),
  }));
  const people = others.map((person) => personChoice(person, roles, looking));
  return {
    title: 'Ruilen',
    verb: 'roster-swap',
    submit: 'Ruil vragen',
    ...introOf(
      [choices, people],
      'De ander krijgt een bericht. Zonder akkoord blijft de dienst zoals hij is.',
    ),
    fields: [
      list('swapDuty', 'duty', 'Welke dienst', choices),
      list('swapWith', 'with', 'Wie neemt de dienst over', people),
    ],
  };
};

const removeForm = (looking: Looking): Form | undefined => {
  const entries = entriesOf(looking.roster, looking.facts).filter(({ id }) =>
    mayGive(looking, { type: 'RemoveEntry', entry: id }),
  );
  if (entries.length === 0) return undefined;
  const choices = entries.map(({ id, person, words }) => ({ title: `${words} · ${person.name}`, value: id }));
  const isAny = mayGive(looking, { type: 'RemoveEntry', entry: '' });
  return {
    title: isAny ? 'Verwijderen' : 'Afwezigheid intrekken',
    verb: 'roster-remove',
    submit: 'Van het rooster halen',
    ...introOf([choices]),
    fields: [list('removeEntry', 'duty', 'Wat moet er weg', choices)],
  };
};

const fillForm = (looking: Looking, { gap: id, nth }: FormAbout): Form | undefined => {
  const { roster, viewer, facts } = looking;
  const gaps = roster.gaps
    .filter((gap) => gap.to > facts.now && (id === undefined || gap.id === id))
    .map((gap) => ({ gap, able: ableToFill(looking, gap) }))
    .filter(({ able }) => able.length > 0);
  const able = [...new Set(gaps.flatMap((one) => one.able))];
  if (able.length === 0) return undefined;
  const roles = id === undefined ? [...new Set(gaps.map(({ gap }) => gap.role))] : [];
  const rank = (person: Person): number => {
    if (isSame(person, viewer)) return 0;
    return isProven(roster, person) ? 1 : 2;
  };
  const people = able
    .toSorted((one, other) => rank(one) - rank(other))
    .map((person) => personChoice(person, roles, looking));
  const choices = gaps.map(({ gap }) => ({
    title: `${periodText(gap, facts)} · ${roleName(gap.role)}`,
    value: gap.id,
  }));
  const who = list(`fillPerson${nth ?? ''}`, 'person', 'Wie heeft dan piket', people);
  const number = nth === undefined ? '' : ` (${nth + 1})`;
  const submit = {
    verb: 'roster-fill',
    submit: `Op het rooster zetten${number}`,
    ...introOf([people, choices]),
  };
  if (id === undefined)
    return { title: 'Gat vullen', ...submit, fields: [list('fillGap', 'duty', 'Welk gat', choices), who] };
  // Whoever reads it and can do it only has to confirm.
  const reader = able.some((person) => isSame(person, viewer)) ? personKey(viewer) : NOTHING_CHOSEN;
  return { title: `Ik vul dit${number}`, ...submit, fields: [{ ...who, value: reader }] };
};

/** Whom the viewer may put in a gap where that changes something: they are there, and not on the roster yet. */
const ableToFill = (looking: Looking, gap: Gap): readonly Person[] => {
  const { roster, facts } = looking;
  const away = [...dutiesIn(roster, gap.role, gap, facts.region.timeZone), ...roster.absences];
  return holdersOf([gap.role], facts).filter((person) => {
    const busy = away.filter((one) => isSame(one.person, person));
    return (
      outsideAll(gap, busy).length > 0 &&
      mayGive(looking, { type: 'FillGap', gap: gap.id, person: whoIs(person) })
    );
  });
};

const personChoice = (
  person: Person,
  roles: readonly RoleId[],
  { roster, facts }: Looking,
): Choices[number] => {
  const theirs = rolesIn(person, facts.municipality.id);
  const held = roles.filter((role) => theirs.includes(role)).map(roleName);
  const name = isProven(roster, person) ? person.name : `${person.name} (${UNPROVEN})`;
  return { title: [name, ...held].join(' · '), value: personKey(person) };
};
