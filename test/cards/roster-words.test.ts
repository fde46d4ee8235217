import assert from 'node:assert/strict';
import { entriesOf } from '../../src/cards/roster-entries.ts';
import { patternText, periodText } from '../../src/cards/roster-words.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Pattern } from '../../src/roster/state.ts';
import { absence, override, pattern, period } from '../roster/rosters.ts';
import { ADULT_WORKER, SAFE_HOME_WORKER, YOUTH_WORKER } from './regions.ts';
import { THURSDAY, duty, factsAt, rosterAt } from './roster-given.ts';
import { everywhere } from './time-zones.ts';

const facts = factsAt();

describe('A period in words', () => {
  const cases: readonly [string, string, string][] = [
    ['2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00', 'za 28 nov. 10:00-18:00'],
    ['2026-11-28T18:00+01:00', '2026-11-29T00:00+01:00', 'za 28 nov. 18:00-24:00'],
    ['2026-11-28T00:00+01:00', '2026-11-29T00:00+01:00', 'za 28 nov. 00:00-24:00'],
    ['2026-11-28T22:00+01:00', '2026-11-29T08:00+01:00', 'za 28 nov. 22:00 tot zo 29 nov. 08:00'],
    ['2026-11-27T17:00+01:00', '2026-11-30T00:00+01:00', 'vr 27 nov. 17:00 tot zo 29 nov. 24:00'],
    ['2026-12-31T22:00+01:00', '2027-01-01T08:00+01:00', 'do 31 dec. 22:00 tot vr 1 jan. 2027 08:00'],
    ['2027-05-08T10:00+02:00', '2027-05-08T18:00+02:00', 'za 8 mei 2027 10:00-18:00'],
    ['2026-10-25T00:00+02:00', '2026-10-25T06:00+01:00', 'zo 25 okt. 00:00-06:00'],
  ];
  for (const [from, to, expected] of cases) {
    it(`is the same on machines all over the world: ${expected}`, () => {
      everywhere((zone) => {
        assert.equal(periodText(period(from, to), facts), expected, zone);
      });
    });
  }
});

describe('A duty that comes back, in words', () => {
  const weekly: Pattern = {
    id: '',
    person: whoIs(YOUTH_WORKER),
    role: 'jeugd-mw',
    weekday: 6,
    from: 600,
    to: 1080,
    every: 1,
    since: '2026-11-01',
  };
  const cases: readonly [Partial<Pattern>, string][] = [
    [{}, 'elke week za 10:00-18:00'],
    [{ every: 3 }, 'elke 3 weken za 10:00-18:00'],
    [{ weekday: 0, to: 1440 }, 'elke week zo 10:00-24:00'],
    [{ to: 1441 }, 'elke week za 10:00 tot zo 00:01'],
    [{ weekday: 5, from: 1050, to: 1920 }, 'elke week vr 17:30 tot za 08:00'],
  ];
  for (const [changes, expected] of cases) {
    it(expected, () => {
      assert.equal(patternText({ ...weekly, ...changes }), expected);
    });
  }
});

describe('What stands on a roster', () => {
  const wordsOf = (...parts: Parameters<typeof rosterAt> extends [unknown, ...infer P] ? P : never) =>
    entriesOf(rosterAt(facts, ...parts), facts).map(({ words, person }) => `${words} · ${person.name}`);
  const saturday = period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');
  const friday = period('2026-11-27T10:00+01:00', '2026-11-27T18:00+01:00');

  it('is told by what it is: what is for one time, the soonest first, and then what comes back', () => {
    assert.deepEqual(
      wordsOf(
        pattern(ADULT_WORKER, '2026-11-01', { role: 'amw' }),
        override(ADULT_WORKER, saturday, { role: 'amw' }),
        duty(SAFE_HOME_WORKER, 'veilig-thuis', { ...saturday, from: saturday.from + 1 }),
        absence(YOUTH_WORKER, friday),
      ),
      [
        'Afwezig vr 27 nov. 10:00-18:00 · Megan Bowen',
        'za 28 nov. 10:00-18:00 · Maatschappelijk werker (volwassenen) (in plaats van anderen) · Isaiah Langer',
        'za 28 nov. 10:00-18:00 · Veilig Thuis · Diego Siciliani',
        'elke week za 10:00-18:00 · Maatschappelijk werker (volwassenen) · Isaiah Langer',
      ],
    );
  });

  it('is not what is over', () => {
    const until = (day: string) => pattern(ADULT_WORKER, '2026-11-01', { until: day });
    const over = { from: THURSDAY - 1, to: THURSDAY };
    assert.deepEqual(wordsOf(duty(YOUTH_WORKER, 'jeugd-mw', over), absence(YOUTH_WORKER, over)), []);
    assert.deepEqual([wordsOf(until('2026-11-25')).length, wordsOf(until('2026-11-26')).length], [0, 1]);
  });
});
