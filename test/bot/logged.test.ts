import assert from 'node:assert/strict';
import { loggedKind, loggedSender } from '../../src/bot/logged.ts';
import { TENANT, user } from '../support/places.ts';

describe('What the log says of an activity', () => {
  it('is its kind, where that is one', () => {
    const kind = { type: 'invoke', name: 'adaptiveCard/action' };
    assert.deepEqual(loggedKind(kind), kind);
  });

  it('is nothing of what somebody put in the place of a kind', () => {
    for (const odd of ['mevrouw Jansen', 'Jansen', 'a/b/c', 'x/'.repeat(100), '\u0000', ''])
      assert.deepEqual(loggedKind({ type: odd, name: odd }), { type: 'other', name: 'other' });
  });

  it('is who sent it by their ids, for whoever keeps the region file', () => {
    const { aadObjectId: id } = user('Onbekend');
    assert.deepEqual(loggedSender({ account: { tenant: TENANT, id } }), { tenant: TENANT, person: id });
  });

  it('is nothing of what somebody put in the place of an id', () => {
    const odd = 'mevrouw Jansen';
    assert.deepEqual(loggedSender({ account: { tenant: odd, id: odd } }), {
      tenant: 'other',
      person: 'other',
    });
    assert.deepEqual(loggedSender(undefined), {});
  });
});
