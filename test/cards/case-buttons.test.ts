import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import { PROBLEM } from '../../src/cards/texts.nl.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { textOf } from '../support/cards.ts';
import {
  SCHOOL_TOLD,
  TRANSFERRED,
  after,
  attempted,
  feedback,
  hoursLater,
  line,
  planned,
  released,
  reported,
  seen,
} from './cases.ts';
import { again, concluded, convened } from './meetings.ts';
import { buttons, opened } from './read.ts';
import { HOOGEVEEN, YOUTH_WORKER } from './regions.ts';
import { stepsOf } from './situations.ts';

const { announce, consult, plan, visit, close, withClaims } = stepsOf(HOOGEVEEN, YOUTH_WORKER);

const NO_CHILDREN = { children: 0 };
const SCHOOL = { tellSchool: true };

const buttonsOf = (document: CaseDocument, hours = 3): readonly string[] =>
  buttons(caseCard(document, HOOGEVEEN, hoursLater(hours)).card);

const JOIN = 'Deelnemen aan overleg';
const CONSULT = 'Overleg vastleggen';
const HERE = 'Ik ben er';
const BEGIN = 'Overleg nu beginnen';
const COMPLETE = 'Overleg aanvullen';
const CONSULT_AGAIN = 'Overleg aanpassen of opnieuw';
const CLAIM = 'Ik ga mee';
const RELEASE = 'Ik kan toch niet';
const PLAN = 'Bezoek plannen';
const REPLAN = 'Bezoek verzetten';
const VISIT = 'Bezoek vastleggen';
const TELL_SCHOOL = 'School is ingelicht';
const FEEDBACK = 'Terugkoppeling';
const REPORT = 'Formele melding';
const CLOSE = 'Casus sluiten';
const ESCALATE = 'Opschalen';
const TIMELINE = 'Tijdlijn';

const transferred = (document: CaseDocument): CaseDocument =>
  after(document, line(10, YOUTH_WORKER, TRANSFERRED));

const running = convened(HOOGEVEEN, { way: 'graph' });
const ahead = convened(HOOGEVEEN, { way: 'graph', startsAt: hoursLater(20) });
const first = concluded(running, YOUTH_WORKER);
const second = again(first, HOOGEVEEN, { way: 'graph' });
const ready = after(withClaims(first), line(1, YOUTH_WORKER, planned(hoursLater(6))));
const secondWhilePlanned = again(ready, HOOGEVEEN, { way: 'graph' });

