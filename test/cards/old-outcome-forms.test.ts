import assert from 'node:assert/strict';
import { callCard, outcomeCard } from '../../src/cards/call-card.ts';
import { caseCard } from '../../src/cards/case-card.ts';
import { parseSubmission } from '../../src/cards/parse.ts';
import type { OutcomeForm } from '../../src/case/consultation.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { whoIs } from '../../src/core/actor.ts';
import { type Piece, findAction, isPiece } from '../support/cards.ts';
import { CASE_ID, after, decided, followed, hoursLater, line } from './cases.ts';
import { again, answered, concluded, convened, pairOf, then } from './meetings.ts';
import { complaintsAbout } from './official-parser.ts';
import { press, send } from './pressed.ts';
import { lines } from './read.ts';
import { EVERYBODY, HOOGEVEEN, YOUTH_WORKER } from './regions.ts';
import { everyCard } from './shown-cards.ts';
import { stepsOf } from './situations.ts';
import { changed } from './submissions.ts';
import { pieces } from './walk.ts';

const { announce, consult, withClaims } = stepsOf(HOOGEVEEN, EVERYBODY);

const SAVE = 'Besluit opslaan';
const NOW = hoursLater(3);

const hands = (document: CaseDocument) => ({ document, region: HOOGEVEEN, actor: EVERYBODY, now: NOW });

const running = then(convened(HOOGEVEEN, { way: 'graph' }), 0, answered(YOUTH_WORKER, 'coming'));
const over = concluded(running, EVERYBODY);
const second = again(over, HOOGEVEEN, { way: 'graph' });
const bothOver = concluded(second, EVERYBODY, 2.5);

const onCase = (document: CaseDocument): Piece => caseCard(document, HOOGEVEEN, NOW).card;

/** The form that comes back where something was still to be asked. */
const comesBack = async (document: CaseDocument): Promise<Piece> => {
  const { card, refusal } = await press(hands(document), onCase(document), SAVE, { decision: 'wait' });
  assert.equal(refusal?.code, 'invalid');
  assert.ok(card);
  return card;
};

/** Every card that records an outcome, as it stands for a case. */
const formsOf = async (document: CaseDocument): Promise<readonly [string, Piece][]> => {
  const latest = followed(document).meetings.at(-1);
  const open = latest?.outcome === undefined ? latest : undefined;
  const called: readonly [string, Piece][] = open
    ? [
        [
          'call card',
          callCard(
            then(document, 2, answered(YOUTH_WORKER, 'coming')),
            open.number,
            whoIs(YOUTH_WORKER),
            HOOGEVEEN,
            NOW,
          ).card,
        ],
        ['outcome card', outcomeCard(document, HOOGEVEEN, NOW).card],
      ]
    : [];
  return [
    ['case card', onCase(document)],
    ['the form that comes back', await comesBack(document)],
    ...called,
  ];
};

const stages: readonly [string, CaseDocument, OutcomeForm][] = [
  ['before consultations began by themselves', announce(), { meeting: 0, adjusts: false }],
  ['an outcome of before they did', consult(), { meeting: 0, adjusts: true }],
  ['the first is held', running, { meeting: 1, adjusts: false }],
  ['the first has its outcome', over, { meeting: 1, adjusts: true }],
  ['the second is held', second, { meeting: 2, adjusts: false }],
  ['the second has its outcome', bothOver, { meeting: 2, adjusts: true }],
];

