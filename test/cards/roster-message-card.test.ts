import { rolesOf } from '../support/roles.ts';
import assert from 'node:assert/strict';
import { provenCard, rosterMessageCard } from '../../src/cards/roster-message-card.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Person } from '../../src/core/region.ts';
import type { RosterMessageOf } from '../../src/roster/messages.ts';
import type { RosterState, Swap } from '../../src/roster/state.ts';
import { pattern, period, proven, unansweredSwap } from '../roster/rosters.ts';
import { findAction } from '../support/cards.ts';
import { buttons, lines } from './read.ts';
import { ADULT_WORKER, MANAGER_ON_CALL, SAFE_HOME_WORKER, YOUTH_WORKER } from './regions.ts';
import {
  DIRECTOR,
  PLANNER_PERSON,
  ROSTER_REGION,
  SECOND_YOUTH_WORKER,
  THURSDAY,
  duty,
  factsAt,
  rosterAt,
  told,
} from './roster-given.ts';

const SATURDAY = period('2026-11-28T10:00+01:00', '2026-11-28T18:00+01:00');
const SUNDAY = period('2026-11-29T10:00+01:00', '2026-11-29T18:00+01:00');
const ON_SATURDAY = 'za 28 nov. 10:00-18:00 · Jeugdmaatschappelijk werker';

const facts = factsAt();

describe('The message about gaps', () => {
  /** Only the youth worker's Saturday is missing. */
  const parts = [
    ...[SAFE_HOME_WORKER, ADULT_WORKER].flatMap((person) =>
      [6, 0].map((weekday) =>
        pattern(person, '2026-11-01', {
          id: `${person.id}-${weekday}`,
          role: rolesOf(person)[0] ?? '',
          weekday,
        }),
      ),
    ),
    pattern(SECOND_YOUTH_WORKER, '2026-11-01', { role: 'jeugd-mw', weekday: 0 }),
    pattern(SECOND_YOUTH_WORKER, '2026-12-05', { id: 'later', role: 'jeugd-mw' }),
    proven(SAFE_HOME_WORKER, ADULT_WORKER, SECOND_YOUTH_WORKER),
  ];
  const roster = rosterAt(facts, ...parts);
  const gap = `jeugd-mw@${SATURDAY.from}`;
  const gapsTo = (to: Person, level: RosterMessageOf<'gaps'>['level'], state = roster) =>
    told(to, { kind: 'gaps', level, gaps: [gap] }, state);

  const levels: readonly [Person, RosterMessageOf<'gaps'>['level'], string, readonly string[]][] = [
    [
      PLANNER_PERSON,
      'planner',
      'Dan kunnen we op niemand rekenen. Kunt u of kan een collega?',
      ['Ik vul dit', 'Toon het rooster'],
    ],
    [
      MANAGER_ON_CALL,
      'manager',
      'Dan kunnen we op niemand rekenen. De planner weet het al. Het is nog niet opgelost. Regelt u iemand?',
      ['Ik vul dit', 'Toon het rooster'],
    ],
    [
      DIRECTOR,
      'director',
      'Dan kunnen we op niemand rekenen. De planner en de manager weten het al. Het is nog niet opgelost. ' +
        'Regelt u dat er iemand komt?',
      ['Toon het rooster'],
    ],
  ];
  for (const [to, level, sentence, actions] of levels) {
    it(`says what is wrong, and then the button: ${level}`, () => {
      const { card, summary } = gapsTo(to, level);
      assert.deepEqual(lines(card), ['⚠ Gat in het piketrooster van Hoogeveen', sentence, ON_SATURDAY]);
      assert.deepEqual(buttonsAnywhere(card), actions);
      assert.equal(summary, 'Piketrooster');
    });
  }

  it('says who stands there and is no cover', () => {
    const { card } = gapsTo(
      PLANNER_PERSON,
      'planner',
      rosterAt(facts, ...parts, duty(YOUTH_WORKER, 'jeugd-mw', SATURDAY)),
    );
    assert.deepEqual(lines(card).slice(-2), [
      'Wel op het rooster: Megan Bowen (nog niet getest).',
      'Een antwoord op het testbericht vult dit gat.',
    ]);
  });

  it('says so where nobody could do it', () => {
    const people = ROSTER_REGION.people.filter((one) => !rolesOf(one).includes('jeugd-mw'));
    const region = { ...ROSTER_REGION, people };
    const message = { id: 0, tries: 0, nextTryAt: 0, to: whoIs(PLANNER_PERSON), route: 'personal' as const };
    const sent = { ...message, kind: 'gaps' as const, level: 'planner' as const, gaps: [gap] };
    const { card } = rosterMessageCard(sent, roster, { ...factsAt(THURSDAY, region), openCases: [] });
    assert.equal(lines(card).at(-1), 'In deze gemeente heeft niemand deze rol.');
    assert.deepEqual(buttonsAnywhere(card), ['Toon het rooster']);
  });

  it('leaves out what was closed meanwhile, and says so when that is all of it', () => {
    const closed = rosterAt(facts, ...parts, duty(SECOND_YOUTH_WORKER, 'jeugd-mw', SATURDAY));
    assert.deepEqual(lines(gapsTo(PLANNER_PERSON, 'planner', closed).card), [
      '✔ Geen gat in het piketrooster van Hoogeveen',
    ]);
  });

  it('leaves out what is over', () => {
    const { card } = told(PLANNER_PERSON, { kind: 'gaps', level: 'planner', gaps: [gap] }, roster, {
      now: SATURDAY.to,
    });
    assert.deepEqual(lines(card), ['✔ Geen gat in het piketrooster van Hoogeveen']);
  });

  it('numbers a few gaps, and lists many with one form', () => {
    const empty = rosterAt(facts);
    const ids = empty.gaps.map(({ id }) => id);
    const few = told(PLANNER_PERSON, { kind: 'gaps', level: 'planner', gaps: ids.slice(0, 2) }, empty);
    assert.deepEqual(lines(few.card), [
      '⚠ 2 gaten in het piketrooster van Hoogeveen',
      'Op deze momenten kunnen we op niemand rekenen. Kunt u of kan een collega?',
      '(1) za 28 nov. 10:00-18:00 · Veilig Thuis',
      '(2) za 28 nov. 10:00-18:00 · Jeugdmaatschappelijk werker',
    ]);
    assert.deepEqual(buttonsAnywhere(few.card), ['Ik vul dit (1)', 'Ik vul dit (2)', 'Toon het rooster']);
    const many = told(PLANNER_PERSON, { kind: 'gaps', level: 'planner', gaps: ids }, empty);
    assert.equal(lines(many.card).length, 2 + ids.length);
    assert.deepEqual(buttonsAnywhere(many.card), ['Gat vullen', 'Toon het rooster']);
  });

  /** Also those that stand under a gap. */
  function buttonsAnywhere(card: Parameters<typeof lines>[0]): readonly string[] {
    const body = card.body as readonly Record<string, unknown>[];
    return body.flatMap((element) =>
      Array.isArray(element.items) ? buttons({ body: element.items }) : buttons({ body: [element] }),
    );
  }
});

