import type { CaseDocument } from '../case/document.ts';
import { type FollowedCase, isFollowed, visitDeadline } from '../case/state.ts';
import type { Region } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import { deadlineText, isInDanger, needed } from './case-card.ts';
import { type Element, type OutgoingCard, adaptiveCard, execute, text } from './element.ts';

/** More would not be read on a phone. */
const MOST_CASES = 20;

/** Teams shows no more. */
const MOST_BUTTONS = 6;

/**
 * The open cases, each with what it waits for: households that were not seen first, the nearest deadline on top.
 * Pressing one shows its card.
 */
export const caseListCard = (
  documents: readonly CaseDocument[],
  region: Region,
  now: Instant,
): OutgoingCard => {
  const cases = documents
    .flatMap(({ id, state }) => (isFollowed(state) ? [{ id, state }] : []))
    .toSorted((one, other) => urgency(one.state) - urgency(other.state));
  const rows = cases.slice(0, MOST_CASES).map(({ id, state }): Element => ({
    type: 'Container',
    separator: true,
    selectAction: execute(`Toon casus ${state.number}`, 'show', { case: id }),
    items: [
      text(`${state.number} · ${deadlineText(state, region.timeZone, now)}`, { weight: 'Bolder' }),
      ...(isInDanger(state)
        ? [text('⚠ DIRECT GEVAAR', { weight: 'Bolder', color: 'Attention', spacing: 'None' })]
        : []),
      ...needed(state, region.timeZone, now).map((what) => text(`▶ ${what}`, { spacing: 'None' })),
    ],
  }));
  // Pressing a row works too, but nobody sees that it does.
  const buttons = cases
    .slice(0, MOST_BUTTONS)
    .map(({ id, state }) => execute(`Toon ${state.number}`, 'show', { case: id }));
  const more = cases.length - rows.length;
  return {
    card: adaptiveCard(
      [
        text(cases.length === 0 ? 'Er zijn geen open casussen.' : `Open casussen: ${cases.length}`, {
          weight: 'Bolder',
          size: 'Large',
        }),
        ...rows,
        ...(more > 0 ? [text(`En nog ${more}. Typ "casus" en het nummer.`)] : []),
      ],
      buttons,
    ),
    summary: 'Open casussen',
  };
};

const urgency = (state: FollowedCase): number =>
  state.step === 'visited' ? Number.MAX_SAFE_INTEGER : visitDeadline(state);
