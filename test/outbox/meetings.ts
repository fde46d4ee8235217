/** Where people meet, as the outbox sees it: found, not yet, or refused, as the test says. */
import type { Place } from '../../src/case/consultation.ts';
import type { Made, MeetingOrder, Meetings, OnlineMeetingRef } from '../../src/consultation/port.ts';

/** Made at Graph. */
export const MADE = {
  way: 'graph',
  url: 'https://teams.example.invalid/l/meetup-join/1',
  organiser: 'o1',
  meeting: 'm1',
} as const satisfies Place;

export const foundAt = (place: Place): Made => ({ kind: 'made', place, passed: [] });

export interface FakeMeetings extends Meetings {
  /** Every order, also those that came to nothing. */
  readonly orders: readonly MeetingOrder[];
  /** Every meeting that was asked to be taken away, also where that failed. */
  readonly ends: readonly OnlineMeetingRef[];
  /** What comes of an order. */
  making: (order: MeetingOrder) => Promise<Made>;
  /** Rejects to refuse. */
  ending: (meeting: OnlineMeetingRef) => Promise<void>;
}

export const fakeMeetings = (): FakeMeetings => {
  const orders: MeetingOrder[] = [];
  const ends: OnlineMeetingRef[] = [];
  const meetings: FakeMeetings = {
    orders,
    ends,
    making: () => Promise.resolve(foundAt(MADE)),
    ending: () => Promise.resolve(),
    make: (order) => {
      orders.push(order);
      return meetings.making(order);
    },
    end: (meeting) => {
      ends.push(meeting);
      return meetings.ending(meeting);
    },
  };
  return meetings;
};
