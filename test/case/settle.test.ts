import assert from 'node:assert/strict';
import { openedIntake, withEvents } from '../../src/case/document.ts';
import { type Watch, settle, watchAll } from '../../src/case/due.ts';
import { isFollowed } from '../../src/case/state.ts';
import { whoIs } from '../../src/core/actor.ts';
import { stateIn } from './given.ts';
import { START, caseAnnounced, danger, hour, minute } from './history.ts';
import { olga, policy } from './region.ts';
import { SITUATIONS } from './situations.ts';
import { chainOf, everyWatch, silent, watchAt } from './watches.ts';

const intake = openedIntake('case/1', whoIs(olga), minute(-5));
const announced = withEvents(intake, [caseAnnounced()], START, whoIs(olga));
const sent = { ...announced, outbox: [] };

const escalationsIn = ({ state }: typeof announced): number => {
  assert.ok(isFollowed(state));
  return state.escalations.length;
};
const typesIn = ({ log }: typeof announced): readonly string[] => log.map(({ event }) => event.type);

describe('When a document is due', () => {
  it('is at the earliest of its messages and its risks', () => {
    assert.equal(settle(announced, watchAt(hour(1)), START).dueAt, START);
    assert.equal(settle(sent, watchAt(hour(1)), START).dueAt, hour(1));
    const waits = {
      ...announced,
      outbox: announced.outbox.map((message) => ({ ...message, nextTryAt: hour(2) })),
    };
    const shortly = hour(2) - 5 * 60_000;
    assert.equal(settle(waits, watchAt(hour(2) - 2 * 60_000), shortly).dueAt, hour(2) - 2 * 60_000);
    assert.equal(settle(waits, watchAt(hour(3)), shortly).dueAt, hour(2));
    assert.equal(settle(waits, watchAt(hour(3)), START).dueAt, START, 'the clock was set back since');
  });

  it('is never when there is nothing to send and nothing to watch', () => {
    assert.equal(settle(intake, watchAt(START), hour(9)).dueAt, null);
    assert.equal(settle(sent, silent, hour(9)).dueAt, null);
  });

  it('is settled together with what the clock adds: the risk and its message are one write', () => {
    const settled = settle(sent, watchAt(hour(1)), hour(1));
    assert.equal(typesIn(settled).at(-1), 'RiskRaised');
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

describe('What one step makes due at once', () => {
  it('is done in the same write', () => {
    const settled = settle(sent, chainOf(4), hour(1));
    assert.equal(escalationsIn(settled), 4);
    assert.ok(settled.log.slice(2).every(({ at, by }) => at === hour(1) && by === undefined));
    assert.equal(settled.outbox.filter(({ kind }) => kind === 'card').length, 1);
  });

  it('ends after ten rounds, and the document stays due for the rest', () => {
    const endless = chainOf(Infinity);
    const settled = settle(sent, endless, hour(1));
    assert.equal(escalationsIn(settled), 10);
    assert.equal(settled.dueAt, hour(1));
    assert.equal(escalationsIn(settle(settled, endless, hour(1))), 20);
    assert.equal(escalationsIn(settle(sent, chainOf(10), hour(1))), 10);
  });

  it('asks no more than one round of a watch that has nothing to say', () => {
    let asked = 0;
    const counting: Watch = { ...silent, raise: () => ((asked += 1), []) };
    assert.deepEqual(settle(sent, counting, hour(1)), { ...sent, dueAt: null });
    assert.equal(asked, 1);
  });

  it('stops with the step that closes the case', () => {
    const closing: Watch = {
      raise: ({ step }) => (step === 'visited' ? [{ type: 'CaseClosed' }] : []),
      nextDue: (_state, now) => now,
    };
    const visited = { ...sent, state: stateIn('visited', ...SITUATIONS.visited.done) };
    const settled = settle(visited, closing, hour(6));
    assert.equal(settled.state.step, 'closed');
    assert.equal(settled.dueAt, hour(6), 'only for the redraw');
    assert.equal(settle({ ...settled, outbox: [] }, closing, hour(6)).dueAt, null);
  });

  it('opens the consultation and calls the people with the announcement itself', () => {
    const settled = settle(announced, everyWatch(), START);
    assert.deepEqual(typesIn(settled).slice(2), ['ConsultationOpened', 'PeopleCalled']);
    assert.deepEqual(settled.outbox.map(({ kind }) => kind).toSorted(), [
      'call',
      'call',
      'call',
      'call',
      'card',
      'meeting',
    ]);
    assert.equal(settle({ ...settled, outbox: [] }, everyWatch(), START).dueAt, minute(5), 'the first chase');
  });

  it('calls people with direct danger, and pings only the others about the consultation being late', () => {
    const told = withEvents(intake, [caseAnnounced(danger)], START, whoIs(olga));
    const { outbox } = settle(told, everyWatch(), START);
    const late = outbox.flatMap((one) =>
      one.kind === 'ping' && one.risks.some((risk) => risk.startsWith('consultationLate'))
        ? [one.to?.name]
        : [],
    );
    const called = outbox.flatMap((one) => (one.kind === 'call' ? [one.to.name] : []));
    assert.deepEqual(called, ['Olga', 'Vera', 'Lars', 'Yara']);
    assert.deepEqual(late, ['Otto', 'Yusuf']);
  });

  it('goes on for as long as nobody answers, but never in haste, also with direct danger', () => {
    for (const household of [{}, danger]) {
      const { log } = unanswered(household);
      const calls = log.flatMap(({ event }) => (event.type === 'PeopleCalled' ? event.seats : []));
      const managers = calls.filter(({ role }) => role === 'manager').map(({ organisation }) => organisation);
      assert.deepEqual(
        managers.toSorted(),
        [...new Set(managers)].toSorted(),
        'one manager per organisation',
      );
      const raised = log.flatMap(({ at, event }) =>
        event.type === 'RiskRaised' ? [{ at, risk: event.risk }] : [],
      );
      for (const { at, risk } of raised) {
        const next = raised.find((later) => later.risk === risk && later.at > at);
        assert.ok(!next || next.at - at >= policy.ackWithin, risk);
      }
      assert.ok(raised.some(({ at }) => at >= hour(70)));
    }
  });
});

/** A case after three days in which everything is delivered and nobody does anything. */
const unanswered = (household: Parameters<typeof caseAnnounced>[0]): typeof announced => {
  let document = withEvents(intake, [caseAnnounced(household)], START, whoIs(olga));
  for (let now = START; now < hour(72);) {
    document = settle({ ...settle(document, everyWatch(), now), outbox: [] }, everyWatch(), now);
    assert.ok(document.dueAt !== null && document.dueAt > now, 'it is due for what it has just done');
    now = document.dueAt;
  }
  return document;
};

describe('Watches beside each other', () => {
  it('raise what each of them raises, in their order', () => {
    const raise = watchAll([watchAt(hour(1)), chainOf(1)]).raise(
      stateIn('announced', ...SITUATIONS.announced.danger),
      hour(1),
    );
    assert.deepEqual(
      raise.map(({ type }) => type),
      ['CaseEscalated'],
    );
    const settled = settle(sent, watchAll([watchAt(hour(1)), chainOf(1)]), hour(1));
    assert.deepEqual(typesIn(settled).slice(2), ['RiskRaised', 'CaseEscalated']);
  });

  it('are due at the earliest of them, and never when none of them is', () => {
    const at = (...moments: readonly number[]) => settle(sent, watchAll(moments.map(watchAt)), START).dueAt;
    assert.equal(at(hour(2), hour(1)), hour(1));
    assert.equal(at(hour(1), hour(2)), hour(1));
    assert.equal(settle(sent, watchAll([silent, watchAt(hour(3))]), START).dueAt, hour(3));
    assert.equal(settle(sent, watchAll([silent, silent]), START).dueAt, null);
    assert.equal(settle(sent, watchAll([]), START).dueAt, null);
  });
});
