import assert from 'node:assert/strict';
import { meetings } from '../../src/consultation/meetings.ts';
import {
  type Made,
  MeetingFailed,
  type MeetingOrder,
  type OnlineMeetingRef,
  type OnlineMeetingRequest,
  type OnlineMeetings,
} from '../../src/consultation/port.ts';
import type { Log } from '../../src/core/log.ts';
import type { Municipality } from '../../src/core/region.ts';
import { HOUR } from '../../src/core/time.ts';
import { START } from './course.ts';
import { hoogeveen } from './people.ts';

const ORGANISER = '33333333-3333-4333-8333-333333333333';
const URL = 'https://teams.microsoft.example/l/meetup-join/1';
const complete: Municipality = { ...hoogeveen, organiser: ORGANISER, phone: '0528 123 456' };

const order = (municipality: Partial<Municipality>, changes: Partial<MeetingOrder> = {}): MeetingOrder => ({
  municipality: { ...complete, ...municipality },
  externalId: 'case/1',
  subject: 'HGV-2026-0001',
  startsAt: START,
  signIns: ['vera@example.com', 'lars@example.com'],
  waited: 0,
  tries: 0,
  ...changes,
});

/** Graph as it answers here: with a meeting, or with a failure. */
const graph = (failure?: Error) => {
  const asked: OnlineMeetingRequest[] = [];
  const removed: OnlineMeetingRef[] = [];
  const online: OnlineMeetings = {
    create: (request) => {
      asked.push(request);
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
const quiet = () => {
  const errors: string[] = [];
  const unexpected = (): void => assert.fail('logged');
  const error = (_: object, message: string): void => void errors.push(message);
  const log: Log = { debug: unexpected, info: unexpected, warn: unexpected, error };
  return { log, errors };
};

const make = (asked: MeetingOrder, online?: OnlineMeetings): Promise<Made> =>
  meetings({ log: quiet().log, ...(online && { online }) }).make(asked);

/** The place and why the ways before it were passed over, in short: `phone, not graph: noPolicy`. */
const shown = (made: Made): string =>
  made.kind === 'later'
    ? `later: ${made.reason} in ${made.wait}`
    : [made.place.way, ...made.passed.map(({ way, reason }) => `not ${way}: ${reason}`)].join(', ');

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

  it('is asked for again after exactly what Graph asked to wait, within ten seconds', async () => {
    for (const [wait, waited, expected] of [
      [17, 0, 'later: throttled in 17'],
      [10_000, 0, 'later: throttled in 10000'],
      [10_001, 0, 'deep-link, not graph: throttled'],
      [4_000, 6_000, 'later: throttled in 4000'],
      [4_000, 6_001, 'deep-link, not graph: throttled'],
      [120_000, 0, 'deep-link, not graph: throttled'],
    ] as const) {
      const { online, asked } = graph(new MeetingFailed('throttled', true, wait));
      assert.equal(shown(await make(order({}, { waited }), online)), expected);
      assert.equal(asked.length, 1, 'one try at a time');
    }
  });

  it('is asked for again after one second, and twice as long each time, when Graph does not say', async () => {
    const { online } = graph(new MeetingFailed('timeOut', true));
    for (const [tries, waited, expected] of [
      [0, 0, 'later: timeOut in 1000'],
      [1, 1_000, 'later: timeOut in 2000'],
      [2, 3_000, 'later: timeOut in 4000'],
      [3, 7_000, 'deep-link, not graph: timeOut'],
    ] as const)
      assert.equal(shown(await make(order({}, { tries, waited }), online)), expected);
  });

  it('holds nobody up for ever: an asking that goes on and on comes to the next way', async () => {
    const { online } = graph(new MeetingFailed('unavailable', true, 3_000));
    let made: Made = { kind: 'later', wait: 0, reason: 'unavailable' };
    let waited = 0;
    for (let tries = 0; made.kind === 'later'; tries += 1) {
      assert.ok(tries < 10, 'it never gives up');
      waited += made.wait;
      made = await make(order({}, { tries, waited }), online);
    }
    assert.equal(shown(made), 'deep-link, not graph: unavailable');
    assert.equal(waited, 9_000);
  });

  it('is passed over for a fault of ours, which is logged', async () => {
    const { online } = graph(new TypeError('cannot read properties of undefined'));
    const { log, errors } = quiet();
    assert.equal(shown(await meetings({ online, log }).make(order({}))), 'deep-link, not graph: unavailable');
    assert.deepEqual(errors, ['meeting could not be made']);
  });

  it('is taken away when its case is closed', async () => {
    const { online, removed } = graph();
    const meeting = { organiser: ORGANISER, meeting: 'graph-1' };
    await meetings({ online, log: quiet().log }).end(meeting);
    assert.deepEqual(removed, [meeting]);
  });

  it('that cannot be taken away says why', async () => {
    const meeting = { organiser: ORGANISER, meeting: 'graph-1' };
    const failure = new MeetingFailed('throttled', true, 5_000);
    const { log } = quiet();
    await assert.rejects(meetings({ online: graph(failure).online, log }).end(meeting), failure);
    // Graph was taken out of the configuration while the meeting stood: trying again will not help.
    await assert.rejects(meetings({ log }).end(meeting), { reason: 'notConfigured', passing: false });
  });
});
