import { accept, refuse } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { Block } from './components.ts';
import { type Clocks, type Moment, readMoment } from './moment.ts';
import { type Property, readProperty } from './property.ts';
import type { UnmatchedReason } from './reading.ts';
import { type Times, timesOf } from './times.ts';

/** Somebody an event names as a participant. */
export interface Participant {
  /** In lower case; absent when there is only a name. */
  readonly mail?: string;
  readonly name: string;
  readonly declined: boolean;
}

/** An event as it is written, not yet repeated and not yet matched with a person. */
export interface CalendarEvent extends Times {
  readonly line: number;
  readonly uid: string;
  /** Which version of the event this is: the highest counts. */
  readonly sequence: number;
  readonly status: 'firm' | 'cancelled' | 'uncertain';
  readonly summary: string;
  readonly description: string;
  readonly categories: readonly string[];
  readonly attendees: readonly Participant[];
  readonly organiser?: Participant;
}

/** An event that cannot be read, with what can be. */
export interface Illegible {
  readonly line: number;
  readonly what: Extract<UnmatchedReason, 'unreadable' | 'timeZone' | 'tooMany'>;
  readonly summary: string;
  readonly uid: string;
  readonly replaces?: Moment;
}

/** With two of these nobody can say which is meant. */
const ONCE = ['UID', 'DTSTART', 'DTEND', 'DURATION', 'RECURRENCE-ID', 'STATUS'];

const LONGEST_UID = 500;

/** Reads one event of a calendar with this METHOD. */
export const readEvent = (block: Block, method: string, clocks: Clocks): Result<CalendarEvent, Illegible> => {
  const { line, lines, flaw } = block;
  const read = lines.map(readProperty);
  const properties = read.filter((property) => property !== undefined);
  const all = (name: string): readonly Property[] => properties.filter((property) => property.name === name);
  const text = (name: string): string => all(name)[0]?.values[0]?.trim() ?? '';
  const summary = text('SUMMARY');
  const uid = text('UID');
  const illegible = (what: Illegible['what']) =>
    refuse({ line, what, summary, uid, ...replacedBy(all('RECURRENCE-ID')[0], clocks) });

  if (flaw === 'tooLong') return illegible('tooMany');
  if (flaw ?? read.includes(undefined)) return illegible('unreadable');
  if (uid === '' || uid.length > LONGEST_UID) return illegible('unreadable');
  if (ONCE.some((name) => all(name).length > 1)) return illegible('unreadable');
  const times = timesOf(all, clocks);
  if (!times.ok) return illegible(times.refusal);
  const [organiser] = all('ORGANIZER').map(participant);
  return accept({
    ...times.value,
    line,
    uid,
    sequence: Number(text('SEQUENCE')) || 0,
    status: statusOf(method, text('STATUS'), text('X-MICROSOFT-CDO-BUSYSTATUS'), summary),
    summary,
    description: text('DESCRIPTION').split('\n')[0] ?? '',
    categories: all('CATEGORIES').flatMap((property) => property.values),
    attendees: all('ATTENDEE').map(participant),
    ...(organiser && { organiser }),
  });
};

const replacedBy = (property: Property | undefined, clocks: Clocks): Pick<Illegible, 'replaces'> => {
  const moment = property && readMoment(property.values[0] ?? '', property, clocks);
  return moment?.ok ? { replaces: moment.value } : {};
};

/** Outlook leaves a meeting that was cancelled in the calendar, with this before its subject. */
const CANCELLED = /^(cancell?ed|geannuleerd)\s*:/i;

const statusOf = (method: string, status: string, busy: string, summary: string): CalendarEvent['status'] => {
  if (method === 'CANCEL' || status.toUpperCase() === 'CANCELLED' || CANCELLED.test(summary))
    return 'cancelled';
  return status.toUpperCase() === 'TENTATIVE' || busy.toUpperCase() === 'OOF' ? 'uncertain' : 'firm';
};

const participant = ({ values, parameter }: Property): Participant => {
  // Apple writes an address of its own server, and the mail address beside it.
  const [mail] = [parameter('EMAIL'), values[0]].flatMap((address) => mailOf(address) ?? []);
  return {
    ...(mail !== undefined && { mail }),
    name: parameter('CN') ?? '',
    declined: parameter('PARTSTAT')?.toUpperCase() === 'DECLINED',
  };
};

const mailOf = (address = ''): string | undefined => {
  const mail = address.trim().replace(/^mailto:/i, '');
  return /^[^\s:/@]+@[^\s:/@]+$/.test(mail) ? decoded(mail).toLowerCase() : undefined;
};

/** `jan%2Bpiket@example.com` is how an address with a plus may be written. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
