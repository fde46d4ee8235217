import type { CaseDocument } from '../case/document.ts';
import { isFollowed, visitDeadline } from '../case/state.ts';
import type { Region } from '../core/region.ts';
import { type Instant, inWords } from '../core/time.ts';
import { caseBody, deadlineText, isInDanger } from './case-card.ts';
import { type OutgoingCard, adaptiveCard, dangerFirst, execute, showCard, text } from './element.ts';
import { riskText } from './texts.nl.ts';

/** Asks one person's attention for the risks of a case: nameless, one reason per line, one big button. */
export const pingCard = (
  document: CaseDocument,
  risks: readonly string[],
  region: Region,
  now: Instant,
): OutgoingCard => {
  const { state } = document;
  if (!isFollowed(state)) throw new Error(`${document.id} has no pings: it was not announced`);
  const before = inWords(visitDeadline(state), region.timeZone);
  const raised = risks.flatMap((risk) => state.risks[risk] ?? []);
  const reasons = [...new Set(raised.map(({ rule, about }) => riskText(rule, about, before)))];
  return {
    card: adaptiveCard(
      [
        ...dangerFirst(isInDanger(state)),
        text(`Casus ${state.number} vraagt uw aandacht`, { weight: 'Bolder', size: 'Large' }),
        ...reasons.map((reason) => text(reason)),
        text(deadlineText(state, region.timeZone, now), { weight: 'Bolder' }),
      ],
      [
        execute('Ik pak dit op', 'acknowledge', { case: document.id, risks }),
        // Opens inside this card: looking first must not take the button away.
        showCard('Toon de casus', adaptiveCard(caseBody(state, region, now))),
      ],
    ),
    summary: `Casus ${state.number} vraagt uw aandacht`,
  };
};

/** What the ping turns into for whoever pressed it. */
export const takenCard = ({ id, state }: CaseDocument, note: string): OutgoingCard => {
  if (!isFollowed(state)) throw new Error(`${id} has no pings: it was not announced`);
  return {
    card: adaptiveCard(
      [
        ...dangerFirst(isInDanger(state)),
        text(`Casus ${state.number}`, { weight: 'Bolder', size: 'Large' }),
        text(note),
      ],
      [execute('Toon de casus', 'show', { case: id })],
    ),
    summary: `Casus ${state.number}`,
  };
};
