import type { Pace } from './pace.ts';

/** The text of one component of a calendar. */
export interface Block {
  /** The line of the file at which it begins, counted from 1. */
  readonly line: number;
  /** Content lines, unfolded. Of an event only those that we read, and none of its alarms. */
  readonly lines: readonly string[];
  /** Its end is missing, or more of it matters than a duty ever needs. */
  readonly flaw?: 'cutOff' | 'tooLong';
}

/** One VCALENDAR; a file may hold several, each with time zones of its own. */
export interface CalendarText {
  /** In capitals, `PUBLISH`; empty when the calendar does not say. */
  readonly method: string;
  readonly zones: readonly Block[];
  readonly events: readonly Block[];
}

export interface Components {
  readonly calendars: readonly CalendarText[];
  /** The last line of the file, when it ends inside a calendar but outside an event. */
  readonly brokenOffAt?: number;
}

/** What is read of an event. */
const READ =
  /^(UID|SEQUENCE|STATUS|DTSTART|DTEND|DURATION|RRULE|EXRULE|RDATE|EXDATE|RECURRENCE-ID|SUMMARY|DESCRIPTION|CATEGORIES|ATTENDEE|ORGANIZER|X-MICROSOFT-CDO-BUSYSTATUS)(?=[;:]|$)/i;
/** Of a long text the beginning is enough. */
const TEXT = /^(SUMMARY|DESCRIPTION|CATEGORIES)/i;
const LONGEST_TEXT = 2000;
/** Characters of an event that are read; 3,000 excluded dates fit. */
const LONGEST_EVENT = 64_000;
/** Time zones of one calendar. */
const MOST_ZONES = 100;

interface Open {
  kind: 'VEVENT' | 'VTIMEZONE';
  line: number;
  lines: string[];
  size: number;
}

interface OpenCalendar extends CalendarText {
  method: string;
  zones: Block[];
  events: Block[];
}

/** Takes the content lines of a file one by one. */
class Splitter {
  readonly calendars: OpenCalendar[] = [];
  /** What stands before the first BEGIN:VCALENDAR. */
  private calendar: OpenCalendar = { method: '', zones: [], events: [] };
  private inCalendar = false;
  private open: Open | undefined;
  /** How many components are open inside the event, such as alarms. */
  private depth = 0;

  take(text: string, line: number): void {
    const [, edge, name] = /^(BEGIN|END):\s*([\w-]+)\s*$/i.exec(text) ?? [];
    if (edge === undefined || name === undefined) this.property(text);
    else if (edge.toUpperCase() === 'BEGIN') this.begin(name.toUpperCase(), text, line);
    else this.end(name.toUpperCase(), text);
  }

  /** @returns whether the file ends where a calendar does, or inside an event that says so itself. */
  finish(): boolean {
    const whole = this.open?.kind === 'VEVENT' || !this.inCalendar;
    this.close('cutOff');
    return whole;
  }

  private begin(name: string, text: string, line: number): void {
    if (name === 'VCALENDAR') {
      this.close('cutOff');
      // Events before it are nobody's, and are read with the first.
      const { zones, events } = this.calendars.length === 0 ? this.calendar : { zones: [], events: [] };
      this.calendar = { method: '', zones, events };
      this.calendars.push(this.calendar);
      this.inCalendar = true;
    } else if (name === 'VEVENT' || name === 'VTIMEZONE') {
      this.close('cutOff');
      this.open = { kind: name, line, lines: [], size: 0 };
    } else if (this.open?.kind === 'VTIMEZONE') this.open.lines.push(text);
    else this.depth += 1;
  }

  private end(name: string, text: string): void {
    if (name === this.open?.kind) this.close(this.depth > 0 ? 'cutOff' : undefined);
    else if (name === 'VCALENDAR') {
      this.close('cutOff');
      this.inCalendar = false;
    } else if (this.open?.kind === 'VTIMEZONE') this.open.lines.push(text);
    else this.depth = Math.max(0, this.depth - 1);
  }

  private property(text: string): void {
    const { open } = this;
    if (!open) {
      if (/^METHOD:/i.test(text)) this.calendar.method = text.slice('METHOD:'.length).trim().toUpperCase();
      return;
    }
    if (this.depth > 0 || (open.kind === 'VEVENT' && !READ.test(text))) return;
    const kept = TEXT.test(text) ? text.slice(0, LONGEST_TEXT) : text;
    open.size += kept.length;
    if (open.size <= LONGEST_EVENT) open.lines.push(kept);
  }

  private close(flaw?: 'cutOff'): void {
    const { open } = this;
    this.depth = 0;
    this.open = undefined;
    if (!open) return;
    const { kind, line, lines, size } = open;
    const why: Block['flaw'] = flaw ?? (size > LONGEST_EVENT ? 'tooLong' : undefined);
    const block: Block = { line, lines, ...(why && { flaw: why }) };
    if (kind === 'VEVENT') this.calendar.events.push(block);
    else if (!why && this.calendar.zones.length < MOST_ZONES) this.calendar.zones.push(block);
  }
}

/**
 * Splits the text of a file into the components that are read, without looking at what they say. Damage stays where it
 * is: a component without an end ends where the next one begins.
 */
export const splitComponents = async (text: string, pace: Pace): Promise<Components> => {
  const splitter = new Splitter();
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let content = '';
  let [line, first] = [0, 0];
  while (at < text.length) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    const raw = text.slice(at, text[end - 1] === '\r' ? end - 1 : end);
    at = end + 1;
    line += 1;
    if (raw.startsWith(' ') || raw.startsWith('\t')) content += raw.slice(1);
    else {
      splitter.take(content, first);
      [content, first] = [raw, line];
    }
    const turn = pace(1);
    if (turn) await turn;
  }
  splitter.take(content, first);
  const whole = splitter.finish();
  return { calendars: splitter.calendars, ...(!whole && { brokenOffAt: line }) };
};
