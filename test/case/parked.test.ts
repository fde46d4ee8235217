import assert from 'node:assert/strict';
import { whoIs } from '../../src/core/actor.ts';
import { openedIntake, withParkedAgain } from '../../src/case/document.ts';
import type { OutgoingMessage } from '../../src/case/messages.ts';
import { START } from './history.ts';
import { olga, yara } from './region.ts';

describe('A parked message that is tried again', () => {
  const parked = (message: OutgoingMessage) => ({
    ...openedIntake('case/1', whoIs(olga), START),
    parked: [{ message, at: START, why: 'fault' as const }],
  });
  const pending = { id: 0, tries: 4, nextTryAt: START };
  const ping = { ...pending, kind: 'ping' as const, risks: ['risk'], fallback: true };

  it('is tried from the first way on', () => {
    const told = { ...ping, to: whoIs(yara), route: 'thread' as const };
    assert.deepEqual(withParkedAgain(parked(told), START + 1).outbox, [
      { ...told, route: 'personal', tries: 0, nextTryAt: START + 1 },
    ]);
  });

  it('has one way only when it is for nobody by name', () => {
    const told = { ...ping, route: 'thread' as const };
    assert.deepEqual(withParkedAgain(parked(told), START + 1).outbox, [
      { ...told, tries: 0, nextTryAt: START + 1 },
    ]);
  });
});
