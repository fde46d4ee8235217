import assert from 'node:assert/strict';
import type { CaseEvent } from '../../src/case/events.ts';
import { heads } from '../../src/case/lanes.ts';
import type { MessageRef, OutgoingMessage } from '../../src/case/messages.ts';
import { messagesFor } from '../../src/case/outgoing.ts';
import { whoIs } from '../../src/core/actor.ts';
import { SAFE_AT_HOME } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import { followedAfter } from './given.ts';
import { START, announced, hour, minute } from './history.ts';
import { known, releasedTo } from './households.ts';
import { standsAt } from './meetings.ts';
import { LOCAL, YOUTH, lars, vera, yara } from './region.ts';

const state = followedAfter(...known);

const looked = (at: MessageRef): CaseEvent => ({
  type: 'HouseholdViewed',
  purpose: 'visit',
  fields: ['address'],
  at,
});

const after = (
  events: readonly CaseEvent[],
  at: Instant = START,
  outbox: readonly OutgoingMessage[] = [],
  by = vera,
) => {
  const messages = outbox.reduce((most, { id }) => Math.max(most, id + 1), 0);
  return messagesFor(events, { outbox, messages, callCards: [] }, state, at, whoIs(by)).outbox;
};

const hides = (outbox: readonly OutgoingMessage[]) =>
  outbox.flatMap((message) =>
    message.kind === 'hideHousehold' ? [[message.at.activity, message.nextTryAt, message.tries]] : [],
  );
const offers = (outbox: readonly OutgoingMessage[]) =>
  outbox.flatMap((message) => (message.kind === 'household' ? [[message.to.name, message.route]] : []));

describe('What is sent about a household', () => {
  it('is an offer to everybody who was told, 1:1', () => {
    const outbox = after([releasedTo(yara, 'welzijn'), releasedTo(lars, 'gemeente')]);
    assert.deepEqual(offers(outbox), [
      ['Yara', 'personal'],
      ['Lars', 'personal'],
    ]);
    assert.ok(outbox.every(({ nextTryAt }) => nextTryAt === START));
  });

  it('is the same to whoever asked, and to nobody where the clock did it', () => {
    const asked: CaseEvent = { type: 'HouseholdAsked' };
    assert.deepEqual(offers(after([asked], START, [], lars)), [['Lars', 'personal']]);
    const { outbox } = messagesFor([asked], { outbox: [], messages: 0, callCards: [] }, state, START);
    assert.deepEqual(offers(outbox), []);
  });

  it('is an offer to whoever filled it in, when somebody goes whom they can tell now; once', () => {
    const claimed = (role: string): CaseEvent => ({ type: 'SlotClaimed', slot: 0, role });
    const asked = after([claimed(YOUTH)], START, [], yara);
    assert.deepEqual(offers(asked), [['Vera', 'personal']]);
    assert.deepEqual(offers(after([claimed(LOCAL)], START, asked, lars)), [['Vera', 'personal']]);
    // Veilig Thuis sees it already.
    assert.deepEqual(offers(after([claimed(SAFE_AT_HOME)], START, [], vera)), []);
    const unknown = followedAfter(announced());
    const { outbox } = messagesFor(
      [claimed(YOUTH)],
      { outbox: [], messages: 0, callCards: [] },
      unknown,
      START,
    );
    assert.deepEqual(offers(outbox), []);
  });

  it('is nothing but a redraw of the case when it was filled in', () => {
    const recorded: CaseEvent = { type: 'HouseholdRecorded', sealed: 'sealed', fields: ['address'] };
    assert.deepEqual(
      after([recorded, { type: 'RepeatsCounted', earlier: 1 }]).map(({ kind }) => kind),
      ['card'],
    );
  });

  it('holds nothing of it', () => {
    const outbox = after([releasedTo(yara, 'welzijn'), looked(standsAt('look'))]);
    assert.deepEqual(
      outbox.map(({ kind, id: _id, tries: _tries, nextTryAt: _next, ...rest }) => [kind, Object.keys(rest)]),
      [
        ['card', []],
        ['household', ['to', 'route']],
        ['hideHousehold', ['at']],
      ],
    );
  });
});

describe('What somebody looked at', () => {
  const first = standsAt('first');

  it('is hidden ten minutes later, in the message in which it is shown', () => {
    const outbox = after([looked(first)]);
    assert.deepEqual(hides(outbox), [['first', minute(10), 0]]);
    assert.deepEqual(
      outbox.find(({ kind }) => kind === 'hideHousehold'),
      {
        kind: 'hideHousehold',
        at: first,
        id: 1,
        tries: 0,
        nextTryAt: minute(10),
      },
    );
  });

  it('is hidden once when it was looked at again in that message, ten minutes after the last look', () => {
    const again = after([looked(first)], minute(4), after([looked(first)]));
    assert.deepEqual(hides(again), [['first', minute(14), 0]]);
    // Also where the first try to hide it came to nothing.
    const failed = again.map((one) => ({ ...one, tries: 3, nextTryAt: minute(15) }));
    assert.deepEqual(hides(after([looked(first)], minute(14.5), failed)), [['first', minute(24.5), 0]]);
  });

  it('is hidden in every message in which it was shown', () => {
    const both = after([looked(standsAt('second'))], minute(4), after([looked(first)]));
    assert.deepEqual(hides(both), [
      ['first', minute(10), 0],
      ['second', minute(14), 0],
    ]);
  });

  it('is hidden for each of two people whose chats number their messages alike', () => {
    const elsewhere = { ...first, conversation: 'another chat' };
    const both = after([looked(elsewhere)], minute(4), after([looked(first)]));
    assert.deepEqual(hides(both), [
      ['first', minute(10), 0],
      ['first', minute(14), 0],
    ]);
    const waiting = heads(both).filter(({ kind }) => kind === 'hideHousehold');
    assert.equal(waiting.length, 2, 'and neither waits for the other');
  });

  it('stays to be hidden whatever else happens to the case', () => {
    const others: readonly CaseEvent[] = [
      releasedTo(yara, 'welzijn'),
      { type: 'HouseholdRecorded', sealed: 'newer', fields: ['phone'] },
      { type: 'SlotReleased', slot: 0 },
      { type: 'DossierTransferred', to: 'safeAtHome' },
      { type: 'CaseClosed' },
    ];
    const outbox = others.reduce(
      (waiting, event) => after([event], minute(2), waiting),
      after([looked(first)]),
    );
    assert.deepEqual(hides(outbox), [['first', minute(10), 0]]);
    assert.deepEqual(hides(after([{ type: 'SchoolTold' }], hour(9), outbox)), [['first', minute(10), 0]]);
  });
});
