import { rolesAt } from '../support/roles.ts';
import assert from 'node:assert/strict';
import { callCard, outcomeCard } from '../../src/cards/call-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { CALL_ANSWERS } from '../../src/case/vocabulary.ts';
import { type Actor, whoIs } from '../../src/core/actor.ts';
import type { Region } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import { findAction } from '../support/cards.ts';
import { CASE_ID, after, announced, completed, decided, hoursLater, intake, line } from './cases.ts';
import { calledAs } from './meeting-situations.ts';
import { type Answer, concluded, convened, found, pairOf, then } from './meetings.ts';
import { buttons, lines, opened } from './read.ts';
import { HOOGEVEEN, MANAGER_ON_CALL, YOUTH_WORKER } from './regions.ts';
import { ofType } from './walk.ts';

const cardFor = (document: CaseDocument, to: Actor = YOUTH_WORKER, now: Instant = hoursLater(3)) =>
  callCard(document, 1, whoIs(to), HOOGEVEEN, now);

const afterAnswer = (answer?: Answer) => calledAs(HOOGEVEEN, YOUTH_WORKER, 'first', answer, 'graph');
const asManager = (answer?: Answer) => calledAs(HOOGEVEEN, MANAGER_ON_CALL, 'manager', answer, 'graph');

const JOIN = 'Deelnemen aan overleg';
const CASE = 'Toon de casus';
const UNANSWERED = 'Komt u? Dan vragen we niemand anders. Kunt u niet? Dan zoeken we een ander.';
const AT_NIGHT = 'Het is nu buiten diensttijd. U krijgt bericht als het overleg begint.';

