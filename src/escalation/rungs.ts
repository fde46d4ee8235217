import { type Who, isSame, personOf, whoIs } from '../core/actor.ts';
import { type Calendar, inService } from '../core/calendar.ts';
import type { Cover } from '../core/cover.ts';
import { type Ladder, ON_DUTY, type Person, type Region, peopleWith } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import type { FollowedCase } from '../case/state.ts';
import type { Finding } from './rules.ts';

/** A rung with the people who are told on it. */
export interface Rung {
  index: number;
  told: readonly Who[];
}

export interface RungFacts {
  region: Region;
  calendar: Calendar;
  cover: Cover;
}

/** The ladder for one finding, as it stands at a moment. */
export interface Rungs {
  /** The first rung from `index` upwards with people on it: an empty rung is skipped at once, not waited out. */
  from(index: number): Rung | undefined;
  /** The nearest rung below `index` with people on it. */
  below(index: number): Rung | undefined;
  /** Everybody from `index` upwards, as one rung: the highest. */
  together(index: number): Rung | undefined;
  /** The top, whoever is there: when nobody can be told anywhere, the thread itself is (nobody in `told`). */
  lastResort(): Rung;
}

export const rungsFor = (finding: Finding, state: FollowedCase, at: Instant, facts: RungFacts): Rungs => {
  const ladder = ladderFor(finding, state, facts.region);
  const awake = (index: number): boolean =>
    index >= state.policy.wakeFrom || state.announcement.directDanger || inService(at, facts.calendar);
  // Each worked out when it is asked for: mostly that is one.
  const rungAt = (index: number): Rung => {
    const names = ladder[index] ?? [];
    const present = peopleNamed(names, state, facts.region).filter(
      (person) => awake(index) && !facts.cover.isAbsent(person, at),
    );
    const acting = names.includes(ON_DUTY) ? whoMustAct(finding, at, facts) : [];
    return { index, told: distinct([...acting, ...present.map(whoIs)]) };
  };
  const isFilled = ({ told }: Rung): boolean => told.length > 0;
  const firstFilled = ([index, ...others]: readonly number[]): Rung | undefined => {
    if (index === undefined) return undefined;
    const rung = rungAt(index);
    return isFilled(rung) ? rung : firstFilled(others);
  };
  const indexes = [...ladder.keys()];
  return {
    from: (index) => firstFilled(indexes.slice(index)),
    below: (index) => firstFilled(indexes.slice(0, index).toReversed()),
    together: (index) => {
      const above = indexes.slice(index).map(rungAt).filter(isFilled);
      const top = above.at(-1);
      return top && { index: top.index, told: distinct(above.flatMap(({ told }) => told)) };
    },
    lastResort: () => {
      const anybody = ladder.flatMap((names) => peopleNamed(names, state, facts.region));
      return { index: ladder.length - 1, told: distinct(anybody.map(whoIs)) };
    },
  };
};

/** Of the organisations that have to act, rung by rung; the common ladder for those without one of their own. */
const ladderFor = (finding: Finding, { policy, slots }: FollowedCase, region: Region): Ladder => {
  const held = slots.filter(({ claim }) => claim && finding.people.some((who) => isSame(who, claim.by)));
  const roles = [...finding.roles, ...held.map(({ role }) => role)];
  const organisations = [...new Set(roles.flatMap((role) => region.roles[role] ?? []))];
  const ladders = [...new Set(organisations.map((id) => policy.ladders[id] ?? policy.ladder))];
  const [first = policy.ladder, ...others] = ladders;
  const height = Math.max(first.length, ...others.map((ladder) => ladder.length));
  return Array.from({ length: height }, (_, index) => [
    ...new Set([first, ...others].flatMap((ladder) => ladder[index] ?? [])),
  ]);
};

/** Whoever was taken out of the region file gets no message any more, so they fill no rung. */
const whoMustAct = (finding: Finding, at: Instant, { region, cover }: RungFacts): readonly Who[] => [
  ...finding.people.filter((who) => personOf(region, who) !== undefined),
  ...finding.roles.flatMap((role) => cover.onDuty(role, at)).map(whoIs),
];

/** People who are named in a rung by their role, or themselves. */
const peopleNamed = (
  names: readonly string[],
  { announcement }: FollowedCase,
  region: Region,
): readonly Person[] => [
  ...peopleWith(region, announcement.municipality, names),
  ...region.people.filter(({ id }) => names.includes(id)),
];

const distinct = (people: readonly Who[]): readonly Who[] =>
  people.filter((who, index) => people.findIndex((other) => isSame(other, who)) === index);
