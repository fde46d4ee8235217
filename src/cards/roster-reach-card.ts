import { type Who, isSame } from '../core/actor.ts';
import { inWords } from '../core/time.ts';
import type { Reach, RosterState } from '../roster/state.ts';
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
import { entriesOf } from './roster-entries.ts';
import { type RosterFacts, eachOnce } from './roster-facts.ts';
import { showRoster } from './roster-form-card.ts';
import { TEST_SUMMARY } from './roster-texts.nl.ts';
import { dayText } from './roster-words.ts';

/** More would not be read on a phone. */
const MOST_NAMES = 40;

/** Who can be reached, who did not answer and who could not be reached: what needs somebody's attention first. */
export const reachCard = (roster: RosterState, facts: RosterFacts, note?: string): OutgoingCard => {
  const people = eachOnce([...roster.reach.map(({ person }) => person), ...rostered(roster, facts)]);
  const known = people.map((person) => ({ person, reach: reachOf(roster, person) }));
  const lines = (state: State): readonly string[] =>
    known
      .filter(({ reach }) => stateOf(reach) === state)
      .map(({ person, reach }) => `${person.name}${sinceText(state, reach, facts)}`);
  const card = adaptiveCard(
    [
      heading(`Bereikbaarheid piket ${facts.municipality.name}`),
      text(
        statusText(
          known.map(({ reach }) => stateOf(reach)),
          people.length,
        ),
        { weight: 'Bolder' },
      ),
      ...STATES.flatMap((state) => block(TITLE[state], lines(state))),
    ],
    [
      execute('Kijk opnieuw', 'roster-show', { roster: roster.municipality, show: 'reach' }),
      showRoster(roster),
    ],
  );
  return { card: note === undefined ? card : withRemark(card, note), summary: TEST_SUMMARY };
};

/** Who has duties to come, as far as the roster says. */
const rostered = (roster: RosterState, facts: RosterFacts): readonly Who[] => [
  ...entriesOf(roster, facts).flatMap(({ isAbsence, person }) => (isAbsence ? [] : [person])),
  ...roster.swaps.flatMap((swap) => (swap.answer?.accepted && swap.to > facts.now ? [swap.with] : [])),
];

/** In the order in which they ask for attention. */
const STATES = ['unreached', 'silent', 'never', 'proven'] as const;
type State = (typeof STATES)[number];

const TITLE: Readonly<Record<State, string>> = {
  unreached: '⚠ Niet bereikt: het bericht kwam niet aan',
  silent: '⚠ Gevraagd, nog geen antwoord: telt nog niet mee',
  never: '⚠ Nog niet getest: telt nog niet mee',
  proven: '✔ Bereikbaar',
};

const reachOf = ({ reach }: RosterState, who: Who): Reach | undefined =>
  reach.find(({ person }) => isSame(person, who));

const stateOf = (reach: Reach | undefined): State => {
  if (reach?.undeliverable) return 'unreached';
  if (reach?.provenAt !== undefined) return 'proven';
  return reach?.askedAt === undefined ? 'never' : 'silent';
};

const sinceText = (state: State, reach: Reach | undefined, facts: RosterFacts): string => {
  const { askedAt, provenAt } = reach ?? {};
  if (state === 'proven' && provenAt !== undefined) {
    const again = askedAt !== undefined && askedAt > provenAt ? ', nieuwe test nog niet beantwoord' : '';
    return `: sinds ${dayText(provenAt, facts)}${again}`;
  }
  return askedAt === undefined ? '' : `: gevraagd ${inWords(askedAt, facts.region.timeZone)}`;
};

const statusText = (states: readonly State[], count: number): string => {
  const proven = states.filter((state) => state === 'proven').length;
  if (count === 0) return 'Er staat nog niemand op het rooster.';
  return proven === count ? '✔ Iedereen is bereikbaar.' : `⚠ Bereikbaar: ${proven} van ${count}`;
};

const block = (title: string, lines: readonly string[]): readonly Element[] =>
  lines.length === 0
    ? []
    : [
        {
          type: 'Container',
          separator: true,
          items: [
            subheading(title),
            ...lines.slice(0, MOST_NAMES).map((line) => text(line, { spacing: 'Small' })),
            ...(lines.length > MOST_NAMES ? [text(`En nog ${lines.length - MOST_NAMES}.`)] : []),
          ],
        },
      ];
