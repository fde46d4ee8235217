import type { CaseDocument } from '../../../src/case/document.ts';
import type { CaseEvent } from '../../../src/case/events.ts';
import { type FollowedCase, type Risk, isFollowed } from '../../../src/case/state.ts';
import type { Instant } from '../../../src/core/time.ts';
import { rosterIdOf } from '../../../src/roster/document.ts';
import { nextStepDue } from '../oracle/climbing.ts';
import { standingIn } from '../oracle/standing.ts';
import { isCase, isRoster } from '../world/ledger.ts';
import type { World } from '../world/world.ts';
import type { Evidence, Invariant, Wrong } from './invariant.ts';

/** Something that must be told at a moment, and why. */
interface Owed {
  at: Instant;
  what: string;
}

/** A place that is given back, or a visit that is planned anew, is a new risk about the same thing: due at another moment. */
const raisedOf = (state: FollowedCase, rule: string, about: string, due: Instant): Risk | undefined =>
  Object.entries(state.risks).find(
    ([id, risk]) => risk.rule === rule && risk.about === about && id.endsWith(`@${due}`),
  )?.[1];

const owedBy = (document: CaseDocument, world: World, now: Instant): readonly Owed[] => {
  const { state } = document;
  if (!isFollowed(state)) return [];
  const stored = world.ledger.now(rosterIdOf(state.announcement.municipality));
  const around = { region: world.region, roster: isRoster(stored) ? stored.state : undefined };
  return standingIn(state, now).map(({ rule, about, due }) => {
    const risk = raisedOf(state, rule, about, due);
    if (!risk) return { at: due, what: `${rule} (${about})` };
    return { at: nextStepDue(rule, risk, state, around), what: `${rule} (${about}) above rung ${risk.rung}` };
  });
};

type Raised = Extract<CaseEvent, { type: 'RiskRaised' }>;

/** Whoever was told must get a message about it, saved in the same write. */
const untold = (document: CaseDocument, { risk, rule, told }: Raised): Wrong => {
  const isFor = (to: { id: string } | undefined): boolean =>
    document.outbox.some((message) => {
      if (message.kind === 'call') return rule === 'consultationLate' && message.to.id === to?.id;
      return message.kind === 'ping' && message.to?.id === to?.id && message.risks.includes(risk);
    });
  const missed = told.length === 0 && !isFor(undefined) ? ['the thread'] : [];
  return [...missed, ...told.filter((who) => !isFor(who)).map(({ id }) => id)].map(
    (who) => `${document.id}: ${risk} was raised, and there is no message for ${who}`,
  );
};

/**
 * After every sweep in which no fault fell, with a clock that was right, everything that was due when it began is in the log:
 * that is what "within one sweep, corrected for injected outages" means here. The expectation comes from the oracle, and
 * asks for a sweep at its moment whatever the store says is due.
 */
export const riskIsPinged = ({ world }: Evidence): Invariant => {
  const next = new Map<string, Instant>();
  const written = new Map<string, { at: Instant; by: string }>();
  const plan = (document: CaseDocument): void => {
    const owed = document.open ? owedBy(document, world, world.agenda.now) : [];
    next.set(document.id, Math.min(Infinity, ...owed.map(({ at }) => at)));
  };
  return {
    name: 'every risk that stood was pinged at its rung within one sweep',
    onWrite: ({ at, by, before, after }) => {
      if (isRoster(after)) {
        for (const one of world.ledger.all())
          if (isCase(one) && one.municipality === after.municipality) plan(one);
        return [];
      }
      if (!isCase(after)) return [];
      written.set(after.id, { at, by });
      plan(after);
      const events = after.log.slice(isCase(before) ? before.log.length : 0).map(({ event }) => event);
      return events.flatMap((event) => (event.type === 'RiskRaised' ? untold(after, event) : []));
    },
    onSweep: ({ began, life }) =>
      [...next].flatMap(([id, at]): Wrong => {
        if (at > began) return [];
        const document = world.ledger.now(id);
        const last = written.get(id);
        // Somebody else changed it while it was looked at: the next sweep will tell.
        if (!isCase(document) || (last && last.at > began && last.by !== life)) return [];
        const owed = document.open ? owedBy(document, world, began) : [];
        plan(document);
        return owed
          .filter((one) => one.at <= began)
          .map((one) => `${id}: ${one.what} was due at ${new Date(one.at).toISOString()}`);
      }),
    expected: () => {
      let earliest = Infinity;
      for (const at of next.values()) earliest = Math.min(earliest, at);
      return earliest;
    },
  };
};
