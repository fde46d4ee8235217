import assert from 'node:assert/strict';
import { timeline } from '../../src/cards/timeline.ts';
import { type CaseDocument, withEvents } from '../../src/case/document.ts';
import { whoIs } from '../../src/core/actor.ts';
import {
  CLOSED,
  SCHOOL_TOLD,
  acknowledged,
  after,
  announced,
  attempted,
  claimed,
  escalated,
  feedback,
  hoursLater,
  intake,
  lateReasonGiven,
  line,
  planned,
  raised,
  recorded,
  released,
  reported,
  resolved,
  seen,
  takerAsked,
} from './cases.ts';
import { HOOGEVEEN, LOCAL_TEAM, MANAGER_ON_CALL, OFFICER, YOUTH_WORKER } from './regions.ts';
import { words } from './walk.ts';

const linesOf = (document: CaseDocument): readonly string[] =>
  timeline(document, HOOGEVEEN).map(({ text }) => words(text));

const PAIR = ['jeugd-mw', 'veilig-opgroeien'];
const RISK = 'unclaimed:slot 0@1';
const manager = whoIs(MANAGER_ON_CALL);

describe('The timeline of a case', () => {
  it('says who did what when, newest first', () => {
    const told = after(
      announced(HOOGEVEEN),
      line(1, undefined, raised(RISK, [whoIs(YOUTH_WORKER), manager])),
      line(2, MANAGER_ON_CALL, acknowledged(RISK)),
      line(3, YOUTH_WORKER, recorded(PAIR, { tellSchool: true })),
      line(4, YOUTH_WORKER, claimed(0, 'jeugd-mw')),
      line(5, LOCAL_TEAM, claimed(1, 'veilig-opgroeien'), released(1)),
      line(6, YOUTH_WORKER, planned(hoursLater(8))),
      line(9, YOUTH_WORKER, attempted(hoursLater(8), 'notOpened')),
      line(10, YOUTH_WORKER, escalated('noFittingHelp')),
      line(11, undefined, raised('escalated:noFittingHelp@1', [], 1), {
        type: 'PingUndeliverable',
        to: manager,
      }),
      line(12, YOUTH_WORKER, seen(hoursLater(12)), SCHOOL_TOLD, feedback('police')),
      line(13, YOUTH_WORKER, feedback('safeAtHome'), CLOSED),
    );
    assert.deepEqual(linesOf(told), [
      'di 24 nov. 03:00 · Megan Bowen: casus gesloten',
      'di 24 nov. 03:00 · Megan Bowen: terugkoppeling gedaan aan Veilig Thuis',
      'di 24 nov. 02:00 · Megan Bowen: terugkoppeling gedaan aan Politie',
      'di 24 nov. 02:00 · Megan Bowen: school is ingelicht',
      'di 24 nov. 02:00 · Megan Bowen: gezin gezien en gesproken',
      'di 24 nov. 01:00 · bericht aan Patti Fernandez kwam niet aan',
      'di 24 nov. 01:00 · bericht geplaatst: er is niemand voor deze taak',
      'di 24 nov. 00:00 · Megan Bowen: opgeschaald: geen passende hulp',
      'ma 23 nov. 23:00 · Megan Bowen: bezoek niet gelukt: er werd niet opengedaan',
      'ma 23 nov. 20:00 · Megan Bowen: bezoek gepland op ma 23 nov. 22:00',
      'ma 23 nov. 19:00 · Adele Vance: kan toch niet mee',
      'ma 23 nov. 19:00 · Adele Vance: gaat mee als Veilig Opgroeien',
      'ma 23 nov. 18:00 · Megan Bowen: gaat mee als Jeugdmaatschappelijk werker',
      'ma 23 nov. 17:00 · Megan Bowen: overleg vastgelegd: gaan',
      'ma 23 nov. 16:00 · Patti Fernandez: pakt dit op',
      'ma 23 nov. 15:00 · bericht gestuurd aan Megan Bowen, Patti Fernandez',
      'ma 23 nov. 14:00 · Alex Wilber: vooraankondiging gedaan',
    ]);
  });

  it('says that everybody waits on purpose', () => {
    const decision = { kind: 'wait' as const, reason: 'restrainingOrder' as const, until: hoursLater(48) };
    const [newest] = linesOf(
      after(announced(HOOGEVEEN), line(1, YOUTH_WORKER, recorded(PAIR, { decision }))),
    );
    assert.equal(newest, 'ma 23 nov. 15:00 · Megan Bowen: overleg vastgelegd: bewust wachten');
  });

  it('says what came of calls for help, reports and late visits', () => {
    const call = `escalated:capacity@${hoursLater(1)}`;
    const told = after(
      announced(HOOGEVEEN),
      line(1, YOUTH_WORKER, escalated('capacity', 2)),
      line(1, undefined, raised(call, [manager], 2)),
      line(2, MANAGER_ON_CALL, acknowledged(call)),
      line(4, undefined, takerAsked(call, manager)),
      line(5, MANAGER_ON_CALL, acknowledged(call)),
      line(6, MANAGER_ON_CALL, resolved(call)),
      line(7, OFFICER, reported('VT 12345678')),
      line(25, YOUTH_WORKER, lateReasonGiven('familyNotOpen')),
    );
    assert.deepEqual(linesOf(told).slice(0, -1), [
      'di 24 nov. 15:00 · Megan Bowen: reden van vertraging: gezin staat niet open voor hulp',
      'ma 23 nov. 21:00 · Alex Wilber: formele melding geregistreerd',
      'ma 23 nov. 20:00 · Patti Fernandez: hulpvraag opgelost',
      'ma 23 nov. 19:00 · Patti Fernandez: pakt dit op',
      'ma 23 nov. 18:00 · gevraagd of het is gelukt: Patti Fernandez',
      'ma 23 nov. 16:00 · Patti Fernandez: pakt dit op',
      'ma 23 nov. 15:00 · bericht gestuurd aan Patti Fernandez',
      'ma 23 nov. 15:00 · Megan Bowen: opgeschaald: te weinig mensen',
    ]);
  });

  it('says who got a text message as well, and whom nothing reached', () => {
    const youth = whoIs(YOUTH_WORKER);
    const told = after(
      announced(HOOGEVEEN),
      line(1, undefined, raised(RISK, [youth])),
      line(2, undefined, { ...raised(RISK, [manager], 1), texted: [youth] }),
      line(3, undefined, { type: 'PingUndeliverable', to: manager, risks: [RISK] }),
      line(4, undefined, { type: 'PingUndeliverable', risks: [RISK] }),
    );
    assert.deepEqual(linesOf(told).slice(0, 3), [
      'ma 23 nov. 18:00 · bericht aan het kanaal kwam niet aan',
      'ma 23 nov. 17:00 · bericht aan Patti Fernandez kwam niet aan',
      'ma 23 nov. 16:00 · bericht gestuurd aan Patti Fernandez, en een sms aan Megan Bowen',
    ]);
  });

  it('names three people at most, and says how many more there were', () => {
    const team = ['Anna', 'Bram', 'Carla', 'Daan', 'Eva'].map((name) => ({ ...manager, id: name, name }));
    const [five, three] = linesOf(
      after(
        announced(HOOGEVEEN),
        line(1, undefined, raised(RISK, team.slice(0, 3))),
        line(2, undefined, raised(RISK, team, 1)),
      ),
    );
    assert.equal(three, 'ma 23 nov. 15:00 · bericht gestuurd aan Anna, Bram, Carla');
    assert.equal(five, 'ma 23 nov. 16:00 · bericht gestuurd aan Anna, Bram, Carla en nog 2');
  });

  it('keeps the newest 25 lines, and says how many there were before', () => {
    const inAndOut = Array.from({ length: 100 }, () => [claimed(0, 'jeugd-mw'), released(0)]).flat();
    const text = linesOf(withEvents(announced(HOOGEVEEN), inAndOut, hoursLater(1), whoIs(YOUTH_WORKER)));
    assert.equal(text.length, 26);
    assert.equal(text[0], 'ma 23 nov. 15:00 · Megan Bowen: kan toch niet mee');
    assert.equal(text.at(-1), 'En nog 176 eerdere stappen.');
  });

  it('has nothing to tell of a form that was not sent', () => {
    assert.deepEqual(linesOf(intake()), []);
  });
});