describe('A call to a consultation', () => {
  it('says what, why and by when, and asks one thing', () => {
    const { card, summary } = cardFor(afterAnswer());
    assert.deepEqual(lines(card), [
      'Overleg nu: casus HGV-2026-0001',
      'U bent gevraagd namens Stichting Welzijnswerk voor overleg over huiselijk geweld in Hoogeveen.',
      'Bezoek vóór di 24 nov. 14:00',
      UNANSWERED,
    ]);
    assert.equal(summary, 'Overleg nu: casus HGV-2026-0001');
    assert.deepEqual(buttons(card), [JOIN, 'Ik kom', 'Ik kan niet', CASE]);
  });

  it('says direct danger before anything else', () => {
    const { card } = cardFor(convened(HOOGEVEEN, { way: 'graph' }, true));
    assert.equal(lines(card)[0], '⚠ DIRECT GEVAAR. Bel 112 en Veilig Thuis (0800-2000).');
  });

  const answers: readonly [Answer | undefined, string, readonly string[]][] = [
    [undefined, UNANSWERED, [JOIN, 'Ik kom', 'Ik kan niet']],
    ['unreachable', UNANSWERED, [JOIN, 'Ik kom', 'Ik kan niet']],
    [
      'coming',
      '✔ U komt. Druk op "Ik ben er" als u in het overleg bent.',
      [JOIN, 'Ik ben er', 'Overleg vastleggen', 'Ik kom toch niet'],
    ],
    ['present', '✔ U bent erbij.', [JOIN, 'Overleg vastleggen']],
    ['declined', 'U kunt niet. We zoeken iemand anders.', ['Ik kan toch wel']],
  ];
  for (const [answer, said, titles] of answers) {
    it(`shows what was answered and what can be changed about it: ${answer ?? 'nothing yet'}`, () => {
      const { card } = cardFor(afterAnswer(answer));
      assert.equal(lines(card).at(-1), said);
      assert.deepEqual(buttons(card), [...titles, CASE]);
    });
  }

  const managed: readonly [Answer | undefined, string, readonly string[]][] = [
    [undefined, 'Laat weten of u dit regelt.', [JOIN, 'Ik regel het', 'Ik kan niet']],
    ['unreachable', 'Laat weten of u dit regelt.', [JOIN, 'Ik regel het', 'Ik kan niet']],
    ['coming', '✔ U regelt dat er iemand komt.', [JOIN, 'Ik ben er', 'Ik kom toch niet']],
    ['present', '✔ U bent erbij.', [JOIN]],
    ['declined', 'U kunt niet. We zoeken iemand anders.', ['Ik kan toch wel']],
  ];
  for (const [answer, said, titles] of managed) {
    it(`speaks to a manager of seeing to it that somebody comes: ${answer ?? 'nothing yet'}`, () => {
      const { card } = cardFor(asManager(answer), MANAGER_ON_CALL);
      assert.equal(lines(card).at(-1), said);
      assert.deepEqual(buttons(card), [...titles, CASE]);
    });
  }

  it('that is for later says when, and lets nobody say that they are there yet', () => {
    const ahead = (answer?: Answer) =>
      calledAs(HOOGEVEEN, YOUTH_WORKER, 'first', answer, 'graph', hoursLater(20));
    assert.equal(lines(cardFor(ahead()).card)[0], 'Overleg di 24 nov. 10:00: casus HGV-2026-0001');
    assert.ok(lines(cardFor(ahead()).card).includes(AT_NIGHT));
    assert.ok(!lines(cardFor(ahead('declined')).card).includes(AT_NIGHT));
    assert.ok(!lines(cardFor(ahead(), YOUTH_WORKER, hoursLater(20)).card).includes(AT_NIGHT));
    const coming = cardFor(ahead('coming')).card;
    assert.deepEqual(buttons(coming), [JOIN, 'Overleg vastleggen', 'Ik kom toch niet', CASE]);
    assert.equal(lines(coming).at(-1), '✔ U komt.');
    const begun = cardFor(ahead('coming'), YOUTH_WORKER, hoursLater(20)).card;
    assert.deepEqual(buttons(begun), [JOIN, 'Ik ben er', 'Overleg vastleggen', 'Ik kom toch niet', CASE]);
  });

  it('sends the case and the consultation with every answer, and nothing else', () => {
    const sent: readonly [Answer | undefined, string, string][] = [
      [undefined, 'Ik kom', 'come'],
      [undefined, 'Ik kan niet', 'decline'],
      ['coming', 'Ik ben er', 'here'],
      ['coming', 'Ik kom toch niet', 'decline'],
      ['declined', 'Ik kan toch wel', 'come'],
    ];
    for (const [answer, title, verb] of sent) {
      const { card } = cardFor(afterAnswer(answer));
      assert.deepEqual(findAction(card, title).data, { case: CASE_ID, meeting: 1, verb }, title);
    }
  });

  it('says that it is asked once more', () => {
    const document = calledAs(HOOGEVEEN, YOUTH_WORKER, 'again', undefined, 'graph');
    assert.match(lines(cardFor(document).card)[1] ?? '', /^We vragen het nog een keer\. U bent gevraagd/);
  });

  it('does not say so any more once they answered, whatever they said', () => {
    for (const answer of CALL_ANSWERS) {
      const document = calledAs(HOOGEVEEN, YOUTH_WORKER, 'again', answer, 'graph');
      assert.match(lines(cardFor(document).card)[1] ?? '', /^U bent gevraagd namens/, answer);
    }
  });

  it('asks a manager to find somebody', () => {
    const { card } = cardFor(asManager(), MANAGER_ON_CALL);
    assert.equal(
      lines(card)[1],
      'Van Stichting Welzijnswerk is nog niemand bij het overleg over huiselijk geweld in Hoogeveen. Zorgt u dat er iemand komt?',
    );
    assert.deepEqual(buttons(card), [JOIN, 'Ik regel het', 'Ik kan niet', CASE]);
  });

  it('gives the telephone number in words, where there is nothing to press', () => {
    const { card } = cardFor(convened(HOOGEVEEN, { way: 'phone' }));
    assert.ok(lines(card).includes('Overleg via de telefoon: bel 0528 123 456, toets 1.'));
    assert.deepEqual(buttons(card), ['Ik kom', 'Ik kan niet', CASE]);
  });

  it('says what to do when the phone rings, where people call each other and nowhere else', () => {
    const ring = 'Wordt u gebeld in Teams? Neem dan op.';
    const { card } = cardFor(convened(HOOGEVEEN, { way: 'deep-link' }));
    assert.ok(lines(card).includes(ring));
    assert.deepEqual(buttons(card), [JOIN, 'Ik kom', 'Ik kan niet', CASE]);
    for (const way of ['graph', 'standing-room', 'phone', undefined] as const)
      assert.ok(!lines(cardFor(convened(HOOGEVEEN, { way })).card).includes(ring), way);
  });

  it('says who decided what once there is an outcome, and asks only for what is missing of it', () => {
    const { card, summary } = cardFor(concluded(afterAnswer(), YOUTH_WORKER));
    assert.equal(summary, 'Overleg over casus HGV-2026-0001');
    assert.deepEqual(lines(card), [
      'Overleg over casus HGV-2026-0001',
      'Besluit: Gaan binnen 24 uur. Regievoerder: Stichting Welzijnswerk.',
      'Bezoek vóór di 24 nov. 14:00',
    ]);
    assert.deepEqual(buttons(card), ['Overleg aanvullen', CASE]);
    const complete = after(concluded(afterAnswer(), YOUTH_WORKER), line(2, YOUTH_WORKER, completed()));
    assert.deepEqual(buttons(cardFor(complete).card), [CASE]);
    const decision = { kind: 'wait' as const, reason: 'restrainingOrder' as const, until: hoursLater(48) };
    const before = afterAnswer();
    const waiting = after(before, line(1, YOUTH_WORKER, decided(pairOf(before), { decision })));
    assert.deepEqual(lines(cardFor(waiting).card).slice(1), [
      'Besluit: Bewust wachten: Huisverbod. Regievoerder: Stichting Welzijnswerk.',
      'Bewust wachten. Bezoek vóór wo 25 nov. 14:00',
    ]);
  });

  it('records the outcome with the same form as the case card', () => {
    const form = opened(cardFor(afterAnswer('present')).card, 'Overleg vastleggen');
    assert.deepEqual(
      ofType(form, /^Input\./).map(({ id }) => id),
      ['decision', 'exceptional', 'caseLead'],
    );
  });

  it('offers to record only to whoever may: a manager with a role that visits or consults, not one without', () => {
    const working = { ...MANAGER_ON_CALL, roles: rolesAt(['manager', 'amw'], 'hoogeveen') };
    const people = HOOGEVEEN.people.map((one) => (one.id === working.id ? working : one));
    const shownTo = (document: CaseDocument, region: Region) =>
      buttons(callCard(document, 1, whoIs(working), region, hoursLater(3)).card);
    const region = { ...HOOGEVEEN, people };
    for (const answer of ['coming', 'present'] as const) {
      const document = asManager(answer);
      assert.ok(!shownTo(document, HOOGEVEEN).includes('Overleg vastleggen'), answer);
      assert.ok(shownTo(document, region).includes('Overleg vastleggen'), answer);
    }
    const half = concluded(asManager('present'), YOUTH_WORKER);
    assert.deepEqual(shownTo(half, HOOGEVEEN), [CASE]);
    assert.deepEqual(shownTo(half, region), ['Overleg aanvullen', CASE]);
    const gone = { ...HOOGEVEEN, people: HOOGEVEEN.people.filter(({ id }) => id !== YOUTH_WORKER.id) };
    const left = callCard(afterAnswer('present'), 1, whoIs(YOUTH_WORKER), gone, hoursLater(3)).card;
    assert.deepEqual(buttons(left), [JOIN, CASE]);
  });

  it('is not made of a case that was not announced, nor of a consultation that is not there', () => {
    assert.throws(() => cardFor(intake()), /was not announced/);
    assert.throws(() => outcomeCard(intake(), HOOGEVEEN, hoursLater(3)), /was not announced/);
    assert.throws(() => cardFor(announced(HOOGEVEEN)), /has no consultation 1/);
  });
});

