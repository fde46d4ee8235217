import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { after, escalated, hoursLater, lateReasonGiven, line, reported, resolved, seen } from './cases.ts';
import { facts } from './read.ts';
import { HOOGEVEEN, OFFICER, YOUTH_WORKER } from './regions.ts';
import { stepsOf } from './situations.ts';

const { announce, consult, plan, visit } = stepsOf(HOOGEVEEN, YOUTH_WORKER);

const factsOf = (document: CaseDocument) => facts(caseCard(document, HOOGEVEEN, hoursLater(3)).card);

describe('The card of a case', () => {
  it('tells why a visit will be late, as soon as that is known', () => {
    const reason = line(25, YOUTH_WORKER, lateReasonGiven('delayPolice'));
    for (const document of [announce(), consult(), plan()]) {
      assert.equal(factsOf(document)['Later dan 24 uur'], undefined);
      assert.equal(factsOf(after(document, reason))['Later dan 24 uur'], 'Vertraging bij de politie');
    }
    // It turned out to have been in time.
    const inTime = after(plan(), reason, line(26, YOUTH_WORKER, seen(hoursLater(6))));
    assert.equal(factsOf(inTime)['Later dan 24 uur'], undefined);
  });

  it('tells the number of the formal report, once there is one', () => {
    const report = line(2, OFFICER, reported('VT 12345678'));
    for (const document of [announce(), consult(), plan(), visit()]) {
      assert.equal(factsOf(document)['Formele melding'], 'Nog niet geregistreerd');
      assert.equal(factsOf(after(document, report))['Formele melding'], 'VT 12345678');
    }
  });

  it('tells what stood in the way from the moment somebody asked for help, each once', () => {
    const help = line(
      3,
      YOUTH_WORKER,
      escalated('capacity'),
      escalated('waitingList', 2),
      escalated('capacity'),
    );
    for (const document of [announce(), consult(), plan()]) {
      assert.equal(factsOf(document).Knelpunten, undefined);
      assert.equal(factsOf(after(document, help)).Knelpunten, 'Te weinig mensen, Wachtlijst');
    }
    const met = visit({ obstacles: ['waitingList', 'other'] });
    assert.equal(factsOf(after(met, help)).Knelpunten, 'Te weinig mensen, Wachtlijst, Iets anders');
    const solved = after(
      announce(),
      help,
      line(4, YOUTH_WORKER, resolved(`escalated:capacity@${hoursLater(3)}`)),
    );
    assert.equal(
      factsOf(solved).Knelpunten,
      'Te weinig mensen, Wachtlijst',
      'it stood in the way all the same',
    );
  });
});
