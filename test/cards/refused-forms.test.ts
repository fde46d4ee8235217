import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import { PROBLEM } from '../../src/cards/texts.nl.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import type { Instant } from '../../src/core/time.ts';
import { type Answers, type Piece, inputsOf } from '../support/cards.ts';
import { fillForm } from '../support/form.ts';
import { CASE_ID, hoursLater } from './cases.ts';
import { complaintsAbout } from './official-parser.ts';
import { press, send } from './pressed.ts';
import { lines, opened } from './read.ts';
import { EVERYBODY, HOOGEVEEN } from './regions.ts';
import { stepsOf } from './situations.ts';
import { changed } from './submissions.ts';

const { announce, consult, plan } = stepsOf(HOOGEVEEN, EVERYBODY);

const hands = (document: CaseDocument, now: Instant = hoursLater(3)) => ({
  document,
  region: HOOGEVEEN,
  actor: EVERYBODY,
  now,
});

/** The form that comes back after these answers were refused. */
const back = async (
  document: CaseDocument,
  title: string,
  answers: Answers,
  now?: Instant,
): Promise<Piece> => {
  const at = hands(document, now);
  const answer = await press(at, caseCard(document, HOOGEVEEN, at.now).card, title, answers);
  assert.equal(answer.refusal?.code, 'invalid');
  assert.ok(answer.card);
  assert.deepEqual(complaintsAbout(answer.card), []);
  return answer.card;
};

const values = (card: Piece): Readonly<Record<string, unknown>> =>
  Object.fromEntries(inputsOf(card).map(({ id, value }) => [String(id), value]));

const marks = (card: Piece): readonly string[] => lines(card).filter((words) => words.startsWith('⚠ '));

const WAIT = { decision: 'wait' };
const FAILED = { result: 'failed' };
const SEEN = { result: 'seen', agreements: 'no' };
const DANGER = '⚠ DIRECT GEVAAR. Bel 112 en Veilig Thuis (0800-2000).';
const ONE_QUESTION = 'Nog één vraag. Daarna is het opgeslagen.';

/** What a button would send, with something in it that its form does not offer. */
const sentAnyway = async (document: CaseDocument, title: string, answers: Answers, now?: Instant) => {
  const at = hands(document, now);
  const { verb, data } = fillForm(caseCard(document, HOOGEVEEN, at.now).card, title, answers, {
    anyway: true,
  });
  const answer = await send(at, verb, data);
  assert.ok(answer.card);
  assert.deepEqual(complaintsAbout(answer.card), []);
  return { ...answer, card: answer.card };
};

describe('A consultation that decides to wait', () => {
  it('is asked why, and until when: a day after the window', async () => {
    const card = await back(announce(), 'Besluit opslaan', WAIT);
    assert.deepEqual(marks(card), [`⚠ ${PROBLEM.waitReason}`]);
    const { decision, waitReason, untilDate, untilTime } = values(card);
    assert.deepEqual([decision, waitReason, untilDate, untilTime], ['wait', '', '2026-11-25', '14:00']);
  });

  it('is recorded once that is answered', async () => {
    const document = announce();
    const card = await back(document, 'Besluit opslaan', WAIT);
    const answer = await press(hands(document), card, 'Besluit opslaan', { waitReason: 'restrainingOrder' });
    assert.equal(answer.refusal, undefined);
    const { card: shown } = caseCard(answer.document, HOOGEVEEN, hoursLater(3));
    assert.ok(lines(shown).includes('Bewust wachten. Bezoek vóór wo 25 nov. 14:00'));
  });

  it('can still become a decision to go', async () => {
    const document = announce();
    const card = await back(document, 'Besluit opslaan', WAIT);
    const answer = await press(hands(document), card, 'Besluit opslaan', { decision: 'go' });
    assert.equal(answer.refusal, undefined);
  });

  it('is no choice in direct danger', () => {
    const choices = (directDanger: boolean) => {
      const form = opened(
        caseCard(announce({ directDanger }), HOOGEVEEN, hoursLater(1)).card,
        'Overleg vastleggen',
      );
      const found = inputsOf(form).find(({ id }) => id === 'decision');
      return (found?.choices as Piece[]).map(({ value }) => value);
    };
    assert.deepEqual([choices(false), choices(true)], [['go', 'wait'], ['go']]);
  });

  it('is refused in direct danger all the same, at the decision', async () => {
    const document = announce({ directDanger: true });
    const given = {
      ...WAIT,
      waitReason: 'restrainingOrder',
      untilDate: '2026-11-25',
      untilTime: '14:00',
    };
    const { card, refusal } = await sentAnyway(document, 'Besluit opslaan', given);
    assert.equal(refusal?.code, 'invalid');
    assert.deepEqual(marks(card), [DANGER, `⚠ ${PROBLEM.waitWithDanger}`]);
    const answer = await press(hands(document), card, 'Besluit opslaan', { decision: 'go' });
    assert.deepEqual([answer.refusal, answer.document.state.step], [undefined, 'consulted']);
  });

  it('keeps every answer that was given', async () => {
    const card = await back(announce(), 'Besluit opslaan', {
      ...WAIT,
      exceptional: true,
      caseLead: 'gemeente',
    });
    const { decision, exceptional, caseLead } = values(card);
    assert.deepEqual([decision, exceptional, caseLead], ['wait', 'true', 'gemeente']);
  });
});

