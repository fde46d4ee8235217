/** What went wrong, one line each: by what was answered, what Teams took and what is stored at the end. */
import type { CaseDocument } from '../../../src/case/document.ts';
import type { Watch } from '../../../src/case/due.ts';
import { riskStands } from '../../../src/case/risks.ts';
import { type FollowedCase, isFollowed, openMeeting } from '../../../src/case/state.ts';
import type { Instant } from '../../../src/core/time.ts';
import type { Announced } from './load.ts';
import type { Told } from './told.ts';

export interface Evidence {
  announced: readonly Announced[];
  told: readonly Told[];
  cases: readonly CaseDocument[];
  watch: Watch;
  now: Instant;
}

type Stored = CaseDocument & { state: FollowedCase };

const isStored = (one: CaseDocument): one is Stored => isFollowed(one.state);

/** What was looked at, each with what went wrong there. */
export interface Findings {
  lostIntakes: readonly string[];
  doubleSlots: readonly string[];
  lostClaims: readonly string[];
  missedPings: readonly string[];
  missedCalls: readonly string[];
  leftOver: readonly string[];
}

export const findingsIn = (evidence: Evidence): Findings => {
  const stored = evidence.cases.filter(isStored);
  return {
    lostIntakes: lostIntakes(evidence, stored),
    doubleSlots: stored.flatMap(doubleSlots),
    lostClaims: lostClaims(evidence, stored),
    missedPings: stored.flatMap((one) => missedPings(one, evidence)),
    missedCalls: stored.flatMap((one) => missedCalls(one, evidence)),
    leftOver: stored.flatMap((one) => leftOver(one, evidence)),
  };
};

/** Each announcement that was answered has one case with the number that was answered, and there are no others. */
const lostIntakes = ({ announced, told }: Evidence, stored: readonly Stored[]): readonly string[] => {
  const problems = announced.flatMap(({ id, number, reference }) => {
    const found = stored.filter(({ state }) => state.announcement.policeReference === reference);
    const [only] = found;
    if (!only || found.length > 1) return [`${reference} has ${found.length} cases`];
    if (only.id !== id || only.state.number !== number)
      return [`${reference} is ${only.state.number}, not ${number}`];
    return told.some((one) => one.what === 'post' && one.case === id)
      ? []
      : [`${number} is not in the channel`];
  });
  const numbers = new Set(stored.map(({ state }) => state.number));
  return [
    ...problems,
    ...(numbers.size === stored.length ? [] : ['two cases have one number']),
    ...(stored.length === announced.length
      ? []
      : [`${stored.length} cases for ${announced.length} announcements`]),
  ];
};

/** By the log: nobody got a place that was somebody else's. */
const doubleSlots = ({ log, state }: Stored): readonly string[] => {
  const held = new Map<number, string>();
  return log.flatMap(({ event, by }) => {
    if (event.type === 'SlotReleased') held.delete(event.slot);
    if (event.type !== 'SlotClaimed') return [];
    const holder = held.get(event.slot);
    held.set(event.slot, by?.name ?? '');
    return holder === undefined ? [] : [`${state.number}: ${by?.name ?? ''} got the place of ${holder}`];
  });
};

/** Who was told to go along goes along, and both places are taken where enough people wanted them. */
const lostClaims = ({ announced }: Evidence, stored: readonly Stored[]): readonly string[] =>
  announced.flatMap(({ id, number, holders, claimed }) => {
    const slots = stored.find((one) => one.id === id)?.state.slots ?? [];
    const stand = slots.flatMap(({ claim }) => claim?.by.name ?? []).sort();
    const wanted = [...holders].sort();
    const problems =
      stand.join() === wanted.join() ? [] : [`${number}: told ${wanted.join()}, stored ${stand.join()}`];
    const expected = claimed ? slots.length : 0;
    return stand.length === expected
      ? problems
      : [...problems, `${number} has ${stand.length} of ${expected} places taken`];
  });

/** What was due was raised, what had to be sent was sent. */
const leftOver = (one: Stored, { watch, now }: Evidence): readonly string[] => {
  const { state, outbox, parked, dueAt } = one;
  return [
    ...(outbox.length === 0
      ? []
      : [`${state.number} still has to send ${outbox.map(({ kind }) => kind).join()}`]),
    ...(parked.length === 0 ? [] : [`${state.number} has parked ${parked.length}`]),
    ...(watch.raise(state, now).length === 0 ? [] : [`${state.number}: a risk was not raised`]),
    ...(dueAt !== null && dueAt > now ? [] : [`${state.number} is never looked at again`]),
  ];
};

/** Everybody whom a standing risk is for was told after it was raised, or that failed and is written down. */
const missedPings = ({ id, log, state }: Stored, { told, now }: Evidence): readonly string[] =>
  log.flatMap(({ event, at }) => {
    if (event.type !== 'RiskRaised' || !riskStands(event.risk, event.rule, state, now)) return [];
    const reached = (name: string): boolean =>
      told.some((one) => one.case === id && one.risk === event.risk && one.to === name && one.at >= at) ||
      log.some((line) => line.event.type === 'PingUndeliverable' && line.event.to?.name === name);
    return event.told
      .filter(({ name }) => !reached(name))
      .map(({ name }) => `${state.number}: ${name} was not told of ${event.rule}`);
  });

/** Everybody who was called to the consultation that is open got the call. */
const missedCalls = ({ id, state }: Stored, { told }: Evidence): readonly string[] =>
  (openMeeting(state)?.called ?? [])
    .filter(({ who }) => !told.some((one) => one.what === 'call' && one.case === id && one.to === who.name))
    .map(({ who }) => `${state.number}: ${who.name} was not called`);
