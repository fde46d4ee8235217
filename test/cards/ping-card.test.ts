import assert from 'node:assert/strict';
import { pingCard, takenCard } from '../../src/cards/ping-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { whoIs } from '../../src/core/actor.ts';
import { actionTitles, findAction, textOf } from '../support/cards.ts';
import { CASE_ID, after, escalated, hoursLater, intake, line, raised, seen } from './cases.ts';
import { lines } from './read.ts';
import { HOOGEVEEN, MANAGER_ON_CALL, YOUTH_WORKER } from './regions.ts';
import { stepsOf } from './situations.ts';

const { announce, consult } = stepsOf(HOOGEVEEN, YOUTH_WORKER);

const withRisks = (document: CaseDocument, ...risks: readonly string[]) =>
  after(document, line(1, undefined, ...risks.map((risk) => raised(risk, [whoIs(MANAGER_ON_CALL)]))));

const linesFor = (document: CaseDocument, ...risks: readonly string[]) =>
  lines(pingCard(withRisks(document, ...risks), risks, HOOGEVEEN, hoursLater(3)).card);

describe('A ping', () => {
  const asked = after(announce(), line(1, YOUTH_WORKER, escalated('capacity'), escalated('waitingList')));
  const reasons: readonly [string, string][] = [
    ['consultationLate:consultation@1', 'Het overleg is nog niet vastgelegd.'],
    ['unclaimed:slot 0@1', 'Nog niet iedereen die op bezoek gaat is bekend.'],
    ['windowClosing:window@1', 'Het bezoek moet vóór di 24 nov. 14:00 zijn. Het gezin is nog niet gezien.'],
    [
      'windowMissed:window@1',
      'De bezoektermijn is voorbij (di 24 nov. 14:00). Het gezin is nog niet gezien.',
    ],
    ['escalated:capacity@1', 'Een collega vraagt om hulp: te weinig mensen.'],
    ['escalated:waitingList@1', 'Een collega vraagt om hulp: wachtlijst.'],
    ['escalated:unheardOf@1', 'Een collega vraagt om hulp: iets anders.'],
    ['somethingNew:x@1', 'Deze casus vraagt uw aandacht.'],
  ];
  for (const [risk, reason] of reasons) {
    it(`says why, in one line: ${reason}`, () => {
      assert.deepEqual(linesFor(asked, risk), [
        'Casus HGV-2026-0001 vraagt uw aandacht',
        reason,
        'Bezoek vóór di 24 nov. 14:00',
      ]);
    });
  }

  it('says each reason once, also when two people are missing', () => {
    const [, ...rest] = linesFor(
      announce(),
      'unclaimed:slot 0@1',
      'unclaimed:slot 1@1',
      'consultationLate:x@1',
    );
    assert.deepEqual(rest.slice(0, -1), [
      'Nog niet iedereen die op bezoek gaat is bekend.',
      'Het overleg is nog niet vastgelegd.',
    ]);
  });

  it('says direct danger before anything else', () => {
    assert.equal(
      linesFor(announce({ directDanger: true }), 'unclaimed:slot 0@1')[0],
      '⚠ DIRECT GEVAAR. Bel 112 en Veilig Thuis (0800-2000).',
    );
  });

  it('has one button that takes up its own risks, and the case inside it', () => {
    const risks = ['unclaimed:slot 0@1', 'consultationLate:x@1'];
    const { card } = pingCard(withRisks(announce(), ...risks), risks, HOOGEVEEN, hoursLater(3));
    assert.deepEqual(actionTitles(card), ['Ik pak dit op', 'Toon de casus']);
    assert.deepEqual(findAction(card, 'Ik pak dit op').data, { case: CASE_ID, risks, verb: 'acknowledge' });
    // Looking first must not take the first button away.
    assert.equal(findAction(card, 'Toon de casus').type, 'Action.ShowCard');
    assert.match(textOf(card), /Wie gaat mee/);
  });

  it('says what each of two calls for help is about', () => {
    assert.deepEqual(linesFor(asked, 'escalated:capacity@1', 'escalated:waitingList@1').slice(1, -1), [
      'Een collega vraagt om hulp: te weinig mensen.',
      'Een collega vraagt om hulp: wachtlijst.',
    ]);
  });

  it('says when it is too late', () => {
    const risks = ['windowMissed:window@1'];
    const { card } = pingCard(withRisks(announce(), ...risks), risks, HOOGEVEEN, hoursLater(25));
    assert.equal(lines(card).at(-1), 'TE LAAT. Bezoek had gemoeten vóór di 24 nov. 14:00');
  });

  it('asks for no visit where there was one', () => {
    const visited = after(consult(), line(6, YOUTH_WORKER, seen(hoursLater(5)), escalated('waitingList')));
    assert.deepEqual(linesFor(visited, 'escalated:waitingList@1').slice(1), [
      'Een collega vraagt om hulp: wachtlijst.',
      'Gezien en gesproken: ma 23 nov. 19:00',
    ]);
  });

  it('turns into what came of it under direct danger', () => {
    const { card } = takenCard(announce({ directDanger: true }), 'U pakt dit op.');
    assert.deepEqual(lines(card), [
      '⚠ DIRECT GEVAAR. Bel 112 en Veilig Thuis (0800-2000).',
      'Casus HGV-2026-0001',
      'U pakt dit op.',
    ]);
  });

  it('turns into what came of it, with a way to the case', () => {
    const { card } = takenCard(announce(), 'U pakt dit op.');
    assert.deepEqual(lines(card), ['Casus HGV-2026-0001', 'U pakt dit op.']);
    assert.deepEqual(actionTitles(card), ['Toon de casus']);
  });

  it('is not made of a case that was not announced', () => {
    assert.throws(() => pingCard(intake(), [], HOOGEVEEN, hoursLater(3)), /was not announced/);
    assert.throws(() => takenCard(intake(), ''), /was not announced/);
  });
});
