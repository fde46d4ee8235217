import type { Instant } from '../core/time.ts';

/** What the clock on the wall shows, as if that were UTC: milliseconds since 1 January 1970. */
export type WallClock = number;

/** The moment at which the clocks of a time zone show something, with the choices of `atWallClock`. */
export type Zone = (shown: WallClock) => Instant;

/** Time zones by the names a calendar gives them; undefined for a name that nothing explains. */
export type Zones = (name: string) => Zone | undefined;

export const UTC: Zone = (shown) => shown;

/** `20261024`, `20261024T080000`, `20261024T060000Z`; Google sometimes writes a Z after a day. */
const FORM = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?)?(Z)?$/;

/** What is shown; undefined for a date that no calendar shows. */
export const shownBy = (value: string): { shown: WallClock; isDay: boolean; isUtc: boolean } | undefined => {
  const [, year, month, day, hour, minute, second, utc] = FORM.exec(value) ?? [];
  if (year === undefined) return undefined;
  const text = `${year}-${month ?? ''}-${day ?? ''}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}`;
  const shown = Date.parse(`${text}Z`);
  // Date.parse turns 31 April into 1 May.
  if (Number.isNaN(shown) || !new Date(shown).toISOString().startsWith(text)) return undefined;
  return { shown, isDay: hour === undefined, isUtc: utc !== undefined };
};
