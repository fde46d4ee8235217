import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { whoIs } from '../../src/core/actor.ts';
import { acknowledged, after, hoursLater, line, raised, reported } from './cases.ts';
import { convened } from './meetings.ts';
import { buttons } from './read.ts';
import { HOOGEVEEN, MANAGER_ON_CALL, OFFICER, YOUTH_WORKER } from './regions.ts';
import { stepsOf } from './situations.ts';

const { announce, consult, plan, visit, withClaims } = stepsOf(HOOGEVEEN, YOUTH_WORKER);

const SCHOOL = { tellSchool: true };

const JOIN = 'Deelnemen aan overleg';
const CONSULT = 'Overleg vastleggen';
const HERE = 'Ik ben er';
const CONSULT_AGAIN = 'Overleg aanpassen of opnieuw';
const CLAIM = 'Ik ga mee';
const RELEASE = 'Ik kan toch niet';
const REPLAN = 'Bezoek verzetten';
const VISIT = 'Bezoek vastleggen';
const TELL_SCHOOL = 'School is ingelicht';
const FEEDBACK = 'Terugkoppeling';
const REPORT = 'Formele melding';
const TAKE = 'Ik pak dit op';
const ESCALATE = 'Opschalen';
const TIMELINE = 'Tijdlijn';

/** A risk that stands until the case is closed. */
const RISK = 'stuck:case@1';
const risen = (document: CaseDocument) =>
  after(document, line(2, undefined, raised(RISK, [whoIs(MANAGER_ON_CALL)])));
const running = convened(HOOGEVEEN, { way: 'graph' });

describe('The buttons of a case, with', () => {
  const cases: readonly [string, CaseDocument, readonly string[]][] = [
    ['a risk that nobody took up, announced', risen(running), [JOIN, CONSULT, HERE, CLAIM, ESCALATE, TAKE]],
    [
      'a risk that nobody took up, before consultations began by themselves',
      risen(withClaims(announce(), 1)),
      [CONSULT, CLAIM, RELEASE, ESCALATE, TAKE, REPORT],
    ],
    [
      'a risk that nobody took up, consulted',
      risen(withClaims(consult(SCHOOL), 1)),
      [CLAIM, VISIT, RELEASE, ESCALATE, CONSULT_AGAIN, TAKE],
    ],
    [
      'a risk that nobody took up, planned',
      risen(plan(SCHOOL)),
      [VISIT, RELEASE, ESCALATE, CONSULT_AGAIN, TAKE, REPLAN],
    ],
    [
      'a risk that nobody took up, visited',
      risen(visit({}, SCHOOL)),
      [TELL_SCHOOL, FEEDBACK, REPORT, TAKE, ESCALATE, TIMELINE],
    ],
    [
      'a risk that somebody took up',
      after(risen(announce()), line(2, MANAGER_ON_CALL, acknowledged(RISK))),
      [CONSULT, CLAIM, ESCALATE, REPORT, TIMELINE],
    ],
    [
      'the formal report is registered',
      after(announce(), line(2, OFFICER, reported())),
      [CONSULT, CLAIM, ESCALATE, TIMELINE],
    ],
  ];
  for (const [name, document, titles] of cases) {
    it(`${name}: ${titles.join(', ')}`, () => {
      assert.deepEqual(buttons(caseCard(document, HOOGEVEEN, hoursLater(3)).card), titles);
    });
  }
});
