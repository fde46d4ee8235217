import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import { PROBLEM } from '../../src/cards/texts.nl.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { textOf } from '../support/cards.ts';
import { SCHOOL_TOLD, after, attempted, feedback, hoursLater, line, released } from './cases.ts';
import { buttons, lines, opened } from './read.ts';
import { HOOGEVEEN, YOUTH_WORKER } from './regions.ts';
import { situations, stepsOf } from './situations.ts';

const { announce, consult, plan, visit, close, withClaims } = stepsOf(HOOGEVEEN, YOUTH_WORKER);

const NO_CHILDREN = { children: 0 };
const SCHOOL = { tellSchool: true };

const buttonsOf = (document: CaseDocument, hours = 3): readonly string[] =>
  buttons(caseCard(document, HOOGEVEEN, hoursLater(hours)).card);

const JOIN = 'Deelnemen aan overleg';
const CONSULT = 'Overleg vastleggen';
const CONSULT_AGAIN = 'Overleg aanpassen';
const CLAIM = 'Ik ga mee';
const RELEASE = 'Ik kan toch niet';
const PLAN = 'Bezoek plannen';
const REPLAN = 'Bezoek verzetten';
const VISIT = 'Bezoek vastleggen';
const TELL_SCHOOL = 'School is ingelicht';
const FEEDBACK = 'Terugkoppeling';
const CLOSE = 'Casus sluiten';
const ESCALATE = 'Opschalen';
const TIMELINE = 'Tijdlijn';

describe('The buttons of a case', () => {
  const inTime: readonly [string, CaseDocument, readonly string[]][] = [
    ['announced', announce(), [JOIN, CONSULT, CLAIM, ESCALATE, TIMELINE]],
    ['announced without children', announce(NO_CHILDREN), [JOIN, CONSULT, CLAIM, ESCALATE, TIMELINE]],
    [
      'announced, one of the pair goes',
      withClaims(announce(), 1),
      [JOIN, CONSULT, CLAIM, RELEASE, ESCALATE, TIMELINE],
    ],
    ['announced, the whole pair goes', withClaims(announce()), [JOIN, CONSULT, RELEASE, ESCALATE, TIMELINE]],
    ['consulted', consult(), [CLAIM, VISIT, ESCALATE, TIMELINE, CONSULT_AGAIN]],
    [
      'consulted, the school must be told',
      consult(SCHOOL),
      [CLAIM, VISIT, ESCALATE, TIMELINE, TELL_SCHOOL, CONSULT_AGAIN],
    ],
    [
      'consulted, one of the pair goes',
      withClaims(consult(SCHOOL), 1),
      [CLAIM, VISIT, RELEASE, ESCALATE, TIMELINE, TELL_SCHOOL],
    ],
    [
      'consulted, the whole pair goes',
      withClaims(consult(SCHOOL)),
      [PLAN, VISIT, RELEASE, ESCALATE, TIMELINE, TELL_SCHOOL],
    ],
    [
      'consulted, the school knows',
      after(withClaims(consult(SCHOOL)), line(2, YOUTH_WORKER, SCHOOL_TOLD)),
      [PLAN, VISIT, RELEASE, ESCALATE, TIMELINE, CONSULT_AGAIN],
    ],
    ['planned', plan(), [VISIT, RELEASE, ESCALATE, TIMELINE, REPLAN, CONSULT_AGAIN]],
    [
      'planned, the school must be told',
      plan(SCHOOL),
      [VISIT, RELEASE, ESCALATE, TIMELINE, TELL_SCHOOL, REPLAN],
    ],
    [
      'planned, one changed their mind',
      after(plan(SCHOOL), line(3, YOUTH_WORKER, released(1))),
      [VISIT, CLAIM, RELEASE, ESCALATE, TIMELINE, TELL_SCHOOL],
    ],
    [
      'after a failed attempt',
      after(plan(), line(7, YOUTH_WORKER, attempted(hoursLater(6)))),
      [PLAN, VISIT, RELEASE, ESCALATE, TIMELINE, CONSULT_AGAIN],
    ],
    ['visited', visit(), [FEEDBACK, ESCALATE, TIMELINE]],
    ['visited, the school must be told', visit({}, SCHOOL), [TELL_SCHOOL, FEEDBACK, ESCALATE, TIMELINE]],
    [
      'visited, one feedback given',
      after(visit(), line(8, YOUTH_WORKER, feedback('police'))),
      [FEEDBACK, ESCALATE, TIMELINE],
    ],
    [
      'visited, all feedback given, the school must be told',
      after(visit({}, SCHOOL), line(8, YOUTH_WORKER, feedback('police'), feedback('safeAtHome'))),
      [TELL_SCHOOL, ESCALATE, TIMELINE],
    ],
    [
      'visited, nothing left to do',
      after(visit(), line(8, YOUTH_WORKER, feedback('police'), feedback('safeAtHome'))),
      [CLOSE, ESCALATE, TIMELINE],
    ],
    ['closed', close(), [TIMELINE]],
    ['closed, the school was told', close(SCHOOL), [TIMELINE]],
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

  it('are there for what the card asks for', () => {
    const asked = situations(HOOGEVEEN, YOUTH_WORKER).map(({ name, document, now }) => ({
      name,
      card: caseCard(document, HOOGEVEEN, now).card,
    }));
    const missing = (what: RegExp, ...titles: readonly string[]) =>
      asked
        .filter(({ card }) => lines(card).some((words) => what.test(words)))
        .filter(({ card }) => !buttons(card).some((title) => titles.includes(title)))
        .map(({ name }) => `${name}: ${what.source}`);
    assert.deepEqual(
      [
        ...missing(/^▶ Overleg nu/, CONSULT),
        ...missing(/Druk op "Ik ga mee"/, CLAIM),
        ...missing(/^▶ Plan het bezoek/, PLAN),
        ...missing(/leg het daarna vast/, VISIT),
        ...missing(/School inlichten/, TELL_SCHOOL),
        ...missing(/^▶ Nog te doen: .*Terugkoppeling/, FEEDBACK),
        ...missing(/Sluit de casus/, CLOSE),
      ],
      [],
    );
  });

  it('lead to the standing room of the municipality', () => {
    const { card } = caseCard(announce(), HOOGEVEEN, hoursLater(0));
    assert.match(
      JSON.stringify(card),
      /"Action.OpenUrl","title":"Deelnemen aan overleg","url":"https:\/\/teams.example.invalid\/hoogeveen"/,
    );
  });
});
