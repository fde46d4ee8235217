import { isSame, personOf } from '../core/actor.ts';
import type { Region } from '../core/region.ts';
import { type Duration, HOUR, type Instant } from '../core/time.ts';
import type { DutyChange, RosterMessage, RosterMessageOf } from '../roster/messages.ts';
import type { RosterState } from '../roster/state.ts';

/** Whoever went off duty longer ago than this does not need to hear any more who took over. */
const OLD_NEWS: Duration = 12 * HOUR;

/** Whether nobody has to get a message about a roster any more: what it asks was answered, or is over. */
export const isNeedlessNotice = (
  message: RosterMessage,
  roster: RosterState,
  region: Region,
  now: Instant,
): boolean => {
  // Out of the region file, nobody can do anything with it.
  if (!personOf(region, message.to)) return true;
  if (region.municipalities.every(({ id }) => id !== roster.municipality)) return true;
  switch (message.kind) {
    case 'gaps':
      return !roster.gaps.some(({ id, to }) => message.gaps.includes(id) && to > now);
    case 'rostered':
      return message.changes.every((change) => isPast(change, now));
    case 'swapAsked':
      return !roster.swaps.some(({ id, to, answer }) => id === message.swap && !answer && to > now);
    case 'swapAnswered':
      return !roster.swaps.some(({ id }) => id === message.swap);
    case 'reachTest':
      return isProvenSince(message, roster);
    case 'handOver':
      return (
        message.comes.every(({ to }) => to <= now) && message.goes.every(({ to }) => to + OLD_NEWS <= now)
      );
    default:
      return message satisfies never;
  }
};

const isPast = (change: DutyChange, now: Instant): boolean =>
  (change.what === 'on' || change.what === 'off') && change.to <= now;

const isProvenSince = ({ to }: RosterMessageOf<'reachTest'>, { reach }: RosterState): boolean =>
  reach.some(
    ({ person, askedAt = 0, provenAt }) =>
      isSame(person, to) && provenAt !== undefined && provenAt >= askedAt,
  );
