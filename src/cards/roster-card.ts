import type { Actor } from '../core/actor.ts';
import { type Period, calendarOf, serviceBetween } from '../core/calendar.ts';
import type { RoleId } from '../core/region.ts';
import { rosteredAt } from '../roster/duty.ts';
import type { RosterState } from '../roster/state.ts';
import {
  type Element,
  type OutgoingCard,
  adaptiveCard,
  execute,
  heading,
  subheading,
  text,
  withRemark,
} from './element.ts';
import { type OnCallDay, comingDays, namedFor, roleLine } from './roster-days.ts';
import type { RosterFacts } from './roster-facts.ts';
import { fitted, formButton, testButton } from './roster-form-card.ts';
import { rosterForm } from './roster-forms.ts';
import { ROSTER_SUMMARY, UNPROVEN } from './roster-texts.nl.ts';
import { dayText, hoursText, periodText } from './roster-words.ts';
import { listed, roleName } from './texts.nl.ts';

/** With the way to the gaps and the test these are six, as many as Teams shows on a card. */
const FORMS = ['roster-add', 'roster-absent', 'roster-swap', 'roster-remove'] as const;

/** Who is on duty now and in the coming weekend, where nobody is, and what the viewer can do about it. */
export const rosterCard = (
  roster: RosterState,
  viewer: Actor,
  facts: RosterFacts,
  note?: string,
): OutgoingCard =>
  fitted((isInside) => {
    const card = adaptiveCard(rosterBody(roster, facts), [
      ...gapsButton(roster, viewer, facts),
      ...FORMS.flatMap((verb) => formButton(verb, roster, viewer, facts, isInside)),
      ...testButton(roster, viewer, facts),
    ]);
    return { card: note === undefined ? card : withRemark(card, note), summary: ROSTER_SUMMARY };
  });

const gapsButton = (roster: RosterState, viewer: Actor, facts: RosterFacts): readonly Element[] =>
  rosterForm('roster-fill', roster, viewer, facts)
    ? [execute('Gaten vullen', 'roster-show', { roster: roster.municipality, show: 'gaps' })]
    : [];

const rosterBody = (roster: RosterState, facts: RosterFacts): readonly Element[] => {
  const { municipality } = facts;
  const title = heading(`Piketrooster ${municipality.name}`);
  const roles = [...new Set(municipality.onCall)];
  if (roles.length === 0) return [title, text('In deze gemeente heeft niemand piket.')];
  const days = comingDays(facts).map((day) => ({
    day,
    lines: roles.map((role) => roleLine(roster, role, day.parts, facts)),
  }));
  const now = nowLines(roster, roles, facts);
  const lines = [...now, ...days.flatMap((one) => one.lines.map(({ words }) => words))];
  const last = days.at(-1)?.day.parts.at(-1);
  const gaps = days.flatMap((one) => one.lines.filter(({ isOpen }) => isOpen)).length;
  return [
    title,
    text(statusText(gaps, last, facts), { weight: 'Bolder', size: 'Medium' }),
    block('Nu', now),
    ...days.map((one) =>
      block(
        dayTitle(one.day, facts),
        one.lines.map(({ words }) => words),
      ),
    ),
    ...(lines.some((words) => words.includes(UNPROVEN))
      ? [text('Wie nog niet getest is, telt niet mee.')]
      : []),
    ...laterText(roster, last, facts).map((words) => text(words)),
  ];
};

const block = (title: string, lines: readonly string[]): Element => ({
  type: 'Container',
  separator: true,
  items: [subheading(title), ...lines.map((line) => text(line, { spacing: 'Small' }))],
});

const statusText = (gaps: number, last: Period | undefined, facts: RosterFacts): string => {
  if (!last) return 'Er komt geen weekend of feestdag met piket aan.';
  const until = `Tot en met ${dayText(last.to - 1, facts)}`;
  if (gaps === 0) return `✔ ${until} is het rooster rond.`;
  return `⚠ Het rooster is niet rond. ${until} ${gaps === 1 ? 'is er 1 gat' : `zijn er ${gaps} gaten`}.`;
};

/** On a workday everybody works; at night whoever is on duty is shown, and nobody is missed. */
const nowLines = (roster: RosterState, roles: readonly RoleId[], facts: RosterFacts): readonly string[] => {
  const { municipality, region, days, now } = facts;
  const moment = { from: now, to: now + 1 };
  const [service] = serviceBetween(moment, calendarOf(region, municipality, days));
  if (service && service.kind !== 'workday')
    return roles.map((role) => roleLine(roster, role, [moment], facts).words);
  const rostered = roles.flatMap((role) => {
    const names = rosteredAt(roster, role, now, region.timeZone).map((who) =>
      namedFor(role, who, roster, facts),
    );
    return names.length === 0 ? [] : [`${roleName(role)}: ${listed(names)}`];
  });
  return [service ? 'Gewone werkdag: iedereen is aan het werk.' : 'Buiten diensttijd.', ...rostered];
};

const dayTitle = ({ parts }: OnCallDay, facts: RosterFacts): string => {
  const [first] = parts;
  const hours = listed(parts.map((part) => hoursText(part, facts.region.timeZone)));
  const day = first ? dayText(first.from, facts) : '';
  return `${day} ${hours}${first?.kind === 'holiday' ? ' (feestdag)' : ''}`;
};

const laterText = (
  { gaps }: RosterState,
  last: Period | undefined,
  facts: RosterFacts,
): readonly string[] => {
  const later = gaps
    .filter(({ from }) => from >= (last?.to ?? facts.now))
    .toSorted((one, other) => one.from - other.from);
  const [first] = later;
  if (!first) return [];
  const when = `${periodText(first, facts)} · ${roleName(first.role)}`;
  return [
    `⚠ Daarna ${later.length === 1 ? 'is er 1 gat' : `zijn er ${later.length} gaten. Het eerste`}: ${when}`,
  ];
};
