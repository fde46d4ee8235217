import { accept, refuse } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import { type CalendarText, splitComponents } from './components.ts';
import { type CalendarEvent, type Illegible, readEvent } from './event.ts';
import { familiesOf } from './family.ts';
import { matcher } from './match.ts';
import { type Outcome, illegibleOutcome, outcomesOf } from './outcome.ts';
import { type Pace, pace } from './pace.ts';
import { readProperty } from './property.ts';
import {
  type CalendarFacts,
  type CalendarReading,
  type CalendarRefusal,
  MAX_CALENDAR_BYTES,
  type Unmatched,
} from './reading.ts';
import { namedZones, zonesOf } from './zones.ts';

/** Shifts from one file: a roster is one document. */
const MOST_SHIFTS = 20_000;

/** Steps of recurrences for one file: some seconds. */
const MOST_STEPS = 300_000;

/** Work in units of `Pace`: measured, and rounded up. */
const [EVENT, LINE, STEP] = [40, 6, 10];

/**
 * Reads the duties in an iCalendar file, as Outlook, Google and Apple write it. Nothing is left out without a word: see
 * `CalendarReading`, which also says how to import the same calendar again.
 *
 * A file may be large or hostile: the work is bounded, and done in slices between which the program does other things.
 *
 * @param text of the file, as UTF-8
 * @returns refused when the file is no calendar, or is larger than `MAX_CALENDAR_BYTES`
 */
export const readCalendar = async (
  text: string,
  facts: CalendarFacts,
): Promise<Result<CalendarReading, CalendarRefusal>> => {
  if (Buffer.byteLength(text) > MAX_CALENDAR_BYTES) return refuse({ code: 'tooLarge' });
  const turn = pace();
  const { calendars, brokenOffAt } = await splitComponents(text, turn);
  if (calendars.length === 0) return refuse({ code: 'notACalendar' });
  const { events, illegible } = await readEvents(calendars, facts, turn);
  const desk = { facts, match: matcher(facts), budget: { steps: MOST_STEPS, shifts: MOST_SHIFTS } };
  const outcomes = illegible.map(illegibleOutcome);
  const series: string[] = [];
  for (const family of familiesOf(events, illegible)) {
    if (family.whole) series.push(family.uid);
    let left = desk.budget.steps;
    for (const outcome of outcomesOf(family, desk)) {
      outcomes.push(outcome);
      await turn(EVENT + STEP * (left - desk.budget.steps));
      left = desk.budget.steps;
    }
  }
  const brokenOff: Unmatched[] =
    brokenOffAt === undefined ? [] : [{ what: 'unreadable', words: '', line: brokenOffAt }];
  return accept(readingOf(outcomes, series, brokenOff));
};

const readEvents = async (
  calendars: readonly CalendarText[],
  { region }: CalendarFacts,
  turn: Pace,
): Promise<{ events: readonly CalendarEvent[]; illegible: readonly Illegible[] }> => {
  const [events, illegible]: [CalendarEvent[], Illegible[]] = [[], []];
  const zone = namedZones();
  for (const { method, zones, events: blocks } of calendars) {
    const clocks = { local: zone(region.timeZone), named: zonesOf(definitionsIn(zones), zone) };
    for (const block of blocks) {
      const read = readEvent(block, method, clocks);
      if (read.ok) events.push(read.value);
      else illegible.push(read.refusal);
      await turn(EVENT + LINE * block.lines.length);
    }
  }
  return { events, illegible };
};

/** By TZID; of two with the same the last. */
const definitionsIn = (zones: CalendarText['zones']): ReadonlyMap<string, readonly string[]> =>
  new Map(
    zones.flatMap(({ lines }) => {
      const name = lines.find((line) => /^TZID[;:]/i.test(line));
      const id = name === undefined ? undefined : readProperty(name)?.values[0];
      return id === undefined ? [] : [[id, lines]];
    }),
  );

const readingOf = (
  outcomes: readonly Outcome[],
  series: readonly string[],
  brokenOff: readonly Unmatched[],
): CalendarReading => {
  const of = <K extends Outcome['kind']>(kind: K): readonly Extract<Outcome, { kind: K }>[] =>
    outcomes.filter((outcome): outcome is Extract<Outcome, { kind: K }> => outcome.kind === kind);
  const [rostered, withdrawn, unmatched] = [of('rostered'), of('withdrawn'), of('unmatched')];
  return {
    shifts: rostered.flatMap(({ shifts }) => shifts).sort((one, other) => one.from - other.from),
    cancelled: withdrawn.flatMap(({ uids }) => uids),
    series,
    unmatched: [...unmatched.map((one) => one.unmatched), ...brokenOff].sort(
      (one, other) => one.line - other.line,
    ),
    events: outcomes.length,
    rostered: rostered.length,
    withdrawn: withdrawn.length,
    past: of('past').length,
  };
};
