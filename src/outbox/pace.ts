import type { Who } from '../core/actor.ts';
import { type Duration, HOUR, type Instant, SECOND } from '../core/time.ts';

/** At most so many in a window that slides along. */
interface Limit {
  most: number;
  within: Duration;
}

/**
 * Below what Teams allows a bot in one conversation (7 in 1 s, 8 in 2 s, 60 in 30 s, 1,800 in an hour): what it answers to
 * people in the same conversation counts as well, and so do other replicas.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
const IN_ONE_PLACE: readonly Limit[] = [
  { most: 6, within: SECOND },
  { most: 7, within: 2 * SECOND },
  { most: 45, within: 30 * SECOND },
  { most: 1_350, within: HOUR },
];

/** Below 50 in a second, per app and tenant. */
const EVERYWHERE: readonly Limit[] = [{ most: 35, within: SECOND }];

/** The channels: a new thread in one of them counts there. */
export const CHANNEL_PLACE = 'channel';

/** The 1:1 conversation with somebody. */
export const personalPlace = ({ tenant, id }: Pick<Who, 'tenant' | 'id'>): string => `${tenant}/${id}`;

/** Keeps what is sent below the limits of Teams, where each message over them would only be refused and tried again. */
export interface Pace {
  /** From when on something may be sent to this place: now or later. */
  freeFrom(place: string, now: Instant): Instant;
  sent(place: string, at: Instant): void;
}

export const pace = (): Pace => {
  const everywhere = counter(EVERYWHERE);
  const places = new Map<string, Counter>();
  return {
    freeFrom: (place, now) => Math.max(everywhere.freeFrom(now), places.get(place)?.freeFrom(now) ?? now),
    sent: (place, at) => {
      everywhere.sent(at);
      const known = places.get(place) ?? counter(IN_ONE_PLACE);
      known.sent(at);
      // The oldest place first: of a place that was silent for an hour there is nothing to count.
      places.delete(place);
      places.set(place, known);
      for (const [quiet, { isQuiet }] of places) {
        if (!isQuiet(at)) break;
        places.delete(quiet);
      }
    },
  };
};

interface Counter {
  freeFrom(now: Instant): Instant;
  sent(at: Instant): void;
  isQuiet: (now: Instant) => boolean;
}

const counter = (limits: readonly Limit[]): Counter => {
  const most = Math.max(...limits.map((limit) => limit.most));
  const longest = Math.max(...limits.map(({ within }) => within));
  /** Oldest first. */
  const times: Instant[] = [];
  return {
    freeFrom: (now) =>
      limits.reduce((free, limit) => {
        const first = times.at(-limit.most);
        // A moment that is still to come: the clock was set back since, and says nothing.
        return first === undefined || first > now ? free : Math.max(free, first + limit.within);
      }, now),
    sent: (at) => {
      times.push(at);
      if (times.length > most) times.splice(0, times.length - most);
    },
    isQuiet: (now) => (times.at(-1) ?? -Infinity) + longest <= now,
  };
};
