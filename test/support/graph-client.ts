/** The real client of Graph against the one of the tests. */
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { credentialFor } from '../../src/consultation/credential.ts';
import type { GraphAuthentication } from '../../src/core/graph.ts';
import { type GraphParts, graphMeetings } from '../../src/consultation/graph.ts';
import {
  MeetingFailed,
  type OnlineMeetingRequest,
  type OnlineMeetings,
} from '../../src/consultation/port.ts';
import type { GraphService } from './graph.ts';

/** Of the clock that clients get here. */
export const NOW = Date.UTC(2026, 10, 23, 13, 4, 5);

export const ORGANISER = '7d4c8716-77a9-4be3-afff-009e4b81658e';

export const ORDER: OnlineMeetingRequest = {
  organiser: ORGANISER,
  externalId: '0a7d2c31-5a0e-4c4b-8d55-0b0f8b1f2f10/1',
  subject: 'HGV-2026-0001',
  startsAt: NOW,
  endsAt: NOW + 3_600_000,
};

export const clientOf = (
  graph: GraphService,
  parts: Partial<GraphParts> = {},
  by: GraphAuthentication = graph.secret,
): OnlineMeetings =>
  graphMeetings({
    credential: credentialFor(by, { ca: graph.ca }),
    baseUrl: graph.url,
    clock: () => NOW,
    ...parts,
  });

/** How it fails. Whatever is logged of it says nothing of who we are or what the meeting is about. */
export const failureOf = async (
  work: Promise<unknown>,
  secrets: readonly string[] = [],
): Promise<Pick<MeetingFailed, 'reason' | 'passing' | 'retryAfter'>> => {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(failure instanceof MeetingFailed, inspect(failure));
  const shown = inspect(failure, { depth: null, showHidden: true }) + failure.message;
  for (const secret of secrets) assert.ok(!shown.includes(secret), shown);
  const { reason, passing, retryAfter } = failure;
  return { reason, passing, retryAfter };
};
