import { rolesOf } from '../support/roles.ts';
import assert from 'node:assert/strict';
import type { CaseEvent } from '../../src/case/events.ts';
import type { OutgoingMessage } from '../../src/case/messages.ts';
import { messagesFor } from '../../src/case/outgoing.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Person } from '../../src/core/region.ts';
import { followedAfter } from './given.ts';
import { START, announced, hour, minute } from './history.ts';
import { anna, lars, person, yara } from './region.ts';

const risk = (id: string, ...told: Person[]): CaseEvent => ({
  type: 'RiskRaised',
  risk: id,
  rule: 'unclaimed',
  about: id,
  rung: 0,
  told: told.map(whoIs),
});
const form = { serviceUrl: 's', tenant: 't', conversation: 'c', activity: 'a' };
const event: CaseEvent = { type: 'SchoolTold' };

const state = followedAfter(announced());

const after = (events: readonly CaseEvent[], outbox: readonly OutgoingMessage[] = [], messages = 0) =>
  messagesFor(events, { outbox, messages, callCards: [] }, state, START);
const pings = (messages: readonly OutgoingMessage[]) =>
  messages.flatMap((message) =>
    message.kind === 'ping' ? [[message.to?.id, message.route, ...message.risks]] : [],
  );

describe('What has to be sent after events', () => {
  it('is one redraw of the card, now', () => {
    assert.deepEqual(after([event, event]), {
      outbox: [{ id: 0, kind: 'card', tries: 0, nextTryAt: START }],
      messages: 1,
    });
  });

  it('is one redraw for all changes that were not sent yet, and everything else as it was', () => {
    const waiting: OutgoingMessage[] = [
      { id: 3, kind: 'card', tries: 2, nextTryAt: hour(1) },
      { id: 4, kind: 'sentForm', form, tries: 1, nextTryAt: minute(5) },
      { id: 5, kind: 'ping', to: whoIs(yara), risks: ['a'], route: 'thread', tries: 4, nextTryAt: hour(2) },
    ];
    const { outbox, messages } = after([event], waiting, 6);
    // The redraw goes on waiting for as long as Teams asked; what it shows is the newest.
    assert.deepEqual(outbox, [...waiting.slice(1), { id: 6, kind: 'card', tries: 2, nextTryAt: hour(1) }]);
    assert.equal(messages, 7);
  });

  it('is the redraw alone while the form was not sent', () => {
    const before = { outbox: [], messages: 0, callCards: [] };
    assert.deepEqual(messagesFor([event], before, undefined, START), after([event]));
  });

  it('is a card that is posted anew, when a redraw that waits has to be', () => {
    for (const tries of [0, 2]) {
      const waiting: OutgoingMessage = { id: 3, kind: 'card', tries, nextTryAt: hour(1), anew: true };
      assert.deepEqual(after([event], [waiting], 4).outbox, [{ ...waiting, id: 4 }]);
    }
  });

  it('is the card first, then the pings: whoever is called finds a card that is up to date', () => {
    const { outbox } = after([risk('a', yara)]);
    assert.deepEqual(
      outbox.map(({ id, kind }) => [id, kind]),
      [
        [0, 'card'],
        [1, 'ping'],
      ],
    );
  });

  it('is one ping per person, for everything that was raised together', () => {
    const { outbox, messages } = after([risk('a', yara, lars), risk('b', lars, anna), event]);
    assert.deepEqual(pings(outbox), [
      ['yara', 'personal', 'a'],
      ['lars', 'personal', 'a', 'b'],
      ['anna', 'personal', 'b'],
    ]);
    assert.equal(new Set(outbox.map(({ id }) => id)).size, 4);
    assert.equal(messages, 4);
  });

  it('is a word in the thread for what nobody could be told', () => {
    const { outbox } = after([risk('a'), risk('b', yara), risk('c')]);
    assert.deepEqual(pings(outbox), [
      ['yara', 'personal', 'b'],
      [undefined, 'thread', 'a', 'c'],
    ]);
  });

  it('keeps people apart who have the same object id in different tenants', () => {
    const double = person('Yara', rolesOf(yara), { tenant: 'elsewhere' });
    const { outbox } = after([risk('a', yara), risk('b', double)]);
    assert.deepEqual(
      outbox.flatMap((message) => (message.kind === 'ping' ? [[message.to?.tenant, ...message.risks]] : [])),
      [
        [yara.tenant, 'a'],
        ['elsewhere', 'b'],
      ],
    );
  });
});
