import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import { PASSED } from '../../src/cards/texts.nl.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { PASSED_REASONS } from '../../src/case/vocabulary.ts';
import type { Instant } from '../../src/core/time.ts';
import { textOf } from '../support/cards.ts';
import { CLOSED, after, announced, completed, feedback, hoursLater, line, planned, seen } from './cases.ts';
import {
  JOIN_URL,
  again,
  answered,
  begun,
  called,
  concluded,
  convened,
  found,
  gathering,
  seatOf,
  then,
} from './meetings.ts';
import { facts, lines } from './read.ts';
import {
  ADULT_WORKER,
  HOOGEVEEN,
  LOCAL_TEAM,
  MANAGER_ON_CALL,
  OFFICER,
  SAFE_HOME_WORKER,
  YOUTH_WORKER,
} from './regions.ts';
import { everywhere } from './time-zones.ts';

const linesOf = (document: CaseDocument, now: Instant = hoursLater(3)) =>
  lines(caseCard(document, HOOGEVEEN, now).card);

/** What stands between what is needed and who goes along. */
const blockOf = (document: CaseDocument, now?: Instant): readonly string[] => {
  const all = linesOf(document, now);
  const last = all.findLastIndex((words) => words.startsWith('▶'));
  return all.slice(last + 1, all.indexOf('Wie gaat mee'));
};

