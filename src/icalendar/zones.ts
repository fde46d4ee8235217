import { findIana } from 'windows-iana';
import { DAY, type Duration, atWallClock } from '../core/time.ts';
import type { WallClock, Zone, Zones } from './clock.ts';
import { definedZone } from './defined-zone.ts';

/**
 * A time zone by its IANA name. Asking what its clocks show is dear, so it is asked once for every midnight; on the two
 * days a year between midnights that differ it is asked for the moment itself.
 */
const namedZone = (name: string): Zone => {
  const midnights = new Map<WallClock, Duration>();
  const offsetAt = (shown: WallClock): Duration =>
    shown - atWallClock(new Date(shown).toISOString().slice(0, 19), name);
  const atMidnight = (midnight: WallClock): Duration => {
    const offset = midnights.get(midnight) ?? offsetAt(midnight);
    midnights.set(midnight, offset);
    return offset;
  };
  return (shown) => {
    const midnight = Math.floor(shown / DAY) * DAY;
    const offset = atMidnight(midnight);
    return shown - (offset === atMidnight(midnight + DAY) ? offset : offsetAt(shown));
  };
};

/** The IANA names that are asked for, each made once. */
export const namedZones = (): ((name: string) => Zone) => {
  const made = new Map<string, Zone>();
  return (name) => {
    const zone = made.get(name) ?? namedZone(name);
    made.set(name, zone);
    return zone;
  };
};

/**
 * The time zones of one calendar. A name that is known everywhere goes before the definition in the file: it knows past
 * and future changes, where a definition often is one rule, or that of the year of the export. A definition explains
 * the names that only the file knows, such as Outlook's `Customized Time Zone`.
 *
 * @param definitions the content lines of the VTIMEZONEs by TZID
 */
export const zonesOf = (
  definitions: ReadonlyMap<string, readonly string[]>,
  named: (name: string) => Zone,
): Zones => {
  const found = new Map<string, Zone | undefined>();
  const find = (name: string): Zone | undefined => {
    const known = knownName(name);
    if (known !== undefined) return named(known);
    const lines = definitions.get(name);
    return lines && definedZone(lines);
  };
  return (name) => {
    if (!found.has(name)) found.set(name, find(name));
    return found.get(name);
  };
};

const LONGEST_NAME = 200;

/**
 * The IANA name that a calendar means: `Europe/Amsterdam`, `/citadel.org/20210210_1/Europe/Amsterdam`,
 * `W. Europe Standard Time`, `tzone://Microsoft/Utc`.
 */
const knownName = (name: string): string | undefined => {
  if (name.length > LONGEST_NAME) return undefined;
  const parts = name.trim().split('/');
  // `America/Argentina/Buenos_Aires` is the longest; whatever stands before it is the program's own.
  const ends = [3, 2, 1]
    .filter((count) => count <= parts.length)
    .map((count) => parts.slice(-count).join('/'));
  return [...ends, ...findIana(name.trim(), '001')].find(isKnown);
};

const isKnown = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
