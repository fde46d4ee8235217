import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { whoIs } from '../../src/core/actor.ts';
import { textOf } from '../support/cards.ts';
import {
  CLOSED,
  acknowledged,
  after,
  claimed,
  escalated,
  hoursLater,
  line,
  planned,
  raised,
  recorded,
  resolved,
  seen,
  takerAsked,
} from './cases.ts';
import { lines } from './read.ts';
import { HOOGEVEEN, MANAGER_ON_CALL, YOUTH_WORKER } from './regions.ts';
import { stepsOf } from './situations.ts';

const { announce, plan, visit, withClaims } = stepsOf(HOOGEVEEN, YOUTH_WORKER);

const cardOf = (document: CaseDocument, note?: string) =>
  caseCard(document, HOOGEVEEN, hoursLater(3), note).card;
const linesOf = (document: CaseDocument, note?: string) => lines(cardOf(document, note));

describe('Who took up what, on the card of a case', () => {
  const LATE = 'consultationLate:consultation@1';
  const MISSED = 'windowMissed:window@1';
  const takenUp = (document: CaseDocument, risk: string) =>
    after(
      document,
      line(1, undefined, raised(risk, [whoIs(MANAGER_ON_CALL)])),
      line(2, MANAGER_ON_CALL, acknowledged(risk)),
    );

  it('is said while the risk stands, so that nobody does it twice', () => {
    assert.ok(
      linesOf(takenUp(announce(), LATE)).includes(
        '✋ Patti Fernandez pakt dit op (ma 23 nov. 16:00): Het overleg is nog niet vastgelegd.',
      ),
    );
    const asked = after(announce(), line(1, YOUTH_WORKER, escalated('capacity')));
    assert.match(
      textOf(cardOf(takenUp(asked, 'escalated:capacity@1'))),
      /✋ Patti Fernandez pakt dit op \(ma 23 nov\. 16:00\): Een collega vraagt om hulp: te weinig mensen\.$/m,
    );
  });

  it('is not said of a risk nobody took up', () => {
    const document = after(announce(), line(1, undefined, raised(LATE, [whoIs(MANAGER_ON_CALL)])));
    assert.doesNotMatch(textOf(cardOf(document)), /pakt dit op/);
  });

  it('no longer says that the consultation is missing once it is recorded', () => {
    const document = after(
      takenUp(announce(), LATE),
      line(3, YOUTH_WORKER, recorded(['jeugd-mw', 'veilig-opgroeien'])),
    );
    assert.doesNotMatch(lines(cardOf(document)).join('\n'), /Het overleg is nog niet vastgelegd/);
  });

  it('no longer says that the household was not seen once it was', () => {
    const document = after(
      takenUp(plan(), MISSED),
      line(25, YOUTH_WORKER, seen(hoursLater(25), { lateReason: 'delayPolice' })),
    );
    assert.doesNotMatch(lines(cardOf(document)).join('\n'), /Het gezin is nog niet gezien/);
  });

  it('no longer says that somebody is missing once the pair is complete', () => {
    const text = /Nog niet iedereen die op bezoek gaat is bekend/;
    const risk = 'unclaimed:slot 0@1';
    assert.match(textOf(cardOf(takenUp(announce(), risk))), text);
    const half = after(takenUp(announce(), risk), line(3, YOUTH_WORKER, claimed(0, 'jeugd-mw')));
    assert.match(textOf(cardOf(half)), text);
    assert.doesNotMatch(textOf(cardOf(takenUp(withClaims(announce()), risk))), text);
  });

  it('no longer says that the time is over once it was decided to wait longer', () => {
    const decision = { kind: 'wait' as const, reason: 'delayPolice' as const, until: hoursLater(48) };
    const late = after(
      plan(),
      line(24, undefined, raised(MISSED, [whoIs(MANAGER_ON_CALL)])),
      line(25, MANAGER_ON_CALL, acknowledged(MISSED)),
    );
    const cardAt26 = (document: CaseDocument) => lines(caseCard(document, HOOGEVEEN, hoursLater(26)).card);
    assert.match(cardAt26(late).join('\n'), /✋ .*De bezoektermijn is voorbij \(di 24 nov\. 14:00\)/);
    const waiting = cardAt26(
      after(late, line(26, YOUTH_WORKER, recorded(['jeugd-mw', 'veilig-opgroeien'], { decision }))),
    );
    assert.ok(waiting.includes('Bewust wachten. Bezoek vóór wo 25 nov. 14:00'));
    assert.deepEqual(
      waiting.filter((words) => words.includes('is voorbij')),
      [],
    );
  });

  it('says what each call for help is about, also after the visit', () => {
    const calls = ['escalated:capacity@1', 'escalated:waitingList@2'];
    const document = calls.reduce(takenUp, visit());
    assert.deepEqual(
      linesOf(document).filter((words) => words.startsWith('✋')),
      ['te weinig mensen', 'wachtlijst'].map(
        (what) => `✋ Patti Fernandez pakt dit op (ma 23 nov. 16:00): Een collega vraagt om hulp: ${what}.`,
      ),
    );
  });

  it('is not said of a call for help that was solved', () => {
    const asked = after(announce(), line(1, YOUTH_WORKER, escalated('capacity'), escalated('waitingList')));
    const calls = ['capacity', 'waitingList'].map((obstacle) => `escalated:${obstacle}@${hoursLater(1)}`);
    const document = calls.reduce(takenUp, asked);
    const solved = after(document, line(3, MANAGER_ON_CALL, resolved(calls[0] ?? '')));
    const said = (one: CaseDocument) => linesOf(one).filter((words) => words.startsWith('✋'));
    assert.deepEqual([said(document).length, said(solved).length], [2, 1]);
    assert.match(said(solved)[0] ?? '', /wachtlijst/);
  });

  it('is not said of visitors who were overdue, once their visit is planned anew', () => {
    const overdue = takenUp(plan(), 'visitorsOverdue:visit 1@1');
    const saidAt9 = (one: CaseDocument) =>
      lines(caseCard(one, HOOGEVEEN, hoursLater(9)).card).filter((words) => words.startsWith('✋')).length;
    const anew = after(overdue, line(8.5, YOUTH_WORKER, planned(hoursLater(10))));
    assert.deepEqual([saidAt9(overdue), saidAt9(anew)], [1, 0]);
  });

  it('stays the same when whoever took it up is asked, with when they said it last', () => {
    const asked = after(
      takenUp(announce(), LATE),
      line(2, undefined, takerAsked(LATE, whoIs(MANAGER_ON_CALL))),
    );
    const again = after(asked, line(2.5, MANAGER_ON_CALL, acknowledged(LATE)));
    const said = (one: CaseDocument) => linesOf(one).filter((words) => words.startsWith('✋'));
    assert.deepEqual(said(asked), said(takenUp(announce(), LATE)));
    assert.match(said(again)[0] ?? '', /pakt dit op \(ma 23 nov\. 16:30\)/);
  });

  it('is said of the newest five', () => {
    const document = Array.from({ length: 7 }, (_, index) => `unclaimed:slot ${index}@${index}`)
      .concat('escalated:waitingList@7')
      .reduce(takenUp, announce());
    const said = linesOf(document).filter((words) => words.startsWith('✋'));
    assert.equal(said.length, 5);
    assert.match(said.at(-1) ?? '', /wachtlijst/);
  });

  it('is not said of a closed case', () => {
    const document = after(takenUp(visit(), LATE), line(9, YOUTH_WORKER, CLOSED));
    assert.doesNotMatch(lines(cardOf(document)).join('\n'), /pakt dit op/);
  });
});