describe('The consultation on the card of its case', () => {
  const places = [
    ['graph', 'Overleg nu in een eigen Teams-overleg'],
    ['deep-link', 'Overleg nu door elkaar te bellen in Teams'],
    ['standing-room', 'Overleg nu in de vaste ruimte'],
    ['phone', 'Overleg nu via de telefoon: bel 0528 123 456, toets 1'],
    [undefined, 'Overleg nu (de link komt er zo aan)'],
  ] as const;
  for (const [way, words] of places) {
    it(`says where it is: ${words}`, () => {
      assert.equal(blockOf(convened(HOOGEVEEN, { way }))[0], words);
    });
  }

  it('says per organisation, with a mark and in words, who was asked and who comes', () => {
    const some = then(
      convened(HOOGEVEEN, { way: 'graph' }),
      1,
      answered(SAFE_HOME_WORKER, 'coming'),
      answered(LOCAL_TEAM, 'present'),
      answered(YOUTH_WORKER, 'declined'),
    );
    assert.deepEqual(blockOf(some).slice(1), [
      '… Politie Noord: gevraagd (Alex Wilber)',
      '➜ Veilig Thuis Drenthe: komt (Diego Siciliani)',
      '✔ Gemeente Hoogeveen: is erbij (Adele Vance)',
      '✖ Stichting Welzijnswerk: nog niemand',
    ]);
  });

  it('names everybody of an organisation who comes, and nobody of it who is only asked', () => {
    const two = then(
      convened(HOOGEVEEN, { way: 'graph' }),
      1,
      called('next', seatOf(HOOGEVEEN, ADULT_WORKER)),
    );
    const last = (document: CaseDocument) => blockOf(document).at(-1);
    assert.equal(last(two), '… Stichting Welzijnswerk: gevraagd (Megan Bowen, Isaiah Langer)');
    const one = then(two, 2, answered(ADULT_WORKER, 'coming'));
    assert.equal(last(one), '➜ Stichting Welzijnswerk: komt (Isaiah Langer)');
    const both = then(one, 2, answered(YOUTH_WORKER, 'present'));
    assert.equal(last(both), '✔ Stichting Welzijnswerk: is erbij (Megan Bowen, Isaiah Langer)');
  });

  it('says that an organisation is missing: unreachable, or its manager had to be asked', () => {
    const unreachable = then(convened(HOOGEVEEN, { way: 'graph' }), 1, answered(OFFICER, 'unreachable'));
    assert.equal(blockOf(unreachable)[1], '✖ Politie Noord: nog niemand');
    const asked = then(
      convened(HOOGEVEEN, { way: 'graph' }),
      1,
      called('manager', seatOf(HOOGEVEEN, MANAGER_ON_CALL, 'politie')),
    );
    assert.equal(blockOf(asked)[1], '✖ Politie Noord: nog niemand (gevraagd: Alex Wilber, Patti Fernandez)');
    const declined = then(asked, 2, answered(OFFICER, 'declined'));
    assert.equal(blockOf(declined)[1], '✖ Politie Noord: nog niemand (gevraagd: Patti Fernandez)');
    const nobody = then(declined, 3, answered(MANAGER_ON_CALL, 'declined'));
    assert.equal(blockOf(nobody)[1], '✖ Politie Noord: nog niemand');
  });

  it('says that a manager arranges somebody, which is not yet somebody who comes', () => {
    const arranged = then(
      convened(HOOGEVEEN, { way: 'graph' }),
      1,
      called('manager', seatOf(HOOGEVEEN, MANAGER_ON_CALL, 'politie')),
      answered(MANAGER_ON_CALL, 'coming'),
    );
    assert.equal(blockOf(arranged)[1], '➜ Politie Noord: wordt geregeld door Patti Fernandez');
    const coming = then(arranged, 2, answered(OFFICER, 'coming'));
    assert.equal(blockOf(coming)[1], '➜ Politie Noord: komt (Alex Wilber, Patti Fernandez)');
    const there = then(arranged, 2, answered(MANAGER_ON_CALL, 'present'));
    assert.equal(blockOf(there)[1], '✔ Politie Noord: is erbij (Patti Fernandez)');
  });

  it('does not raise the alarm over whoever is only called when it begins', () => {
    const night = then(
      announced(HOOGEVEEN),
      0,
      begun(hoursLater(20)),
      called('first', seatOf(HOOGEVEEN, OFFICER)),
      found('standing-room'),
    );
    const later = blockOf(night).filter((one) => one.endsWith(': wordt gevraagd als het begint'));
    assert.equal(later.length, 3);
    assert.ok(later.every((one) => one.startsWith('○ ')));
    const begunLines = blockOf(night, hoursLater(20));
    assert.equal(begunLines.filter((one) => one.endsWith(': nog niemand')).length, 3);
  });

  it('shows every organisation also when nobody was called', () => {
    const nobody = then(announced(HOOGEVEEN), 0, begun(), found('standing-room'));
    assert.deepEqual(blockOf(nobody), [
      'Overleg nu in de vaste ruimte',
      '✖ Politie Noord: nog niemand',
      '✖ Veilig Thuis Drenthe: nog niemand',
      '✖ Gemeente Hoogeveen: nog niemand',
      '✖ Stichting Welzijnswerk: nog niemand',
    ]);
  });

  it('says in Dutch why an earlier way was not used', () => {
    const passed = [
      { way: 'graph', reason: 'noPolicy' },
      { way: 'deep-link', reason: 'timeOut' },
    ] as const;
    assert.deepEqual(blockOf(convened(HOOGEVEEN, { way: 'standing-room', passed })).slice(-2), [
      'Niet in een eigen Teams-overleg: het toegangsbeleid ontbreekt.',
      'Niet door elkaar te bellen in Teams: Teams antwoordde niet op tijd.',
    ]);
  });

  it('says nothing of a way that was never set up: that is no news', () => {
    for (const reason of PASSED_REASONS) {
      const text = blockOf(convened(HOOGEVEEN, { way: 'phone', passed: [{ way: 'graph', reason }] }));
      const said = text.filter((words) => words.startsWith('Niet '));
      const expected =
        reason === 'notConfigured' ? [] : [`Niet in een eigen Teams-overleg: ${PASSED[reason]}.`];
      assert.deepEqual(said, expected);
    }
  });

  it('says no more who was there once there is an outcome: only the way back is left', () => {
    const over = concluded(convened(HOOGEVEEN, { way: 'graph' }), YOUTH_WORKER);
    assert.deepEqual(blockOf(over), [`[Terug naar het overleg](${JOIN_URL})`]);
  });

  it('says nothing of it any more from the visit on, nor when the case is closed', () => {
    const second = again(concluded(convened(HOOGEVEEN, { way: 'graph' }), OFFICER), HOOGEVEEN, {
      way: 'graph',
    });
    const visited = after(
      second,
      line(5, OFFICER, planned(hoursLater(6))),
      line(7, OFFICER, seen(hoursLater(6))),
    );
    const closed = after(
      visited,
      line(8, OFFICER, completed(), feedback('police'), feedback('safeAtHome'), CLOSED),
    );
    assert.deepEqual([blockOf(visited), blockOf(closed)], [[], []]);
  });
});

