import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import { pingCard, takenCard } from '../../src/cards/ping-card.ts';
import { PROBLEM } from '../../src/cards/texts.nl.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { type Actor, whoIs } from '../../src/core/actor.ts';
import type { Answers, Piece } from '../support/cards.ts';
import {
  acknowledged,
  after,
  escalated,
  followed,
  hoursLater,
  intake,
  line,
  raised,
  resolved,
  takerAsked,
} from './cases.ts';
import { PING_RULES, type PingRule, pingOf, withRisks } from './pings.ts';
import { complaintsAbout } from './official-parser.ts';
import { type Answered, press } from './pressed.ts';
import { buttons, lines } from './read.ts';
import { HOOGEVEEN, MANAGER_ON_CALL, OFFICER, YOUTH_WORKER } from './regions.ts';
import { stepsOf } from './situations.ts';

const { announce } = stepsOf(HOOGEVEEN, YOUTH_WORKER);
const manager = whoIs(MANAGER_ON_CALL);

const pressed = async (
  document: CaseDocument,
  card: Piece,
  title: string,
  hours: number,
  { answers, by = MANAGER_ON_CALL }: { answers?: Answers; by?: Actor } = {},
): Promise<Answered & { card: Piece }> => {
  const hands = { document, region: HOOGEVEEN, actor: by, now: hoursLater(hours) };
  const answer = await press(hands, card, title, answers);
  assert.ok(answer.card, answer.words);
  assert.deepEqual(complaintsAbout(answer.card), []);
  return { ...answer, card: answer.card };
};

/** A call for help as the ladder tells the manager of it. */
const CALL = `escalated:capacity@${hoursLater(1)}`;
const called = after(
  announce(),
  line(1, YOUTH_WORKER, escalated('capacity')),
  line(1, undefined, raised(CALL, [manager], 1)),
);
const callTaken = after(called, line(2, MANAGER_ON_CALL, acknowledged(CALL)));
const callAsked = after(callTaken, line(4, undefined, takerAsked(CALL, manager)));

const TAKEN = 'U pakt dit op. De anderen krijgen geen bericht meer.';

describe('Whoever presses "Ik pak dit op" on a ping', () => {
  for (const one of PING_RULES) {
    it(`reads what they took up, and can do what it asks for: ${one.risk}`, async () => {
      const document = withRisks(one.document, [one.risk]);
      const answer = await pressed(document, pingOf(one).card, 'Ik pak dit op', one.hours);
      assert.equal(answer.refusal, undefined);
      assert.deepEqual(lines(answer.card), ['Casus HGV-2026-0001', TAKEN, one.reason]);
      const roster = one.risk.startsWith('noCoverLeft') ? ['Toon het rooster'] : [];
      const solve = one.risk.startsWith('escalated') ? ['Het is opgelost'] : [];
      assert.deepEqual(buttons(answer.card), [...solve, ...one.remedies, ...roster, 'Toon de casus']);
      assert.deepEqual(followed(answer.document).risks[one.risk]?.acknowledged?.by, manager);
      const shown = await pressed(answer.document, answer.card, 'Toon de casus', one.hours);
      assert.ok(lines(shown.card).some((words) => words.startsWith('✋ Patti Fernandez pakt dit op')));
    });
  }

  it('reads who took it up before', async () => {
    const { card } = pingCard(called, [CALL], manager, HOOGEVEEN, hoursLater(2));
    const answer = await pressed(callTaken, card, 'Ik pak dit op', 3);
    assert.equal(answer.refusal?.code, 'riskTaken');
    assert.equal(lines(answer.card)[1], 'Patti Fernandez pakt dit al op (ma 23 nov. 16:00).');
  });

  it('reads that it is over when it is, and asks nothing any more', async () => {
    const { card } = pingCard(called, [CALL], manager, HOOGEVEEN, hoursLater(2));
    const solved = after(callTaken, line(3, MANAGER_ON_CALL, resolved(CALL)));
    const answer = await pressed(solved, card, 'Ik pak dit op', 4);
    assert.deepEqual(buttons(answer.card), ['Toon de casus']);
  });

  it('reads that somebody else has to do it, when it was not for them', async () => {
    const { card } = pingCard(called, [CALL], undefined, HOOGEVEEN, hoursLater(2));
    const answer = await pressed(called, card, 'Ik pak dit op', 2, { by: OFFICER });
    assert.deepEqual(lines(answer.card), [
      'Casus HGV-2026-0001',
      'Dit oppakken hoort niet bij uw rol. Vraag een collega, of typ "help".',
    ]);
  });

  it('reads about direct danger before all that', () => {
    const danger = announce({ directDanger: true });
    const { card } = takenCard(danger, TAKEN, [], HOOGEVEEN, hoursLater(3));
    assert.deepEqual(lines(card), [
      '⚠ DIRECT GEVAAR. Bel 112 en Veilig Thuis (0800-2000).',
      'Casus HGV-2026-0001',
      TAKEN,
    ]);
  });

  it('needs a case', () => {
    assert.throws(() => takenCard(intake(), '', [], HOOGEVEEN, hoursLater(3)), /was not announced/);
  });
});

