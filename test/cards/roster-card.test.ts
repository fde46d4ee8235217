import assert from 'node:assert/strict';
import { rosterCard } from '../../src/cards/roster-card.ts';
import type { Person } from '../../src/core/region.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { absence, override, pattern, period, proven, swap } from '../roster/rosters.ts';
import { findAction, textOf } from '../support/cards.ts';
import { buttons, lines } from './read.ts';
import { ADULT_WORKER, MANAGER_ON_CALL, OFFICER, SAFE_HOME_WORKER, YOUTH_WORKER } from './regions.ts';
import { PLANNER_PERSON, SECOND_YOUTH_WORKER, THURSDAY, duty, factsAt, rosterAt } from './roster-given.ts';
import { CROWDED } from './roster-situations.ts';

const SATURDAY = period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');
const SUNDAY = period('2026-11-29T10:00+01:00', '2026-11-29T18:00+01:00');

const everybody = [SAFE_HOME_WORKER, YOUTH_WORKER, ADULT_WORKER];

/** All three roles, on both days. */
const covered: readonly Partial<RosterState>[] = [SATURDAY, SUNDAY].flatMap((day, index) => [
  duty(SAFE_HOME_WORKER, 'veilig-thuis', day, `vt-${index}`),
  duty(YOUTH_WORKER, 'jeugd-mw', day, `jeugd-${index}`),
  duty(ADULT_WORKER, 'amw', day, `amw-${index}`),
]);

const seen = (now: number, parts: readonly Partial<RosterState>[], viewer: Person = PLANNER_PERSON) => {
  const facts = factsAt(now);
  return rosterCard(rosterAt(facts, ...parts), viewer, facts).card;
};

const linesAt = (now: number, ...parts: readonly Partial<RosterState>[]) => lines(seen(now, parts));

/** The lines about one day, without the title of the block. */
const dayOf = (day: string, shown: readonly string[]): readonly string[] => {
  const start = shown.findIndex((line) => line.startsWith(day)) + 1;
  return shown.slice(start, start + 3);
};

