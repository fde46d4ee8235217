import assert from 'node:assert/strict';
import { type CaseDocument, parseCase, withEvents } from '../../src/case/document.ts';
import { settle } from '../../src/case/due.ts';
import { evolve } from '../../src/case/evolve.ts';
import { type FollowedCase, isFollowed, openItems } from '../../src/case/state.ts';
import { MINUTE } from '../../src/core/time.ts';
import { whoIs } from '../../src/core/actor.ts';
import { toDocument } from '../../src/store/sqlite/records.ts';
import type { StoredDocument } from '../../src/store/port.ts';
import { decisionOn } from './given.ts';
import { decisions, details, hour, minute, seen } from './history.ts';
import { folded, withoutWhatOnlyTheLogKnows } from './older.ts';
import { consultationInOneStep, olderAnnounced, olderConsulted } from './older-case.ts';
import { vera } from './region.ts';
import { everyWatch } from './watches.ts';

const read = (stored: StoredDocument): CaseDocument =>
  parseCase(toDocument(stored.id, JSON.stringify(stored)));

const stateOf = ({ state }: CaseDocument): FollowedCase => {
  assert.ok(isFollowed(state));
  return state;
};

describe('A case that was stored before consultations started by themselves', () => {
  it('is read as a case without any, with the periods that others had from the start', () => {
    for (const stored of [olderAnnounced, olderConsulted]) {
      const document = read(stored);
      const { meetings, policy } = stateOf(document);
      assert.deepEqual([meetings, document.callCards], [[], []]);
      assert.deepEqual([policy.chaseAfter, policy.recordWithin], [5 * MINUTE, 30 * MINUTE]);
      assert.deepEqual([document.outbox, document.messages], [stored.outbox, stored.messages]);
    }
  });

  it('has a state that its log explains, and is read again as it was', () => {
    for (const stored of [olderAnnounced, olderConsulted]) {
      const document = read(stored);
      assert.deepEqual(
        withoutWhatOnlyTheLogKnows(folded(document)),
        withoutWhatOnlyTheLogKnows(document.state),
      );
      assert.deepEqual(read(document), document);
    }
  });

  it('keeps what was recorded in one step: its details are not open', () => {
    const { state, log } = read(olderConsulted);
    assert.ok(state.step === 'consulted');
    assert.deepEqual(state.consultation, consultationInOneStep);
    const visited = evolve(state, { at: hour(3), event: { type: 'HouseholdSeen', seen } });
    assert.ok(visited.step === 'visited');
    assert.deepEqual(openItems(visited), [
      'school',
      'feedback:safeAtHome',
      'feedback:police',
      'formalReport',
    ]);
    assert.equal(log.length, 5);
  });

  it('keeps those details when the outcome is adjusted, and loses them with a new consultation', () => {
    const document = read(olderConsulted);
    const record = { type: 'RecordConsultation', decisions: { ...decisions, caseLead: 'vt' } } as const;
    const after = (before: CaseDocument, ...commands: readonly Parameters<typeof decisionOn>[1][]) =>
      commands.reduce((now, command) => {
        const decision = decisionOn(now.state, command, { by: vera });
        assert.ok(decision.ok, command.type);
        return withEvents(now, decision.value, hour(2), whoIs(vera));
      }, before);

    const adjusted = stateOf(after(document, record));
    assert.ok('consultation' in adjusted);
    assert.deepEqual(adjusted.consultation, { ...consultationInOneStep, caseLead: 'vt' });
    assert.deepEqual(adjusted.meetings, []);

    const again = stateOf(after(document, { type: 'StartConsultation' }, record));
    assert.ok('consultation' in again);
    assert.deepEqual(again.consultation, { ...decisions, caseLead: 'vt' });
    assert.deepEqual(
      again.meetings.map(({ number, outcome }) => [number, outcome]),
      [[1, again.consultation]],
    );
    const recorded = after(document, record);
    assert.deepEqual(
      withoutWhatOnlyTheLogKnows(folded(recorded)),
      withoutWhatOnlyTheLogKnows(recorded.state),
    );
  });

  it('gets a consultation when it still waits for one, and none when it was held', () => {
    const watch = everyWatch();
    const opened = settle(read(olderAnnounced), watch, minute(30));
    assert.deepEqual(
      opened.log.slice(2).map(({ event }) => event.type),
      ['ConsultationOpened', 'PeopleCalled'],
    );
    assert.equal(opened.dueAt, minute(30));
    const held = settle(read(olderConsulted), watch, minute(85));
    assert.deepEqual(stateOf(held).meetings, []);
  });
});

describe('A stored outcome', () => {
  const holding = (consultation: object) => ({
    ...olderConsulted,
    state: { ...read(olderConsulted).state, consultation },
  });

  it('is read with all of its details, or with none', () => {
    for (const outcome of [decisions, { ...decisions, ...details }]) {
      const state = stateOf(read(holding(outcome)));
      assert.ok('consultation' in state);
      assert.deepEqual(state.consultation, outcome);
    }
  });

  it('is refused with a damaged or missing detail, rather than read as one without', () => {
    const { present: _present, ...incomplete } = details;
    const damaged = [
      { ...decisions, ...incomplete },
      { ...decisions, ...details, safety: 'unclear' },
      { ...decisions, tellSchool: true },
      { ...details },
      { ...decisions, ...details, decision: { kind: 'later' } },
    ];
    for (const outcome of damaged) assert.throws(() => read(holding(outcome)), JSON.stringify(outcome));
  });
});
