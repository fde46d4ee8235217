import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { textOf } from '../support/cards.ts';
import {
  CLOSED,
  SCHOOL_TOLD,
  after,
  attempted,
  claimed,
  feedback,
  hoursLater,
  line,
  recorded,
  reported,
} from './cases.ts';
import { facts, lines } from './read.ts';
import { HOOGEVEEN, LOCAL_TEAM, OFFICER, YOUTH_WORKER } from './regions.ts';
import { stepsOf } from './situations.ts';

const { announce, consult, plan, visit, close } = stepsOf(HOOGEVEEN, YOUTH_WORKER);

const cardOf = (document: CaseDocument, note?: string) =>
  caseCard(document, HOOGEVEEN, hoursLater(3), note).card;
const linesOf = (document: CaseDocument, note?: string) => lines(cardOf(document, note));
const factsOf = (document: CaseDocument) => facts(cardOf(document));

const DANGER = '⚠ DIRECT GEVAAR. Bel 112 en Veilig Thuis (0800-2000).';
const SCHOOL = { tellSchool: true };

describe('The card of a case', () => {
  it('tells a new case from top to bottom', () => {
    assert.deepEqual(linesOf(announce()), [
      'Casus HGV-2026-0001',
      'Hoogeveen · Stap 1 van 5: overleg',
      'Bezoek vóór di 24 nov. 14:00',
      '▶ Overleg nu. Leg daarna het besluit vast.',
      '▶ Nog nodig: Jeugdmaatschappelijk werker en Veilig Opgroeien. Kunt u? Druk op "Ik ga mee".',
      'Wie gaat mee',
      '○ Jeugdmaatschappelijk werker: nog open',
      '○ Veilig Opgroeien: nog open',
    ]);
    assert.deepEqual(factsOf(announce()), {
      Ontvangen: 'ma 23 nov. 14:00',
      Incident: 'ma 23 nov. 13:00',
      Kinderen: '2 kinderen',
      'Risico bezoek': 'Geen',
      Huisverbod: 'Nee',
      'Tolk nodig': 'Nee',
      Contact: 'Bekend bij politie; delen mag: nee',
      'Al hulp': 'Weet ik niet',
      Politie: 'PL0100-2026123456',
      'Formele melding': 'Nog niet geregistreerd',
    });
  });

  it('says direct danger first, until the case is closed', () => {
    const danger = { directDanger: true };
    for (const document of [announce(danger), consult({}, danger), plan({}, danger), visit({}, {}, danger)]) {
      assert.equal(linesOf(document)[0], DANGER);
    }
    assert.ok(!linesOf(close({}, danger)).includes(DANGER));
    assert.ok(!linesOf(announce()).includes(DANGER));
  });

  it('says direct danger first also when a button was refused', () => {
    const [first, second] = linesOf(
      announce({ directDanger: true }),
      'U gaat al mee. U hoeft niets te doen.',
    );
    assert.deepEqual([first, second], [DANGER, 'U gaat al mee. U hoeft niets te doen.']);
  });

  it('says why a button was refused before everything else', () => {
    assert.equal(linesOf(announce(), 'U gaat al mee.')[0], 'U gaat al mee.');
  });

  it('says who goes along and who is still needed', () => {
    const one = after(announce(), line(1, YOUTH_WORKER, claimed(0, 'jeugd-mw')));
    const both = after(one, line(2, LOCAL_TEAM, claimed(1, 'veilig-opgroeien')));
    assert.deepEqual(linesOf(one).slice(-2), [
      '✔ Jeugdmaatschappelijk werker: Megan Bowen',
      '○ Veilig Opgroeien: nog open',
    ]);
    assert.ok(linesOf(one).includes('▶ Nog nodig: Veilig Opgroeien. Kunt u? Druk op "Ik ga mee".'));
    assert.deepEqual(linesOf(both).slice(-2), [
      '✔ Jeugdmaatschappelijk werker: Megan Bowen',
      '✔ Veilig Opgroeien: Adele Vance',
    ]);
    assert.doesNotMatch(textOf(cardOf(both)), /Nog nodig/);
  });

  it('asks one adult social worker when there are no children', () => {
    const text = linesOf(announce({ children: 0 }));
    assert.deepEqual(text.slice(-1), ['○ Maatschappelijk werker (volwassenen): nog open']);
    assert.equal(factsOf(announce({ children: 0 })).Kinderen, 'Geen');
    assert.equal(factsOf(announce({ children: 1 })).Kinderen, '1 kind');
    assert.equal(factsOf(announce({ children: 20 })).Kinderen, '20 kinderen');
  });

  it('asks Veilig Thuis along when that was decided', () => {
    const document = consult({ exceptional: true }, {}, ['veilig-thuis', 'jeugd-mw']);
    assert.equal(factsOf(document).Uitzondering, 'Veilig Thuis gaat mee');
    assert.ok(linesOf(document).includes('○ Veilig Thuis: nog open'));
  });

  it('tells the outcome of the consultation', () => {
    const {
      Besluit,
      Regievoerder,
      Veiligheid,
      'Al bekend': known,
      'Bij overleg': present,
    } = factsOf(consult());
    assert.deepEqual(
      [Besluit, Regievoerder, Veiligheid, known, present],
      [
        'Gaan binnen 24 uur',
        'Stichting Welzijnswerk',
        'Niet zeker',
        'Weet ik niet',
        'Politie Noord, Veilig Thuis Drenthe, Gemeente Hoogeveen, Stichting Welzijnswerk',
      ],
    );
    assert.equal(factsOf(consult({ present: [] }))['Bij overleg'], 'Niet ingevuld');
  });

  it('tells attempts and plan', () => {
    const failed = after(plan(), line(7, YOUTH_WORKER, attempted(hoursLater(6))));
    assert.equal(factsOf(failed)['Poging 1'], 'ma 23 nov. 20:00: Niemand thuis');
    assert.equal(factsOf(failed)['Bezoek gepland'], undefined);
    assert.ok(linesOf(failed).includes('▶ Plan het bezoek.'));
    assert.equal(factsOf(plan())['Bezoek gepland'], 'ma 23 nov. 20:00');
    assert.ok(linesOf(plan()).includes('▶ Ga op bezoek en leg het daarna vast.'));
  });

  it('tells what is open after the visit, and what is done', () => {
    const open = visit({ obstacles: ['waitingList', 'capacity'], agreements: false }, SCHOOL);
    assert.deepEqual(linesOf(open).slice(1, 4), [
      'Hoogeveen · Stap 4 van 5: afronden',
      'Gezien en gesproken: ma 23 nov. 20:00',
      '▶ Nog te doen: School inlichten · Terugkoppeling Veilig Thuis · Terugkoppeling politie · Formele melding registreren',
    ]);
    const { Afspraken, Vervolg, Knelpunten, School, Terugkoppeling } = factsOf(open);
    assert.deepEqual(
      [Afspraken, Vervolg, Knelpunten, School, Terugkoppeling],
      ['Niet gemaakt', 'Lokaal team gaat verder', 'Wachtlijst, Te weinig mensen', 'Nog niet', 'Nog niet'],
    );
    const half = after(
      open,
      line(8, YOUTH_WORKER, SCHOOL_TOLD, feedback('police')),
      line(8, OFFICER, reported()),
    );
    assert.ok(linesOf(half).includes('▶ Nog te doen: Terugkoppeling Veilig Thuis'));
    assert.deepEqual([factsOf(half).School, factsOf(half).Terugkoppeling], ['Ingelicht', '1 van 2 gedaan']);
    const done = after(half, line(9, YOUTH_WORKER, feedback('safeAtHome')));
    assert.ok(linesOf(done).includes('▶ Alles is klaar. Sluit de casus.'));
    assert.ok(linesOf(after(done, line(10, YOUTH_WORKER, CLOSED))).includes('▶ Deze casus is gesloten.'));
  });

  it('shows the last three attempts, with their own number', () => {
    const tried = (count: number) =>
      factsOf(
        after(
          plan(),
          ...Array.from({ length: count }, (_, index) =>
            line(7 + index, YOUTH_WORKER, attempted(hoursLater(6 + index))),
          ),
        ),
      );
    const attempts = (count: number) =>
      Object.keys(tried(count)).filter((title) => title.startsWith('Poging'));
    assert.deepEqual(attempts(3), ['Poging 1', 'Poging 2', 'Poging 3']);
    assert.deepEqual(attempts(5), ['Poging 3', 'Poging 4', 'Poging 5']);
    assert.equal(tried(5)['Poging 5'], 'di 24 nov. 00:00: Niemand thuis');
  });

  it('says that it is too late before what has to be done', () => {
    assert.deepEqual(lines(caseCard(plan(), HOOGEVEEN, hoursLater(25)).card).slice(2, 4), [
      'TE LAAT. Bezoek had gemoeten vóór di 24 nov. 14:00',
      '▶ Ga op bezoek en leg het daarna vast.',
    ]);
  });

  it('takes a plan back when the consultation decides anew', () => {
    const decision = { kind: 'wait' as const, reason: 'delayPolice' as const, until: hoursLater(48) };
    const again = after(
      plan(),
      line(3, YOUTH_WORKER, recorded(['jeugd-mw', 'veilig-opgroeien'], { decision })),
    );
    assert.deepEqual(linesOf(again).slice(1, 4), [
      'Hoogeveen · Stap 2 van 5: bezoek regelen',
      'Bewust wachten. Bezoek vóór wo 25 nov. 14:00',
      '▶ Plan het bezoek.',
    ]);
    assert.equal(factsOf(again)['Bezoek gepland'], undefined);
    assert.deepEqual(linesOf(again).slice(-2), linesOf(plan()).slice(-2));
  });

  it('says nothing about a school that need not be told', () => {
    assert.ok(!('School' in factsOf(visit())));
  });

  it('tells why a visit was late', () => {
    const late = visit({ at: hoursLater(30), lateReason: 'familyNotAvailable' });
    assert.equal(factsOf(late)['Later dan 24 uur'], 'Gezin was niet bereikbaar');
  });
});
