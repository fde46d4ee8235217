import { accept, refuse } from '../core/result.ts';
import type { Result } from '../core/result.ts';
import type { Instant } from '../core/time.ts';
import type { Property } from './property.ts';
import { UTC, type WallClock, type Zone, type Zones, shownBy } from './clock.ts';

/** A moment or a day as a calendar writes it. */
export interface Moment {
  /** Midnight for a day. */
  readonly shown: WallClock;
  readonly isDay: boolean;
  readonly zone: Zone;
}

/** What a calendar means by its clocks. */
export interface Clocks {
  /** The region's own, for days and for times without a zone. */
  readonly local: Zone;
  readonly named: Zones;
}

export const instantOf = ({ shown, zone }: Moment): Instant => zone(shown);

/** Nobody plans in other years, and recurrences and clocks are looked at day by day. */
const FIRST = Date.UTC(1900);
export const LAST = Date.UTC(2200);

/** A value of a property as a moment; without a zone of its own it is in `otherwise`. */
export const readMoment = (
  value: string,
  { parameter }: Pick<Property, 'parameter'>,
  { local, named }: Clocks,
  otherwise: Zone = local,
): Result<Moment, 'unreadable' | 'timeZone'> => {
  const read = shownBy(value);
  if (!read || read.shown < FIRST || read.shown >= LAST) return refuse('unreadable');
  const { shown, isDay, isUtc } = read;
  if (isDay) return accept({ shown, isDay, zone: local });
  if (isUtc) return accept({ shown, isDay, zone: UTC });
  const name = parameter('TZID');
  const zone = name === undefined ? otherwise : named(name);
  return zone ? accept({ shown, isDay, zone }) : refuse('timeZone');
};
