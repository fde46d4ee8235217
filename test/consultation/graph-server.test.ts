import assert from 'node:assert/strict';
import { credentialFor } from '../../src/consultation/credential.ts';
import { type GraphService, startGraph } from '../support/graph.ts';
import { ORGANISER } from '../support/graph-client.ts';

/** The tests of the client are worth as much as the server they run against. */
describe('The Graph of the tests', () => {
  let graph: GraphService;
  let token: string;

  before(async () => {
    graph = await startGraph();
    const got = await credentialFor(graph.secret, { ca: graph.ca }).getToken(`${graph.url}/.default`);
    token = got?.token ?? '';
  });

  after(() => graph.close());

  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; body: unknown }> => {
    const answer = await fetch(`${graph.url}/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };

  const MEETINGS = `/users/${ORGANISER}/onlineMeetings`;
  const MAKE = `${MEETINGS}/createOrGet`;
  const RIGHT = {
    externalId: 'one',
    subject: 'HGV-2026-0001',
    startDateTime: '2026-11-23T13:04:05.000Z',
    endDateTime: '2026-11-23T14:04:05+00:00',
  };

  const refused = async (
    work: Promise<{ status: number; body: unknown }>,
    complaint: RegExp,
    status = 400,
  ): Promise<void> => {
    const answer = await work;
    assert.equal(answer.status, status);
    assert.match(JSON.stringify(answer.body), /"error":\{"code":"\w+","message":"[^"]+/);
    assert.throws(graph.verify, complaint);
    assert.equal(graph.takeComplaints().length, 1);
    graph.verify();
  };

  it('makes a meeting once, and says whether it was new', async () => {
    const first = await call('POST', MAKE, RIGHT);
    const second = await call('POST', MAKE, RIGHT);
    assert.deepEqual([first.status, second.status], [201, 200]);
    assert.deepEqual(second.body, first.body);
    assert.equal(graph.meetings.length, 1);
  });

  it('takes only an externalId and a subject too', async () => {
    const { externalId, subject } = RIGHT;
    assert.equal((await call('POST', MAKE, { externalId, subject })).status, 200);
  });

  const { externalId, subject, startDateTime, endDateTime } = RIGHT;
  const made: readonly [string, unknown, RegExp][] = [
    ['an unknown field', { ...RIGHT, lobbyBypassSettings: {} }, /Unrecognized key.*lobbyBypassSettings/],
    ['no externalId', { subject, startDateTime, endDateTime }, /externalId/],
    ['an empty externalId', { ...RIGHT, externalId: '' }, /externalId/],
    ['an externalId that is a number', { ...RIGHT, externalId: 1 }, /externalId/],
    ['no subject', { externalId }, /subject/],
    ['a subject with more than the case number', { ...RIGHT, subject: 'HGV-2026-0001 De Vries' }, /subject/],
    ['a moment that is no date', { ...RIGHT, startDateTime: '23-11-2026' }, /startDateTime/],
    ['a moment without a zone', { ...RIGHT, startDateTime: '2026-11-23T13:04:05' }, /startDateTime/],
    ['a moment that is a number', { ...RIGHT, startDateTime: 1 }, /startDateTime/],
    ['an end without a start', { externalId, subject, endDateTime }, /without startDateTime/],
    ['an end before the start', { ...RIGHT, endDateTime: '2026-11-23T13:04:04Z' }, /before startDateTime/],
    [
      'a participant without a right id',
      { ...RIGHT, participants: { attendees: [{ identity: { user: { id: 'x' } } }] } },
      /participants/,
    ],
    ['no object', [], /expected object/],
  ];
  for (const [what, body, complaint] of made) {
    it(`refuses to make a meeting with ${what}`, () => refused(call('POST', MAKE, body), complaint));
  }

  const changed: readonly [string, unknown, RegExp][] = [
    ['an unknown field', { allowRecordings: false }, /Unrecognized key.*allowRecordings/],
    ['an unknown field inside', { lobbyBypassSettings: { scopes: 'x' } }, /Unrecognized key.*scopes/],
    ['an unknown lobby', { lobbyBypassSettings: { scope: 'Everyone' } }, /scope/],
    ['a wrong type', { allowRecording: 'false' }, /allowRecording/],
    ['nothing', {}, /changes nothing/],
  ];
  for (const [what, body, complaint] of changed) {
    it(`refuses to set ${what}`, () => refused(call('PATCH', `${MEETINGS}/one`, body), complaint));
  }

  it('refuses a call without a token, or with another', async () => {
    await refused(call('POST', MAKE, RIGHT, { authorization: '' }), /bearer/, 401);
    await refused(call('DELETE', `${MEETINGS}/one`, undefined, { authorization: 'Bearer x' }), /bearer/, 401);
    await refused(call('PATCH', `${MEETINGS}/one`, {}, { authorization: token }), /bearer/, 401);
  });

  it('refuses what is not documented around the body', async () => {
    await refused(call('POST', `${MAKE}?$select=id`, RIGHT), /query/);
    await refused(call('POST', '/users/planner@example.nl/onlineMeetings/createOrGet', RIGHT), /object id/);
    await refused(call('DELETE', `${MEETINGS}/one`, {}), /body/);
    await refused(call('POST', MEETINGS, RIGHT), /no call that is documented/, 404);
    await refused(call('POST', MAKE, RIGHT, { 'content-type': 'text/plain' }), /Content-Type/);
  });

  it('does not know a meeting of somebody else', async () => {
    const other = ORGANISER.replace('7', '8');
    const path = `/users/${other}/onlineMeetings/${encodeURIComponent(graph.meetings[0]?.id ?? '')}`;
    assert.equal((await call('DELETE', path)).status, 404);
    assert.equal((await call('PATCH', path, { allowRecording: false })).status, 404);
    assert.equal(graph.meetings[0]?.deleted, false);
  });

  it('says so when trouble never came', async () => {
    const other = await startGraph();
    other.answerNext('make', { status: 500 });
    await assert.rejects(other.close(), /trouble that no call met: 1/);
  });

  it('gives no token for something else', async () => {
    const by = credentialFor({ ...graph.secret, clientId: 'another' }, { ca: graph.ca });
    await assert.rejects(async () => by.getToken(`${graph.url}/.default`), /no token/);
    assert.match(graph.takeComplaints().join(), /client_id/);
    const right = credentialFor(graph.secret, { ca: graph.ca });
    await assert.rejects(async () => right.getToken('https://vault.azure.net/.default'), /no token/);
    assert.match(graph.takeComplaints().join(), /scope/);
  });
});
