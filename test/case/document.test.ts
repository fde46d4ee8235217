import assert from 'node:assert/strict';
import { seenBefore } from '../../src/core/done.ts';
import { beginningOf, chained } from '../../src/core/chain.ts';
import { CASE_SCHEMA, openedIntake, parseCase, withDone, withEvents } from '../../src/case/document.ts';
import { whoIs } from '../../src/core/actor.ts';
import { toDocument } from '../../src/store/sqlite/records.ts';
import { START, caseAnnounced, hour, logged, minute, opened, raised } from './history.ts';
import { olga, yara } from './region.ts';

const intake = openedIntake('case/1', whoIs(olga), minute(-5));
const announced = withEvents(intake, [caseAnnounced()], START, whoIs(olga));

describe('The document of a case', () => {
  it('begins with the log of the form, closed to lists and with nothing due', () => {
    assert.deepEqual(intake.log, chained(beginningOf('case/1'), [opened(olga)]));
    assert.equal(intake.state.step, 'intake');
    assert.equal(intake.open, false);
    assert.equal(intake.dueAt, null);
    assert.equal('municipality' in intake, false);
    assert.deepEqual([intake.outbox, intake.messages, intake.callCards, intake.done], [[], 0, [], []]);
  });

  it('gets its municipality, and a place in the lists, when it is announced', () => {
    assert.equal(announced.municipality, 'hoogeveen');
    assert.equal(announced.open, true);
    const lines = [opened(olga), logged(caseAnnounced(), START, olga)];
    assert.deepEqual(announced.log, chained(beginningOf('case/1'), lines));
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

  it('keeps the ladders of when it was announced, whatever the region file says later', () => {
    const ladders = { vt: [['on-duty', 'vera'], ['bestuur']] };
    const own = withEvents(intake, [caseAnnounced({ policy: { ladders, wakeFrom: 2 } })], START, whoIs(olga));
    const { state } = parseCase(toDocument(own.id, JSON.stringify(own)));
    assert.ok(state.step === 'announced');
    assert.deepEqual([state.policy.ladders, state.policy.wakeFrom], [ladders, 2]);
  });

  it('is refused when it is damaged', () => {
    assert.throws(() => parseCase({ ...announced, schema: CASE_SCHEMA + 1 }));
    assert.throws(() => parseCase({ id: 'case/1', kind: 'case', schema: 1 }));
  });

  it('remembers the latest five hundred activities, in short, and which of them were refused', () => {
    const many = Array.from({ length: 510 }, (_, index) => `activity ${index}`);
    const { done } = many.reduce(
      (one, activity) => withDone(one, activity, activity.endsWith('9')),
      announced,
    );
    assert.equal(done.length, 500);
    assert.equal(seenBefore(done, 'activity 9'), undefined);
    assert.ok(!seenBefore(done, 'activity 10')?.refused && seenBefore(done, 'activity 10'));
    assert.equal(seenBefore(done, 'activity 509')?.refused, true);
    assert.ok(!JSON.stringify(done).includes('activity 5'));
  });
});
