import { isSame, type Who } from '../core/actor.ts';
import type { CaseEvent, LoggedEvent } from './events.ts';
import type { FollowedCase, Risk } from './state.ts';

type Risks = FollowedCase['risks'];
type RiskEvent = Extract<
  CaseEvent,
  { type: 'RiskRaised' | 'RiskAcknowledged' | 'TakerAsked' | 'PingUndeliverable' }
>;

/** The risks of a case after an event. Throws when the event cannot follow: a fault, not a refusal. */
export const evolveRisks = (risks: Risks, event: RiskEvent, { at, by }: LoggedEvent): Risks => {
  switch (event.type) {
    case 'RiskRaised': {
      const { rule, about, rung, told } = event;
      const before = Object.hasOwn(risks, event.risk) ? (risks[event.risk]?.told ?? []) : [];
      const everybody = [...before, ...told.filter((who) => !includes(before, who))];
      const raised: Risk = { rule, about, rung, at, latest: told, told: everybody, unreached: [] };
      return { ...risks, [event.risk]: raised };
    }
    case 'RiskAcknowledged': {
      if (!by) throw new Error('RiskAcknowledged cannot follow: nobody did it');
      return changed(risks, event.risk, event, (risk) => ({ ...risk, acknowledged: { by, at } }));
    }
    case 'TakerAsked':
      return changed(risks, event.risk, event, ({ acknowledged, ...risk }) => {
        if (!acknowledged) throw new Error(`${event.type} cannot follow: nobody took ${event.risk} up`);
        return { ...risk, acknowledged: { ...acknowledged, askedAt: at } };
      });
    case 'PingUndeliverable': {
      const { to } = event;
      if (!to) return risks;
      return (event.risks ?? []).reduce<Risks>(
        (now, id) => changed(now, id, event, (risk) => withUnreached(risk, to, at)),
        risks,
      );
    }
    default:
      return event satisfies never;
  }
};

const includes = (people: readonly Who[], who: Who): boolean => people.some((one) => isSame(one, who));

/** Only who was told last counts: the next rung does not wait for whoever cannot be reached. */
const withUnreached = (risk: Risk, who: Who, at: number): Risk => {
  const { acknowledged } = risk;
  if (acknowledged?.askedAt !== undefined && isSame(acknowledged.by, who))
    return { ...risk, acknowledged: { ...acknowledged, unreachedAt: at } };
  if (!includes(risk.latest, who) || includes(risk.unreached, who)) return risk;
  const unreached = [...risk.unreached, who];
  const isEverybody = risk.latest.every((one) => includes(unreached, one));
  return { ...risk, unreached, ...(isEverybody && { unreachedAt: at }) };
};

const changed = (risks: Risks, id: string, event: RiskEvent, change: (risk: Risk) => Risk): Risks => {
  const risk = Object.hasOwn(risks, id) ? risks[id] : undefined;
  if (!risk) throw new Error(`${event.type} cannot follow: there is no risk ${id}`);
  return { ...risks, [id]: change(risk) };
};
