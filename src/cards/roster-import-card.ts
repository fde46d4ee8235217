import type { Period } from '../core/calendar.ts';
import { type OutgoingCard, adaptiveCard, execute, heading, subheading, text } from './element.ts';
import type { RosterFacts } from './roster-facts.ts';
import { ROSTER_SUMMARY } from './roster-texts.nl.ts';
import { periodText } from './roster-words.ts';

/** What became of a calendar file. */
export interface Imported {
  added: number;
  removed: number;
  /** Whatever was not put on the roster, and why in plain words. */
  unmatched: readonly { what: string; when?: Period; words: string }[];
  /** Duties that are over, which nobody needs any more. */
  past: number;
}

/** More would not be read on a phone. */
const MOST_LINES = 20;
const LONGEST = 80;

/** What a calendar file changed, and every line of it that was left out. */
export const importCard = (
  { added, removed, unmatched, past }: Imported,
  facts: RosterFacts,
): OutgoingCard => {
  const more = unmatched.length - MOST_LINES;
  return {
    card: adaptiveCard(
      [
        heading(unmatched.length === 0 ? '✔ Agenda ingelezen' : '⚠ Agenda ingelezen, niet alles is gelukt'),
        text(countsText(added, removed, past)),
        ...(unmatched.length > 0 ? [subheading(`Niet overgenomen: ${unmatched.length}`)] : []),
        ...unmatched
          .slice(0, MOST_LINES)
          .map(({ what, when, words }) =>
            text(
              `⚠ ${plain(what) || 'Zonder titel'}${when ? ` (${periodText(when, facts)})` : ''}: ${words}`,
              { spacing: 'Small' },
            ),
          ),
        ...(more > 0 ? [text(`En nog ${more}.`)] : []),
      ],
      [execute('Toon het rooster', 'roster-show', { roster: facts.municipality.id })],
    ),
    summary: ROSTER_SUMMARY,
  };
};

const countsText = (added: number, removed: number, past: number): string => {
  const duties = (count: number): string => (count === 1 ? '1 dienst' : `${count} diensten`);
  const over = past === 0 ? '' : ` ${duties(past)} overgeslagen: al voorbij.`;
  return `${duties(added)} toegevoegd, ${duties(removed)} weggehaald.${over}`;
};

/** From a file that anybody may have made: one short line, and nothing that a client would take for a link or a mark. */
const plain = (words: string): string => {
  const line = words
    .replace(/[a-z]+:\/\/\S*/gi, ' ')
    .replace(/[\s\p{C}[\]<>{}*_`#|\\~$]+/gu, ' ')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
};
