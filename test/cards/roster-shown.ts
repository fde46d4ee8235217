/** Every card of the roster, in many situations, by name. */
import type { OutgoingCard } from '../../src/cards/element.ts';
import { rosterCard } from '../../src/cards/roster-card.ts';
import { personKey } from '../../src/cards/roster-facts.ts';
import { rosterFormCard } from '../../src/cards/roster-form-card.ts';
import { type RosterFormVerb, rosterForm } from '../../src/cards/roster-forms.ts';
import { gapsCard } from '../../src/cards/roster-gaps-card.ts';
import type { HandOverFacts } from '../../src/cards/roster-hand-over-card.ts';
import { importCard } from '../../src/cards/roster-import-card.ts';
import { provenCard, rosterMessageCard } from '../../src/cards/roster-message-card.ts';
import { reachCard } from '../../src/cards/roster-reach-card.ts';
import { rosterReply } from '../../src/cards/roster-reply.ts';
import type { RosterVerb } from '../../src/cards/roster-parse.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Person } from '../../src/core/region.ts';
import { HOUR } from '../../src/core/time.ts';
import type { RosterMessage } from '../../src/roster/messages.ts';
import { ROSTER_PROBLEMS, type RosterRefusal } from '../../src/roster/refusals.ts';
import { GAP_LEVELS, type RosterState } from '../../src/roster/state.ts';
import { period, rosterOf } from '../roster/rosters.ts';
import { LONG_PERSON, YOUTH_WORKER } from './regions.ts';
import { ON_CALL, PLANNER_PERSON, factsAt } from './roster-given.ts';
import { CROWDED, LONG, PLAIN, type Situation, random } from './roster-situations.ts';
import { type Shown, openCases } from './shown-cards.ts';

const SATURDAY = period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');

const FORMS: readonly RosterFormVerb[] = [
  'roster-add',
  'roster-absent',
  'roster-swap',
  'roster-remove',
  'roster-fill',
];

const message = (to: Person): Pick<RosterMessage, 'id' | 'tries' | 'nextTryAt' | 'to' | 'route'> => ({
  id: 0,
  tries: 0,
  nextTryAt: 0,
  to: whoIs(to),
  route: 'personal',
});

/** Everything somebody may be told of a roster. */
export const messagesOf = (roster: RosterState, to: Person, now: number): readonly RosterMessage[] => {
  const sent = message(to);
  const ids = roster.gaps.map(({ id }) => id);
  const comes = ON_CALL.map((role) => ({ person: whoIs(to), role, from: now, to: now + 8 * HOUR }));
  const goes = comes.map((one) => ({ ...one, from: now - 8 * HOUR, to: now }));
  const patterns = roster.patterns.slice(0, 1);
  return [
    ...GAP_LEVELS.map((level) => ({ ...sent, kind: 'gaps' as const, level, gaps: ids })),
    ...[0, 1, 2, 4].map((count) => ({
      ...sent,
      kind: 'gaps' as const,
      level: 'planner' as const,
      gaps: ids.slice(0, count),
    })),
    {
      ...sent,
      kind: 'rostered',
      by: whoIs(PLANNER_PERSON),
      changes: [
        { what: 'on', role: 'amw', from: now, to: now + HOUR },
        { what: 'off', role: 'amw', from: now, to: now + 30 * HOUR },
        ...patterns.flatMap((one) =>
          (['patternOn', 'patternOff'] as const).map((what) => ({ what, pattern: one })),
        ),
      ],
    },
    ...[...roster.swaps.map(({ id }) => id), 'gone'].flatMap((id) => [
      { ...sent, kind: 'swapAsked' as const, swap: id },
      { ...sent, kind: 'swapAnswered' as const, swap: id },
    ]),
    { ...sent, kind: 'reachTest' },
    { ...sent, kind: 'handOver', comes, goes: [] },
    { ...sent, kind: 'handOver', comes: [], goes },
    { ...sent, kind: 'handOver', comes: comes.slice(0, 1), goes: goes.slice(1) },
  ];
};

const VERBS: readonly RosterVerb[] = [
  'roster-add',
  'roster-absent',
  'roster-swap',
  'roster-remove',
  'roster-test',
  'roster-fill',
  'swap-answer',
  'reach-prove',
  'roster-show',
];

const somebody = whoIs(LONG_PERSON);

export const REFUSALS: readonly RosterRefusal[] = [
  { code: 'notAllowed', command: 'AddShift' },
  { code: 'invalid', problems: [{ field: 'to', problem: 'endsTooEarly' }] },
  { code: 'notTheirRole', person: somebody, role: 'jeugd-mw' },
  { code: 'absent', person: somebody },
  { code: 'alreadyThere', person: somebody },
  { code: 'entryGone' },
  { code: 'notTheirDuty', person: somebody },
  { code: 'swapGone' },
  { code: 'swapNotYours' },
  { code: 'swapAnswered', accepted: true },
  { code: 'swapAnswered', accepted: false },
  { code: 'gapGone' },
  { code: 'tooManyShifts', most: 3_000 },
  { code: 'nobodyOnRoster' },
  { code: 'notAsked' },
];

