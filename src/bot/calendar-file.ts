import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { type Imported, importCard } from '../cards/roster-import-card.ts';
import { rosterRefusalText } from '../cards/roster-refusal-text.ts';
import { UNMATCHED } from '../cards/roster-texts.nl.ts';
import { roleName } from '../cards/texts.nl.ts';
import { DAY } from '../core/time.ts';
import { readCalendar } from '../icalendar/read.ts';
import { type CalendarReading, MAX_CALENDAR_BYTES } from '../icalendar/reading.ts';
import { rosterIdOf } from '../roster/document.ts';
import { mayByRole } from '../roster/permissions.ts';
import type { RosterState, Shift } from '../roster/state.ts';
import { logRefusal } from './refused.ts';
import { type Reply, card, words } from './reply.ts';
import { factsFor, municipalityFor } from './roster.ts';
import type { BotParts, Turn } from './turn.ts';

/** How far ahead duties of a calendar file are put on the roster. */
const HORIZON = 370 * DAY;

/** A file that Teams keeps for the bot. */
export interface AttachedFile {
  name: string;
  address: string;
}

const attachmentSchema = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().default(''),
  content: z.object({ downloadUrl: z.string() }),
});

/** The file that came with a message, if any. */
export const attachedFile = ({ attachments }: Activity): AttachedFile | undefined => {
  const all = z.array(z.unknown()).catch([]).parse(attachments);
  const [found] = all.flatMap((one) => attachmentSchema.safeParse(one).data ?? []);
  return found && { name: found.name, address: found.content.downloadUrl };
};

/** Puts the duties of a calendar file on a roster; says of every event what became of it. */
export const onCalendarFile = async (
  parts: BotParts,
  turn: Turn,
  { address }: AttachedFile,
  text: string,
): Promise<Reply> => {
  const { region, rosters, clock, download, log } = parts;
  // The answer quotes the file, which may name more than duties.
  if (turn.origin.kind !== 'personal') return words('Stuur dit bestand in onze eigen chat.');
  const found = await municipalityFor(parts, turn, text.trim());
  if (!found.ok) return words(found.refusal);
  const municipality = found.value;
  const facts = factsFor(parts, municipality);
  if (!mayByRole(turn.actor, 'ImportShifts', municipality)) {
    const refusal = { code: 'notAllowed', command: 'ImportShifts' } as const;
    await logRefusal(parts, turn, refusal, rosterIdOf(municipality.id));
    return words(rosterRefusalText(refusal, facts));
  }
  const file = await download(address, MAX_CALENDAR_BYTES).catch((error: unknown) => {
    log.warn({ error }, 'a calendar file could not be had');
    return null;
  });
  if (file === null) return words('Het bestand kon niet worden opgehaald. Stuur het nog een keer.');
  if (file === undefined) return words('Dit bestand is te groot. Een agenda mag hoogstens 10 MB zijn.');
  const now = clock();
  const roleNames = Object.fromEntries(Object.keys(region.roles).map((role) => [role, roleName(role)]));
  const read = await readCalendar(file, { region, municipality, now, horizon: now + HORIZON, roleNames });
  if (!read.ok) return words('Dit is geen agenda-bestand (.ics). Er is niets veranderd.');
  const before = await rosters.of(municipality.id);
  const { shifts, cancelled, series } = read.value;
  const command = { type: 'ImportShifts', shifts, cancelled, series } as const;
  const { activity, actor } = turn;
  const answer = await rosters.run(municipality.id, command, actor, { activity });
  if (!answer.ok) return words(rosterRefusalText(answer.refusal, facts));
  return card(importCard(imported(read.value, before, answer.value), facts));
};

const imported = (reading: CalendarReading, before: RosterState, after: RosterState): Imported => {
  const ids = (shifts: readonly Shift[]): ReadonlySet<string> => new Set(shifts.map(({ id }) => id));
  const [old, fresh] = [ids(before.shifts), ids(after.shifts)];
  return {
    added: after.shifts.filter(({ id }) => !old.has(id)).length,
    removed: before.shifts.filter(({ id }) => !fresh.has(id)).length,
    unmatched: reading.unmatched.map(({ what, when, words: summary }) => ({
      what: summary,
      words: UNMATCHED[what],
      ...(when && { when }),
    })),
    past: reading.past,
  };
};
