import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import { callCard, outcomeCard } from '../../src/cards/call-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { type Actor, whoIs } from '../../src/core/actor.ts';
import type { Instant } from '../../src/core/time.ts';
import { type Answers, type Piece, inputsOf } from '../support/cards.ts';
import { fillForm } from '../support/form.ts';
import { CASE_ID, type Outcome, followed, hoursLater } from './cases.ts';
import { again, answered, called, concluded, convened, pairOf, seatOf, then } from './meetings.ts';
import { complaintsAbout } from './official-parser.ts';
import { type Answered, press, send } from './pressed.ts';
import { lines, opened } from './read.ts';
import {
  EVERYBODY,
  HOOGEVEEN,
  LOCAL_TEAM,
  MANAGER_ON_CALL,
  OFFICER,
  SAFE_HOME_WORKER,
  YOUTH_WORKER,
} from './regions.ts';
import { stepsOf } from './situations.ts';
import { changed } from './submissions.ts';

const { announce, withClaims } = stepsOf(HOOGEVEEN, EVERYBODY);

const FIRST = 'Besluit opslaan';
const SECOND = 'Aanvulling opslaan';
const DETAILS = ['safety', 'knownLocally', 'present', 'tellSchool'];

const hands = (document: CaseDocument, now: Instant = hoursLater(3), actor: Actor = EVERYBODY) => ({
  document,
  region: HOOGEVEEN,
  actor,
  now,
});

const cardOf = (document: CaseDocument): Piece => caseCard(document, HOOGEVEEN, hoursLater(3)).card;

const pressOnCase = (document: CaseDocument, title: string, answers?: Answers): Promise<Answered> =>
  press(hands(document), cardOf(document), title, answers);

const shown = ({ card }: Answered): Piece => {
  assert.ok(card);
  assert.deepEqual(complaintsAbout(card), []);
  return card;
};

const values = (card: Piece): Readonly<Record<string, unknown>> =>
  Object.fromEntries(inputsOf(card).map(({ id, value }) => [String(id), value]));

const outcomeOf = (document: CaseDocument): Partial<Outcome> | undefined => {
  const state = followed(document);
  return 'consultation' in state ? state.consultation : undefined;
};

/** Which ticks the second step starts with. */
const presentIn = (document: CaseDocument): unknown =>
  values(opened(cardOf(document), 'Overleg aanvullen')).present;

const running = convened(HOOGEVEEN, { way: 'graph' });

describe('The outcome of a consultation', () => {
  it('asks first what starts the visit, and nothing else', () => {
    const form = opened(cardOf(running), 'Overleg vastleggen');
    assert.deepEqual(Object.keys(values(form)), ['decision', 'exceptional', 'caseLead']);
  });

  it('is in force after the first step, sent as it starts', async () => {
    const { refusal, document } = await pressOnCase(running, FIRST);
    assert.equal(refusal, undefined);
    assert.equal(document.state.step, 'consulted');
    assert.deepEqual(outcomeOf(document), {
      decision: { kind: 'go' },
      exceptional: false,
      caseLead: 'welzijn',
    });
  });

  it('changes who goes along at once', async () => {
    const { document } = await pressOnCase(running, FIRST, { exceptional: true });
    assert.deepEqual(pairOf(document), ['veilig-thuis', 'jeugd-mw']);
    assert.deepEqual(pairOf(running), ['jeugd-mw', 'veilig-opgroeien']);
  });

  it('comes back with the case, which says that the first step is safe and opens the second', async () => {
    const card = shown(await pressOnCase(running, FIRST));
    assert.deepEqual(lines(card).slice(0, 2), [
      'Het besluit is opgeslagen. Vul ook de rest in: "Overleg aanvullen".',
      'Casus HGV-2026-0001',
    ]);
    assert.deepEqual(Object.keys(values(opened(card, 'Overleg aanvullen'))), DETAILS);
  });

  it('says direct danger before that', async () => {
    const card = shown(await pressOnCase(convened(HOOGEVEEN, { way: 'graph' }, true), FIRST));
    assert.equal(lines(card)[0], '⚠ DIRECT GEVAAR. Bel 112 en Veilig Thuis (0800-2000).');
  });

  it('is complete after the second step, sent as it starts', async () => {
    const first = await pressOnCase(running, FIRST);
    const second = await press(hands(first.document), shown(first), SECOND);
    assert.equal(second.refusal, undefined);
    assert.deepEqual(outcomeOf(second.document), {
      ...outcomeOf(first.document),
      safety: 'uncertain',
      knownLocally: 'unknown',
      present: ['politie', 'vt', 'gemeente', 'welzijn'],
      tellSchool: true,
    });
    assert.ok(lines(shown(second)).includes('Casus HGV-2026-0001'));
  });

  it('may be completed later, by anybody, and once: a form that stayed open does not undo it', async () => {
    const first = await pressOnCase(running, FIRST);
    const stale = shown(first);
    const { refusal, document } = await press(hands(first.document), stale, SECOND, { safety: 'unsafe' });
    assert.deepEqual([refusal, outcomeOf(document)?.safety], [undefined, 'unsafe']);
    const late = await press(hands(document), stale, SECOND);
    assert.deepEqual([late.refusal?.code, outcomeOf(late.document)?.safety], ['alreadyDone', 'unsafe']);
  });

  it('may be recorded from a call and from the question what came of it, as from the case', async () => {
    const coming = then(running, 1, answered(YOUTH_WORKER, 'coming'));
    const cards = [
      callCard(coming, 1, whoIs(YOUTH_WORKER), HOOGEVEEN, hoursLater(3)).card,
      outcomeCard(coming, HOOGEVEEN, hoursLater(3)).card,
    ];
    for (const card of cards) {
      const answer = await press(hands(coming, hoursLater(3), YOUTH_WORKER), card, FIRST);
      assert.deepEqual([answer.refusal, answer.document.state.step], [undefined, 'consulted']);
      assert.deepEqual(Object.keys(values(opened(shown(answer), 'Overleg aanvullen'))), DETAILS);
    }
  });

  it('says of the school only where there are children, and then yes unless said otherwise', async () => {
    const toldOf = async (children: number): Promise<unknown> => {
      const first = await pressOnCase(announce({ children }), FIRST);
      const { document } = await press(hands(first.document), shown(first), SECOND);
      return outcomeOf(document)?.tellSchool;
    };
    assert.deepEqual([await toldOf(2), await toldOf(0)], [true, false]);
  });

  it('may still be completed after the visit', async () => {
    const bare = withClaims(concluded(running, EVERYBODY));
    const seen = await pressOnCase(bare, 'Bezoek opslaan', {
      result: 'seen',
      agreements: 'yes',
      visitTime: '16:30',
    });
    assert.equal(seen.document.state.step, 'visited');
    const { refusal, document } = await pressOnCase(seen.document, SECOND);
    assert.deepEqual([refusal, outcomeOf(document)?.safety], [undefined, 'uncertain']);
  });
});

