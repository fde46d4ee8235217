import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import { MOST_RISKS } from '../../src/cards/parse.ts';
import { openMeeting } from '../../src/case/state.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { whoIs } from '../../src/core/actor.ts';
import { findAction } from '../support/cards.ts';
import { after, followed, hoursLater, line, raised } from './cases.ts';
import { concluded, convened } from './meetings.ts';
import { meetingSituations } from './meeting-situations.ts';
import { buttons, lines, opened } from './read.ts';
import { HOOGEVEEN, MANAGER_ON_CALL, YOUTH_WORKER } from './regions.ts';
import { RISKS, type Situation, situations, stepsOf } from './situations.ts';

const { withClaims } = stepsOf(HOOGEVEEN, YOUTH_WORKER);

const buttonsOf = (document: CaseDocument): readonly string[] =>
  buttons(caseCard(document, HOOGEVEEN, hoursLater(3)).card);

const JOIN = 'Deelnemen aan overleg';
const CONSULT = 'Overleg vastleggen';
const HERE = 'Ik ben er';
const BEGIN = 'Overleg nu beginnen';
const COMPLETE = 'Overleg aanvullen';
const CONSULT_AGAIN = 'Overleg aanpassen of opnieuw';
const CLAIM = 'Ik ga mee';
const RELEASE = 'Ik kan toch niet';
const PLAN = 'Bezoek plannen';
const VISIT = 'Bezoek vastleggen';
const TELL_SCHOOL = 'School is ingelicht';
const FEEDBACK = 'Terugkoppeling';
const REPORT = 'Formele melding';
const TAKE = 'Ik pak dit op';
const CLOSE = 'Casus sluiten';
const ESCALATE = 'Opschalen';
const TIMELINE = 'Tijdlijn';

const first = concluded(convened(HOOGEVEEN, { way: 'graph' }), YOUTH_WORKER);

/** Every situation, with as many of the pair as there can be. */
const all: readonly Situation[] = [
  ...situations(HOOGEVEEN, YOUTH_WORKER),
  ...meetingSituations(HOOGEVEEN, YOUTH_WORKER),
];
/** Every risk stands as well, and nobody took it up. */
const risen = (document: CaseDocument): CaseDocument =>
  after(document, line(3, undefined, ...RISKS.map((risk) => raised(risk, [whoIs(MANAGER_ON_CALL)]))));
const beforeVisit = all
  .filter(({ document: { state } }) => ['announced', 'consulted', 'planned'].includes(state.step))
  .flatMap(({ name, document }) =>
    [document, withClaims(document, 1), withClaims(document)]
      .flatMap((one) => [one, risen(one)])
      .map((one) => ({ name, document: one, shown: buttonsOf(one) })),
  );