describe('What can be done on a ping at once', () => {
  const ruleOf = (rule: string): PingRule => {
    const found = PING_RULES.find(({ risk }) => risk.startsWith(`${rule}:`));
    assert.ok(found);
    return found;
  };
  const doing: readonly [string, string, Answers, string][] = [
    ['windowMissed', 'Reden opslaan', { reason: 'delayPolice' }, 'LateReasonGiven'],
    ['formalReportMissing', 'Nummer opslaan', { reportReference: 'vt 12345678' }, 'FormalReportRegistered'],
    ['feedbackLate', 'Terugkoppeling is gedaan', { to: ['police'] }, 'FeedbackGiven'],
    ['schoolNotTold', 'School is ingelicht', {}, 'SchoolTold'],
  ];
  for (const [rule, title, answers, event] of doing) {
    it(`is done, before and after taking it up: ${rule}`, async () => {
      const one = ruleOf(rule);
      const document = withRisks(one.document, [one.risk]);
      const { card } = pingOf(one);
      const taken = await pressed(document, card, 'Ik pak dit op', one.hours);
      for (const [shown, before] of [
        [card, document],
        [taken.card, taken.document],
      ] as const) {
        const answer = await pressed(before, shown, title, one.hours, { answers });
        assert.equal(answer.refusal, undefined);
        assert.equal(answer.document.log.at(-1)?.event.type, event);
        assert.match(lines(answer.card)[1] ?? '', /^Hoogeveen · Stap/);
      }
    });
  }

  it('comes back with what was typed when it cannot be accepted', async () => {
    const one = ruleOf('formalReportMissing');
    const document = withRisks(one.document, [one.risk]);
    const answer = await pressed(document, pingOf(one).card, 'Nummer opslaan', one.hours, {
      answers: { reportReference: 'Jan Jansen' },
    });
    assert.equal(answer.refusal?.code, 'invalid');
    assert.deepEqual(lines(answer.card), [
      'Nog niet opgeslagen. Kijk bij de velden met een ⚠.',
      'Formele melding · HGV-2026-0001',
      `⚠ ${PROBLEM.personalData}`,
    ]);
    assert.deepEqual(buttons(answer.card), ['Nummer opslaan', 'Terug']);
    const again = await pressed(document, answer.card, 'Nummer opslaan', one.hours, {
      answers: { reportReference: 'VT 12345678' },
    });
    assert.equal(followed(again.document).formalReport, 'VT 12345678');
  });
});

