import type { CaseCommand } from '../../../src/case/commands.ts';
import type { FollowedCase } from '../../../src/case/state.ts';
import { personOf } from '../../../src/core/actor.ts';
import { type Person, type Region, type RoleId, peopleWith } from '../../../src/core/region.ts';
import type { Instant } from '../../../src/core/time.ts';
import type { Chance } from './chance.ts';
import { LOCAL, YOUTH } from './region.ts';

/** What somebody does with a case, as they see it. */
export interface Choice {
  by: Person;
  command: CaseCommand;
}

export interface Seen {
  state: FollowedCase;
  region: Region;
  now: Instant;
  chance: Chance;
}

export type Idea = (seen: Seen) => Choice | undefined;

export const someone = ({ region, state, chance }: Seen, ...roles: RoleId[]): Person =>
  chance.pick(peopleWith(region, state.announcement.municipality, roles));

export const byVisitor = (seen: Seen, command: CaseCommand): Choice => {
  const holders = seen.state.slots.flatMap(({ claim }) => (claim ? [claim.by] : []));
  const holder = holders.length > 0 ? personOf(seen.region, seen.chance.pick(holders)) : undefined;
  return { by: holder ?? someone(seen, YOUTH, LOCAL), command };
};
