/** Asking for a place to meet, with Graph as a test has it answer. */
import assert from 'node:assert/strict';
import { meetings } from '../../src/consultation/meetings.ts';
import type {
  Made,
  MeetingOrder,
  OnlineMeetingRef,
  OnlineMeetingRequest,
  OnlineMeetings,
} from '../../src/consultation/port.ts';
import type { Log } from '../../src/core/log.ts';
import type { Municipality } from '../../src/core/region.ts';
import type { Clock } from '../../src/core/time.ts';
import { START } from './course.ts';
import { hoogeveen } from './people.ts';

export const ORGANISER = '33333333-3333-4333-8333-333333333333';
export const URL = 'https://teams.microsoft.example/l/meetup-join/1';
export const complete: Municipality = { ...hoogeveen, organiser: ORGANISER, phone: '0528 123 456' };

export const order = (
  municipality: Partial<Municipality>,
  changes: Partial<MeetingOrder> = {},
): MeetingOrder => ({
  municipality: { ...complete, ...municipality },
  externalId: 'case/1',
  subject: 'HGV-2026-0001',
  startsAt: START,
  signIns: ['vera@example.com', 'lars@example.com'],
  askedAt: START,
  tries: 0,
  ...changes,
});

/** Graph as it answers here: with a meeting, or with a failure; `meanwhile` is what happens until it does. */
export const graph = (failure?: Error, meanwhile: () => void = () => undefined) => {
  const asked: OnlineMeetingRequest[] = [];
  const removed: OnlineMeetingRef[] = [];
  const online: OnlineMeetings = {
    create: (request) => {
      asked.push(request);
      meanwhile();
      return failure
        ? Promise.reject(failure)
        : Promise.resolve({ organiser: request.organiser, meeting: 'graph-1', url: URL });
    },
    remove: (meeting) => {
      removed.push(meeting);
      return failure ? Promise.reject(failure) : Promise.resolve();
    },
  };
  return { online, asked, removed };
};

/** What is logged as an error; nothing else is expected. */
export const quiet = () => {
  const errors: string[] = [];
  const unexpected = (): void => assert.fail('logged');
  const error = (_: object, message: string): void => void errors.push(message);
  const log: Log = { debug: unexpected, info: unexpected, warn: unexpected, error };
  return { log, errors };
};

/** Asks for a place; the clock stands still unless it is given. */
export const make = (
  asked: MeetingOrder,
  online?: OnlineMeetings,
  clock: Clock = () => START,
): Promise<Made> => meetings({ clock, log: quiet().log, ...(online && { online }) }).make(asked);

/** The place and why the ways before it were passed over, in short: `phone, not graph: noPolicy`. */
export const shown = (made: Made): string =>
  made.kind === 'later'
    ? `later: ${made.reason} in ${made.wait}`
    : [made.place.way, ...made.passed.map(({ way, reason }) => `not ${way}: ${reason}`)].join(', ');