describe('A second consultation on the card of its case', () => {
  const first = after(
    concluded(convened(HOOGEVEEN, { way: 'graph' }), YOUTH_WORKER),
    line(1, YOUTH_WORKER, completed()),
  );
  const second = again(first, HOOGEVEEN, { way: 'deep-link' });

  it('is the second by name, asks for its outcome, and begins with everybody anew', () => {
    assert.equal(blockOf(second)[0], 'Overleg 2 nu door elkaar te bellen in Teams');
    assert.ok(linesOf(second).includes('▶ Overleg nu. Leg daarna het besluit vast.'));
    assert.ok(blockOf(second).includes('… Politie Noord: gevraagd (Alex Wilber)'));
  });

  it('keeps the outcome of the first in sight until it has its own, and then as the earlier one', () => {
    assert.equal(facts(caseCard(second, HOOGEVEEN, hoursLater(3)).card).Besluit, 'Gaan binnen 24 uur');
    const both = concluded(second, YOUTH_WORKER, 4);
    const shown = facts(caseCard(both, HOOGEVEEN, hoursLater(5)).card);
    assert.equal(shown['Eerder overleg'], 'ma 23 nov. 14:00: Gaan binnen 24 uur');
    assert.equal(shown.Veiligheid, undefined, 'the details are of the first consultation');
  });
});

describe('A consultation that is planned for later', () => {
  it('says when, everywhere the case is looked at from', () => {
    const ahead = convened(HOOGEVEEN, { way: 'graph', startsAt: hoursLater(20) });
    everywhere((zone) => {
      assert.equal(blockOf(ahead)[0], 'Overleg di 24 nov. 10:00 in een eigen Teams-overleg', zone);
      assert.ok(linesOf(ahead).includes('▶ Overleg di 24 nov. 10:00. Leg daarna het besluit vast.'), zone);
      assert.match(blockOf(ahead, hoursLater(20))[0] ?? '', /^Overleg nu /, zone);
    });
  });

  const nights: readonly [string, string, string, string][] = [
    ['spring', '2027-03-27T23:40:00+01:00', '2027-03-28T10:00:00+02:00', 'zo 28 mrt. 10:00'],
    [
      'spring, after the change',
      '2027-03-28T03:20:00+02:00',
      '2027-03-28T10:00:00+02:00',
      'zo 28 mrt. 10:00',
    ],
    ['autumn', '2026-10-24T23:40:00+02:00', '2026-10-25T10:00:00+01:00', 'zo 25 okt. 10:00'],
    [
      'autumn, first two o’clock',
      '2026-10-25T02:20:00+02:00',
      '2026-10-25T10:00:00+01:00',
      'zo 25 okt. 10:00',
    ],
    [
      'autumn, second two o’clock',
      '2026-10-25T02:20:00+01:00',
      '2026-10-25T10:00:00+01:00',
      'zo 25 okt. 10:00',
    ],
  ];
  for (const [night, received, starts, words] of nights) {
    it(`says the time on the clock in Drenthe, in the night of ${night}`, () => {
      const at = Date.parse(received);
      const held = { way: 'graph', startsAt: Date.parse(starts) } as const;
      const events = gathering(HOOGEVEEN, held);
      const document = after(announced(HOOGEVEEN, {}, { at }), { at, events });
      everywhere((zone) => {
        assert.match(textOf(caseCard(document, HOOGEVEEN, at).card), new RegExp(`Overleg ${words} in`), zone);
      });
    });
  }
});