describe('The six buttons there is room for', () => {
  const lacking = (wrong: (one: (typeof beforeVisit)[number]) => boolean): void => {
    const found = beforeVisit.filter(wrong).map(({ name, shown }) => `${name}: ${shown.join(', ')}`);
    assert.deepEqual(found.slice(0, 5), [], `${found.length} cards`);
  };

  it('are all in use in some situations, so that something must be left out', () => {
    assert.ok(beforeVisit.filter(({ shown }) => shown.length === 6).length > 50);
  });

  it('begin with the consultation while there is one: the way in, its outcome, at first also being there', () => {
    lacking(({ document: { state }, document, shown }) => {
      if (!openMeeting(followed(document))) return false;
      const there = state.step === 'announced' ? [HERE, BEGIN] : [];
      const held = shown.filter((title) => [JOIN, CONSULT, ...there].includes(title));
      const isThere = there.length === 0 || held.some((title) => there.includes(title));
      return !held.includes(CONSULT) || !isThere || held.join() !== shown.slice(0, held.length).join();
    });
  });

  it('let being there in a second consultation come after the call for help, before what is less urgent', () => {
    lacking(({ document: { state }, document, shown }) => {
      if (!openMeeting(followed(document)) || state.step === 'announced') return false;
      const place = shown.findIndex((title) => title === HERE || title === BEGIN);
      return place < 0 ? shown.length < 6 || shown.includes(TIMELINE) : shown[place - 1] !== ESCALATE;
    });
  });

  it('let whoever goes drop out, also while a second consultation is held', () => {
    lacking(({ document, shown }) => {
      const state = followed(document);
      return openMeeting(state) && state.step !== 'announced' && state.slots.some(({ claim }) => claim)
        ? !shown.includes(RELEASE)
        : false;
    });
  });

  it('leave out the timeline before the call for help, and that before anything of the visit', () => {
    lacking(({ shown }) => shown.includes(TIMELINE) && !shown.includes(ESCALATE));
    lacking(({ document, shown }) => {
      const open = followed(document).slots.some(({ claim }) => !claim);
      return open && !shown.includes(CLAIM);
    });
    lacking(({ document, shown }) => document.state.step !== 'announced' && !shown.includes(VISIT));
  });

  it('never leave out the call for help, also while a second consultation is held', () => {
    lacking(({ shown }) => !shown.includes(ESCALATE));
  });

  it('let an outcome be adjusted in every step between the consultation and the visit', () => {
    lacking(
      ({ document: { state }, shown }) =>
        state.step !== 'announced' && ![CONSULT, CONSULT_AGAIN].some((title) => shown.includes(title)),
    );
  });

  it('let whoever looks take up what stands, wherever there is room: the messages about it have that button too', () => {
    lacking(({ document, shown }) => {
      const stands = Object.values(followed(document).risks).some(({ acknowledged }) => !acknowledged);
      return stands && shown.length < 6 && !shown.includes(TAKE);
    });
    assert.ok(beforeVisit.filter(({ shown }) => shown.includes(TAKE)).length > 50);
  });

  it('take up everything that stands at once, but never more than a card may ask', () => {
    const risksOn = (document: CaseDocument) =>
      (findAction(caseCard(document, HOOGEVEEN, hoursLater(3)).card, TAKE).data as { risks: string[] }).risks;
    const stands = RISKS.filter(
      (risk) => !/^(unplanned|planned|windowMissed|visitors|feedback|unclosed)/.test(risk),
    );
    assert.deepEqual(risksOn(risen(stepsOf(HOOGEVEEN, YOUTH_WORKER).announce())), stands);
    const many = Array.from({ length: 60 }, (_, index) => `stuck:case@${index}`);
    const crowded = after(
      stepsOf(HOOGEVEEN, YOUTH_WORKER).announce(),
      line(1, undefined, ...many.map((risk) => raised(risk, []))),
    );
    assert.deepEqual(risksOn(crowded), many.slice(-MOST_RISKS));
  });

  it('let another consultation begin where an outcome is adjusted, without asking anything of that form', () => {
    const form = opened(caseCard(first, HOOGEVEEN, hoursLater(3)).card, CONSULT_AGAIN);
    assert.deepEqual(buttons(form), ['Besluit opslaan', 'Nieuw overleg starten']);
    const begin = findAction(form, 'Nieuw overleg starten');
    assert.deepEqual([begin.verb, begin.associatedInputs], ['begin', 'none']);
  });

  it('are there for what the card asks for', () => {
    const asked = all.map(({ name, document, now }) => ({
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
        ...missing(/^▶ Overleg (nu|..? \d)/, CONSULT),
        ...missing(/^▶ Vul het overleg aan/, COMPLETE),
        ...missing(/Druk op "Ik ga mee"/, CLAIM),
        ...missing(/^▶ Plan het bezoek/, PLAN),
        ...missing(/leg het daarna vast/, VISIT),
        ...missing(/^▶ Nog te doen: .*Overleg aanvullen/, COMPLETE),
        ...missing(/School inlichten/, TELL_SCHOOL),
        ...missing(/^▶ Nog te doen: .*Terugkoppeling/, FEEDBACK),
        ...missing(/^▶ Nog te doen: .*Formele melding/, REPORT),
        ...missing(/Sluit de casus/, CLOSE),
      ],
      [],
    );
  });
});
