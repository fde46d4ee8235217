import assert from 'node:assert/strict';
import { type CaseDocument, openedIntake, withEvents } from '../../src/case/document.ts';
import type { LoggedEvent } from '../../src/case/events.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Fact } from '../../src/core/measures.ts';
import { factsOf } from '../../src/telemetry/case-facts.ts';
import type { History } from '../case/given.ts';
import {
  START,
  announced,
  bothClaimed,
  claimed,
  decided,
  hour,
  householdSeen,
  logged,
  minute,
  noChildren,
  planned,
  raised,
  released,
  waiting,
} from '../case/history.ts';
import { lars, mia, olga, yara } from '../case/region.ts';

/** Each line saved by itself, as it happens; answers the versions in order. */
const versions = (history: History): readonly CaseDocument[] => {
  const all = [openedIntake('case/1', whoIs(olga), minute(-5))];
  for (const { event, at, by } of history.flat().slice(1)) all.push(withEvents(all.at(-1)!, [event], at, by));
  return all;
};

/** What all the saves of a history tell, the first measure first. */
const told = (...history: History): readonly Fact[] => {
  const saved = versions(history);
  return saved.flatMap((after, index) => factsOf(saved[index - 1], after));
};

const of = (measure: Fact['measure'], ...history: History): readonly Fact[] =>
  told(...history).filter((fact) => fact.measure === measure);

const labels = { municipality: 'hoogeveen', children: 'yes' };

describe('What a saved case tells', () => {
  it('is nothing while the form was not sent', () => {
    assert.deepEqual(told(announced().slice(0, 1)), []);
  });

  it('is an intake, with and without children', () => {
    assert.deepEqual(told(announced()), [{ measure: 'intakes', value: 1, labels }]);
    const [intake] = told(announced(noChildren));
    assert.deepEqual(intake?.labels, { ...labels, children: 'no' });
  });

  it('is nothing when nothing was added to the log', () => {
    const [, after] = versions([announced()]);
    assert.ok(after);
    assert.deepEqual(factsOf(after, { ...after, outbox: [], dueAt: null }), []);
  });

  it('is the time to the first outcome of a consultation, and not that of a later one', () => {
    assert.deepEqual(of('timeToConsultation', announced(), decided(), decided({}, undefined, minute(90))), [
      { measure: 'timeToConsultation', value: 20 * 60, labels: { ...labels, within: '1h' } },
    ]);
  });

  const full = { measure: 'timeToClaim', value: 30 * 60, labels: { ...labels, within: '1h' } };

  it('is the time until everybody who goes was known', () => {
    assert.deepEqual(of('timeToClaim', announced(), claimed(0, yara)), []);
    assert.deepEqual(of('timeToClaim', announced(), bothClaimed), [full]);
  });

  it('is that once, whoever gives the place back and takes it again', () => {
    assert.deepEqual(
      of('timeToClaim', announced(), bothClaimed, released(0, yara), claimed(0, yara, minute(45))),
      [full],
    );
  });

  it('is that also when the consultation takes the open place away', () => {
    const alone = decided({}, ['veilig-opgroeien'], minute(40));
    const [fact] = of('timeToClaim', announced(), claimed(1, lars), alone);
    assert.equal(fact?.value, 40 * 60);
  });

  const visit = (...history: History): readonly string[] =>
    told(...history).flatMap((fact) => (fact.measure === 'visits' ? [String(fact.labels.result)] : []));

  for (const [result, at, decision] of [
    ['inTime', hour(24), {}],
    ['late', hour(24) + 1, {}],
    ['waitedTogether', hour(30), { decision: waiting() }],
    ['late', hour(30) + 1, { decision: waiting() }],
  ] as const)
    it(`is a visit ${result} when the household was seen ${(at - START) / 60_000} minutes after receipt${'decision' in decision ? ', and they wait together' : ''}`, () => {
      const history = [announced(), bothClaimed, decided(decision), planned(), householdSeen({ at })];
      assert.deepEqual(visit(...history), [result]);
      const [time] = of('timeToVisit', ...history);
      assert.equal(time?.value, (at - START) / 1_000);
    });

  it('is each rung that is told, and how long it took to be taken up', () => {
    const risk = 'unclaimed:0@1';
    const taken: LoggedEvent = logged({ type: 'RiskAcknowledged', risk }, minute(200), mia);
    const history = [
      announced(),
      raised(risk, [yara], minute(120)),
      raised(risk, [mia], minute(150), 1),
      taken,
    ];
    const who = { municipality: 'hoogeveen', rule: 'unclaimed' };
    assert.deepEqual(of('escalations', ...history), [
      { measure: 'escalations', value: 1, labels: { ...who, rung: 0 } },
      { measure: 'escalations', value: 1, labels: { ...who, rung: 1 } },
    ]);
    assert.deepEqual(of('acknowledgementTime', ...history), [
      { measure: 'acknowledgementTime', value: 50 * 60, labels: { ...who, rung: 1, within: '1h' } },
    ]);
  });
});
