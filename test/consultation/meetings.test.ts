import assert from 'node:assert/strict';
import { meetings } from '../../src/consultation/meetings.ts';
import { MeetingFailed, type MeetingOrder } from '../../src/consultation/port.ts';
import { HOUR, type Instant } from '../../src/core/time.ts';
import { ORGANISER, URL, complete, graph, make, order, quiet, shown } from './asking.ts';
import { START } from './course.ts';

const clock = (): Instant => START;

describe('The ways to meet', () => {
  it('are tried in the order of the municipality, and the first that works is taken', async () => {
    const { online } = graph();
    for (const [meeting, expected] of [
      [['graph', 'deep-link', 'standing-room', 'phone'], 'graph'],
      [['deep-link', 'graph'], 'deep-link'],
      [['standing-room', 'graph'], 'standing-room'],
      [['phone', 'graph', 'deep-link'], 'phone'],
    ] as const)
      assert.equal(shown(await make(order({ meeting }), online)), expected);
  });

  it('that come later are not tried', async () => {
    const { online, asked } = graph();
    await make(order({ meeting: ['phone', 'graph'] }), online);
    assert.deepEqual(asked, []);
  });

  it('say of each one before why it was passed over, in their order', async () => {
    const { online } = graph(new MeetingFailed('noPolicy', false));
    const last = order({ meeting: ['graph', 'deep-link', 'phone'] }, { signIns: [] });
    assert.equal(shown(await make(last, online)), 'phone, not graph: noPolicy, not deep-link: notConfigured');
    const turned = order({ meeting: ['deep-link', 'graph', 'standing-room'] }, { signIns: [] });
    assert.equal(
      shown(await make(turned, online)),
      'standing-room, not deep-link: notConfigured, not graph: noPolicy',
    );
  });

  it('that run out end in the standing room, which is always there', async () => {
    const { phone: _none, ...silent } = complete;
    const asked = {
      ...order({}, { signIns: [] }),
      municipality: { ...silent, meeting: ['phone', 'deep-link'] },
    };
    assert.equal(
      shown(await make(asked as MeetingOrder)),
      'standing-room, not phone: notConfigured, not deep-link: notConfigured',
    );
    assert.equal(shown(await make(order({ meeting: [] }))), 'standing-room');
  });

  it('by a Teams call need two people to call, by telephone a number', async () => {
    const call = { meeting: ['deep-link', 'phone'] } as const;
    for (const [signIns, expected] of [
      [[], 'phone, not deep-link: notConfigured'],
      [['vera@example.com'], 'phone, not deep-link: notConfigured'],
      [['vera@example.com', 'lars@example.com'], 'deep-link'],
    ] as const)
      assert.equal(shown(await make(order(call, { signIns }))), expected);
    const { phone: _none, ...silent } = complete;
    const asked: MeetingOrder = { ...order({}), municipality: { ...silent, meeting: ['phone'] } };
    assert.equal(shown(await make(asked)), 'standing-room, not phone: notConfigured');
  });
});

describe('A meeting at Graph', () => {
  it('is asked for with the case number as its only word, for two hours', async () => {
    const { online, asked } = graph();
    const made = await make(order({}), online);
    assert.deepEqual(asked, [
      {
        organiser: ORGANISER,
        externalId: 'case/1',
        subject: 'HGV-2026-0001',
        startsAt: START,
        endsAt: START + 2 * HOUR,
      },
    ]);
    const place = { way: 'graph', url: URL, organiser: ORGANISER, meeting: 'graph-1' };
    assert.deepEqual(made, { kind: 'made', place, passed: [] });
  });

  it('is passed over when Graph, or the account that owns the meetings, was not set up', async () => {
    const { online, asked } = graph();
    const { organiser: _none, ...ownerless } = complete;
    assert.equal(shown(await make(order({}))), 'deep-link, not graph: notConfigured');
    const anonymous = { ...order({}), municipality: ownerless };
    assert.equal(shown(await make(anonymous, online)), 'deep-link, not graph: notConfigured');
    assert.deepEqual(asked, []);
  });

  it('is passed over at once for a failure that lasts, whatever it says about waiting', async () => {
    for (const reason of ['noPermission', 'noPolicy', 'refused', 'badAnswer'] as const) {
      const failures = [new MeetingFailed(reason, false), new MeetingFailed(reason, false, 1_000)];
      for (const failure of failures)
        assert.equal(shown(await make(order({}), graph(failure).online)), `deep-link, not graph: ${reason}`);
    }
  });

  it('is passed over for a fault of ours, which is logged', async () => {
    const { online } = graph(new TypeError('cannot read properties of undefined'));
    const { log, errors } = quiet();
    assert.equal(
      shown(await meetings({ online, clock, log }).make(order({}))),
      'deep-link, not graph: unavailable',
    );
    assert.deepEqual(errors, ['meeting could not be made']);
  });

  it('is taken away when its case is closed', async () => {
    const { online, removed } = graph();
    const meeting = { organiser: ORGANISER, meeting: 'graph-1' };
    await meetings({ online, clock, log: quiet().log }).end(meeting);
    assert.deepEqual(removed, [meeting]);
  });

  it('that cannot be taken away says why', async () => {
    const meeting = { organiser: ORGANISER, meeting: 'graph-1' };
    const failure = new MeetingFailed('throttled', true, 5_000);
    const { log } = quiet();
    await assert.rejects(meetings({ online: graph(failure).online, clock, log }).end(meeting), failure);
    // Graph was taken out of the configuration while the meeting stood: trying again will not help.
    await assert.rejects(meetings({ clock, log }).end(meeting), { reason: 'notConfigured', passing: false });
  });
});