describe('The question what came of a consultation', () => {
  it('goes to whoever opened it, with the form in it', () => {
    const document = convened(HOOGEVEEN, { way: 'graph' });
    const { card, summary } = outcomeCard(document, HOOGEVEEN, hoursLater(1));
    assert.equal(summary, 'Leg het overleg vast: casus HGV-2026-0001');
    assert.deepEqual(lines(card), [
      'Leg het overleg vast: casus HGV-2026-0001',
      'Er is nog geen besluit van het overleg vastgelegd. Wilt u dat doen?',
      'Bezoek vóór di 24 nov. 14:00',
    ]);
    assert.deepEqual(buttons(card), ['Overleg vastleggen', CASE]);
  });

  it('says direct danger first', () => {
    const { card } = outcomeCard(convened(HOOGEVEEN, {}, true), HOOGEVEEN, hoursLater(1));
    assert.equal(lines(card)[0], '⚠ DIRECT GEVAAR. Bel 112 en Veilig Thuis (0800-2000).');
  });

  it('stays right when the place is found late', () => {
    const late = then(convened(HOOGEVEEN, {}), 1, found('graph'));
    assert.deepEqual(buttons(outcomeCard(late, HOOGEVEEN, hoursLater(1)).card), ['Overleg vastleggen', CASE]);
  });
});
