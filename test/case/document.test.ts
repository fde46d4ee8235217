import assert from 'node:assert/strict';
import { openedIntake, parseCase, withDone, withEvents } from '../../src/case/document.ts';
import { type Watch, settle } from '../../src/case/due.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import { whoIs } from '../../src/core/actor.ts';
import { toDocument } from '../../src/store/sqlite/records.ts';
import { stateIn } from './given.ts';
import { START, caseAnnounced, hour, logged, minute, opened, raised } from './history.ts';
import { olga, yara } from './region.ts';
import { SITUATIONS } from './situations.ts';

const intake = openedIntake('case/1', whoIs(olga), minute(-5));
const announced = withEvents(intake, [caseAnnounced()], START, whoIs(olga));

/** A clock that has one thing to say at a moment, once. */
const watchAt = (moment: number): Watch => {
  const { event } = raised('consultationLate:consultation@1', [yara]);
  return {
    raise: (state, now): readonly CaseEvent[] =>
      now >= moment && Object.keys(state.risks).length === 0 ? [event] : [],
    nextDue: (state) => (Object.keys(state.risks).length === 0 ? moment : null),
  };
};

describe('The document of a case', () => {
  it('begins with the log of the form, closed to lists and with nothing due', () => {
    assert.deepEqual(intake.log, [opened(olga)]);
    assert.equal(intake.state.step, 'intake');
    assert.equal(intake.open, false);
    assert.equal(intake.dueAt, null);
    assert.equal('municipality' in intake, false);
    assert.deepEqual([intake.outbox, intake.messages, intake.done], [[], 0, []]);
  });

  it('gets its municipality, and a place in the lists, when it is announced', () => {
    assert.equal(announced.municipality, 'hoogeveen');
    assert.equal(announced.open, true);
    assert.deepEqual(announced.log.at(-1), logged(caseAnnounced(), START, olga));
  });

  it('says who did something, and nobody where the clock did', () => {
    const { event } = raised('x', [yara]);
    assert.equal('by' in withEvents(announced, [event], hour(1)).log.at(-1)!, false);
  });

  it('is the same when nothing happened', () => {
    assert.equal(withEvents(announced, [], hour(1), whoIs(olga)), announced);
  });

  it('reads back from JSON as it was written', () => {
    for (const document of [intake, announced, withDone(announced, 'activity')])
      assert.deepEqual(parseCase(toDocument(document.id, JSON.stringify(document))), document);
  });

  it('is refused when it is damaged', () => {
    assert.throws(() => parseCase({ ...announced, schema: 2 }));
    assert.throws(() => parseCase({ id: 'case/1', kind: 'case', schema: 1 }));
  });

  it('remembers the latest fifty activities', () => {
    const many = Array.from({ length: 60 }, (_, index) => `activity ${index}`);
    assert.deepEqual(many.reduce(withDone, announced).done, many.slice(10));
  });
});

describe('When a document is due', () => {
  it('is at the earliest of its messages and its risks', () => {
    assert.equal(settle(announced, watchAt(hour(1)), START).dueAt, START);
    const sent = { ...announced, outbox: [] };
    assert.equal(settle(sent, watchAt(hour(1)), START).dueAt, hour(1));
    const waits = {
      ...announced,
      outbox: announced.outbox.map((message) => ({ ...message, nextTryAt: hour(2) })),
    };
    assert.equal(settle(waits, watchAt(hour(1)), START).dueAt, hour(1));
    assert.equal(settle(waits, watchAt(hour(3)), START).dueAt, hour(2));
  });

  it('is never when there is nothing to send and nothing to watch', () => {
    assert.equal(settle(intake, watchAt(START), hour(9)).dueAt, null);
  });

  it('is settled together with what the clock adds: the risk and its message are one write', () => {
    const settled = settle({ ...announced, outbox: [] }, watchAt(hour(1)), hour(1));
    assert.equal(settled.log.at(-1)?.event.type, 'RiskRaised');
    assert.deepEqual(
      settled.outbox.map(({ kind }) => kind),
      ['card', 'ping'],
    );
    assert.equal(settled.dueAt, hour(1));
    assert.equal(settle(settled, watchAt(hour(1)), hour(1)).log.length, settled.log.length);
  });

  it('does not depend on a case that is closed', () => {
    const closed = { ...announced, outbox: [], state: stateIn('closed', ...SITUATIONS.closed.riskOpen) };
    assert.equal(settle(closed, watchAt(START), hour(9)).dueAt, null);
    assert.equal(settle(closed, watchAt(START), hour(9)).log.length, announced.log.length);
  });
});
