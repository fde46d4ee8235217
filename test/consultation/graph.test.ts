import assert from 'node:assert/strict';
import type { OnlineMeetings } from '../../src/consultation/port.ts';
import { type GraphService, startGraph } from '../support/graph.ts';
import { NOW, ORDER, ORGANISER, clientOf, failureOf } from '../support/graph-client.ts';
import { GRAPH_TROUBLE } from '../support/graph-trouble.ts';

describe('A meeting at Graph', () => {
  let graph: GraphService;
  let meetings: OnlineMeetings;

  beforeEach(async () => {
    graph = await startGraph();
    meetings = clientOf(graph);
  });

  afterEach(() => graph.close());

  const kinds = () => graph.calls.map(({ kind }) => kind);

  it('is asked for only when it is needed', () => {
    assert.deepEqual(graph.calls, []);
  });

  it('is made in one call, and set in another, both as documented', async () => {
    const made = await meetings.create(ORDER);
    const [kept] = graph.meetings;
    assert.ok(kept);
    assert.deepEqual(made, { organiser: ORGANISER, meeting: kept.id, url: kept.joinWebUrl });
    assert.deepEqual(kinds(), ['discovery', 'token', 'make', 'change']);
    const [make, change] = graph.calls.slice(-2);
    assert.equal(make?.path, `/v1.0/users/${ORGANISER}/onlineMeetings/createOrGet`);
    assert.deepEqual(make.body, {
      externalId: ORDER.externalId,
      subject: 'HGV-2026-0001',
      startDateTime: '2026-11-23T13:04:05.000Z',
      endDateTime: '2026-11-23T14:04:05.000Z',
    });
    assert.equal(change?.path, `/v1.0/users/${ORGANISER}/onlineMeetings/${kept.id}`);
    assert.deepEqual(change.body, {
      lobbyBypassSettings: { scope: 'organizationAndFederated', isDialInBypassEnabled: false },
      allowRecording: false,
      allowTranscription: false,
      recordAutomatically: false,
    });
  });

  it('is the same one for the same consultation, and another for another', async () => {
    const first = await meetings.create(ORDER);
    assert.deepEqual(await meetings.create(ORDER), first);
    assert.equal(graph.meetings.length, 1);
    const second = await meetings.create({ ...ORDER, externalId: 'another' });
    assert.notEqual(second.meeting, first.meeting);
    const other = '1b2c8716-77a9-4be3-afff-009e4b81658e';
    assert.equal((await meetings.create({ ...ORDER, organiser: other })).organiser, other);
    assert.equal(graph.meetings.length, 3);
    assert.equal(graph.calls.filter(({ kind }) => kind === 'token').length, 1, 'the token is kept');
  });

  it('is made once when the answer was lost', async () => {
    graph.answerNext('make', GRAPH_TROUBLE.lostAnswer);
    const failure = await failureOf(meetings.create(ORDER));
    assert.deepEqual(failure, { reason: 'unavailable', passing: true, retryAfter: undefined });
    assert.deepEqual(kinds(), ['discovery', 'token', 'make']);
    const { meeting } = await meetings.create(ORDER);
    assert.deepEqual(
      graph.meetings.map(({ id }) => id),
      [meeting],
    );
  });

  it('is made once when nobody waited for the answer', async () => {
    const hasty = clientOf(graph, { timeOut: 300 });
    await meetings.create({ ...ORDER, externalId: 'warm' });
    const script = graph.answerNext('make', { hang: true, delivered: true });
    assert.equal((await failureOf(hasty.create(ORDER))).reason, 'timeOut');
    script.release();
    const { meeting } = await meetings.create(ORDER);
    assert.deepEqual(
      graph.meetings.map(({ id }) => id),
      [graph.meetings[0]?.id, meeting],
    );
  });

  it('is not given out before its lobby is set', async () => {
    graph.answerNext('change', GRAPH_TROUBLE.broken);
    assert.equal((await failureOf(meetings.create(ORDER))).reason, 'unavailable');
    assert.deepEqual(graph.meetings[0]?.settings, {});
    await meetings.create(ORDER);
    assert.equal(graph.meetings.length, 1);
    assert.equal(graph.meetings[0].settings.lobbyBypassSettings?.scope, 'organizationAndFederated');
  });

  it('is set all the same when the answer to that was lost, and set again', async () => {
    graph.answerNext('change', GRAPH_TROUBLE.lostAnswer);
    assert.equal((await failureOf(meetings.create(ORDER))).passing, true);
    await meetings.create(ORDER);
    assert.equal(graph.meetings.length, 1);
    assert.equal(graph.meetings[0]?.settings.allowRecording, false);
  });

  it('is taken away, also when it is not there any more', async () => {
    const made = await meetings.create(ORDER);
    await meetings.remove(made);
    assert.equal(graph.meetings[0]?.deleted, true);
    await meetings.remove(made);
    await meetings.remove({ organiser: ORGANISER, meeting: 'never/there?#' });
    assert.deepEqual(kinds().slice(-3), ['remove', 'remove', 'remove']);
  });

  it('is taken away once more when the answer was lost', async () => {
    const made = await meetings.create(ORDER);
    graph.answerNext('remove', GRAPH_TROUBLE.lostAnswer);
    assert.equal((await failureOf(meetings.remove(made))).passing, true);
    await meetings.remove(made);
    assert.equal(graph.meetings[0]?.deleted, true);
  });

  it('is made also when two ask for it at once', async () => {
    const [one, two] = await Promise.all([meetings.create(ORDER), meetings.create(ORDER)]);
    assert.deepEqual(one, two);
    assert.equal(graph.meetings.length, 1);
  });

  it('has an address that can stand in markdown: its brackets are escaped', async () => {
    graph.answerNext('make', {
      status: 201,
      body: { id: 'one', joinWebUrl: 'https://teams.example/l/(1)?context=[a](b)' },
    });
    graph.answerNext('change', { status: 200, body: {} });
    const { url } = await meetings.create(ORDER);
    assert.equal(url, 'https://teams.example/l/%281%29?context=%5Ba%5D%28b%29');
  });

  it('starts and ends in UTC', async () => {
    await meetings.create({ ...ORDER, startsAt: NOW + 1, endsAt: NOW + 2 });
    assert.deepEqual(
      [graph.meetings[0]?.startDateTime, graph.meetings[0]?.endDateTime],
      ['2026-11-23T13:04:05.001Z', '2026-11-23T13:04:05.002Z'],
    );
  });
});
