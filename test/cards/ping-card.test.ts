import assert from 'node:assert/strict';
import { pingCard, takenCard } from '../../src/cards/ping-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { whoIs } from '../../src/core/actor.ts';
import { actionTitles, findAction } from '../support/cards.ts';
import { CASE_ID, after, escalated, intake, line, raised } from './cases.ts';
import { lines } from './read.ts';
import { HOOGEVEEN, MANAGER_ON_CALL, YOUTH_WORKER } from './regions.ts';
import { stepsOf } from './situations.ts';

const { announce } = stepsOf(HOOGEVEEN, YOUTH_WORKER);

const withRisks = (document: CaseDocument, ...risks: readonly string[]) =>
  after(document, line(1, undefined, ...risks.map((risk) => raised(risk, [whoIs(MANAGER_ON_CALL)]))));

const linesFor = (document: CaseDocument, ...risks: readonly string[]) =>
  lines(pingCard(withRisks(document, ...risks), risks, HOOGEVEEN).card);

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
    ['escalated:capacity@1', 'Een collega vraagt om hulp: te weinig mensen, wachtlijst.'],
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

  it('has one button that takes up its own risks, and one that shows the case', () => {
    const risks = ['unclaimed:slot 0@1', 'consultationLate:x@1'];
    const { card } = pingCard(withRisks(announce(), ...risks), risks, HOOGEVEEN);
    assert.deepEqual(actionTitles(card), ['Ik pak dit op', 'Toon de casus']);
    assert.deepEqual(findAction(card, 'Ik pak dit op').data, { case: CASE_ID, risks, verb: 'acknowledge' });
    assert.deepEqual(findAction(card, 'Toon de casus').data, { case: CASE_ID, verb: 'show' });
  });

  it('turns into what came of it, with a way to the case', () => {
    const { card } = takenCard(announce(), 'U pakt dit op.');
    assert.deepEqual(lines(card), ['Casus HGV-2026-0001', 'U pakt dit op.']);
    assert.deepEqual(actionTitles(card), ['Toon de casus']);
  });

  it('is not made of a case that was not announced', () => {
    assert.throws(() => pingCard(intake(), [], HOOGEVEEN), /was not announced/);
    assert.throws(() => takenCard(intake(), ''), /was not announced/);
  });
});
