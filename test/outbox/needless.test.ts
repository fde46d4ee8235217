import assert from 'node:assert/strict';
import type { CaseDocument } from '../../src/case/document.ts';
import type { OutgoingMessage } from '../../src/case/messages.ts';
import type { CallReason } from '../../src/case/vocabulary.ts';
import { type Actor, whoIs } from '../../src/core/actor.ts';
import { isNeedless } from '../../src/outbox/needless.ts';
import {
  CLOSED,
  acknowledged,
  after,
  announced,
  hoursLater,
  intake,
  line,
  planned,
  raised,
  seen,
} from '../cards/cases.ts';
import {
  type Answer,
  again,
  answered,
  called,
  concluded,
  convened,
  seatOf,
  then,
} from '../cards/meetings.ts';

import { HOOGEVEEN, MANAGER_ON_CALL, OFFICER, YOUTH_WORKER } from '../cards/regions.ts';

const NOW = hoursLater(3);
const PENDING = { id: 1, tries: 0, nextTryAt: NOW };

const call = (why: CallReason, to: Actor = YOUTH_WORKER, meeting = 1): OutgoingMessage => ({
  ...PENDING,
  kind: 'call',
  to: whoIs(to),
  meeting,
  why,
  route: 'personal',
});
const place = (meeting = 1): OutgoingMessage => ({ ...PENDING, kind: 'meeting', meeting, askedAt: NOW });
const outcome = (meeting = 1): OutgoingMessage => ({
  ...PENDING,
  kind: 'outcome',
  to: whoIs(OFFICER),
  meeting,
  route: 'personal',
});

const running = convened(HOOGEVEEN, { way: 'graph' });
const afterAnswer = (answer: Answer): CaseDocument => then(running, 1, answered(YOUTH_WORKER, answer));
const over = concluded(running, OFFICER);
const visited = after(over, line(5, OFFICER, planned(hoursLater(6))), line(7, OFFICER, seen(hoursLater(6))));

const isGone = (message: OutgoingMessage, document: CaseDocument): boolean =>
  isNeedless(message, document, HOOGEVEEN, NOW);

describe('A call that is not made any more', () => {
  it('is one that was answered', () => {
    for (const answer of ['coming', 'present', 'declined', 'unreachable'] as const)
      for (const why of ['first', 'again', 'substitute', 'next', 'manager'] as const)
        assert.ok(isGone(call(why), afterAnswer(answer)), `${why}, ${answer}`);
  });

  it('is one to a consultation that has its outcome, or of a household that was seen', () => {
    for (const why of ['first', 'start'] as const) {
      assert.ok(isGone(call(why), over));
      assert.ok(isGone(call(why), visited));
      assert.ok(isGone(call(why), after(visited, line(9, OFFICER, CLOSED))));
    }
  });

  it('is one to an earlier consultation, also while another is held', () => {
    const second = again(over, HOOGEVEEN, { way: 'graph' });
    assert.ok(isGone(call('first'), second));
    assert.ok(!isGone(call('first', YOUTH_WORKER, 2), second));
  });

  it('is one of a visit that took place while a second consultation was held', () => {
    const second = again(over, HOOGEVEEN, { way: 'graph' });
    const gone = after(second, line(5, OFFICER, seen(hoursLater(4))));
    assert.ok(isGone(call('first', YOUTH_WORKER, 2), gone));
  });

  it('is not one that nobody answered', () => {
    for (const why of ['first', 'again', 'start'] as const) assert.ok(!isGone(call(why), running));
  });

  it('is not that it begins, for somebody who is coming', () => {
    assert.ok(!isGone(call('start'), afterAnswer('coming')));
  });

  it('is that it begins, for somebody who is there already or said no', () => {
    for (const answer of ['present', 'declined', 'unreachable'] as const)
      assert.ok(isGone(call('start'), afterAnswer(answer)), answer);
  });

  it('is not one to find somebody, for a manager who said no for themselves', () => {
    const asked = then(
      running,
      1,
      answered(YOUTH_WORKER, 'declined'),
      called('manager', { ...seatOf(HOOGEVEEN, YOUTH_WORKER), role: 'manager' }),
    );
    assert.ok(!isGone(call('manager'), asked));
  });

  it('is not one to a manager for another organisation than the one they took care of', () => {
    const first = then(
      running,
      1,
      called('manager', seatOf(HOOGEVEEN, MANAGER_ON_CALL, 'vt')),
      answered(MANAGER_ON_CALL, 'coming'),
    );
    const second = then(first, 2, called('manager', seatOf(HOOGEVEEN, MANAGER_ON_CALL, 'politie')));
    assert.ok(!isGone(call('manager', MANAGER_ON_CALL), second));
  });
});

