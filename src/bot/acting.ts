import type { Authentication } from '../config/environment.ts';
import { type Who, personOf, whoIs } from '../core/actor.ts';
import type { Person, Region } from '../core/region.ts';

/**
 * One tester, many people. Only made in local mode (`BOT_AUTH=none` on loopback), where nobody is authenticated
 * anyway; in any other mode the program has no such object, so there is nothing to switch on.
 */
export interface Acting {
  /** Whoever the tester acts as now, or the tester. */
  as(tester: Person, region: Region): Person;
  /** Starts acting as a person of the region file; undefined when nobody has that name. */
  start(tester: Person, name: string, region: Region): Person | undefined;
  stop(tester: Person): void;
}

/** In every mode but the local one there is nothing to switch on. */
export const actingFor = (auth: Authentication): Acting | undefined =>
  auth.kind === 'none' ? acting() : undefined;

const acting = (): Acting => {
  const roles = new Map<string, Who>();
  return {
    as: (tester, region) => {
      const played = roles.get(tester.id);
      // As they are now: whoever was suspended meanwhile is played by nobody.
      return (played && personOf(region, played)) ?? tester;
    },
    start: (tester, name, region) => {
      const wanted = name.trim().toLowerCase();
      const exact = region.people.find((person) => person.name.toLowerCase() === wanted);
      const found = exact ?? region.people.find((person) => person.name.toLowerCase().startsWith(wanted));
      if (found) roles.set(tester.id, whoIs(found));
      return found;
    },
    stop: (tester) => {
      roles.delete(tester.id);
    },
  };
};
