import { rolesAt } from '../support/roles.ts';
import assert from 'node:assert/strict';
import { pingCard } from '../../src/cards/ping-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { type Who, whoIs } from '../../src/core/actor.ts';
import { RULES } from '../../src/escalation/rules.ts';
import { actionTitles, findAction, textOf } from '../support/cards.ts';
import { CASE_ID, after, escalated, hoursLater, intake, line, raised, resolved, seen } from './cases.ts';
import { PING_RULES, type PingRule, pingOf, withRisks } from './pings.ts';
import { buttons, lines } from './read.ts';
import { HOOGEVEEN, MANAGER_ON_CALL, YOUTH_WORKER } from './regions.ts';
import { stepsOf } from './situations.ts';

const { announce, consult } = stepsOf(HOOGEVEEN, YOUTH_WORKER);

const linesFor = (document: CaseDocument, ...risks: readonly string[]) =>
  lines(pingCard(withRisks(document, risks), risks, undefined, HOOGEVEEN, hoursLater(3)).card);

describe('A ping', () => {
  for (const one of PING_RULES) {
    it(`says why, in one line: ${one.risk}`, () => {
      const [title, reason, deadline, ...more] = lines(pingOf(one).card);
      assert.deepEqual([title, reason, more], ['Casus HGV-2026-0001 vraagt uw aandacht', one.reason, []]);
      assert.match(deadline ?? '', /^(Bezoek vóór|TE LAAT\. Bezoek|Gezien en gesproken)/);
    });
  }

  it('is there for every rule', () => {
    const unsaid = RULES.filter(({ id }) => !PING_RULES.some(({ risk }) => risk.startsWith(`${id}:`)));
    assert.deepEqual(unsaid, []);
  });

  it('is in short sentences that need nothing else to be understood', () => {
    const moment = /di 24 nov\. 14:00/;
    const sentences = PING_RULES.flatMap(({ reason }) => reason.replace(moment, 'dan').split(/(?<=[.?]) /));
    for (const sentence of sentences) {
      assert.match(sentence, /^[A-Z][^A-Z]*( Veilig Thuis [^A-Z]*)?[.?]$/);
      assert.ok(sentence.split(' ').length <= 12, sentence);
    }
  });

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

  it('says first what is about safety, then what is about the time', () => {
    const document = withRisks(announce(), ['consultationLate:x@1', 'windowClosing:x@1', 'noCoverLeft:x@1']);
    const risks = Object.keys((document.state as { risks: object }).risks);
    const shown = lines(pingCard(document, risks, undefined, HOOGEVEEN, hoursLater(3)).card);
    assert.deepEqual(
      shown.slice(1, -1).map((words) => words.split(' ').slice(0, 3).join(' ')),
      ['Er heeft niemand', 'Het bezoek moet', 'Het overleg is'],
    );
  });

  it('leaves out what is over by now', () => {
    const asked = after(announce(), line(1, YOUTH_WORKER, escalated('capacity')));
    const both = ['escalated:capacity@1', 'windowMissed:window@1', 'feedbackLate:x@1'];
    assert.deepEqual(linesFor(asked, ...both).slice(1, -1), [
      'Een collega vraagt om hulp: te weinig mensen.',
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
    const { card } = pingCard(withRisks(announce(), risks), risks, undefined, HOOGEVEEN, hoursLater(3));
    assert.deepEqual(actionTitles(card), ['Ik pak dit op', 'Toon de casus']);
    assert.deepEqual(findAction(card, 'Ik pak dit op').data, { case: CASE_ID, risks, verb: 'acknowledge' });
    // Looking first must not take the first button away.
    assert.equal(findAction(card, 'Toon de casus').type, 'Action.ShowCard');
    assert.match(textOf(card), /Wie gaat mee/);
  });

  it('says what each of two calls for help is about', () => {
    const asked = after(announce(), line(1, YOUTH_WORKER, escalated('capacity'), escalated('waitingList')));
    assert.deepEqual(linesFor(asked, 'escalated:capacity@1', 'escalated:waitingList@1').slice(1, -1), [
      'Een collega vraagt om hulp: te weinig mensen.',
      'Een collega vraagt om hulp: wachtlijst.',
    ]);
  });

  it('says when it is too late', () => {
    const risks = ['windowMissed:window@1'];
    const { card } = pingCard(withRisks(announce(), risks), risks, undefined, HOOGEVEEN, hoursLater(25));
    assert.equal(lines(card).at(-1), 'TE LAAT. Bezoek had gemoeten vóór di 24 nov. 14:00');
  });

  it('asks for no visit where there was one', () => {
    const visited = after(consult(), line(6, YOUTH_WORKER, seen(hoursLater(5)), escalated('waitingList')));
    assert.deepEqual(linesFor(visited, 'escalated:waitingList@1').slice(1), [
      'Een collega vraagt om hulp: wachtlijst.',
      'Gezien en gesproken: ma 23 nov. 19:00',
    ]);
  });

  it('is not made of a case that was not announced', () => {
    assert.throws(() => pingCard(intake(), [], undefined, HOOGEVEEN, hoursLater(3)), /was not announced/);
  });
});

describe('What can be done at once, on a ping', () => {
  const remediesOf = (one: PingRule, to: Who | undefined = whoIs(MANAGER_ON_CALL)) =>
    buttons(pingOf(one, to).card).slice(1, -1);

  it('is what its rule asks for, and nothing else', () => {
    for (const one of PING_RULES) assert.deepEqual(remediesOf(one), one.remedies, one.risk);
  });

  it('is what whoever reads it may do', () => {
    const director = { ...MANAGER_ON_CALL, id: 'director', roles: rolesAt(['bestuur'], 'hoogeveen') };
    const region = { ...HOOGEVEEN, people: [...HOOGEVEEN.people, director] };
    for (const one of PING_RULES) {
      const { card } = pingOf(one, whoIs(director), region);
      assert.deepEqual(buttons(card), ['Ik pak dit op', 'Toon de casus'], one.risk);
    }
  });

  it('is everything for whoever looks at the thread', () => {
    for (const one of PING_RULES) assert.deepEqual(remediesOf(one, undefined), one.remedies, one.risk);
  });

  it('is not for the school while nobody recorded the consultation: that comes first', () => {
    const risk = 'schoolNotTold:school@1';
    const { card } = pingCard(withRisks(announce(), [risk]), [risk], undefined, HOOGEVEEN, hoursLater(3));
    assert.deepEqual(buttons(card), ['Ik pak dit op', 'Toon de casus']);
  });

  it('stays within six buttons for everything at once', () => {
    for (const one of PING_RULES) {
      const risks = PING_RULES.map(({ risk }) => risk);
      const document = withRisks(one.document, risks);
      const { card } = pingCard(document, risks, undefined, HOOGEVEEN, hoursLater(one.hours));
      assert.ok(buttons(card).length <= 6, buttons(card).join());
      assert.ok(Buffer.byteLength(JSON.stringify(card)) < 28 * 1024);
    }
  });

  it('is gone with its reason, when another reason is left', () => {
    const risks = ['feedbackLate:x@1', 'escalated:capacity@1'];
    const call = after(
      announce(),
      line(1, YOUTH_WORKER, escalated('capacity')),
      line(2, undefined, ...risks.map((risk) => raised(risk, []))),
    );
    const { card } = pingCard(call, risks, undefined, HOOGEVEEN, hoursLater(3));
    assert.deepEqual(buttons(card), ['Ik pak dit op', 'Toon de casus']);
  });

  it('is still there for one call for help when another is solved', () => {
    const at = hoursLater(1);
    const first = `escalated:capacity@${at}`;
    const second = `escalated:waitingList@${at}`;
    const calls = after(
      announce(),
      line(1, YOUTH_WORKER, escalated('capacity'), escalated('waitingList')),
      line(2, undefined, raised(first, []), raised(second, [])),
      line(3, MANAGER_ON_CALL, resolved(first)),
    );
    const { card } = pingCard(calls, [first, second], undefined, HOOGEVEEN, hoursLater(4));
    assert.deepEqual(lines(card).slice(1, -1), ['Een collega vraagt om hulp: wachtlijst.']);
  });
});
