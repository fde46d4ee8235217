import assert from 'node:assert/strict';
import { credentialFor } from '../../src/consultation/credential.ts';
import type { MeetingFailed, OnlineMeetings } from '../../src/consultation/port.ts';
import type { Duration } from '../../src/core/time.ts';
import { type GraphService, startGraph } from '../support/graph.ts';
import { ORDER, ORGANISER, clientOf, failureOf } from '../support/graph-client.ts';
import { GRAPH_TROUBLE } from '../support/graph-trouble.ts';
import type { Trouble } from '../support/trouble.ts';

type Case = readonly [
  what: string,
  trouble: Trouble,
  reason: MeetingFailed['reason'],
  passing: boolean,
  retryAfter?: Duration,
];

const date = (at: string): string => new Date(at).toUTCString();

/** The clock of the client stands at 13:04:05. */
const ANY_CALL: readonly Case[] = [
  ['400', GRAPH_TROUBLE.badRequest, 'refused', false],
  ['401', GRAPH_TROUBLE.badToken, 'noPermission', false],
  ['403 without permission', GRAPH_TROUBLE.noPermission, 'noPermission', false],
  [
    '403 with something that is no error of Graph',
    { status: 403, body: { nothing: 1 } },
    'noPermission',
    false,
  ],
  ['403 without a body', { status: 403 }, 'noPermission', false],
  ['403 without a policy', GRAPH_TROUBLE.noPolicy, 'noPolicy', false],
  ['403 without a policy, in the older words', GRAPH_TROUBLE.noPolicyBefore, 'noPolicy', false],
  ['403 without a policy, under another code', GRAPH_TROUBLE.noPolicyInPractice, 'noPolicy', false],
  ['401 without a policy', { ...GRAPH_TROUBLE.noPolicyBefore, status: 401 }, 'noPolicy', false],
  ['408', { status: 408 }, 'timeOut', true],
  ['409', { status: 409 }, 'refused', false],
  ['a redirect', { status: 302, headers: { location: '/v1.0/elsewhere' } }, 'refused', false],
  ['429', GRAPH_TROUBLE.throttled('17'), 'throttled', true, 17_000],
  ['429 with half a second', GRAPH_TROUBLE.throttled('0.5'), 'throttled', true, 500],
  ['429 until a moment', GRAPH_TROUBLE.throttled(date('2026-11-23T13:05:00Z')), 'throttled', true, 55_000],
  ['429 for a day', GRAPH_TROUBLE.throttled('86400'), 'throttled', true, 86_400_000],
  ['429 until a moment ago', GRAPH_TROUBLE.throttled(date('2026-11-23T13:04:00Z')), 'throttled', true],
  ['429 with nonsense', GRAPH_TROUBLE.throttled('later'), 'throttled', true],
  [
    '429 with nothing but a header',
    { status: 429, headers: { 'retry-after': '3' } },
    'throttled',
    true,
    3_000,
  ],
  ['500', GRAPH_TROUBLE.broken, 'unavailable', true],
  ['503', GRAPH_TROUBLE.down('120'), 'unavailable', true, 120_000],
  ['503 of a proxy', GRAPH_TROUBLE.proxyDown('60'), 'unavailable', true, 60_000],
  ['504', { status: 504 }, 'unavailable', true],
  ['a broken connection', GRAPH_TROUBLE.dropped, 'unavailable', true],
  ['no answer', GRAPH_TROUBLE.silent, 'timeOut', true],
];

const ADDRESS = 'https://teams.example/l/meetup-join/1';
const withAddress = (joinWebUrl: string): Trouble => ({ status: 201, body: { id: 'one', joinWebUrl } });

const WHILE_MAKING: readonly Case[] = [
  ['404', GRAPH_TROUBLE.notFound, 'refused', false],
  ['HTML', GRAPH_TROUBLE.html, 'badAnswer', false],
  ['nothing', GRAPH_TROUBLE.empty, 'badAnswer', false],
  ['204', { status: 204 }, 'badAnswer', false],
  ['JSON that was cut off', GRAPH_TROUBLE.cutOff, 'badAnswer', false],
  ['a meeting without an address', GRAPH_TROUBLE.withoutAddress, 'badAnswer', false],
  ['a meeting with an address that is not https', GRAPH_TROUBLE.plainAddress, 'badAnswer', false],
  ['a meeting with an endless address', withAddress(`${ADDRESS}?${'a'.repeat(2_000)}`), 'badAnswer', false],
  ['a meeting with a name in its address', withAddress('https://eva@teams.example/1'), 'badAnswer', false],
  [
    'a meeting with a password in its address',
    withAddress('https://:pw@teams.example/1'),
    'badAnswer',
    false,
  ],
  ['a meeting without an id', GRAPH_TROUBLE.emptyId, 'badAnswer', false],
];

describe('What the consultation makes of a failure of Graph', () => {
  let graph: GraphService;
  let meetings: OnlineMeetings;
  let hasty: OnlineMeetings;

  before(async () => {
    graph = await startGraph();
    const credential = credentialFor(graph.secret, { ca: graph.ca });
    meetings = clientOf(graph, { credential });
    hasty = clientOf(graph, { credential, timeOut: 300 });
    // The token is kept from here on.
    await meetings.remove({ organiser: ORGANISER, meeting: 'none' });
  });

  after(() => graph.close());

  const check = async (
    kind: 'make' | 'change' | 'remove',
    ask: (client: OnlineMeetings) => Promise<unknown>,
    [, trouble, reason, passing, retryAfter]: Case,
  ): Promise<void> => {
    const script = graph.answerNext(kind, { ...trouble, times: 5 });
    const failure = await failureOf(ask('hang' in trouble ? hasty : meetings), [
      graph.secret.secret,
      ...graph.tokens,
      ORDER.subject,
      ORDER.externalId,
      ORGANISER,
    ]);
    script.release();
    assert.deepEqual(failure, { reason, passing, retryAfter });
    assert.equal(script.calls.length, 1, 'it was tried again');
  };

  for (const one of [...ANY_CALL, ...WHILE_MAKING]) {
    it(`${one[0]} when a meeting is made: ${one[2]}, after one call`, () =>
      check('make', (client) => client.create(ORDER), one));
  }

  for (const one of [...ANY_CALL, WHILE_MAKING[0]!]) {
    it(`${one[0]} when it is set: ${one[2]}, after one call`, () =>
      check('change', (client) => client.create(ORDER), one));
  }

  for (const one of ANY_CALL) {
    it(`${one[0]} when it is taken away: ${one[2]}, after one call`, () =>
      check('remove', (client) => client.remove({ organiser: ORGANISER, meeting: 'one' }), one));
  }
});