describe('The second step of an outcome', () => {
  it('comes back with what was filled in, and the wrong fields marked', async () => {
    const document = concluded(running, EVERYBODY);
    const { verb, data } = changed('the rest of a consultation', {
      safety: 'bogus',
      knownLocally: 'no',
      present: 'politie',
      tellSchool: 'false',
    });
    const answer = await send(hands(document), verb, data);
    const card = shown(answer);
    assert.equal(answer.refusal?.code, 'invalid');
    assert.deepEqual(lines(card).slice(0, 2), [
      'Nog niet opgeslagen. Kijk bij de velden met een ⚠.',
      'Overleg aanvullen · HGV-2026-0001',
    ]);
    const { knownLocally, present, tellSchool } = values(card);
    assert.deepEqual([knownLocally, present, tellSchool], ['no', 'politie', 'false']);
    const { refusal } = await press(hands(document), card, SECOND, { safety: 'safe' });
    assert.equal(refusal, undefined);
  });

  it('does not tick everybody again when every tick was taken away', async () => {
    const { verb, data } = changed('the rest of a consultation', { safety: 'bogus', present: undefined });
    const card = shown(await send(hands(concluded(running, EVERYBODY)), verb, data));
    assert.equal(values(card).present, '');
  });

  it('has a way back that asks nothing', async () => {
    const { verb, data } = changed('the rest of a consultation', { safety: 'bogus' });
    const card = shown(await send(hands(concluded(running, EVERYBODY)), verb, data));
    assert.deepEqual(fillForm(card, 'Terug').data, { case: CASE_ID, verb: 'show' });
  });

  it('starts from who was present or coming, and leaves out who was only asked', () => {
    const some = then(
      running,
      1,
      answered(OFFICER, 'present'),
      answered(SAFE_HOME_WORKER, 'coming'),
      answered(LOCAL_TEAM, 'declined'),
    );
    assert.equal(presentIn(concluded(some, EVERYBODY)), 'politie,vt');
  });

  it('starts from who came instead of a colleague', () => {
    const seat = seatOf(HOOGEVEEN, MANAGER_ON_CALL, 'politie');
    const some = then(
      running,
      1,
      answered(OFFICER, 'declined'),
      called('manager', seat),
      answered(MANAGER_ON_CALL, 'present'),
    );
    assert.equal(presentIn(concluded(some, EVERYBODY)), 'politie');
  });

  it('starts from everybody when nobody answered: then nothing is known about who was there', () => {
    assert.equal(presentIn(concluded(running, EVERYBODY)), 'politie,vt,gemeente,welzijn');
  });

  it('starts from the consultation that was held, not from one before it', () => {
    const first = concluded(then(running, 1, answered(OFFICER, 'present')), EVERYBODY);
    const second = again(first, HOOGEVEEN, { way: 'graph', answers: [undefined, 'present'] });
    assert.equal(presentIn(concluded(second, EVERYBODY, 4)), 'vt');
  });
});
