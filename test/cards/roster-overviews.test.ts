import assert from 'node:assert/strict';
import { importCard } from '../../src/cards/roster-import-card.ts';
import { reachCard } from '../../src/cards/roster-reach-card.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Person } from '../../src/core/region.ts';
import { HOUR } from '../../src/core/time.ts';
import type { Reach, RosterState } from '../../src/roster/state.ts';
import { absence, at, period, unproven } from '../roster/rosters.ts';
import { lines } from './read.ts';
import { ADULT_WORKER, SAFE_HOME_WORKER, YOUTH_WORKER } from './regions.ts';
import { SECOND_YOUTH_WORKER, THURSDAY, duty, factsAt, rosterAt } from './roster-given.ts';

const SATURDAY = period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');

const facts = factsAt();

describe('Who can be reached', () => {
  const linesOf = (...parts: readonly Partial<RosterState>[]) =>
    lines(reachCard(rosterAt(facts, ...parts), facts).card);
  const reach = (person: Person, more: Partial<Reach>): Partial<RosterState> => ({
    reach: [{ person: whoIs(person), ...more }],
  });

  it('shows first whoever may not be reached, and why', () => {
    assert.deepEqual(
      linesOf(
        duty(YOUTH_WORKER, 'jeugd-mw', SATURDAY),
        reach(SAFE_HOME_WORKER, {
          askedAt: at('2026-11-20T10:00+01:00'),
          provenAt: at('2026-11-20T10:05+01:00'),
        }),
        reach(ADULT_WORKER, { askedAt: at('2026-11-25T10:00+01:00') }),
        reach(SECOND_YOUTH_WORKER, { askedAt: at('2026-11-25T10:00+01:00'), undeliverable: true }),
      ),
      [
        'Bereikbaarheid piket Hoogeveen',
        '⚠ Bereikbaar: 1 van 4',
        '⚠ Niet bereikt: het bericht kwam niet aan',
        'Lee Gu: gevraagd wo 25 nov. 10:00',
        '⚠ Gevraagd, nog geen antwoord: telt nog niet mee',
        'Isaiah Langer: gevraagd wo 25 nov. 10:00',
        '⚠ Nog niet getest: telt nog niet mee',
        'Megan Bowen',
        '✔ Bereikbaar',
        'Diego Siciliani: sinds vr 20 nov.',
      ],
    );
  });

  it('still counts whoever answered once, and says that a new test is open', () => {
    const proved = at('2025-11-20T10:00+01:00');
    assert.deepEqual(linesOf(reach(YOUTH_WORKER, { askedAt: proved + HOUR, provenAt: proved })).slice(1), [
      '✔ Iedereen is bereikbaar.',
      '✔ Bereikbaar',
      'Megan Bowen: sinds do 20 nov. 2025, nieuwe test nog niet beantwoord',
    ]);
  });

  it('shows nobody as asked anew in the moment of their answer', () => {
    const proved = THURSDAY - HOUR;
    assert.equal(
      linesOf(reach(YOUTH_WORKER, { askedAt: proved, provenAt: proved })).at(-1),
      'Megan Bowen: sinds do 26 nov.',
    );
  });

  it('knows only whoever has duties to come, or was asked', () => {
    const past = { from: THURSDAY - 9 * HOUR, to: THURSDAY - HOUR };
    assert.deepEqual(
      linesOf(duty(YOUTH_WORKER, 'jeugd-mw', past), absence(ADULT_WORKER, SATURDAY)).slice(1),
      ['Er staat nog niemand op het rooster.'],
    );
    assert.equal(linesOf(unproven(YOUTH_WORKER), duty(YOUTH_WORKER, 'jeugd-mw', SATURDAY)).length, 4);
  });
});

describe('What became of a calendar file', () => {
  const linesOf = (...given: Parameters<typeof importCard>) => lines(importCard(...given).card);

  it('counts what changed', () => {
    assert.deepEqual(linesOf({ added: 12, removed: 1, unmatched: [], past: 0 }, facts), [
      '✔ Agenda ingelezen',
      '12 diensten toegevoegd, 1 dienst weggehaald.',
    ]);
    assert.equal(
      linesOf({ added: 1, removed: 0, unmatched: [], past: 3 }, facts)[1],
      '1 dienst toegevoegd, 0 diensten weggehaald. 3 diensten overgeslagen: al voorbij.',
    );
  });

  it('names what was left out, and why', () => {
    const unmatched = [
      { what: 'Piket weekend', when: SATURDAY, words: 'Niet duidelijk voor welke rol.' },
      { what: ' \n ', words: 'Niet te lezen.' },
      { what: '[klik](https://example.invalid) **nu** <b>\n# kop', words: 'Niet te lezen.' },
      { what: 'x'.repeat(500), words: 'Niet te lezen.' },
    ];
    assert.deepEqual(linesOf({ added: 0, removed: 0, unmatched, past: 0 }, facts).slice(2), [
      'Niet overgenomen: 4',
      '⚠ Piket weekend (za 28 nov. 10:00-18:00): Niet duidelijk voor welke rol.',
      '⚠ Zonder titel: Niet te lezen.',
      '⚠ klik ( nu b kop: Niet te lezen.',
      `⚠ ${'x'.repeat(79)}…: Niet te lezen.`,
    ]);
  });

  it('names twenty at most, and says how many more there are', () => {
    const unmatched = Array.from({ length: 23 }, () => ({ what: 'Piket', words: 'Niet te lezen.' }));
    const shown = linesOf({ added: 0, removed: 0, unmatched, past: 0 }, facts);
    assert.deepEqual([shown.length, shown.at(-1)], [24, 'En nog 3.']);
  });
});