describe('The roster as it is shown', () => {
  it('says first whether the coming weekend is covered, then who is on duty', () => {
    assert.deepEqual(linesAt(THURSDAY, ...covered, proven(...everybody)).slice(0, 12), [
      'Piketrooster Hoogeveen',
      '✔ Tot en met zo 29 nov. is het rooster rond.',
      'Nu',
      'Gewone werkdag: iedereen is aan het werk.',
      'za 28 nov. 10:00-18:00',
      '✔ Veilig Thuis: Diego Siciliani',
      '✔ Jeugdmaatschappelijk werker: Megan Bowen',
      '✔ Maatschappelijk werker (volwassenen): Isaiah Langer',
      'zo 29 nov. 10:00-18:00',
      '✔ Veilig Thuis: Diego Siciliani',
      '✔ Jeugdmaatschappelijk werker: Megan Bowen',
      '✔ Maatschappelijk werker (volwassenen): Isaiah Langer',
    ]);
  });

  it('says how many gaps there are, and marks them in words', () => {
    const shown = linesAt(THURSDAY, ...covered.slice(0, 5), proven(...everybody));
    assert.equal(shown[1], '⚠ Het rooster is niet rond. Tot en met zo 29 nov. is er 1 gat.');
    assert.equal(dayOf('zo', shown)[2], '⚠ Maatschappelijk werker (volwassenen): niemand');
    assert.equal(linesAt(THURSDAY)[1], '⚠ Het rooster is niet rond. Tot en met zo 29 nov. zijn er 6 gaten.');
  });

  const cases: readonly [string, readonly Partial<RosterState>[], string][] = [
    ['nobody', [], '⚠ Veilig Thuis: niemand'],
    [
      'part of the day',
      [
        duty(SAFE_HOME_WORKER, 'veilig-thuis', { ...SATURDAY, to: SATURDAY.to - 4 * 3_600_000 }),
        proven(SAFE_HOME_WORKER),
      ],
      '⚠ Veilig Thuis: Diego Siciliani 10:00-14:00, niemand 14:00-18:00',
    ],
    [
      'somebody who was never tested',
      [duty(SAFE_HOME_WORKER, 'veilig-thuis', SATURDAY)],
      '⚠ Veilig Thuis: Diego Siciliani (nog niet getest)',
    ],
    [
      'somebody who does not hold the role any more',
      [duty(YOUTH_WORKER, 'veilig-thuis', SATURDAY), proven(YOUTH_WORKER)],
      '⚠ Veilig Thuis: Megan Bowen (heeft deze rol niet meer)',
    ],
    [
      'somebody who is absent for an hour',
      [
        duty(SAFE_HOME_WORKER, 'veilig-thuis', SATURDAY),
        proven(SAFE_HOME_WORKER),
        absence(SAFE_HOME_WORKER, period('2026-11-28T12:00+01:00', '2026-11-28T13:00+01:00')),
      ],
      '⚠ Veilig Thuis: Diego Siciliani 10:00-12:00 en 13:00-18:00, niemand 12:00-13:00',
    ],
  ];
  for (const [what, parts, line] of cases) {
    it(`shows ${what}`, () => {
      assert.equal(dayOf('za', linesAt(THURSDAY, ...parts))[0], line);
    });
  }

  it('shows who really is on duty: after a swap, and where somebody replaces the others', () => {
    const shown = linesAt(
      THURSDAY,
      duty(YOUTH_WORKER, 'jeugd-mw', SATURDAY),
      swap(YOUTH_WORKER, SECOND_YOUTH_WORKER, SATURDAY, 1, { role: 'jeugd-mw' }),
      pattern(SAFE_HOME_WORKER, '2026-11-01', { role: 'amw' }),
      override(ADULT_WORKER, SATURDAY, { role: 'amw' }),
      proven(SECOND_YOUTH_WORKER, ADULT_WORKER),
    );
    assert.deepEqual(dayOf('za', shown).slice(1), [
      '✔ Jeugdmaatschappelijk werker: Lee Gu',
      '✔ Maatschappelijk werker (volwassenen): Isaiah Langer',
    ]);
  });

  it('explains why somebody does not count, where it says so', () => {
    const why = 'Wie nog niet getest is, telt niet mee.';
    assert.ok(linesAt(THURSDAY, ...covered).includes(why));
    assert.ok(!linesAt(THURSDAY, ...covered, proven(...everybody)).includes(why));
  });

  it('names four people at most', () => {
    const all = [YOUTH_WORKER, SECOND_YOUTH_WORKER, ADULT_WORKER, SAFE_HOME_WORKER, OFFICER, MANAGER_ON_CALL];
    const shown = linesAt(THURSDAY, ...all.map((person) => duty(person, 'amw', SATURDAY)));
    assert.match(dayOf('za', shown)[2] ?? '', /, nog 2$/);
  });

  const moments: readonly [string, string, readonly string[]][] = [
    ['a workday', '2026-11-26T14:00+01:00', ['Gewone werkdag: iedereen is aan het werk.']],
    ['a night', '2026-11-26T23:00+01:00', ['Buiten diensttijd.']],
    [
      'a weekend',
      '2026-11-28T12:00+01:00',
      [
        '✔ Veilig Thuis: Diego Siciliani',
        '✔ Jeugdmaatschappelijk werker: Megan Bowen',
        '✔ Maatschappelijk werker (volwassenen): Isaiah Langer',
      ],
    ],
    ['a weekend after service', '2026-11-28T18:00+01:00', ['Buiten diensttijd.']],
  ];
  for (const [what, moment, expected] of moments) {
    it(`says who is on duty now: ${what}`, () => {
      const shown = linesAt(Date.parse(moment), ...covered, proven(...everybody));
      assert.deepEqual(shown.slice(3, 3 + expected.length), expected);
      assert.match(shown[3 + expected.length] ?? '', /^(za|zo) 2[89] nov\./);
    });
  }

  it('says who is on duty at night where somebody is, and misses nobody', () => {
    const night = period('2026-11-26T18:00+01:00', '2026-11-27T08:00+01:00');
    const shown = linesAt(
      Date.parse('2026-11-26T23:00+01:00'),
      duty(SAFE_HOME_WORKER, 'veilig-thuis', night),
    );
    assert.deepEqual(shown.slice(3, 5), [
      'Buiten diensttijd.',
      'Veilig Thuis: Diego Siciliani (nog niet getest)',
    ]);
  });

  const days = (moment: string): readonly string[] =>
    linesAt(Date.parse(moment)).filter((line) => /^\p{Ll}{2} \d+ .*\d{2}:\d{2}-\d{2}:\d{2}/u.test(line));

  it('shows the holidays before the weekend, and those that follow it', () => {
    assert.deepEqual(days('2026-12-23T10:00+01:00'), [
      'vr 25 dec. 12:00-16:00 (feestdag)',
      'za 26 dec. 12:00-16:00 (feestdag)',
      'zo 27 dec. 10:00-18:00',
    ]);
    // A workday in between does not end it.
    assert.deepEqual(days('2027-05-05T10:00+02:00'), [
      'do 6 mei 12:00-16:00 (feestdag)',
      'za 8 mei 10:00-18:00',
      'zo 9 mei 10:00-18:00',
    ]);
    assert.deepEqual(days('2027-03-26T10:00+01:00'), [
      'za 27 mrt. 10:00-18:00',
      'zo 28 mrt. 12:00-16:00 (feestdag)',
      'ma 29 mrt. 12:00-16:00 (feestdag)',
    ]);
  });

  it('shows what is left of this weekend, and after it the next', () => {
    assert.deepEqual(days('2026-11-28T17:00+01:00'), ['za 28 nov. 17:00-18:00', 'zo 29 nov. 10:00-18:00']);
    assert.deepEqual(days('2026-11-29T18:00+01:00'), ['za 5 dec. 10:00-18:00', 'zo 6 dec. 10:00-18:00']);
  });

  it('says what the first gap after that is', () => {
    assert.equal(
      linesAt(THURSDAY).at(-1),
      '⚠ Daarna zijn er 6 gaten. Het eerste: za 5 dec. 10:00-18:00 · Veilig Thuis',
    );
  });

  it('says so where nobody is on call', () => {
    const facts = factsAt();
    const municipality = { ...facts.municipality, onCall: [] };
    const { card } = rosterCard(rosterAt(facts), OFFICER, { ...facts, municipality });
    assert.deepEqual(lines(card), ['Piketrooster Hoogeveen', 'In deze gemeente heeft niemand piket.']);
  });
});