describe('The buttons of a case', () => {
  const inTime: readonly [string, CaseDocument, readonly string[]][] = [
    ['announced', running, [JOIN, CONSULT, HERE, CLAIM, ESCALATE, TIMELINE]],
    [
      'announced, the place is being looked for',
      convened(HOOGEVEEN),
      [CONSULT, HERE, CLAIM, ESCALATE, TIMELINE],
    ],
    [
      'announced, by telephone',
      convened(HOOGEVEEN, { way: 'phone' }),
      [CONSULT, HERE, CLAIM, ESCALATE, TIMELINE],
    ],
    ['announced, the consultation is for later', ahead, [JOIN, CONSULT, BEGIN, CLAIM, ESCALATE, TIMELINE]],
    [
      'announced, before consultations began by themselves',
      announce(),
      [CONSULT, CLAIM, ESCALATE, REPORT, TIMELINE],
    ],
    ['announced, without children', announce(NO_CHILDREN), [CONSULT, CLAIM, ESCALATE, REPORT, TIMELINE]],
    [
      'announced, one of the pair goes',
      withClaims(running, 1),
      [JOIN, CONSULT, HERE, CLAIM, RELEASE, ESCALATE],
    ],
    [
      'announced, the whole pair goes',
      withClaims(running),
      [JOIN, CONSULT, HERE, RELEASE, ESCALATE, TIMELINE],
    ],
    ['consulted, details missing', first, [COMPLETE, CLAIM, VISIT, ESCALATE, CONSULT_AGAIN, REPORT]],
    [
      'consulted, details missing, one of the pair goes',
      withClaims(first, 1),
      [COMPLETE, CLAIM, VISIT, RELEASE, ESCALATE, CONSULT_AGAIN],
    ],
    [
      'consulted, details missing, the whole pair goes',
      withClaims(first),
      [COMPLETE, PLAN, VISIT, RELEASE, ESCALATE, CONSULT_AGAIN],
    ],
    ['consulted', consult(), [CLAIM, VISIT, ESCALATE, CONSULT_AGAIN, REPORT, TIMELINE]],
    [
      'consulted, the school must be told',
      consult(SCHOOL),
      [CLAIM, VISIT, ESCALATE, CONSULT_AGAIN, TELL_SCHOOL, REPORT],
    ],
    [
      'consulted, one of the pair goes',
      withClaims(consult(SCHOOL), 1),
      [CLAIM, VISIT, RELEASE, ESCALATE, CONSULT_AGAIN, TELL_SCHOOL],
    ],
    [
      'consulted, the whole pair goes',
      withClaims(consult(SCHOOL)),
      [PLAN, VISIT, RELEASE, ESCALATE, CONSULT_AGAIN, TELL_SCHOOL],
    ],
    [
      'consulted, the school knows',
      after(withClaims(consult(SCHOOL)), line(2, YOUTH_WORKER, SCHOOL_TOLD)),
      [PLAN, VISIT, RELEASE, ESCALATE, CONSULT_AGAIN, REPORT],
    ],
    ['in a second consultation', second, [JOIN, CONSULT, CLAIM, VISIT, ESCALATE, HERE]],
    [
      'in a second consultation, one of the pair goes',
      withClaims(second, 1),
      [JOIN, CONSULT, CLAIM, RELEASE, VISIT, ESCALATE],
    ],
    [
      'in a second consultation, the whole pair goes',
      withClaims(second),
      [JOIN, CONSULT, PLAN, RELEASE, VISIT, ESCALATE],
    ],
    [
      'in a second consultation by telephone, the whole pair goes',
      withClaims(again(first, HOOGEVEEN, { way: 'phone' })),
      [CONSULT, PLAN, RELEASE, VISIT, ESCALATE, HERE],
    ],
    [
      'in a second consultation that is for later',
      again(first, HOOGEVEEN, { way: 'graph', startsAt: hoursLater(20) }),
      [JOIN, CONSULT, CLAIM, VISIT, ESCALATE, BEGIN],
    ],
    [
      'in a second consultation while the visit is planned',
      secondWhilePlanned,
      [JOIN, CONSULT, VISIT, RELEASE, ESCALATE, HERE],
    ],
    [
      'in a second consultation while the visit is planned, one changed their mind',
      after(secondWhilePlanned, line(3, YOUTH_WORKER, released(1))),
      [JOIN, CONSULT, VISIT, CLAIM, RELEASE, ESCALATE],
    ],
    ['planned', plan(), [VISIT, RELEASE, ESCALATE, CONSULT_AGAIN, REPLAN, REPORT]],
    [
      'planned, the school must be told',
      plan(SCHOOL),
      [VISIT, RELEASE, ESCALATE, CONSULT_AGAIN, REPLAN, TELL_SCHOOL],
    ],
    [
      'planned, one changed their mind',
      after(plan(SCHOOL), line(3, YOUTH_WORKER, released(1))),
      [VISIT, CLAIM, RELEASE, ESCALATE, CONSULT_AGAIN, TELL_SCHOOL],
    ],
    [
      'after a failed attempt',
      after(plan(), line(7, YOUTH_WORKER, attempted(hoursLater(6)))),
      [PLAN, VISIT, RELEASE, ESCALATE, CONSULT_AGAIN, REPORT],
    ],
    ['visited', visit(), [FEEDBACK, REPORT, ESCALATE, TIMELINE]],
    [
      'visited, the school must be told',
      visit({}, SCHOOL),
      [TELL_SCHOOL, FEEDBACK, REPORT, ESCALATE, TIMELINE],
    ],
    [
      'visited, one feedback given',
      after(visit(), line(8, YOUTH_WORKER, feedback('police'))),
      [FEEDBACK, REPORT, ESCALATE, TIMELINE],
    ],
    [
      'visited, all feedback given, the school must be told',
      after(visit({}, SCHOOL), line(8, YOUTH_WORKER, feedback('police'), feedback('safeAtHome'))),
      [TELL_SCHOOL, REPORT, ESCALATE, TIMELINE],
    ],
    [
      'visited, only the formal report left to do',
      after(visit(), line(8, YOUTH_WORKER, feedback('police'), feedback('safeAtHome'))),
      [REPORT, ESCALATE, TIMELINE],
    ],
    [
      'visited, nothing left to do',
      after(visit(), line(8, YOUTH_WORKER, feedback('police'), feedback('safeAtHome'), reported())),
      [CLOSE, ESCALATE, TIMELINE],
    ],
    [
      'visited, details missing',
      after(first, line(7, YOUTH_WORKER, seen(hoursLater(6)))),
      [COMPLETE, TELL_SCHOOL, FEEDBACK, REPORT, ESCALATE, TIMELINE],
    ],
    ['closed', transferred(close()), [TIMELINE]],
    ['closed, the school was told', transferred(close(SCHOOL)), [TIMELINE]],
    ['closed by an earlier program, which did not ask for the dossier', close(), [CLOSE, TIMELINE]],
  ];
  for (const [name, document, titles] of inTime) {
    it(`${name}: ${titles.join(', ')}`, () => {
      assert.deepEqual(buttonsOf(document), titles);
    });
  }

  it('stay the same when the case is late: a late visit is better than none', () => {
    const changedMind = after(plan(SCHOOL), line(3, YOUTH_WORKER, released(1)));
    for (const document of [
      announce(),
      withClaims(announce()),
      consult(SCHOOL),
      withClaims(consult(SCHOOL)),
      plan(SCHOOL),
      changedMind,
      visit(),
      close(),
    ])
      assert.deepEqual(buttonsOf(document, 30), buttonsOf(document), document.state.step);
  });

  it('have a form for the visit that asks why it was late, once it is', () => {
    const document = plan();
    const visitForm = (hours: number) =>
      textOf(opened(caseCard(document, HOOGEVEEN, hoursLater(hours)).card, VISIT));
    assert.doesNotMatch(visitForm(23), /Later dan 24 uur/);
    assert.match(visitForm(25), /Later dan 24 uur: waarom/);
  });

  it('let the school be told in every step after the consultation asked for it', () => {
    const changedMind = after(plan(SCHOOL), line(3, YOUTH_WORKER, released(1)));
    const without = [
      consult(SCHOOL),
      withClaims(consult(SCHOOL)),
      plan(SCHOOL),
      changedMind,
      visit({}, SCHOOL),
    ]
      .filter((document) => !buttonsOf(document).includes(TELL_SCHOOL))
      .map(({ state }) => state.step);
    assert.deepEqual(without, []);
  });

  it('offer no planning while somebody of the pair is still needed, because it would be refused', () => {
    const changedMind = after(plan(), line(3, YOUTH_WORKER, released(1)));
    for (const document of [changedMind, consult(), withClaims(consult(), 1)])
      assert.ok(
        !buttonsOf(document).some((title) => title === REPLAN || title === PLAN),
        document.state.step,
      );
  });

  it('let a joint decision to wait be recorded when no time is left to plan, as the refusal says', () => {
    assert.match(PROBLEM.outsideWindow, /leg in het overleg vast dat u bewust wacht/);
    const failed = after(plan(), line(23, YOUTH_WORKER, attempted(hoursLater(23))));
    for (const document of [failed, plan(), withClaims(consult())])
      assert.ok(
        buttonsOf(document, 25).includes(CONSULT_AGAIN),
        `only ${buttonsOf(document, 25).join(', ')}`,
      );
  });
});