describe('The question what came of a consultation', () => {
  it('is needed until there is an outcome', () => {
    assert.ok(!isGone(outcome(), running));
    assert.ok(isGone(outcome(), over));
    assert.ok(isGone(outcome(), visited));
  });

  it('is needed of the consultation it is about', () => {
    const second = again(over, HOOGEVEEN, {});
    assert.deepEqual(
      [outcome(1), outcome(2)].map((one) => isGone(one, second)),
      [true, false],
    );
  });

  it('is not needed of a consultation that is not there', () => {
    assert.ok(isGone(outcome(), announced(HOOGEVEEN)));
    assert.ok(isGone(outcome(7), running));
  });
});

describe('A message about a risk', () => {
  const RISK = 'unclaimed:slot 1@1';
  const ping = (to: Actor, route: 'personal' | 'text' = 'personal'): OutgoingMessage => ({
    ...PENDING,
    kind: 'ping',
    to: whoIs(to),
    risks: [RISK],
    route,
  });
  const standing = after(running, line(1, undefined, raised(RISK, [whoIs(YOUTH_WORKER)])));
  const taken = after(standing, line(2, YOUTH_WORKER, acknowledged(RISK)));
  const asked = after(taken, line(3, undefined, { type: 'TakerAsked', risk: RISK, to: whoIs(YOUTH_WORKER) }));

  it('is needed until somebody took it up, by whatever way it goes', () => {
    for (const route of ['personal', 'text'] as const)
      assert.deepEqual(
        [standing, taken].map((document) => isGone(ping(YOUTH_WORKER, route), document)),
        [false, true],
      );
  });

  it('is needed by whoever took it up and is asked how it goes, until they said so, and by nobody else', () => {
    assert.ok(!isGone(ping(YOUTH_WORKER), asked));
    assert.ok(isGone(ping(MANAGER_ON_CALL), asked));
    assert.ok(isGone(ping(YOUTH_WORKER), after(asked, line(3, YOUTH_WORKER, acknowledged(RISK)))));
  });
});

describe('A message to somebody who was taken out of the region file', () => {
  const RISK = 'escalated:case@1';
  const left: Actor = { ...YOUTH_WORKER, id: 'somebody who left' };
  const late = after(running, line(2, undefined, raised(RISK, [])));
  /** Everything personal that would still be needed. */
  const messages = (to: Actor): readonly OutgoingMessage[] => [
    { ...PENDING, kind: 'ping', to: whoIs(to), risks: [RISK], route: 'thread' },
    { ...PENDING, kind: 'outcome', to: whoIs(to), meeting: 1, route: 'personal' },
    call('first', to),
  ];

  it('is not needed any more, whatever it says', () => {
    const asked = then(late, 2, called('first', { ...seatOf(HOOGEVEEN, YOUTH_WORKER), who: whoIs(left) }));
    for (const message of messages(left)) assert.ok(isGone(message, asked), message.kind);
    for (const message of messages(YOUTH_WORKER)) assert.ok(!isGone(message, asked), message.kind);
  });

  it('is needed when it is to nobody by name', () => {
    assert.ok(!isGone({ ...PENDING, kind: 'ping', risks: [RISK], route: 'thread' }, late));
  });
});

describe('What is always carried out', () => {
  it('is a place, which may have been made before the program stopped: only what is found can be taken away', () => {
    const second = again(over, HOOGEVEEN, {});
    for (const document of [running, over, second, visited, after(visited, line(9, OFFICER, CLOSED))])
      for (const number of [1, 2]) assert.ok(!isGone(place(number), document), document.state.step);
  });

  it('is the card, the form that was sent, a card drawn again, and a meeting taken away', () => {
    const at = { serviceUrl: 's', tenant: 't', conversation: 'c', activity: 'a' };
    const always: readonly OutgoingMessage[] = [
      { ...PENDING, kind: 'card' },
      { ...PENDING, kind: 'sentForm', form: at },
      { ...PENDING, kind: 'callCard', card: { to: whoIs(OFFICER), meeting: 1, at } },
      { ...PENDING, kind: 'removeMeeting', meeting: 1, organiser: 'o', graphId: 'g' },
    ];
    for (const document of [intake(), running, over, visited])
      for (const message of always) assert.ok(!isGone(message, document), message.kind);
  });
});