const shown = (name: string, { card, summary }: OutgoingCard): Shown => ({ name, card, summary });

const formsAgain = ({ roster, facts }: Situation, viewer: Person): readonly Shown[] =>
  FORMS.flatMap((verb) => {
    const form = rosterForm(verb, roster, viewer, facts);
    if (!form) return [];
    return ROSTER_PROBLEMS.flatMap((problem) => {
      const values = Object.fromEntries(form.fields.map(({ id, value }) => [id, value]));
      const problems = form.fields.map(({ name }) => ({ field: name, problem }));
      const note = 'Nog niet opgeslagen. Kijk bij de velden met een ⚠.';
      const card = rosterFormCard(verb, roster, viewer, facts, {}, { typed: { values, problems }, note });
      return card ? [shown(`${verb} again, ${problem}`, card)] : [];
    });
  });

const replies = ({ roster, facts }: Situation, viewer: Person): readonly Shown[] =>
  VERBS.flatMap((verb) => {
    const [gap] = roster.gaps;
    const data = {
      roster: roster.municipality,
      verb,
      ...(gap && { gap: gap.id }),
      fillPerson: personKey(viewer),
      swap: roster.swaps[0]?.id ?? 'gone',
    };
    const asked = { verb, data, roster, viewer, facts };
    return [
      shown(`${verb} done`, rosterReply(asked)),
      ...REFUSALS.map((refusal, index) =>
        shown(`${verb} refused ${index} ${refusal.code}`, rosterReply(asked, refusal)),
      ),
      ...[...FORMS, 'gaps'].map((show) =>
        shown(`${verb} showing ${show}`, rosterReply({ ...asked, data: { ...data, show } })),
      ),
    ];
  });

const ofViewer = (one: Situation, viewer: Person): readonly Shown[] => {
  const { roster, facts } = one;
  const casesIn = (count: number): HandOverFacts => ({
    ...facts,
    openCases: openCases(facts.region, viewer, count),
  });
  return [
    shown('roster', rosterCard(roster, viewer, facts)),
    shown('gaps', gapsCard(roster.gaps, whoIs(viewer), roster, facts)),
    ...messagesOf(roster, viewer, facts.now).flatMap((sent, index) =>
      (sent.kind === 'handOver' ? [0, 40] : [0]).map((count) =>
        shown(
          `message ${index} ${sent.kind}, ${count} cases`,
          rosterMessageCard(sent, roster, casesIn(count)),
        ),
      ),
    ),
  ].map((card) => ({ ...card, name: `${viewer.name} sees ${card.name}` }));
};

const named = (one: Situation, cards: readonly Shown[]): readonly Shown[] =>
  cards.map((card) => ({ ...card, name: `${one.name}: ${card.name}` }));

const ofSituation = (one: Situation): readonly Shown[] => [
  shown('reach', reachCard(one.roster, one.facts)),
  ...one.viewers.flatMap((viewer) => ofViewer(one, viewer)),
];

/** Where every button there is can be pressed, and is refused for every reason. */
const pressedIn = (one: Situation): readonly Shown[] =>
  [PLANNER_PERSON, YOUTH_WORKER].flatMap((viewer) =>
    [...formsAgain(one, viewer), ...replies(one, viewer)].map((card) => ({
      ...card,
      name: `${viewer.name}, ${card.name}`,
    })),
  );

const imported = (): readonly Shown[] =>
  [0, 1, 20, 2000].flatMap((count) => {
    const unmatched = Array.from({ length: count }, (_, index) => ({
      what: `[Piket](https://example.invalid) *${LONG_PERSON.name}* \${x}\n${index}`,
      words: 'Deze naam staat niet in het bestand met mensen. Zet de naam in de titel.'.repeat(3),
      ...(index % 2 === 0 && { when: SATURDAY }),
    }));
    return [0, 1, 7].map((past) =>
      shown(
        `import of ${count} unmatched, ${past} past`,
        importCard({ added: count, removed: past, unmatched, past }, factsAt()),
      ),
    );
  });

let kept: readonly Shown[] | undefined;

const drawn = (): readonly Shown[] => [
  ...[...PLAIN, ...LONG, ...CROWDED, ...random()].flatMap((one) => named(one, ofSituation(one))),
  ...PLAIN.filter(({ name }) => name === 'one of everything, Thursday').flatMap((one) =>
    named(one, pressedIn(one)),
  ),
  ...[...LONG, ...CROWDED].flatMap((one) => named(one, formsAgain(one, PLANNER_PERSON))),
  ...imported(),
  shown('proven', provenCard(rosterOf())),
];

/** Every card of the roster in every situation. */
export const everyRosterCard = (): readonly Shown[] => (kept ??= drawn());