describe('A visit that did not work out', () => {
  it('is asked why, and nothing else', async () => {
    const card = await back(plan(), 'Bezoek opslaan', FAILED, hoursLater(7));
    assert.deepEqual(Object.keys(values(card)), ['result', 'visitDate', 'visitTime', 'attemptReason']);
    assert.deepEqual(marks(card), [`⚠ ${PROBLEM.attemptReason}`]);
  });

  it('is recorded once that is answered', async () => {
    const document = plan();
    const card = await back(document, 'Bezoek opslaan', FAILED, hoursLater(7));
    const answer = await press(hands(document, hoursLater(7)), card, 'Bezoek opslaan', {
      attemptReason: 'nobodyHome',
    });
    assert.deepEqual([answer.refusal, answer.document.state.step], [undefined, 'consulted']);
  });

  it('can still become one that did', async () => {
    const document = plan();
    const at = hands(document, hoursLater(7));
    const card = await back(document, 'Bezoek opslaan', FAILED, at.now);
    const asked = await press(at, card, 'Bezoek opslaan', { result: 'seen' });
    // A visit that worked out has other questions, so the form comes back once more.
    assert.ok(asked.card);
    assert.equal(asked.document.state.step, 'planned');
    assert.ok(Object.keys(values(asked.card)).includes('agreements'));
    const answer = await press(at, asked.card, 'Bezoek opslaan', { agreements: 'yes' });
    assert.deepEqual([answer.refusal, answer.document.state.step], [undefined, 'visited']);
  });
});

describe('A visit that worked out', () => {
  it('is not recorded by a client that leaves out how it went', async () => {
    const { card, document } = await sentAnyway(plan(), 'Bezoek opslaan', {}, hoursLater(7));
    assert.equal(document.state.step, 'planned');
    assert.deepEqual(marks(card), [`⚠ ${PROBLEM.notAChoice}`]);
    assert.equal(values(card).result, '');
  });

  it('is asked whether agreements were made, and says neither by itself', async () => {
    const document = plan();
    const card = await back(document, 'Bezoek opslaan', { result: 'seen' }, hoursLater(7));
    assert.deepEqual(marks(card), [`⚠ ${PROBLEM.notAChoice}`]);
    assert.deepEqual([values(card).result, values(card).agreements], ['seen', '']);
    const at = hands(document, hoursLater(7));
    for (const [agreements, made] of [
      ['yes', true],
      ['no', false],
    ] as const) {
      const { state } = (await press(at, card, 'Bezoek opslaan', { agreements })).document;
      assert.equal(state.step === 'visited' && state.seen.agreements, made);
      assert.equal(state.step, 'visited');
    }
  });
});

