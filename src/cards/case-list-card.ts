import type { CaseDocument } from '../case/document.ts';
import { type FollowedCase, isFollowed, visitDeadline } from '../case/state.ts';
import type { Region } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import { deadlineText, isInDanger, needed } from './case-card.ts';
import { type Element, type OutgoingCard, adaptiveCard, alarm, execute, heading, text } from './element.ts';

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
  const rows = cases
    .slice(0, MOST_CASES)
    .map(({ id, state }): Element =>
      row(id, state, deadlineText(state, region.timeZone, now), needed(state, region.timeZone, now)),
    );
  // Pressing the first line of a row works too, but nobody sees that it does.
  const buttons = cases
    .slice(0, MOST_BUTTONS)
    .map(({ id, state }) => execute(`Toon ${state.number}`, 'show', { case: id }));
  const more = cases.length - rows.length;
  return {
    card: adaptiveCard(
      [
        heading(cases.length === 0 ? 'Er zijn geen open casussen.' : `Open casussen: ${cases.length}`),
        ...rows,
        ...(more > 0 ? [text(`En nog ${more}. Typ "casus" en het nummer.`)] : []),
      ],
      buttons,
    ),
    summary: 'Open casussen',
  };
};

/**
 * Only the first line can be pressed, and its button is named as it reads: what is inside a button is not read to whoever
 * cannot see it, and the deadline, the danger and what is needed are why this list is asked for.
 */
const row = (id: string, state: FollowedCase, deadline: string, needs: readonly string[]): Element => {
  const first = `${state.number} · ${deadline}`;
  return {
    type: 'Container',
    separator: true,
    items: [
      {
        type: 'Container',
        selectAction: execute(`Toon ${first}`, 'show', { case: id }),
        items: [text(first, { weight: 'Bolder' })],
      },
      ...(isInDanger(state) ? [alarm('⚠ DIRECT GEVAAR')] : []),
      ...needs.map((what) => text(`▶ ${what}`, { spacing: 'Small' })),
    ],
  };
};

const urgency = (state: FollowedCase): number =>
  state.step === 'visited' ? Number.MAX_SAFE_INTEGER : visitDeadline(state);