describe('A form for an outcome', () => {
  for (const [stage, document, form] of stages) {
    it(`says what it is about on every card that has it: ${stage}`, async () => {
      for (const [name, card] of await formsOf(document)) {
        assert.deepEqual(findAction(card, SAVE).data, { case: CASE_ID, form, verb: 'consultation' }, name);
        assert.deepEqual(complaintsAbout(card), []);
      }
    });
  }

  it('says so wherever it is, and no other button does', () => {
    const wrong = everyCard().flatMap(({ name, card }) =>
      pieces(card)
        .map(({ data }) => data)
        .filter(isPiece)
        .filter(({ verb, form }) => {
          const isTold = isPiece(form) && Number.isInteger(form.meeting) && typeof form.adjusts === 'boolean';
          return verb === 'consultation' || verb === 'details' ? !isTold : form !== undefined;
        })
        .map((data) => `${name}: ${JSON.stringify(data)}`),
    );
    assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} buttons`);
  });

  it('stays old when it comes back to ask for the reason to wait', async () => {
    const asked = await press(hands(over), onCase(running), SAVE, { decision: 'wait' });
    assert.equal(asked.refusal?.code, 'invalid');
    assert.ok(asked.card);
    const given = await press(hands(over), asked.card, SAVE, { waitReason: 'restrainingOrder' });
    assert.equal(given.refusal?.code, 'consultationOver');
    assert.deepEqual(given.document, over);
  });

  it('is accepted as long as nothing changed about what it is about', async () => {
    for (const [stage, document, { meeting }] of stages)
      for (const [name, card] of await formsOf(withClaims(document))) {
        const given = name === 'the form that comes back' ? { waitReason: 'restrainingOrder' } : {};
        const answer = await press(hands(withClaims(document)), card, SAVE, given);
        assert.equal(answer.refusal, undefined, `${stage}, ${name}`);
        const recorded = followed(answer.document).meetings.find(({ number }) => number === meeting);
        assert.equal(recorded === undefined || recorded.outcome !== undefined, true, `${stage}, ${name}`);
      }
  });

  const decision = { kind: 'wait' as const, reason: 'delayPolice' as const, until: hoursLater(40) };
  const waiting = after(running, line(1, EVERYBODY, decided(pairOf(running), { decision })));
  const late: readonly [string, CaseDocument, CaseDocument][] = [
    ['the outcome was recorded meanwhile', running, waiting],
    ['the outcome of the second was recorded meanwhile', second, bothOver],
    ['an outcome of before there were consultations was recorded meanwhile', announce(), consult()],
    ['another consultation was opened since', running, second],
    ['it adjusts the first while the second is open', over, second],
    ['it adjusts the first, and the second has its own', over, bothOver],
    ['it adjusts an older outcome while a consultation is open', consult(), again(consult(), HOOGEVEEN, {})],
  ];
  for (const [why, before, now] of late) {
    it(`changes nothing when it is old: ${why}`, async () => {
      for (const [name, card] of await formsOf(before)) {
        const given = name === 'the form that comes back' ? { waitReason: 'restrainingOrder' } : {};
        const answer = await press(hands(now), card, SAVE, given);
        assert.equal(answer.refusal?.code, 'consultationOver', name);
        assert.deepEqual(answer.document, now, name);
        assert.ok(answer.card);
        assert.equal(lines(answer.card)[0], 'Dit overleg is al geweest. U hoeft niets te doen.');
        assert.ok(lines(answer.card).includes('Casus HGV-2026-0001'), 'the case as it is now');
      }
    });
  }

  it('is accepted from an older card, which does not say what it is about', async () => {
    const { verb, data } = changed('a consultation that decides to go', {});
    for (const [stage, document] of stages) {
      const answer = await send(hands(document), verb, data);
      assert.equal(answer.refusal, undefined, stage);
      assert.ok(answer.document.log.length > document.log.length, stage);
    }
  });

  it('that says something else than that is read as one that does not say it', () => {
    for (const form of [
      null,
      'x',
      5,
      [],
      {},
      { meeting: '1', adjusts: true },
      { meeting: 1.5, adjusts: true },
    ]) {
      const { verb, data } = changed('a consultation that decides to go', { form });
      const parsed = parseSubmission(verb, data, HOOGEVEEN);
      assert.ok(parsed.ok && !('form' in parsed.value), JSON.stringify(form));
    }
  });
});
