import type { CaseDocument } from '../case/document.ts';
import { isFollowed, visitDeadline } from '../case/state.ts';
import type { Region } from '../core/region.ts';
import { inWords } from '../core/time.ts';
import { needed } from './case-card.ts';
import { type Element, type OutgoingCard, adaptiveCard, text } from './element.ts';

/** More would not be read on a phone. */
const MOST_CASES = 20;

/** The open cases, the nearest deadline first, each with what it waits for. Pressing one shows its card. */
export const caseListCard = (documents: readonly CaseDocument[], region: Region): OutgoingCard => {
  const cases = documents
    .flatMap(({ id, state }) => (isFollowed(state) ? [{ id, state }] : []))
    .toSorted((one, other) => visitDeadline(one.state) - visitDeadline(other.state));
  const rows = cases.slice(0, MOST_CASES).map(({ id, state }): Element => ({
    type: 'Container',
    separator: true,
    selectAction: {
      type: 'Action.Execute',
      title: `Toon casus ${state.number}`,
      verb: 'show',
      data: { verb: 'show', case: id },
    },
    items: [
      text(
        `${state.announcement.directDanger ? '⚠ ' : ''}${state.number} · bezoek vóór ${inWords(visitDeadline(state), region.timeZone)}`,
        { weight: 'Bolder' },
      ),
      ...needed(state).map((what) => text(`▶ ${what}`, { spacing: 'None' })),
    ],
  }));
  const more = cases.length - rows.length;
  return {
    card: adaptiveCard([
      text(cases.length === 0 ? 'Er zijn geen open casussen.' : `Open casussen: ${cases.length}`, {
        weight: 'Bolder',
        size: 'Large',
      }),
      ...rows,
      ...(more > 0 ? [text(`En nog ${more}.`)] : []),
    ]),
    summary: 'Open casussen',
  };
};