describe('The buttons of the roster', () => {
  const everything = [...covered, proven(...everybody), absence(YOUTH_WORKER, SUNDAY)];

  it('are for a planner everything that keeps it', () => {
    assert.deepEqual(buttons(seen(THURSDAY, everything)), [
      'Gaten vullen',
      'Piket toevoegen',
      'Afwezig',
      'Ruilen',
      'Verwijderen',
      'Bereikbaarheid testen',
    ]);
  });

  it('are for others what concerns themselves', () => {
    const own = (viewer: Person) => buttons(seen(THURSDAY, everything, viewer));
    assert.deepEqual(own(YOUTH_WORKER), ['Gaten vullen', 'Afwezig', 'Ruilen', 'Afwezigheid intrekken']);
    assert.deepEqual(own(OFFICER), ['Afwezig']);
    assert.deepEqual(own(MANAGER_ON_CALL), ['Gaten vullen', 'Afwezig']);
  });

  it('show nothing of others to whoever can only speak for themselves', () => {
    const card = seen(THURSDAY, everything, YOUTH_WORKER);
    const { card: swapForm } = findAction(card, 'Ruilen');
    const words = textOf(swapForm as Record<string, unknown>);
    assert.match(words, /za 28 nov\. 10:00-18:00 · Jeugdmaatschappelijk werker\n/);
    assert.doesNotMatch(words, /Veilig Thuis|Megan Bowen/);
    assert.match(words, /Lee Gu/);
  });

  it('open a form as a card of its own where the roster is too large to hold it', () => {
    const [full] = CROWDED;
    assert.ok(full);
    const { card } = rosterCard(full.roster, PLANNER_PERSON, full.facts);
    assert.deepEqual(findAction(card, 'Piket toevoegen').data, {
      roster: 'hoogeveen',
      show: 'roster-add',
      verb: 'roster-show',
    });
    assert.equal(findAction(seen(THURSDAY, everything), 'Piket toevoegen').type, 'Action.ShowCard');
  });
});
