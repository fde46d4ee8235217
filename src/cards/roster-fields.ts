import type { Period } from '../core/calendar.ts';
import { type Instant, localDate } from '../core/time.ts';
import { atMinuteOf, dayOf, weekdayOf } from '../roster/local-days.ts';
import { type Field, choiceField, momentFields } from './fields.ts';
import { type Form, NOTHING_CHOSEN } from './forms.ts';
import type { RosterFacts } from './roster-facts.ts';
import { lastMinute } from './roster-words.ts';

export type Choices = Field['choices'];

/** Two lists on one form, and the rest of it, stay well under what a card may hold. */
const MOST_BYTES_OF_A_LIST = 9 * 1024;

const fitting = (choices: Choices): Choices => {
  let bytes = 0;
  const cut = choices.findIndex((choice) => {
    bytes += Buffer.byteLength(JSON.stringify(choice));
    return bytes > MOST_BYTES_OF_A_LIST;
  });
  return cut === -1 ? choices : choices.slice(0, cut);
};

/** What a form says first; where one of its lists is cut off it says so, with the other way in. */
export const introOf = (lists: readonly Choices[], intro?: string): Pick<Form, 'intro'> => {
  const isCut = lists.some((choices) => fitting(choices).length < choices.length);
  const words = [intro, isCut ? CUT : undefined].filter((one) => one !== undefined);
  return words.length === 0 ? {} : { intro: words.join(' ') };
};

const CUT = 'De lijst is te lang en niet compleet. Mist u iets? Stuur dan een agendabestand (.ics).';

export const list = (id: string, name: string, label: string, choices: Choices): Field =>
  choiceField(id, label, {}, NOTHING_CHOSEN, { name, choices: fitting(choices) });

/** Begin and end; their problems go by the names that the roster knows them by. */
export const betweenFields = (
  prefix: string,
  from: Instant,
  to: Instant,
  { region: { timeZone } }: RosterFacts,
): readonly Field[] => [
  ...momentFields(`${prefix}From`, ['Datum begin', 'Tijd begin'], from, timeZone).map((one) => ({
    ...one,
    name: 'from',
  })),
  ...momentFields(`${prefix}To`, ['Datum einde', 'Tijd einde'], lastMinute(to, timeZone), timeZone).map(
    (one) => ({
      ...one,
      name: 'to',
    }),
  ),
];

const OFFICE_DAY = { from: 9 * 60, to: 17 * 60 };

/** The service hours of the first Saturday that is not over. */
export const saturdayService = ({ municipality, region: { timeZone }, now }: RosterFacts): Period => {
  const { weekend } = municipality.serviceHours;
  const parts = weekend.length > 0 ? weekend : [OFFICE_DAY];
  const first = Math.min(...parts.map(({ from }) => from));
  const last = Math.max(...parts.map(({ to }) => to));
  const today = dayOf(localDate(now, timeZone));
  const saturday = today + 6 - weekdayOf(today);
  const day = atMinuteOf(saturday, last, timeZone) > now ? saturday : saturday + 7;
  return { from: atMinuteOf(day, first, timeZone), to: atMinuteOf(day, last, timeZone) };
};
