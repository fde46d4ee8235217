import type { CaseDocument } from '../case/document.ts';
import type { LoggedEvent } from '../case/events.ts';
import { evolve } from '../case/evolve.ts';
import {
  type CaseState,
  type FollowedCase,
  isFollowed,
  openSlots,
  riskOf,
  visitDeadline,
} from '../case/state.ts';
import { type Fact, within } from '../core/measures.ts';
import { type Instant, SECOND } from '../core/time.ts';

/*
 * What a committed save of a case tells. Derived from the lines that the save added to the log, so a form that was sent
 * twice, a lost race or a replayed activity adds nothing: such a save adds no line, or is not committed.
 */

/** The lines of the log that are in the newer version only. */
const newLines = (before: CaseDocument | undefined, after: CaseDocument): readonly LoggedEvent[] => {
  const last = before?.log.at(-1);
  return last ? after.log.slice(after.log.findLastIndex(({ hash }) => hash === last.hash) + 1) : after.log;
};

/** @param before absent when the case was made by this save */
export const factsOf = (before: CaseDocument | undefined, after: CaseDocument): readonly Fact[] => {
  // What is left of a forgotten case explains no state any more.
  if (!isFollowed(after.state)) return [];
  const lines = newLines(before, after);
  const facts: Fact[] = [];
  let state: CaseState | undefined = before?.state;
  for (const line of lines) {
    const next = evolve(state, line);
    if (isFollowed(next)) facts.push(...factsIn(state, line, next), ...filled(state, line, next, before));
    state = next;
  }
  return facts;
};

type Labelled = { municipality: string; children: 'yes' | 'no' };

const labelsOf = ({ announcement }: FollowedCase): Labelled => ({
  municipality: announcement.municipality,
  children: announcement.children > 0 ? 'yes' : 'no',
});

const secondsFrom = (from: Instant, to: Instant): number => Math.max(0, to - from) / SECOND;

const sinceReceipt = (
  measure: 'timeToConsultation' | 'timeToClaim' | 'timeToVisit',
  state: FollowedCase,
  at: Instant,
): Fact => {
  const value = secondsFrom(state.receivedAt, at);
  return { measure, value, labels: { ...labelsOf(state), within: within(value) } };
};

const factsIn = (
  before: CaseState | undefined,
  { event, at }: LoggedEvent,
  state: FollowedCase,
): readonly Fact[] => {
  const { municipality } = state.announcement;
  if (event.type === 'CaseAnnounced') return [{ measure: 'intakes', value: 1, labels: labelsOf(state) }];
  // Later outcomes adjust the first, or belong to another consultation.
  if (event.type === 'ConsultationRecorded')
    return before?.step === 'announced' ? [sinceReceipt('timeToConsultation', state, at)] : [];
  if (event.type === 'HouseholdSeen') {
    const seenAt = event.seen.at;
    const labels = { ...labelsOf(state), result: punctuality(state, seenAt) };
    return [sinceReceipt('timeToVisit', state, seenAt), { measure: 'visits', value: 1, labels }];
  }
  if (event.type === 'RiskRaised') {
    const { rule, rung } = event;
    return [{ measure: 'escalations', value: 1, labels: { municipality, rule, rung } }];
  }
  const risk = event.type === 'RiskAcknowledged' ? riskOf(state, event.risk) : undefined;
  if (!risk) return [];
  const { rule, rung } = risk;
  const value = secondsFrom(risk.at, at);
  const labels = { municipality, rule, rung, within: within(value) };
  return [{ measure: 'acknowledgementTime', value, labels }];
};

/** Waiting together and on purpose is no delay (Noordenveld). */
const punctuality = (state: FollowedCase, seenAt: Instant): 'inTime' | 'waitedTogether' | 'late' => {
  if (seenAt <= state.visitBefore) return 'inTime';
  return seenAt <= visitDeadline(state) ? 'waitedTogether' : 'late';
};

const isFull = (state: CaseState | undefined): boolean =>
  state !== undefined && isFollowed(state) && state.slots.length > 0 && openSlots(state).length === 0;

/** The first moment at which everybody who goes was known; whoever gives a place back changes nothing about that. */
const filled = (
  from: CaseState | undefined,
  { at }: LoggedEvent,
  to: FollowedCase,
  before: CaseDocument | undefined,
): readonly Fact[] =>
  !isFull(to) || isFull(from) || wasFull(before) ? [] : [sinceReceipt('timeToClaim', to, at)];

const wasFull = (before: CaseDocument | undefined): boolean => {
  let state: CaseState | undefined;
  return (before?.log ?? []).some((line) => isFull((state = evolve(state, line))));
};
