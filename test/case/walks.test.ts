import assert from 'node:assert/strict';
import { type CaseDocument, parseCase } from '../../src/case/document.ts';
import { caseEventSchema } from '../../src/case/events.ts';
import { evolve } from '../../src/case/evolve.ts';
import { type CaseState, caseStateSchema, isFollowed, openItems, openSlots } from '../../src/case/state.ts';
import { beginningOf, firstBreak } from '../../src/core/chain.ts';
import { MINUTE } from '../../src/core/time.ts';
import { RULES } from '../../src/escalation/rules.ts';
import { toDocument } from '../../src/store/sqlite/records.ts';
import { type Taken, holdsAt, manyStops } from './walks.ts';

let stops: readonly Taken[];

const everywhere = (fact: (taken: Taken) => void): void => {
  holdsAt(stops, fact);
};

const folded = ({ log }: CaseDocument): CaseState | undefined =>
  log.reduce<CaseState | undefined>(evolve, undefined);

const holdersIn = (state: CaseState): readonly string[] =>
  isFollowed(state)
    ? state.slots.flatMap(({ claim }) => (claim ? [`${claim.by.tenant}/${claim.by.id}`] : []))
    : [];

describe('Whatever is asked of a case, by whom and when', () => {
  before(() => {
    stops = manyStops();
  });

  it('reaches every step, every rule and every command: the walks below mean something', () => {
    const steps = new Set<string>();
    const events = new Set<string>();
    const rules = new Set<string>();
    let texted = 0;
    everywhere(({ after }) => {
      steps.add(after.state.step);
      for (const { event } of after.log) {
        events.add(event.type);
        if (event.type !== 'RiskRaised') continue;
        rules.add(event.rule);
        texted += event.texted?.length ?? 0;
      }
    });
    // Nothing is asked of a case that was forgotten.
    assert.equal(steps.size, caseStateSchema.options.length - 1);
    assert.equal(events.size, caseEventSchema.options.length);
    assert.deepEqual([...rules].toSorted(), RULES.map(({ id }) => id).toSorted());
    assert.ok(texted > 0);
  });

  it('gives a state that its log explains', () => {
    everywhere(({ after }) => {
      assert.deepEqual(folded(after), after.state);
    });
  });

  it('is stored and read back as it was', () => {
    everywhere(({ decision, after }) => {
      if (!decision.ok) return;
      assert.deepEqual(parseCase(toDocument(after.id, JSON.stringify(after))), after);
    });
  });

  it('only adds to the log', () => {
    everywhere(({ before, after }) => {
      assert.deepEqual(after.log.slice(0, before.log.length), before.log);
    });
  });

  it('changes nothing when it is refused', () => {
    everywhere(({ decision, settled, after }) => {
      if (!decision.ok) assert.deepEqual(after, settled);
    });
  });

  it('changes something when it is accepted', () => {
    everywhere(({ decision, settled, after }) => {
      if (decision.ok) assert.ok(after.log.length > settled.log.length);
    });
  });

  it('gives nobody two places', () => {
    everywhere(({ after }) => {
      const holders = holdersIn(after.state);
      assert.equal(new Set(holders).size, holders.length);
    });
  });

  it('gives no place to two people', () => {
    everywhere(({ decision, settled }) => {
      if (!decision.ok || !isFollowed(settled.state)) return;
      for (const event of decision.value) {
        if (event.type === 'SlotClaimed') assert.equal(settled.state.slots[event.slot]?.claim, undefined);
      }
    });
  });

  it('plans a visit only with everybody known', () => {
    everywhere(({ decision, settled }) => {
      if (decision.ok && decision.value.some(({ type }) => type === 'VisitPlanned'))
        assert.ok(isFollowed(settled.state) && openSlots(settled.state).length === 0);
    });
  });

  it('never waits where there is direct danger', () => {
    everywhere(({ after: { state } }) => {
      if (isFollowed(state) && state.announcement.directDanger && 'consultation' in state)
        assert.equal(state.consultation.decision.kind, 'go');
    });
  });

  it('has a log of which the chain is whole', () => {
    everywhere(({ after: { id, log } }) => {
      assert.equal(firstBreak(beginningOf(id), log), undefined);
    });
  });

  it('shows who a household is to Veilig Thuis, and else only to who was told and holds a place', () => {
    let shown = 0;
    everywhere(({ decision, settled: { state }, after: { log } }) => {
      if (!decision.ok || !isFollowed(state)) return;
      const by = log.find((line) => line.event === decision.value[0])?.by;
      if (!by || decision.value[0]?.type !== 'HouseholdViewed') return;
      shown += 1;
      if (['vera', 'eva'].includes(by.id)) return;
      assert.ok(holdersIn(state).includes(`${by.tenant}/${by.id}`));
      const release = state.releases.find(({ to }) => to.id === by.id);
      assert.ok(decision.value[0].fields.every((field) => release?.fields.includes(field)));
    });
    assert.ok(shown > 0);
  });

  it('hides whatever was shown, once per message', () => {
    everywhere(({ decision, after: { outbox }, now }) => {
      if (!decision.ok) return;
      for (const event of decision.value) {
        if (event.type !== 'HouseholdViewed') continue;
        const hides = outbox.filter(
          (one) => one.kind === 'hideHousehold' && one.at.activity === event.at.activity,
        );
        assert.deepEqual(
          hides.map(({ nextTryAt }) => nextTryAt),
          [now + 10 * MINUTE],
        );
      }
    });
  });

  it('closes only what is done', () => {
    everywhere(({ after: { state, open } }) => {
      if (state.step === 'closed') assert.deepEqual(openItems(state), []);
      if (isFollowed(state)) assert.equal(state.dossier !== undefined, state.step === 'closed');
      assert.equal(open, state.step !== 'closed' && state.step !== 'intake');
    });
  });

  it('keeps the window at the length the rules gave it', () => {
    everywhere(({ after: { state } }) => {
      if (isFollowed(state)) assert.equal(state.visitBefore - state.receivedAt, state.policy.visitWithin);
    });
  });

  it('asks for a reason whenever the household was seen after the window', () => {
    everywhere(({ after: { state } }) => {
      if ('seen' in state)
        assert.equal(state.seen.lateReason !== undefined, state.seen.at > state.visitBefore);
    });
  });

  it('numbers messages uniquely, with at most one redraw waiting', () => {
    everywhere(({ after: { outbox, messages } }) => {
      assert.equal(new Set(outbox.map(({ id }) => id)).size, outbox.length);
      assert.ok(outbox.every(({ id }) => id < messages));
      assert.ok(outbox.filter(({ kind }) => kind === 'card').length <= 1);
    });
  });

  it('asks nobody twice for attention in one write, however many risks it is about', () => {
    everywhere(({ after: { outbox }, now }) => {
      const fresh = outbox.flatMap((message) =>
        message.kind === 'ping' && message.nextTryAt === now && message.tries === 0 ? [message] : [],
      );
      const asked = fresh.map(({ to, route }) => `${to?.tenant ?? ''}/${to?.id ?? ''} ${route}`);
      assert.equal(new Set(asked).size, asked.length, asked.join(', '));
      for (const { risks } of fresh) assert.equal(new Set(risks).size, risks.length);
    });
  });

  it('keeps every case that is open due at some moment', () => {
    everywhere(({ after: { open, dueAt } }) => {
      assert.ok(!open || dueAt !== null);
    });
  });

  it('leaves nothing due that was not done', () => {
    everywhere(({ after, now }) => {
      const sending = after.outbox.map(({ nextTryAt }) => nextTryAt);
      assert.ok(after.dueAt === null || after.dueAt > now || sending.includes(after.dueAt));
    });
  });
});
