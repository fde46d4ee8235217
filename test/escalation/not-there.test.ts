/** People who are not there: the ladder waits for none of them. */
import assert from 'node:assert/strict';
import { HOUR } from '../../src/core/time.ts';
import { decide } from '../../src/case/decide.ts';
import { evolve } from '../../src/case/evolve.ts';
import { municipalityOf } from '../../src/core/region.ts';
import { isFollowed, type CaseState, type FollowedCase } from '../../src/case/state.ts';
import { bram, lars, region, regionOf, vera, yara } from '../case/region.ts';
import {
  acknowledged,
  announced,
  bothClaimed,
  consulted,
  decided,
  decisions,
  escalated,
  hour,
  minute,
  names,
  planned,
  raised,
  takerAsked,
  undelivered,
} from '../case/history.ts';
import { everybodyOnDuty } from '../support/cover.ts';
import { lookedAt, raisedBy, rulesOf, watchOver } from './watching.ts';
import type { LoggedEvent } from '../../src/case/events.ts';

const caseOf = (...log: readonly LoggedEvent[]): FollowedCase => {
  const state = log.reduce<CaseState | undefined>(evolve, undefined);
  assert.ok(state && isFollowed(state));
  return state;
};
const without = (...gone: readonly { id: string }[]) =>
  regionOf(
    {},
    region.people.filter(({ id }) => !gone.some((one) => one.id === id)),
  );

describe('The pair that is overdue left the region file', () => {
  const left = without(yara, lars);
  const state = caseOf(...announced(), ...consulted(), ...bothClaimed, planned(hour(3)));
  const watch = watchOver({ region: left, rules: rulesOf('visitorsOverdue') });

  it('a rung with nobody who can be told is skipped at once', () => {
    const [first] = raisedBy(watch, state, hour(5));
    assert.ok(first);
    const told = first.told.filter((who) => left.people.some(({ id }) => id === who.id));
    assert.ok(
      told.length > 0,
      `told ${names(first.told).join(', ')} only, whose messages are dropped as needless; the manager waits`,
    );
  });
});

describe('Asking whoever took it up', () => {
  it('climbs at once when they cannot be reached in any way', () => {
    const risk = `unplanned:plan ${minute(30)}@${hour(6.5)}`;
    const state = caseOf(
      ...announced(),
      ...consulted(),
      ...bothClaimed,
      raised(risk, [yara, lars], hour(6.5)),
      acknowledged(risk, yara, hour(6.6)),
      takerAsked(risk, yara, hour(8.6)),
      undelivered(yara, [risk], hour(8.61)),
    );
    const watch = watchOver({ rules: rulesOf('unplanned') });
    assert.equal(
      watch.nextDue(state, hour(8.61)),
      hour(8.61),
      'waits ackWithin for somebody who never got the question',
    );
  });
});

describe('A call for help for a rung where nobody is now', () => {
  it('goes to the nearest rung below it, not to the bottom', () => {
    const state = caseOf(...announced(), ...consulted(), ...bothClaimed, escalated(hour(1), 'capacity', 2));
    const watch = watchOver({ cover: everybodyOnDuty(region, [bram]), rules: rulesOf('escalated') });
    const [first] = raisedBy(watch, state, hour(1));
    assert.deepEqual(
      names(first?.told ?? []),
      ['Mia'],
      'the director is away: the colleagues who ask for help are told themselves',
    );
  });
});

describe('The window is missed at night', () => {
  it('the manager, asleep below wakeFrom, hears of it when service begins', () => {
    const at = Date.parse('2026-11-22T22:00+01:00');
    const state = caseOf(...announced({ at, policy: { wakeFrom: 2 } }));
    const watch = watchOver({ rules: rulesOf('windowMissed') });
    let now = at + 24 * HOUR;
    let looked = state;
    const told = new Set<string>();
    for (let step = 0; step < 40 && now < at + 72 * HOUR; step += 1) {
      for (const { told: people } of raisedBy(watch, looked, now))
        for (const { name } of people) told.add(name);
      looked = lookedAt(watch, looked, now);
      now = watch.nextDue(looked, now) ?? Infinity;
    }
    assert.ok(told.has('Mia'), `in two days only ${[...told].join(', ')} heard that the window was missed`);
  });
});

describe('The pair is inside', () => {
  it('and somebody at a desk adjusts the outcome: they are still looked after', () => {
    const log = [...announced(), ...consulted(), ...bothClaimed, planned(hour(3))];
    const during = log.reduce<CaseState | undefined>(evolve, undefined);
    assert.ok(during);
    const facts = {
      now: hour(3.5),
      actor: vera,
      municipality: municipalityOf(region, 'hoogeveen'),
      roles: region.roles,
      disclosures: region.disclosures,
    };
    const decision = decide(
      { type: 'RecordConsultation', decisions: { ...decisions, caseLead: 'welzijn' } },
      during,
      facts,
    );
    assert.ok(decision.ok, 'it is accepted');
    const state = evolve(during, decided({ caseLead: 'welzijn' }, undefined, hour(3.5)));
    assert.ok(isFollowed(state));
    const watch = watchOver({ rules: rulesOf('visitorsOverdue') });
    assert.deepEqual(
      raisedBy(watch, state, hour(5)).map(({ rule }) => rule),
      ['visitorsOverdue'],
      'no word from the pair for two hours, and nobody is told',
    );
  });
});
