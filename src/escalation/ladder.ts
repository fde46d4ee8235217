import { type Who, isSame, personOf } from '../core/actor.ts';
import { type Days, calendarOf } from '../core/calendar.ts';
import type { Cover } from '../core/cover.ts';
import { type Region, municipalityOf } from '../core/region.ts';
import { rememberingLast } from '../core/remember.ts';
import type { Instant } from '../core/time.ts';
import type { Watch } from '../case/due.ts';
import type { CaseEvent } from '../case/events.ts';
import { riskId } from '../case/risks.ts';
import { type FollowedCase, type Risk, riskOf } from '../case/state.ts';
import { RULES, type Finding, type Rule } from './rules.ts';
import { type Rung, type Rungs, rungsFor } from './rungs.ts';

export interface LadderParts {
  region: Region;
  days: Days;
  cover: Cover;
  /** Whether text messages can be sent. */
  texts: boolean;
}

/** A finding with its identity in the case. */
interface Standing {
  id: string;
  rule: Pick<Rule, 'id' | 'startRung' | 'atOnce'>;
  finding: Finding;
}

/** What must be done about a risk at a moment. */
interface Step {
  at: Instant;
  /** Only worked out when it is due: whom it tells takes the roster. */
  event: () => CaseEvent;
}

/** No rule has anything to say about an open case any more: that cannot happen, so a manager has to look. */
const STUCK: Standing['rule'] = { id: 'stuck', startRung: 1 };

/**
 * The ladder: a risk that stands is told to its first rung when it is due, and to the next rung when `ackWithin` passes
 * without anybody taking it up, or at once when no message reached anybody. Whoever takes it up stops the climb; when it
 * still stands after `ackReminder` they are asked, and without a word the climb goes on. At the top it is told again
 * every `ackReminder`. What was told is part of the case, so no step is made twice.
 */
export const ladder = (parts: LadderParts, rules: readonly Rule[] = RULES): Watch => {
  const { region, days, cover } = parts;

  // After what is due was raised, the same case is asked for when to look again.
  const stepsOf = rememberingLast((state: FollowedCase, now: Instant): readonly Step[] => {
    const municipality = municipalityOf(region, state.announcement.municipality);
    const calendar = calendarOf(region, municipality, days);
    const facts = { municipality, calendar, days, cover, now };
    const found = rules.flatMap((rule) =>
      rule.find(state, facts).map((finding): Standing => {
        return { id: riskId(rule.id, finding.about, finding.due), rule, finding };
      }),
    );
    return (found.length > 0 ? found : [stuck(state)]).map((standing) =>
      nextStep(
        standing,
        state,
        (at) => rungsFor(standing.finding, state, at, { region, calendar, cover }),
        parts,
        now,
      ),
    );
  });

  return {
    raise: (state, now) => stepsOf(state, now).flatMap(({ at, event }) => (at <= now ? [event()] : [])),
    nextDue: (state, now) => Math.min(...stepsOf(state, now).map(({ at }) => at)),
  };
};

const stuck = (state: FollowedCase): Standing => {
  const finding = { about: 'case', due: state.receivedAt, roles: [], people: [] };
  return { id: riskId(STUCK.id, finding.about, finding.due), rule: STUCK, finding };
};

/**
 * The next step for a standing risk. There always is one, so an open case is never without a next moment; which moment
 * that is does not depend on when it is asked. After an outage whoever is there by then is told.
 */
const nextStep = (
  standing: Standing,
  state: FollowedCase,
  rungsAt: (at: Instant) => Rungs,
  parts: LadderParts,
  now: Instant,
): Step => {
  const { ackWithin, ackReminder } = state.policy;
  const risk = riskOf(state, standing.id);
  if (!risk) {
    const { due } = standing.finding;
    return { at: due, event: () => raised(standing, firstRung(standing, rungsAt(Math.max(due, now)))) };
  }
  const { acknowledged } = risk;
  if (acknowledged && acknowledged.askedAt === undefined) {
    return {
      at: acknowledged.at + ackReminder,
      event: () => ({ type: 'TakerAsked', risk: standing.id, to: acknowledged.by }),
    };
  }
  const climbAt = acknowledged?.askedAt
    ? (acknowledged.unreachedAt ?? acknowledged.askedAt + ackWithin)
    : (risk.unreachedAt ?? risk.at + ackWithin);
  // With nobody higher up the same people are told again, but only after a while; whoever was asked had that time.
  const isTop = !acknowledged && rungsAt(climbAt).from(risk.rung + 1) === undefined;
  const at = isTop ? again(Math.max(climbAt, risk.at + Math.max(ackWithin, ackReminder)), state) : climbAt;
  return {
    at,
    event: () => {
      const rungs = rungsAt(Math.max(at, now));
      const rung = rungs.from(risk.rung + 1) ?? sameRung(standing, risk, rungs) ?? firstRung(standing, rungs);
      return raised(standing, rung, acknowledged ? [] : whoGetsText(risk, state, parts));
    },
  };
};

/** Whoever slept when everybody was told at once is told later. */
const sameRung = ({ rule, finding }: Standing, { rung }: Risk, rungs: Rungs): Rung | undefined =>
  rule.atOnce ? rungs.together(finding.startRung ?? rule.startRung) : rungs.from(rung);

/** What stands at the top is told again in step with the other risks of the case, so that it is one message. */
const again = (soonest: Instant, { receivedAt, policy }: FollowedCase): Instant =>
  receivedAt + Math.ceil((soonest - receivedAt) / policy.ackReminder) * policy.ackReminder;

/** A new risk always tells somebody: people further down, when there is nobody from its first rung upwards. */
const firstRung = ({ rule, finding }: Standing, rungs: Rungs): Rung => {
  const start = finding.startRung ?? rule.startRung;
  const upwards = rule.atOnce ? rungs.together(start) : rungs.from(start);
  return upwards ?? rungs.below(start) ?? rungs.lastResort();
};

/** Whoever left a message on this rung without an answer, as far as a text message can reach them. */
const whoGetsText = (risk: Risk, { policy }: FollowedCase, { region, texts }: LadderParts): readonly Who[] =>
  texts && risk.rung >= policy.textFrom
    ? risk.latest.filter(
        (who) =>
          personOf(region, who)?.mobile !== undefined && !risk.unreached.some((one) => isSame(one, who)),
      )
    : [];

const raised = (
  { id, rule, finding }: Standing,
  { index, told }: Rung,
  texted: readonly Who[] = [],
): CaseEvent => ({
  type: 'RiskRaised',
  risk: id,
  rule: rule.id,
  about: finding.about,
  rung: index,
  told: [...told],
  ...(texted.length > 0 && { texted: [...texted] }),
});
