import type { PassedOver, Place } from '../case/consultation.ts';
import type { PassedReason } from '../case/vocabulary.ts';
import type { Log } from '../core/log.ts';
import type { MeetingWay } from '../core/region.ts';
import { type Clock, type Duration, HOUR } from '../core/time.ts';
import { MeetingFailed, type MeetingOrder, type Meetings, type OnlineMeetings } from './port.ts';

/** People wait for the link: after this nobody is asked again, and the next way is taken. */
const PATIENCE: Duration = 10_000;

const FIRST_RETRY: Duration = 1_000;

/** Long enough for any consultation; Teams lets people in before and after. */
const MEETING_LENGTH: Duration = 2 * HOUR;

/** What one way came to. */
type Try = { place: Place } | { reason: PassedReason } | { reason: PassedReason; wait: Duration };

export interface MeetingsParts {
  /** Absent when there is no Graph configuration. */
  online?: OnlineMeetings;
  clock: Clock;
  log: Log;
}

/**
 * A place for a consultation: the ways of the municipality in their order, and the first that works. There is always
 * one, because every municipality has a standing room. Never rejects for a way that fails: that is said in `passed`.
 */
export const meetings = ({ online, clock, log }: MeetingsParts): Meetings => {
  const graph = async (order: MeetingOrder): Promise<Try> => {
    const { municipality, externalId, subject, startsAt, askedAt, tries } = order;
    const { organiser } = municipality;
    if (!online || organiser === undefined) return { reason: 'notConfigured' };
    try {
      const endsAt = startsAt + MEETING_LENGTH;
      const { url, meeting } = await online.create({ organiser, externalId, subject, startsAt, endsAt });
      return { place: { way: 'graph', url, organiser, meeting } };
    } catch (error) {
      if (!(error instanceof MeetingFailed)) {
        // A fault of ours must not leave people without a place to meet.
        log.error({ error }, 'meeting could not be made');
        return { reason: 'unavailable' };
      }
      const wait = error.retryAfter ?? FIRST_RETRY * 2 ** tries;
      // A clock that was set back gives nobody more patience.
      const waited: Duration = Math.max(0, clock() - askedAt);
      const worthIt = error.passing && waited + wait <= PATIENCE;
      return worthIt ? { reason: error.reason, wait } : { reason: error.reason };
    }
  };

  const ways: Readonly<Record<MeetingWay, (order: MeetingOrder) => Promise<Try> | Try>> = {
    graph,
    // A call needs somebody to call besides whoever presses.
    'deep-link': ({ signIns }) =>
      signIns.length > 1 ? { place: { way: 'deep-link' } } : { reason: 'notConfigured' },
    'standing-room': () => ({ place: { way: 'standing-room' } }),
    phone: ({ municipality }) =>
      municipality.phone === undefined ? { reason: 'notConfigured' } : { place: { way: 'phone' } },
  };

  return {
    make: async (order) => {
      const passed: PassedOver[] = [];
      for (const way of order.municipality.meeting) {
        const tried = await ways[way](order);
        if ('place' in tried) return { kind: 'made', place: tried.place, passed };
        if ('wait' in tried) return { kind: 'later', ...tried };
        passed.push({ way, reason: tried.reason });
      }
      return { kind: 'made', place: { way: 'standing-room' }, passed };
    },
    end: async (meeting) => {
      if (!online) throw new MeetingFailed('notConfigured', false);
      await online.remove(meeting);
    },
  };
};
