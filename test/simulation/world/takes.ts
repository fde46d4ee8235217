import { z } from 'zod';
import type { OutgoingCard } from '../../../src/cards/element.ts';
import { ROSTER_SUMMARY, TEST_SUMMARY } from '../../../src/cards/roster-texts.nl.ts';
import type { Who } from '../../../src/core/actor.ts';
import type { Instant } from '../../../src/core/time.ts';

/** What a card says it is: read off the card, as a person would, not asked of the program. */
export type Shown =
  | 'card'
  | 'ping'
  | 'call'
  | 'outcome'
  | 'sentForm'
  | 'roster'
  | 'reachTest'
  | 'rostered'
  | 'household'
  | 'hidden'
  | 'farewell';

/** One message that Teams, or the service for text messages, took: people have it, whatever the program was told. */
export interface Take {
  at: Instant;
  life: string;
  by: 'post' | 'update' | 'personal' | 'thread' | 'channel' | 'text';
  shown: Shown;
  to?: Who;
  /** Of the case, `HGV-2026-0001`. */
  number?: string;
  /** On a message about a roster: of which municipality. */
  municipality?: string;
  /** On a ping: what it is about. */
  risks: readonly string[];
  /** On an update: which message. */
  activity?: string;
  /** On a text message: how the service recognises it. */
  key?: string;
  /** When the program that sent it heard that it was taken; never, when it did not. */
  answeredAt?: Instant;
  /** Which saved message this must have been: `document` and its number there. */
  message?: { document: string; id: number };
}

const NUMBER = /[A-Z]{3}-\d{4}-\d{4}/;

const actionSet = z.object({
  type: z.literal('ActionSet'),
  actions: z.array(z.object({ verb: z.string().optional(), data: z.unknown().optional() })),
});
const acknowledging = z.object({ risks: z.array(z.string()) });

/** The risks on the button with which a ping is taken up. */
const risksOn = ({ card }: OutgoingCard): readonly string[] => {
  for (const element of card.body) {
    const set = actionSet.safeParse(element);
    const button = set.success ? set.data.actions.find(({ verb }) => verb === 'acknowledge') : undefined;
    const data = acknowledging.safeParse(button?.data);
    if (data.success) return data.data.risks;
  }
  return [];
};

/** The municipality on the button that shows its roster. */
const municipalityOn = ({ card }: OutgoingCard): string | undefined =>
  /"roster":"([a-z-]+)"/.exec(JSON.stringify(card.body))?.[1];

const rosterShown = ({ card, summary }: OutgoingCard): Shown => {
  if (summary === TEST_SUMMARY) return 'reachTest';
  const [first] = card.body;
  const title = typeof first?.text === 'string' ? first.text : '';
  return title.startsWith('Uw piketdienst in') ? 'rostered' : 'roster';
};

/** About who a household is no message says anything before it is opened, so it is known by its own words. */
const householdShown = ({ card }: OutgoingCard): Shown => {
  const [title = '', status = ''] = card.body.map(({ text }) => (typeof text === 'string' ? text : ''));
  if (title.endsWith('is afgesloten.')) return 'farewell';
  if (status.startsWith('🔒')) return 'hidden';
  return /gegevens/i.test(title) ? 'household' : 'card';
};

const shownOn = (card: OutgoingCard): Shown => {
  const { summary } = card;
  if (summary === ROSTER_SUMMARY || summary === TEST_SUMMARY) return rosterShown(card);
  if (summary.endsWith('vraagt uw aandacht')) return 'ping';
  if (summary.startsWith('Leg het overleg vast')) return 'outcome';
  if (summary.startsWith('Overleg')) return 'call';
  return summary.startsWith('Verstuurd') ? 'sentForm' : householdShown(card);
};

export const readCard = (card: OutgoingCard): Pick<Take, 'shown' | 'number' | 'risks' | 'municipality'> => {
  const shown = shownOn(card);
  const number = NUMBER.exec(card.summary)?.[0];
  if (number !== undefined) return { shown, number, risks: shown === 'ping' ? risksOn(card) : [] };
  const municipality = municipalityOn(card);
  return { shown, risks: [], ...(municipality !== undefined && { municipality }) };
};
