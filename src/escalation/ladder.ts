import { type Who, isSame, whoIs } from '../core/actor.ts';
import { type Region, ON_DUTY, municipalityOf, peopleWith } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import type { Watch } from '../case/due.ts';
import type { CaseEvent } from '../case/events.ts';
import { type FollowedCase, riskOf } from '../case/state.ts';
import { RULES, type Finding } from './rules.ts';

/** A finding with its identity in the case and the rung it starts at. */
interface Standing extends Finding {
  id: string;
  rule: string;
  startRung: number;
}

interface Rung {
  index: number;
  told: readonly Who[];
}

/**
 * The ladder: a risk that stands is told to its first rung when it is due, and to the next rung each time
 * `ackWithin` passes without anybody taking it up. Never twice to the same rung for the same risk, because what
 * was told is part of the case.
 */
export const ladder = (region: Region, isHoliday: (localDate: string) => boolean): Watch => {
  const standing = (state: FollowedCase, now: Instant): readonly Standing[] => {
    const { serviceHours: hours, consultation } = municipalityOf(region, state.announcement.municipality);
    const calendar = { timeZone: region.timeZone, hours, isHoliday };
    return RULES.flatMap(({ id: rule, startRung, find }) =>
      find(state, { calendar, consultation, now }).map((finding) => ({
        ...finding,
        rule,
        startRung,
        id: `${rule}:${finding.about}@${finding.due}`,
      })),
    );
  };

  return {
    raise: (state, now) =>
      standing(state, now).flatMap((finding): CaseEvent[] => {
        const step = nextStep(finding, state, region);
        if (!step || step.at > now) return [];
        const { index, told } = step.rung;
        return [
          {
            type: 'RiskRaised',
            risk: finding.id,
            rule: finding.rule,
            about: finding.about,
            rung: index,
            told: [...told],
          },
        ];
      }),

    nextDue: (state, now) => {
      const moments = standing(state, now).flatMap((finding) => nextStep(finding, state, region)?.at ?? []);
      return moments.length === 0 ? null : Math.min(...moments);
    },
  };
};

/** The next rung for a standing risk and the moment it must be told; none when it was taken up or is at the top. */
const nextStep = (
  finding: Standing,
  state: FollowedCase,
  region: Region,
): { at: Instant; rung: Rung } | undefined => {
  const risk = riskOf(state, finding.id);
  if (!risk) return { at: finding.due, rung: firstRung(finding, state, region) };
  if (risk.acknowledged) return undefined;
  const rung = rungFrom(risk.rung + 1, finding, state, region);
  return rung && { at: risk.at + state.policy.ackWithin, rung };
};

/** A new risk always tells somebody: when every rung is empty, the thread itself (nobody in `told`). */
const firstRung = (finding: Standing, state: FollowedCase, region: Region): Rung =>
  rungFrom(finding.startRung, finding, state, region) ??
  rungFrom(0, finding, state, region) ?? { index: state.policy.ladder.length - 1, told: [] };

/** The first rung from `index` upwards with people on it: an empty rung is skipped at once, not waited out. */
const rungFrom = (
  index: number,
  finding: Standing,
  state: FollowedCase,
  region: Region,
): Rung | undefined => {
  const rungs = state.policy.ladder
    .map((names, position) => ({ index: position, told: peopleOn(names, finding, state, region) }))
    .slice(index);
  return rungs.find(({ told }) => told.length > 0);
};

const peopleOn = (
  names: readonly string[],
  finding: Standing,
  state: FollowedCase,
  region: Region,
): readonly Who[] => {
  const roles = names.flatMap((name) => (name === ON_DUTY ? finding.roles : [name]));
  const people = names.includes(ON_DUTY) ? finding.people : [];
  const found = peopleWith(region, state.announcement.municipality, roles).map(whoIs);
  return [...people, ...found.filter((who) => !people.some((known) => isSame(known, who)))];
};
