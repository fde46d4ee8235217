import type { CaseDocument } from '../case/document.ts';
import { isFollowed, visitDeadline } from '../case/state.ts';
import type { Region } from '../core/region.ts';
import { inWords } from '../core/time.ts';
import { type OutgoingCard, adaptiveCard, execute, text } from './element.ts';
import { CALL_FIRST, riskText } from './texts.nl.ts';

/** Asks one person's attention for the risks of a case: nameless, one reason per line, one big button. */
export const pingCard = (document: CaseDocument, risks: readonly string[], region: Region): OutgoingCard => {
  const { state } = document;
  if (!isFollowed(state)) throw new Error(`${document.id} has no pings: it was not announced`);
  const before = inWords(visitDeadline(state), region.timeZone);
  const rules = risks.flatMap((risk) => state.risks[risk]?.rule ?? []);
  const reasons = [...new Set(rules.map((rule) => riskText(rule, state, before)))];
  return {
    card: adaptiveCard(
      [
        ...(state.announcement.directDanger
          ? [text(`⚠ ${CALL_FIRST}`, { weight: 'Bolder', color: 'Attention' })]
          : []),
        text(`Casus ${state.number} vraagt uw aandacht`, { weight: 'Bolder', size: 'Large' }),
        ...reasons.map((reason) => text(reason)),
        text(`Bezoek vóór ${before}`, { weight: 'Bolder' }),
      ],
      [
        execute('Ik pak dit op', 'acknowledge', { case: document.id, risks }),
        execute('Toon de casus', 'show', { case: document.id }),
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
      [text(`Casus ${state.number}`, { weight: 'Bolder', size: 'Large' }), text(note)],
      [execute('Toon de casus', 'show', { case: id })],
    ),
    summary: `Casus ${state.number}`,
  };
};