describe('Whoever took up a risk that still stands', () => {
  it('is asked whether it worked out, and reads what follows without an answer', () => {
    for (const one of PING_RULES) {
      const taken = after(
        withRisks(one.document, [one.risk]),
        line(2, MANAGER_ON_CALL, acknowledged(one.risk)),
        line(4, undefined, takerAsked(one.risk, manager)),
      );
      const now = hoursLater(one.hours);
      const { card, summary } = pingCard(taken, [one.risk], manager, HOOGEVEEN, now);
      assert.deepEqual(lines(card).slice(0, 3), [
        'Is het gelukt? Casus HGV-2026-0001',
        one.reason,
        'U pakte dit op. Het is nog niet opgelost. Antwoordt u niet? Dan vragen we iemand anders.',
      ]);
      assert.equal(buttons(card)[0], 'Ik ben er nog mee bezig');
      assert.equal(buttons(card).at(-1), 'Toon de casus');
      assert.equal(summary, 'Casus HGV-2026-0001 vraagt uw aandacht');
      const { card: other } = pingCard(taken, [one.risk], whoIs(OFFICER), HOOGEVEEN, now);
      assert.equal(lines(other)[0], 'Casus HGV-2026-0001 vraagt uw aandacht');
    }
  });

  it('says that they are still at it', async () => {
    const { card } = pingCard(callAsked, [CALL], manager, HOOGEVEEN, hoursLater(4));
    const answer = await pressed(callAsked, card, 'Ik ben er nog mee bezig', 4);
    assert.equal(answer.refusal, undefined);
    assert.deepEqual(followed(answer.document).risks[CALL]?.acknowledged, { by: manager, at: hoursLater(4) });
  });

  it('says that a call for help is solved, when they are asked or before', async () => {
    const asked = pingCard(callAsked, [CALL], manager, HOOGEVEEN, hoursLater(4)).card;
    assert.deepEqual(buttons(asked), ['Ik ben er nog mee bezig', 'Het is opgelost', 'Toon de casus']);
    const taken = takenCard(callTaken, TAKEN, [CALL], HOOGEVEEN, hoursLater(3)).card;
    for (const [card, document] of [
      [asked, callAsked],
      [taken, callTaken],
    ] as const) {
      const answer = await pressed(document, card, 'Het is opgelost', 4);
      assert.equal(answer.refusal, undefined);
      assert.deepEqual(lines(answer.card), ['Casus HGV-2026-0001', 'De hulpvraag is opgelost.']);
      assert.deepEqual(buttons(answer.card), ['Toon de casus']);
      assert.equal(followed(answer.document).escalations[0]?.resolvedAt, hoursLater(4));
    }
  });

  it('is asked for attention as usual when there is something new beside it', () => {
    const NEW = 'unclaimed:slot 0@1';
    const both = after(callAsked, line(4, undefined, raised(NEW, [manager])));
    const { card } = pingCard(both, [CALL, NEW], manager, HOOGEVEEN, hoursLater(4));
    assert.equal(lines(card)[0], 'Casus HGV-2026-0001 vraagt uw aandacht');
    assert.deepEqual(buttons(card), ['Ik pak dit op', 'Toon de casus']);
  });

  it('takes up both, and then can say that the old one is solved', async () => {
    const NEW = 'unclaimed:slot 0@1';
    const both = after(callAsked, line(4, undefined, raised(NEW, [manager])));
    const { card } = pingCard(both, [CALL, NEW], manager, HOOGEVEEN, hoursLater(4));
    const answer = await pressed(both, card, 'Ik pak dit op', 4);
    const { risks } = followed(answer.document);
    assert.deepEqual(
      [CALL, NEW].map((risk) => risks[risk]?.acknowledged?.at),
      [hoursLater(4), hoursLater(4)],
    );
    assert.deepEqual(buttons(answer.card), ['Het is opgelost', 'Toon de casus']);
  });
});

describe('"Ik pak dit op" on the case card', () => {
  const NEW = 'unclaimed:slot 0@1';
  const risen = after(called, line(2, undefined, raised(NEW, [manager])));

  it('takes up everything that stands, and answers with the case card', async () => {
    const { card } = caseCard(risen, HOOGEVEEN, hoursLater(3));
    const answer = await pressed(risen, card, 'Ik pak dit op', 3);
    assert.equal(answer.refusal, undefined);
    assert.deepEqual(
      lines(answer.card).filter((words) => words.startsWith('✋')),
      [
        '✋ Patti Fernandez pakt dit op (ma 23 nov. 17:00): Een collega vraagt om hulp: te weinig mensen.',
        '✋ Patti Fernandez pakt dit op (ma 23 nov. 17:00): Nog niet iedereen die op bezoek gaat is bekend.',
      ],
    );
    assert.ok(!buttons(answer.card).includes('Ik pak dit op'));
  });

  it('says on the case card for whom it is', async () => {
    const { card } = caseCard(risen, HOOGEVEEN, hoursLater(3));
    const answer = await pressed(risen, card, 'Ik pak dit op', 3, { by: OFFICER });
    assert.equal(
      lines(answer.card)[0],
      'Dit oppakken hoort niet bij uw rol. Vraag een collega, of typ "help".',
    );
    assert.ok(lines(answer.card).includes('Casus HGV-2026-0001'));
  });
});
