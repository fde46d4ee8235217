import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import { detailsOf } from '../../src/case/consultation.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { openMeeting } from '../../src/case/state.ts';
import type { Instant } from '../../src/core/time.ts';
import type { Answers, Piece } from '../support/cards.ts';
import { after, followed, hoursLater, line, planned, seen } from './cases.ts';
import { again, concluded, convened } from './meetings.ts';
import { press } from './pressed.ts';
import { buttons, lines } from './read.ts';
import { EVERYBODY, HOOGEVEEN } from './regions.ts';
import { stepsOf } from './situations.ts';

const { withClaims } = stepsOf(HOOGEVEEN, EVERYBODY);

const COMPLETE = 'Overleg aanvullen';
const SAVE = 'Aanvulling opslaan';

const first = withClaims(concluded(convened(HOOGEVEEN, { way: 'graph' }), EVERYBODY));
const second = again(first, HOOGEVEEN, { way: 'graph' });
const visited = after(second, line(5, EVERYBODY, seen(hoursLater(4))));

const cardOf = (document: CaseDocument, now: Instant = hoursLater(3)): Piece =>
  caseCard(document, HOOGEVEEN, now).card;

const pressOn = async (
  document: CaseDocument,
  card: Piece,
  title: string,
  answers: Parameters<typeof press>[3] = {},
): Promise<CaseDocument> => {
  const hands = { document, region: HOOGEVEEN, actor: EVERYBODY, now: hoursLater(6) };
  const answer = await press(hands, card, title, answers);
  assert.equal(answer.refusal, undefined, title);
  return answer.document;
};

const safetyOf = (document: CaseDocument) =>
  followed(document).meetings.map(({ outcome }) => outcome && detailsOf(outcome)?.safety);

describe('The details of an outcome, and a second consultation', () => {
  it('are not asked for while it is held: no button, no line, its own outcome comes first', () => {
    const ready = after(first, line(1, EVERYBODY, planned(hoursLater(6))));
    for (const document of [first, ready]) {
      assert.ok(buttons(cardOf(document)).includes(COMPLETE));
      assert.ok(lines(cardOf(document)).includes('▶ Vul het overleg aan.'));
      for (const startsAt of [hoursLater(2), hoursLater(20)]) {
        const card = cardOf(again(document, HOOGEVEEN, { way: 'graph', startsAt }));
        assert.ok(!buttons(card).includes(COMPLETE));
        assert.ok(!lines(card).includes('▶ Vul het overleg aan.'));
        assert.ok(buttons(card).includes('Overleg vastleggen'));
      }
    }
  });

  it('may come from an older card: they go to the first, and do not end the second', async () => {
    const document = await pressOn(second, cardOf(first), SAVE, { safety: 'unsafe' });
    assert.deepEqual(safetyOf(document), ['unsafe', undefined]);
    assert.equal(openMeeting(followed(document))?.number, 2);
    assert.deepEqual(buttons(cardOf(document)).slice(0, 3), [
      'Deelnemen aan overleg',
      'Overleg vastleggen',
      'Bezoek plannen',
    ]);
  });

  it('are asked for anew once it has an outcome, and leave those of the first alone', async () => {
    const known = await pressOn(first, cardOf(first), SAVE, { safety: 'unsafe' });
    const both = concluded(again(known, HOOGEVEEN, { way: 'graph' }), EVERYBODY, 4);
    assert.deepEqual(safetyOf(both), ['unsafe', undefined]);
    const document = await pressOn(both, cardOf(both), SAVE, { safety: 'safe' });
    assert.deepEqual(safetyOf(document), ['unsafe', 'safe']);
  });

  it('are asked for after the visit, also when it never had an outcome: else the case could not be closed', async () => {
    assert.deepEqual(
      followed(visited).meetings.map(({ outcome }) => outcome !== undefined),
      [true, false],
    );
    assert.equal(
      openMeeting(followed(visited)),
      undefined,
      'after the visit there is nothing to consult about',
    );
    const card = cardOf(visited, hoursLater(6));
    assert.match(lines(card).find((words) => words.startsWith('▶')) ?? '', /Nog te doen: Overleg aanvullen/);
    assert.ok(buttons(card).includes(COMPLETE));
    let document = await pressOn(visited, card, SAVE);
    const rest: readonly [string, Answers][] = [
      ['School is ingelicht', {}],
      ['Terugkoppeling is gedaan', {}],
      ['Nummer opslaan', { reportReference: 'CORV-2026-123456' }],
      ['Overgedragen en sluiten', { dossier: 'municipality' }],
    ];
    for (const [title, answers] of rest)
      document = await pressOn(document, cardOf(document, hoursLater(6)), title, answers);
    assert.equal(document.state.step, 'closed');
    assert.deepEqual(safetyOf(document), ['uncertain', undefined]);
  });
});