describe('The message about a changed duty', () => {
  it('says what changed and by whom, and where to go when one cannot', () => {
    const weekly = rosterAt(
      facts,
      pattern(YOUTH_WORKER, '2026-11-01', { role: 'jeugd-mw', every: 2 }),
    ).patterns;
    const { card } = told(
      YOUTH_WORKER,
      {
        kind: 'rostered',
        by: whoIs(PLANNER_PERSON),
        changes: [
          { what: 'on', role: 'jeugd-mw', ...SATURDAY },
          { what: 'off', role: 'jeugd-mw', from: SATURDAY.from, to: SUNDAY.to },
          ...weekly.flatMap((one) => [
            { what: 'patternOn' as const, pattern: one },
            { what: 'patternOff' as const, pattern: { ...one, every: 1, from: 1320, to: 1920 } },
          ]),
        ],
      },
      rosterAt(facts),
    );
    assert.deepEqual(lines(card), [
      'Uw piketdienst in Hoogeveen is veranderd',
      `✔ U heeft piket: ${ON_SATURDAY}`,
      '✖ U heeft geen piket meer: za 28 nov. 10:00 tot zo 29 nov. 18:00 · Jeugdmaatschappelijk werker',
      '✔ U heeft piket: elke 2 weken za 10:00-18:00 · Jeugdmaatschappelijk werker',
      '✖ U heeft geen piket meer: elke week za 22:00 tot zo 08:00 · Jeugdmaatschappelijk werker',
      'Pradeep Gupta heeft het rooster aangepast. Kunt u niet? Kies op het rooster "Ruilen" of "Afwezig".',
    ]);
    assert.deepEqual(findAction(card, 'Toon het rooster').data, { roster: 'hoogeveen', verb: 'roster-show' });
  });
});

