import type { CaseDocument } from '../case/document.ts';
import type { LoggedEvent } from '../case/events.ts';
import type { Figures } from '../case/forgotten.ts';
import { type Followed, waitDecision } from '../case/state.ts';
import { type Instant, MINUTE, localDate } from '../core/time.ts';

const QUARTER = 15 * MINUTE;

const SATURDAY = 6;
const SUNDAY = 0;

/** Whether a local day such as `2026-11-22` is in a weekend. */
const isWeekend = (day: string): boolean => {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay();
  return weekday === SATURDAY || weekday === SUNDAY;
};

const firstOf = (log: readonly LoggedEvent[], type: LoggedEvent['event']['type']): Instant | undefined =>
  log.find(({ event }) => event.type === type)?.at;

/** What may be counted of a closed case: rounded, and without anything that leads to a household or a colleague. */
export const figuresOf = (state: Followed<'closed'>, log: CaseDocument['log'], timeZone: string): Figures => {
  const { announcement, receivedAt, seen, attempts, escalations, risks, earlierReports } = state;
  const after = (at: Instant | undefined): number | undefined =>
    at === undefined ? undefined : Math.max(0, Math.round((at - receivedAt) / QUARTER));
  const day = localDate(receivedAt, timeZone);
  const consultedAfter = after(firstOf(log, 'ConsultationRecorded'));
  const claimedAfter = after(firstOf(log, 'SlotClaimed'));
  const rungs = Object.values(risks).map(({ rung }) => rung);
  return {
    month: day.slice(0, 7),
    weekend: isWeekend(day),
    children: announcement.children > 0,
    directDanger: announcement.directDanger,
    ...(earlierReports !== undefined && { repeated: earlierReports > 0 }),
    ...(consultedAfter !== undefined && { consultedAfter }),
    ...(claimedAfter !== undefined && { claimedAfter }),
    seenAfter: Math.max(0, Math.round((seen.at - receivedAt) / QUARTER)),
    inTime: seen.at <= state.visitBefore,
    waited: waitDecision(state) !== undefined,
    ...(seen.lateReason && { lateReason: seen.lateReason }),
    attempts: attempts.length,
    agreements: seen.agreements,
    followUp: seen.followUp,
    obstacles: [...new Set([...seen.obstacles, ...escalations.map(({ obstacle }) => obstacle)])],
    ...(rungs.length > 0 && { highestRung: Math.max(...rungs) }),
  };
};
