import assert from 'node:assert/strict';
import { caseListCard } from '../../src/cards/case-list-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import { after, announced, claimed, hoursLater, intake, line, planned, recorded, seen } from './cases.ts';
import { lines } from './read.ts';
import { ADULT_WORKER, HOOGEVEEN } from './regions.ts';
import { ofType } from './walk.ts';

const linesOf = (documents: readonly CaseDocument[], hours = 3) =>
  lines(caseListCard(documents, HOOGEVEEN, hoursLater(hours)).card);

/** A case received some hours later than the usual one. */
const received = (hours: number, number: string, directDanger = false): CaseDocument =>
  announced(
    HOOGEVEEN,
    { children: 0, directDanger },
    { id: `case/${number}`, number, at: hoursLater(hours) },
  );

const visited = (number: string): CaseDocument =>
  after(
    received(0, number),
    line(1, ADULT_WORKER, claimed(0, 'amw'), recorded(['amw']), planned(hoursLater(5))),
    line(6, ADULT_WORKER, seen(hoursLater(5))),
  );

describe('The list of open cases', () => {
  it('says so when there are none', () => {
    assert.deepEqual(linesOf([]), ['Er zijn geen open casussen.']);
  });

  it('puts the nearest deadline first, and says what each case waits for', () => {
    const later = received(5, 'HGV-2026-0001');
    const sooner = after(received(1, 'HGV-2026-0002'), line(2, ADULT_WORKER, recorded(['amw'])));
    assert.deepEqual(linesOf([later, sooner]), [
      'Open casussen: 2',
      'HGV-2026-0002 · Bezoek vóór di 24 nov. 15:00',
      '▶ Nog nodig: Maatschappelijk werker (volwassenen). Kunt u? Druk op "Ik ga mee".',
      'HGV-2026-0001 · Bezoek vóór di 24 nov. 19:00',
      '▶ Overleg nu. Leg daarna het besluit vast.',
      '▶ Nog nodig: Maatschappelijk werker (volwassenen). Kunt u? Druk op "Ik ga mee".',
    ]);
  });

  it('says direct danger under the number, with a sign', () => {
    const [, number, danger] = linesOf([received(0, 'HGV-2026-0001', true)]);
    assert.deepEqual([number, danger], ['HGV-2026-0001 · Bezoek vóór di 24 nov. 14:00', '⚠ DIRECT GEVAAR']);
    assert.ok(!linesOf([received(0, 'HGV-2026-0001')]).includes('⚠ DIRECT GEVAAR'));
  });

  it('says for which households it is too late, and puts them first', () => {
    const late = received(0, 'HGV-2026-0002');
    const inTime = received(10, 'HGV-2026-0001');
    assert.deepEqual(
      linesOf([inTime, late], 30).filter((words) => words.startsWith('HGV-')),
      [
        'HGV-2026-0002 · TE LAAT. Bezoek had gemoeten vóór di 24 nov. 14:00',
        'HGV-2026-0001 · Bezoek vóór wo 25 nov. 00:00',
      ],
    );
  });

  it('puts the visits that took place last, and says when they were', () => {
    const text = linesOf([visited('HGV-2026-0001'), received(5, 'HGV-2026-0002')]);
    assert.deepEqual(
      text.filter((words) => words.startsWith('HGV-')),
      [
        'HGV-2026-0002 · Bezoek vóór di 24 nov. 19:00',
        'HGV-2026-0001 · Gezien en gesproken: ma 23 nov. 19:00',
      ],
    );
  });

  it('leaves out a form that was not sent', () => {
    assert.deepEqual(linesOf([intake()]), ['Er zijn geen open casussen.']);
  });

  it('shows each case when it is pressed', () => {
    const { card } = caseListCard([received(0, 'HGV-2026-0001')], HOOGEVEEN, hoursLater(3));
    // Once on the row itself, once as a button that can be seen.
    const shows = ['show', { verb: 'show', case: 'case/HGV-2026-0001' }];
    assert.deepEqual(
      ofType(card, 'Action.Execute').map(({ verb, data }) => [verb, data]),
      [shows, shows],
    );
  });

  const many = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      received(index, `HGV-2026-${String(index).padStart(4, '0')}`),
    );

  it('stops at twenty cases, and says how many more there are', () => {
    const text = linesOf(many(50));
    assert.equal(text.filter((words) => words.startsWith('HGV-')).length, 20);
    assert.deepEqual([text[0], text.at(-1)], ['Open casussen: 50', 'En nog 30. Typ "casus" en het nummer.']);
    assert.ok(!linesOf(many(20)).some((words) => words.startsWith('En nog')));
  });

  it('never hides a household that was not seen behind ones that were', () => {
    const seenAlready = Array.from({ length: 20 }, (_, index) =>
      visited(`HGV-2026-${String(index).padStart(4, '0')}`),
    );
    const inDanger = received(30, 'HGV-2026-0099', true);
    assert.match(linesOf([...seenAlready, inDanger]).join('\n'), /HGV-2026-0099/);
  });

  it('does not ask for a visit that took place', () => {
    assert.doesNotMatch(linesOf([visited('HGV-2026-0001')]).join('\n'), /[Bb]ezoek (had|vóór)/);
  });
});
