import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { type Piece, inputsOf } from '../support/cards.ts';
import { type Outcome, followed, hoursLater } from './cases.ts';
import { again } from './meetings.ts';
import { press, send } from './pressed.ts';
import { lines, opened } from './read.ts';
import { EVERYBODY, HOOGEVEEN } from './regions.ts';
import { stepsOf } from './situations.ts';
import { changed } from './submissions.ts';

const { consult, visit, withClaims } = stepsOf(HOOGEVEEN, EVERYBODY);

const hands = (document: CaseDocument, hours = 3) => ({
  document,
  region: HOOGEVEEN,
  actor: EVERYBODY,
  now: hoursLater(hours),
});

const cardOf = (document: CaseDocument): Piece => caseCard(document, HOOGEVEEN, hoursLater(3)).card;

/** The outcome, sent as its form starts. */
const adjusted = async (document: CaseDocument) => {
  const answer = await press(hands(document), cardOf(document), 'Besluit opslaan');
  assert.equal(answer.refusal, undefined);
  assert.ok(answer.card);
  return { document: answer.document, card: answer.card };
};

const outcomeOf = (document: CaseDocument): Partial<Outcome> | undefined => {
  const state = followed(document);
  return 'consultation' in state ? state.consultation : undefined;
};

describe('An outcome that is adjusted', () => {
  it('starts from what was decided, and keeps its details and its pair', async () => {
    const before = withClaims(
      consult({ exceptional: true, caseLead: 'gemeente', safety: 'unsafe' }, {}, [
        'veilig-thuis',
        'jeugd-mw',
      ]),
    );
    const { document } = await adjusted(before);
    assert.deepEqual(outcomeOf(document), outcomeOf(before));
    assert.deepEqual(followed(document).slots, followed(before).slots);
  });

  it('asks for its details no second time', async () => {
    const { card } = await adjusted(consult());
    assert.ok(lines(card).includes('Casus HGV-2026-0001'));
  });

  it('starts from nothing in another consultation: what was decided may be why it is held', () => {
    const waiting = {
      decision: { kind: 'wait' as const, reason: 'delayPolice' as const, until: hoursLater(40) },
    };
    const second = again(consult({ ...waiting, caseLead: 'gemeente' }), HOOGEVEEN, { way: 'graph' });
    const form = opened(cardOf(second), 'Overleg vastleggen');
    const first = new Map(inputsOf(form).map(({ id, value }) => [id, value]));
    assert.deepEqual([first.get('decision'), first.get('caseLead')], ['go', 'welzijn']);
  });

  it('is refused once the household was seen, and says so on the newest card', async () => {
    const { verb, data } = changed('a consultation that decides to go', {});
    const answer = await send(hands(visit(), 8), verb, data);
    assert.equal(answer.refusal?.code, 'notNow');
    assert.ok(answer.card);
    assert.equal(
      lines(answer.card)[0],
      'Het overleg vastleggen kan nu niet. Het gezin is al gezien en gesproken.',
    );
  });
});
