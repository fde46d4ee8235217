import { type OutgoingCard, adaptiveCard, execute, text } from '../../../src/cards/element.ts';
import { ROSTER_SUMMARY, TEST_SUMMARY } from '../../../src/cards/roster-texts.nl.ts';
import type { CaseDocument } from '../../../src/case/document.ts';
import { isFollowed, openMeeting } from '../../../src/case/state.ts';
import { CARDS, type Drawing } from '../../../src/outbox/drawing.ts';

const numberOf = ({ id, state }: CaseDocument): string => {
  if (!isFollowed(state)) throw new Error(`${id} was not announced`);
  return state.number;
};

const plain = (summary: string, title = summary, ...actions: ReturnType<typeof execute>[]): OutgoingCard => ({
  card: adaptiveCard([text(title)], actions),
  summary,
});

/**
 * Cards with nothing on them but what tells one message from another (`takes.ts`): drawing the real ones is a large part of
 * the time, and the simulation is not about looks. That both are read alike is a test.
 */
export const PLAIN: Drawing = {
  caseCard: (document) => plain(`Casus ${numberOf(document)}`),
  sentCard: (document) => plain(`Verstuurd: casus ${numberOf(document)}`),
  callCard: (document, number) => {
    const { state } = document;
    const isOpen = isFollowed(state) && openMeeting(state)?.number === number;
    return plain(isOpen ? `Overleg: casus ${state.number}` : `Overleg over casus ${numberOf(document)}`);
  },
  outcomeCard: (document) => plain(`Leg het overleg vast: casus ${numberOf(document)}`),
  pingCard: (document, risks) =>
    plain(
      `Casus ${numberOf(document)} vraagt uw aandacht`,
      'Let op',
      execute('Ik pak dit op', 'acknowledge', { case: document.id, risks }),
    ),
  householdCard: (document) => plain(`Casus ${numberOf(document)}`, 'Gegevens'),
  householdElsewhere: (document) => plain(`Casus ${numberOf(document)}`, 'Gegevens'),
  hiddenCard: (document) => {
    const { card, summary } = plain(`Casus ${numberOf(document)}`, 'Gegevens');
    return { card: adaptiveCard([...card.body, text('🔒 Verborgen.')]), summary };
  },
  farewellCard: (number) => plain(`Casus ${number}`, `Casus ${number} is afgesloten.`),
  rosterMessageCard: (message, { municipality }) => {
    const button = execute('Rooster', 'roster', { roster: municipality });
    if (message.kind === 'reachTest') return plain(TEST_SUMMARY, TEST_SUMMARY, button);
    const title = message.kind === 'rostered' ? `Uw piketdienst in ${municipality} is veranderd` : 'Rooster';
    return plain(ROSTER_SUMMARY, title, button);
  },
};

/** Of so many seeds one shows the real cards. */
const REAL_EVERY = 25;

export const drawingFor = (seed: number): Drawing => (seed % REAL_EVERY === 1 ? CARDS : PLAIN);
