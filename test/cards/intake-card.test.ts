import assert from 'node:assert/strict';
import { type Card, forDialog } from '../../src/cards/element.ts';
import type { Typed } from '../../src/cards/fields.ts';
import { intakeCard, sentCard } from '../../src/cards/intake-card.ts';
import { PROBLEM } from '../../src/cards/texts.nl.ts';
import type { Region } from '../../src/core/region.ts';
import { type Piece, actionTitles, inputsOf } from '../support/cards.ts';
import { RECEIVED, announced, hoursLater, intake } from './cases.ts';
import { lines } from './read.ts';
import { DRENTHE, HOOGEVEEN } from './regions.ts';
import { ofType, words } from './walk.ts';

const DANGER = '⚠ DIRECT GEVAAR. Bel 112 en Veilig Thuis (0800-2000).';

const form = (region: Region, typed?: Typed, note?: string): Card =>
  intakeCard(intake(), region, RECEIVED, { ...(typed && { typed }), ...(note !== undefined && { note }) })
    .card;

const values = (card: Piece): Readonly<Record<string, unknown>> =>
  Object.fromEntries(inputsOf(card).map(({ id, value }) => [words(id), value]));

const FIRST_ANSWERS = {
  reference: '',
  children: 0,
  danger: 'false',
  incidentDate: '2026-11-23',
  incidentTime: '14:00',
  restrainingOrder: 'no',
  risk: 'none',
  interpreter: 'false',
  contactKnown: 'true',
  mayShare: 'false',
  help: 'unknown',
  postcode: '',
  houseNumber: '',
};

describe('The form of a pre-announcement', () => {
  it('starts at the most common answers, in the order in which they are asked', () => {
    assert.deepEqual(Object.entries(values(form(HOOGEVEEN))), Object.entries(FIRST_ANSWERS));
  });

  it('asks which municipality only where there are more', () => {
    assert.deepEqual(Object.entries(values(form(DRENTHE))), [
      ['municipality', ''],
      ...Object.entries(FIRST_ANSWERS),
    ]);
    const [first] = inputsOf(form(DRENTHE));
    assert.equal((first?.choices as unknown[]).length, 12);
  });

  it('knows the municipality of the channel it is in', () => {
    const [, , assen] = DRENTHE.municipalities;
    assert.ok(assen);
    const { card } = intakeCard(intake(), DRENTHE, RECEIVED, { municipality: assen });
    assert.equal(values(card).municipality, 'assen');
  });

  it('says what not to fill in, and whom to call first', () => {
    assert.deepEqual(lines(form(HOOGEVEEN)), [
      'Vooraankondiging',
      'Direct gevaar? Bel eerst 112 en Veilig Thuis (0800-2000). Vul geen namen in, en een adres alleen onderaan.',
    ]);
    assert.deepEqual(actionTitles(form(HOOGEVEEN)), ['Versturen']);
  });

  it('has few fields that are typed as text, and they take few characters', () => {
    assert.deepEqual(
      ofType(form(DRENTHE), 'Input.Text').map(({ id, maxLength }) => [id, maxLength]),
      [
        ['reference', 40],
        ['postcode', 10],
        ['houseNumber', 12],
      ],
    );
  });

  const typed = (given: Typed['values']): Typed => ({
    values: { ...FIRST_ANSWERS, ...given },
    problems: [
      { field: 'reference', problem: 'reference' },
      { field: 'incident', problem: 'inTheFuture' },
    ],
  });

  it('comes back with everything that was typed, and a sign at what is wrong', () => {
    const given = { reference: 'Jan', children: '3', incidentTime: '23:59', danger: 'true', risk: 'dog' };
    const card = form(HOOGEVEEN, typed(given), 'Nog niet opgeslagen.');
    assert.deepEqual(values(card), { ...FIRST_ANSWERS, ...given });
    assert.deepEqual(lines(card), [
      DANGER,
      'Nog niet opgeslagen.',
      'Vooraankondiging',
      'Direct gevaar? Bel eerst 112 en Veilig Thuis (0800-2000). Vul geen namen in, en een adres alleen onderaan.',
      `⚠ ${PROBLEM.reference}`,
      `⚠ ${PROBLEM.inTheFuture}`,
    ]);
  });

  it('puts a problem with a moment once, under its time', () => {
    const says = (sentence: string) => (piece: Piece) =>
      ofType(piece, 'TextBlock').some(({ text }) => text === sentence);
    const marked = ofType(form(HOOGEVEEN, typed({})), 'Container').filter(says(`⚠ ${PROBLEM.inTheFuture}`));
    assert.deepEqual(
      marked.flatMap((container) => ofType(container, /^Input/).map(({ id }) => id)),
      ['incidentTime'],
    );
  });

  it('says in the name of a field that it is wrong, for whoever hears nothing but the name', () => {
    const names = ofType(form(HOOGEVEEN, typed({})), /^Input/).map(({ label }) => words(label));
    assert.deepEqual(
      names.filter((label) => label.startsWith('Fout: ')),
      ['Fout: Referentie politie', 'Fout: Datum en tijd incident', 'Fout: Tijd incident'],
    );
  });

  it('does not lose direct danger that a client sends as a boolean', () => {
    const card = form(HOOGEVEEN, typed({ danger: true }));
    assert.deepEqual([values(card).danger, lines(card)[0]], ['true', DANGER]);
  });

  it('does not take what was typed for a template', () => {
    const card = form(HOOGEVEEN, typed({ reference: '${id} ${$root.fields[0].id}' }));
    assert.equal(values(card).reference, '${id} ${$root.fields[0].id}');
  });

  it('is the same in a dialog, with the button that a dialog knows', () => {
    const inDialog = forDialog(form(DRENTHE));
    assert.deepEqual(values(inDialog), values(form(DRENTHE)));
    assert.deepEqual(
      ofType(inDialog, /^Action\./).map(({ type, title, data }) => [type, title, data]),
      [['Action.Submit', 'Versturen', { case: intake().id, verb: 'announce' }]],
    );
  });
});

describe('The card in the place of a form that was sent', () => {
  it('says under which number, and when the visit must have been', () => {
    assert.deepEqual(lines(sentCard(announced(HOOGEVEEN), HOOGEVEEN).card), [
      '✔ Verstuurd: casus HGV-2026-0001',
      'De kaart komt in het kanaal van Hoogeveen. Bezoek vóór di 24 nov. 14:00.',
    ]);
  });

  it('says direct danger first, and then why a second try changed nothing', () => {
    const { card } = sentCard(announced(HOOGEVEEN, { directDanger: true }), HOOGEVEEN, 'Al verstuurd.');
    assert.deepEqual(lines(card).slice(0, 2), [DANGER, 'Al verstuurd.']);
  });

  it('has nothing left to press', () => {
    assert.deepEqual(actionTitles(sentCard(announced(HOOGEVEEN), HOOGEVEEN).card), []);
  });

  it('is not made of a form that was not sent', () => {
    assert.throws(() => sentCard(intake(undefined, hoursLater(0)), HOOGEVEEN), /was not sent/);
  });
});
