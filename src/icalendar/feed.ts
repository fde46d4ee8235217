import ICAL from 'ical.js';
import type { Period } from '../core/calendar.ts';
import type { Instant } from '../core/time.ts';

/** A duty as it stands in somebody's own calendar. */
export interface FeedDuty extends Period {
  /** Stays the same for the same duty, so that a calendar knows what changed. */
  readonly uid: string;
  readonly summary: string;
}

/** How often a calendar is asked to come back. */
const REFRESH = 'PT1H';

/**
 * A personal calendar of duties, RFC 5545. It holds what is passed in and nothing else; moments are in UTC, in whole
 * seconds.
 */
export const writeFeed = (
  duties: readonly FeedDuty[],
  { name, now }: { name: string; now: Instant },
): string => {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Eerder Erbij//Piketrooster//NL');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', 'PUBLISH');
  calendar.addPropertyWithValue('x-wr-calname', escaped(name));
  calendar.addPropertyWithValue('x-published-ttl', REFRESH);
  const refresh = new ICAL.Property('refresh-interval');
  refresh.resetType('duration');
  refresh.setValue(REFRESH);
  calendar.addProperty(refresh);
  for (const duty of duties) calendar.addSubcomponent(eventOf(duty, now));
  return `${calendar.toString()}\r\n`;
};

const eventOf = ({ uid, from, to, summary }: FeedDuty, now: Instant): ICAL.Component => {
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', oneLine(uid));
  event.addPropertyWithValue('dtstamp', utc(now));
  event.addPropertyWithValue('dtstart', utc(from));
  event.addPropertyWithValue('dtend', utc(to));
  event.addPropertyWithValue('summary', oneLine(summary));
  // Whoever is on call can still be invited to something else.
  event.addPropertyWithValue('transp', 'TRANSPARENT');
  return event;
};

const utc = (at: Instant): ICAL.Time => ICAL.Time.fromJSDate(new Date(at), true);

/** ical.js writes a carriage return as it is, and some calendars would take what follows for a line of its own. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/** ical.js does not know this property, so it leaves its text alone. */
const escaped = (text: string): string => oneLine(text).replace(/[\\;,]/g, '\\$&');
