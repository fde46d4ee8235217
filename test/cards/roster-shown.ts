/** Every card of the roster, in many situations, by name. */
import fc from 'fast-check';
import type { OutgoingCard } from '../../src/cards/element.ts';
import { rosterCard } from '../../src/cards/roster-card.ts';
import { type RosterFacts, personKey } from '../../src/cards/roster-facts.ts';
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
import { rosterRegion } from '../roster/people.ts';
import { courses } from '../roster/random-rosters.ts';
import {
  absence,
  override,
  pattern,
  period,
  proven,
  rosterOf,
  unansweredSwap,
  unproven,
  swap,
  declinedSwap,
} from '../roster/rosters.ts';
import { ADULT_WORKER, LONG_PERSON, SAFE_HOME_WORKER, YOUTH_WORKER } from './regions.ts';
import {
  LONG_REGION,
  ON_CALL,
  PLANNER_PERSON,
  SECOND_YOUTH_WORKER,
  THURSDAY,
  VIEWERS,
  checked,
  duty,
  factsAt,
} from './roster-given.ts';
import { type Shown, openCases } from './shown-cards.ts';

interface Situation {
  name: string;
  roster: RosterState;
  facts: RosterFacts;
  viewers: readonly Person[];
}

const SATURDAY = period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');
const SUNDAY = period('2026-11-29T10:00+01:00', '2026-11-29T18:00+01:00');

const ROSTERS: Readonly<Record<string, readonly Partial<RosterState>[]>> = {
  nothing: [],
  'three on Saturday': [
    duty(SAFE_HOME_WORKER, 'veilig-thuis', SATURDAY),
    duty(YOUTH_WORKER, 'jeugd-mw', SATURDAY),
    duty(ADULT_WORKER, 'amw', SATURDAY),
    proven(SAFE_HOME_WORKER, YOUTH_WORKER, ADULT_WORKER),
  ],
  'one of everything': [
    duty(SAFE_HOME_WORKER, 'veilig-thuis', SATURDAY),
    pattern(YOUTH_WORKER, '2026-11-01', { role: 'jeugd-mw', from: 22 * 60, to: 32 * 60, every: 2 }),
    pattern(ADULT_WORKER, '2026-11-01', { role: 'amw', until: '2026-12-31' }),
    override(ADULT_WORKER, SUNDAY, { role: 'amw' }),
    absence(SAFE_HOME_WORKER, SUNDAY),
    swap(YOUTH_WORKER, SECOND_YOUTH_WORKER, SATURDAY, 1, { role: 'jeugd-mw' }),
    unansweredSwap(ADULT_WORKER, SAFE_HOME_WORKER, SATURDAY),
    declinedSwap(YOUTH_WORKER, ADULT_WORKER, SUNDAY),
    unproven(YOUTH_WORKER),
    { reach: [{ person: whoIs(SAFE_HOME_WORKER), askedAt: THURSDAY, undeliverable: true }] },
  ],
};

const MOMENTS: Readonly<Record<string, string>> = {
  Thursday: '2026-11-26T14:00+01:00',
  'Friday night': '2026-11-27T23:59+01:00',
  'the middle of Saturday': '2026-11-28T12:00+01:00',
  'Sunday after service': '2026-11-29T18:00+01:00',
  'before Christmas': '2026-12-24T16:00+01:00',
  'before Easter': '2027-03-25T10:00+01:00',
  'the hour that comes twice': '2026-10-25T02:30+01:00',
};

/** More people, duties and absences than any list can show. */
const crowd = Array.from({ length: 150 }, (_, index): Person => ({
  ...LONG_PERSON,
  id: `crowd-${index}`,
  name: `${index} ${LONG_PERSON.name}`,
  roles: ON_CALL,
}));

const crowded: readonly Partial<RosterState>[] = crowd.flatMap((person, index) => [
  duty(person, ON_CALL[index % ON_CALL.length] ?? '', SATURDAY),
  absence(person, SUNDAY, { id: `absence-${person.id}` }),
  unproven(person),
]);

const CROWDED_REGION = { ...LONG_REGION, people: [...LONG_REGION.people, ...crowd] };

const situation = (
  name: string,
  facts: RosterFacts,
  parts: readonly Partial<RosterState>[],
  viewers = VIEWERS,
): Situation => ({ name, facts, viewers, roster: checked(rosterOf(...parts), facts) });

const random = (): readonly Situation[] =>
  fc
    .sample(courses(), { numRuns: 40, seed: 20261126 })
    .map(({ roster, municipality, period: { from } }, index) => {
      const facts = { ...factsAt(from, rosterRegion), municipality };
      const people = rosterRegion.people.filter(({ municipalities }) => municipalities.includes('hoogeveen'));
      const viewers = people.filter((_person, place) => place % 6 === index % 6);
      return { name: `random ${index}`, facts, viewers, roster: checked(roster, facts) };
    });

const PLAIN = Object.entries(ROSTERS).flatMap(([name, parts]) =>
  Object.entries(MOMENTS).map(([when, moment]) =>
    situation(
      `${name}, ${when}`,
      factsAt(Date.parse(moment)),
      parts,
      when === 'Thursday' ? VIEWERS : [PLANNER_PERSON, YOUTH_WORKER],
    ),
  ),
);

const LONG = Object.entries(ROSTERS).map(([name, parts]) =>
  situation(`${name}, long names`, factsAt(THURSDAY, LONG_REGION), parts, [PLANNER_PERSON, YOUTH_WORKER]),
);

/** Where the roster is larger than a card can hold. */
export const CROWDED = [
  situation('a crowd', factsAt(THURSDAY, CROWDED_REGION), crowded, [PLANNER_PERSON, YOUTH_WORKER]),
  situation('a crowd and no roster', factsAt(THURSDAY, CROWDED_REGION), [], [PLANNER_PERSON]),
];

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
