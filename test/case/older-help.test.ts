import assert from 'node:assert/strict';
import type { CaseCommand } from '../../src/case/commands.ts';
import { type CaseDocument, parseCase, withEvents } from '../../src/case/document.ts';
import { settle } from '../../src/case/due.ts';
import { isFollowed, openItems } from '../../src/case/state.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Person } from '../../src/core/region.ts';
import { HOUR } from '../../src/core/time.ts';
import type { StoredDocument } from '../../src/store/port.ts';
import { toDocument } from '../../src/store/sqlite/records.ts';
import { decisionOn } from './given.ts';
import { hour, names } from './history.ts';
import { folded, withoutWhatOnlyTheLogKnows } from './older.ts';
import { olderAnnounced, olderConsulted } from './older-case.ts';
import { CAPACITY, WAITING_LIST, olderVisited } from './older-help.ts';
import { bram, mia, vera, yara } from './region.ts';
import { everyWatch } from './watches.ts';

const read = (stored: StoredDocument): CaseDocument =>
  parseCase(toDocument(stored.id, JSON.stringify(stored)));

const stateOf = ({ state }: CaseDocument) => {
  assert.ok(isFollowed(state));
  return state;
};

const after = (document: CaseDocument, command: CaseCommand, by: Person, at: number): CaseDocument => {
  const decision = decisionOn(document.state, command, { by, at });
  assert.ok(decision.ok, `${command.type}: ${decision.ok ? '' : decision.refusal.code}`);
  return settle(withEvents(document, decision.value, at, whoIs(by)), everyWatch(), at);
};

describe('A case that was stored before calls for help had a rung', () => {
  it('is read with the periods and the ladder that others had from the start', () => {
    for (const stored of [olderAnnounced, olderConsulted, olderVisited]) {
      const { policy } = stateOf(read(stored));
      assert.deepEqual([policy.reportBackWithin, policy.schoolBefore], [2 * HOUR, HOUR]);
      assert.deepEqual([policy.ladders, policy.textFrom, policy.wakeFrom], [{}, 1, 0]);
    }
  });

  it('has calls for the manager, risks of which nobody is known to be unreached, and no report', () => {
    const { escalations, risks, formalReport, lateReason } = stateOf(read(olderVisited));
    assert.deepEqual(
      escalations.map(({ obstacle, rung, resolvedAt }) => [obstacle, rung, resolvedAt]),
      [
        ['capacity', 1, undefined],
        ['waitingList', 1, undefined],
      ],
    );
    assert.deepEqual(
      Object.values(risks).map(({ latest, unreached, told }) => [latest, unreached, names(told)]),
      [
        [[], [], ['Mia', 'Bram']],
        [[], [], ['Mia', 'Bram']],
      ],
    );
    assert.deepEqual([formalReport, lateReason], [undefined, undefined]);
  });

  it('has a state that its log explains, and is read again as it was', () => {
    const document = read(olderVisited);
    assert.deepEqual(
      withoutWhatOnlyTheLogKnows(folded(document)),
      withoutWhatOnlyTheLogKnows(document.state),
    );
    assert.deepEqual(read(document), document);
  });

  it('is followed again from the next time it is looked at', () => {
    const watch = everyWatch();
    const looked = settle(read(olderVisited), watch, hour(6));
    const types = looked.log.slice(olderVisited.log.length).map(({ event }) => event.type);
    assert.deepEqual(types, ['TakerAsked', 'RiskRaised']);
    const { risks } = stateOf(looked);
    assert.deepEqual(
      [risks[CAPACITY]?.acknowledged?.askedAt, names(risks[WAITING_LIST]?.latest ?? [])],
      [hour(6), ['Bram']],
    );
    assert.equal(settle({ ...looked, outbox: [] }, watch, hour(6)).dueAt, hour(6.5));
  });

  it('waits for the report before it is closed, and then can be', () => {
    const document = read(olderVisited);
    assert.ok(document.state.step === 'visited');
    assert.deepEqual(openItems(document.state), ['formalReport']);
    const early = decisionOn(
      document.state,
      { type: 'CloseCase', dossier: 'safeAtHome' },
      { by: yara, at: hour(6) },
    );
    assert.deepEqual(early.ok || early.refusal, { code: 'stillOpen', items: ['formalReport'] });
    const registered = after(
      document,
      { type: 'RegisterFormalReport', reference: 'CORV-2026-123456' },
      vera,
      hour(6),
    );
    assert.equal(
      after(registered, { type: 'CloseCase', dossier: 'safeAtHome' }, yara, hour(7)).state.step,
      'closed',
    );
  });

  it('has its calls for help solved, and its risks taken up, by whoever was told', () => {
    const document = read(olderVisited);
    const solved = after(document, { type: 'ResolveEscalation', risks: [CAPACITY] }, bram, hour(4));
    assert.deepEqual(
      stateOf(solved).escalations.map(({ resolvedAt }) => resolvedAt),
      [hour(4), undefined],
    );
    const taken = after(solved, { type: 'Acknowledge', risks: [WAITING_LIST] }, mia, hour(4));
    assert.deepEqual(stateOf(taken).risks[WAITING_LIST]?.acknowledged, { by: whoIs(mia), at: hour(4) });
  });

  it('goes on before the visit as well, with the rules of now', () => {
    const consulted = settle(read(olderConsulted), everyWatch(), hour(8));
    const rules = Object.values(stateOf(consulted).risks).map(({ rule }) => rule);
    assert.deepEqual(rules, ['consultationLate', 'unclaimed']);
    assert.deepEqual(read(consulted), consulted);
  });
});
