import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Account } from '../core/region.ts';

/** Told to somebody who went over a limit. */
export interface Limited {
  /** Whole seconds until it is free again. */
  wait: number;
  /** The first time over it: the only one that is worth a word. */
  first: boolean;
}

/**
 * How much may come in, counted in the memory of this process. All of it is far above what people do: a night in which
 * somebody presses fast is what the program is for.
 */
export interface Limits {
  /** Counts an activity of a user; the user first, so that one who sends too much does not stop a whole tenant. */
  activity(of: Account): Promise<Limited | undefined>;
  /**
   * Counts a request without a right token. Nobody is kept out by this, for Teams may call from the same address as
   * whoever forges; only what comes of it gets less work.
   */
  refused(address: string): Promise<Limited | undefined>;
  /** Counts an address of a calendar that is not there. */
  wrongCalendar(address: string): Promise<void>;
  /** Whether an address asked for too many calendars that are not there. */
  isGuessing(address: string): Promise<Limited | undefined>;
}

/** So many points in so many seconds. */
export interface Limit {
  points: number;
  duration: number;
}

export const LIMITS = {
  /** Nobody presses ten times a second for ten seconds. */
  user: { points: 100, duration: 10 },
  /** 50 a second: what Teams itself allows an app in a tenant. */
  tenant: { points: 500, duration: 10 },
  refused: { points: 100, duration: 60 },
  /** Calendars of people who left are asked for by the servers of Outlook and Google for a long time. */
  calendar: { points: 60, duration: 60 },
} satisfies Record<string, Limit>;

const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

interface Counter {
  count(key: string): Promise<Limited | undefined>;
  isOver(key: string): Promise<Limited | undefined>;
}

const counter = ({ points, duration }: Limit): Counter => {
  const limiter = new RateLimiterMemory({ points, duration });
  return {
    count: async (key) => {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key);
      if (consumedPoints <= points) return undefined;
      return { wait: secondsOf(msBeforeNext), first: consumedPoints === points + 1 };
    },
    isOver: async (key) => {
      const found = await limiter.get(key);
      if (!found || found.consumedPoints < points) return undefined;
      return { wait: secondsOf(found.msBeforeNext), first: false };
    },
  };
};

/** @param given other limits than those of the program, for a test */
export const limits = (given: Partial<Record<keyof typeof LIMITS, Limit>> = {}): Limits => {
  const of = { ...LIMITS, ...given };
  const [users, tenants] = [counter(of.user), counter(of.tenant)];
  const [refusals, calendars] = [counter(of.refused), counter(of.calendar)];
  return {
    activity: async ({ tenant, id }) =>
      (await users.count(JSON.stringify([tenant, id]).toLowerCase())) ??
      (await tenants.count(tenant.toLowerCase())),
    refused: (address) => refusals.count(address),
    wrongCalendar: async (address) => {
      await calendars.count(address);
    },
    isGuessing: (address) => calendars.isOver(address),
  };
};