describe('The message about a swap', () => {
  const asked = unansweredSwap(YOUTH_WORKER, SECOND_YOUTH_WORKER, SATURDAY).swaps ?? [];
  const withSwap = (changes: Partial<Swap>): RosterState =>
    rosterAt(facts, { swaps: asked.map((one) => ({ ...one, role: 'jeugd-mw', ...changes })) });
  const [{ id: swap } = { id: '' }] = asked;
  const swapFor = (to: Person, changes: Partial<Swap> = {}, now = THURSDAY) =>
    told(to, { kind: 'swapAsked', swap }, withSwap(changes), { now }).card;
  const duty = `${ON_SATURDAY} · Hoogeveen`;

  it('asks whoever could take over, with two answers', () => {
    const card = swapFor(SECOND_YOUTH_WORKER);
    assert.deepEqual(lines(card), [
      'Kunt u deze piketdienst overnemen?',
      duty,
      'Megan Bowen vraagt of u deze dienst wilt doen. Zonder antwoord blijft de dienst van Megan Bowen.',
    ]);
    assert.deepEqual(buttons(card), ['Akkoord', 'Liever niet', 'Toon het rooster']);
    const data = { roster: 'hoogeveen', swap, verb: 'swap-answer' };
    assert.deepEqual(findAction(card, 'Akkoord').data, { ...data, answer: 'yes' });
    assert.deepEqual(findAction(card, 'Liever niet').data, { ...data, answer: 'no' });
  });

  it('names the planner who asks it', () => {
    const card = swapFor(SECOND_YOUTH_WORKER, { askedBy: whoIs(PLANNER_PERSON) });
    assert.match(lines(card)[2] ?? '', /^Pradeep Gupta vraagt of u deze dienst van Megan Bowen wilt doen\./);
  });

  const yes = { answer: { accepted: true, at: THURSDAY } };
  const no = { answer: { accepted: false, at: THURSDAY } };
  const answers: readonly [string, Person, Partial<Swap>, readonly string[]][] = [
    [
      'yes, for whoever said so',
      SECOND_YOUTH_WORKER,
      yes,
      ['✔ U neemt de dienst over', 'U staat op het rooster in plaats van Megan Bowen.'],
    ],
    [
      'yes, for whose it was',
      YOUTH_WORKER,
      yes,
      ['✔ Lee Gu neemt de dienst over', 'Megan Bowen heeft dan geen piket.'],
    ],
    [
      'no, for whoever said so',
      SECOND_YOUTH_WORKER,
      no,
      ['U neemt de dienst niet over', 'De dienst blijft van Megan Bowen.'],
    ],
    [
      'no, for whose it is',
      YOUTH_WORKER,
      no,
      ['✖ Lee Gu kan niet', 'De dienst blijft van Megan Bowen. Vraag iemand anders met "Ruilen".'],
    ],
    [
      'nothing yet, for whose it is',
      YOUTH_WORKER,
      {},
      ['Ruil gevraagd', 'Lee Gu heeft nog niet geantwoord. Tot dan blijft de dienst van Megan Bowen.'],
    ],
  ];
  for (const [what, to, changes, [title, sentence]] of answers) {
    it(`says what was answered: ${what}`, () => {
      const card = swapFor(to, changes);
      assert.deepEqual(lines(card), [title, duty, sentence]);
      assert.deepEqual(buttons(card), ['Toon het rooster']);
    });
  }

  it('asks nothing any more once the duty is over, or the swap is gone', () => {
    const over = swapFor(SECOND_YOUTH_WORKER, {}, SATURDAY.to);
    assert.deepEqual([lines(over)[0], buttons(over)], ['Deze ruil is voorbij', ['Toon het rooster']]);
    const gone = told(SECOND_YOUTH_WORKER, { kind: 'swapAsked', swap: 'gone' }, withSwap({})).card;
    assert.deepEqual([lines(gone), buttons(gone)], [['Deze ruil bestaat niet meer'], ['Toon het rooster']]);
  });
});

describe('The test message', () => {
  it('asks for one press, and says thanks', () => {
    const { card, summary } = told(YOUTH_WORKER, { kind: 'reachTest' }, rosterAt(facts));
    assert.deepEqual(lines(card), [
      'Bereikbaarheidstest',
      'Dit is een test. Komt dit bericht aan? Druk op de knop. Dan telt u mee op het piketrooster.',
    ]);
    assert.deepEqual(buttons(card), ['Ja, ik ben bereikbaar']);
    assert.deepEqual(findAction(card, 'Ja, ik ben bereikbaar').data, {
      roster: 'hoogeveen',
      verb: 'reach-prove',
    });
    assert.equal(summary, 'Bereikbaarheidstest');
    assert.deepEqual(lines(provenCard(rosterAt(facts)).card), [
      '✔ Dank u, u bent bereikbaar',
      'U telt mee op het piketrooster. U hoeft niets meer te doen.',
    ]);
  });
});