describe('A visit after the window', () => {
  it('is asked why it was late, once the form knows', async () => {
    const document = plan();
    const now = hoursLater(30);
    const late = { ...SEEN, visitDate: '2026-11-24', visitTime: '18:00' };
    const card = await back(document, 'Bezoek opslaan', late, now);
    assert.deepEqual(marks(card), [`⚠ ${PROBLEM.lateReason}`]);
    const answer = await press(hands(document, now), card, 'Bezoek opslaan', {
      lateReason: 'familyNotAvailable',
    });
    assert.deepEqual([answer.refusal, answer.document.state.step], [undefined, 'visited']);
  });

  it('may be recorded later than it was, without a reason, when it was in time', async () => {
    const document = plan();
    const at = hands(document, hoursLater(30));
    const answer = await press(at, caseCard(document, HOOGEVEEN, at.now).card, 'Bezoek opslaan', SEEN);
    assert.deepEqual([answer.refusal, answer.document.state.step], [undefined, 'visited']);
  });
});

describe('A form that comes back', () => {
  const back7 = () => back(plan(), 'Bezoek opslaan', FAILED, hoursLater(7));

  const future = { ...SEEN, visitDate: '2026-11-24', visitTime: '14:00' };

  it('says first that nothing was saved, then whose form it is', async () => {
    assert.deepEqual(lines(await back(plan(), 'Bezoek opslaan', future, hoursLater(7))).slice(0, 2), [
      'Nog niet opgeslagen. Kijk bij de velden met een ⚠.',
      'Bezoek vastleggen · HGV-2026-0001',
    ]);
  });

  it('says that it only asks on, where nobody made a mistake', async () => {
    const late = { ...SEEN, visitDate: '2026-11-24', visitTime: '18:00' };
    const cards = [
      await back7(),
      await back(announce(), 'Besluit opslaan', WAIT),
      await back(plan(), 'Bezoek opslaan', late, hoursLater(30)),
    ];
    assert.deepEqual(
      cards.map((card) => lines(card)[0]),
      [ONE_QUESTION, ONE_QUESTION, ONE_QUESTION],
    );
    const both = await sentAnyway(plan(), 'Bezoek opslaan', { ...FAILED, visitTime: 'x' }, hoursLater(7));
    assert.equal(lines(both.card)[0], 'Nog niet opgeslagen. Kijk bij de velden met een ⚠.');
  });

  it('says direct danger before that', async () => {
    const danger = plan({}, { directDanger: true });
    for (const answers of [FAILED, future]) {
      const [first, second, third] = lines(await back(danger, 'Bezoek opslaan', answers, hoursLater(7)));
      assert.equal(first, DANGER);
      assert.match(second ?? '', /opgeslagen/);
      assert.equal(third, 'Bezoek vastleggen · HGV-2026-0001');
    }
  });

  it('has a way back that asks nothing, also where something must be chosen', async () => {
    const unanswered = await sentAnyway(plan(), 'Bezoek opslaan', {}, hoursLater(7));
    for (const card of [await back7(), unanswered.card]) {
      assert.deepEqual(Object.keys(fillForm(card, 'Terug').data).toSorted(), ['case', 'verb']);
      const answer = await press(hands(plan()), card, 'Terug');
      assert.ok(answer.card && lines(answer.card).includes('Casus HGV-2026-0001'));
    }
  });

  it('marks each field with words, also when a client sends what no field has', async () => {
    const { verb, data } = changed('a late visit', { lateReason: 'bogus' });
    const { card } = await send(hands(consult()), verb, { ...data, case: CASE_ID });
    assert.ok(card);
    assert.doesNotMatch(JSON.stringify(card), /\$\{/);
  });

  it('marks a moment in the future, before the report, or outside the window', async () => {
    const moment = (visitDate: string, visitTime: string) =>
      back(consult(), 'Bezoek opslaan', { ...SEEN, visitDate, visitTime }, hoursLater(3));
    assert.deepEqual(marks(await moment('2026-11-24', '14:00')), [`⚠ ${PROBLEM.inTheFuture}`]);
    assert.deepEqual(marks(await moment('2026-11-23', '13:00')), [`⚠ ${PROBLEM.beforeReceipt}`]);
    const planned = (planDate: string) => back(plan(), 'Planning opslaan', { planDate }, hoursLater(3));
    assert.deepEqual(marks(await planned('2026-11-26')), [`⚠ ${PROBLEM.outsideWindow}`]);
    assert.deepEqual(marks(await planned('2026-11-22')), [`⚠ ${PROBLEM.inThePast}`]);
  });
});
