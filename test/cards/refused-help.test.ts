import assert from 'node:assert/strict';
import { PROBLEM } from '../../src/cards/texts.nl.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import type { Actor } from '../../src/core/actor.ts';
import { inputsOf } from '../support/cards.ts';
import { CASE_ID, after, hoursLater, line, reported } from './cases.ts';
import { complaintsAbout } from './official-parser.ts';
import { send } from './pressed.ts';
import { buttons, lines } from './read.ts';
import { ADULT_WORKER, EVERYBODY, HOOGEVEEN, YOUTH_WORKER } from './regions.ts';
import { stepsOf } from './situations.ts';

const { announce, close } = stepsOf(HOOGEVEEN, YOUTH_WORKER);

const sent = async (
  document: CaseDocument,
  verb: string,
  data: object,
  { hours = 3, by = EVERYBODY }: { hours?: number; by?: Actor } = {},
) => {
  const hands = { document, region: HOOGEVEEN, actor: by, now: hoursLater(hours) };
  const answer = await send(hands, verb, { case: CASE_ID, ...data });
  assert.ok(answer.card && answer.refusal, answer.words);
  assert.equal(answer.document.log.length, document.log.length);
  assert.deepEqual(complaintsAbout(answer.card), []);
  return { ...answer, card: answer.card };
};

describe('What is refused comes back as', () => {
  const forms: readonly [string, string, object, string][] = [
    ['Opschalen', 'escalate', { obstacle: 'capacity', rung: '3' }, PROBLEM.notAChoice],
    ['Opschalen', 'escalate', { obstacle: 'capacity', rung: 'manager' }, PROBLEM.notAChoice],
    ['Opschalen', 'escalate', { obstacle: 'bogus', rung: '1' }, PROBLEM.notAChoice],
    ['Formele melding', 'report', { reportReference: 'Jan Jansen' }, PROBLEM.personalData],
    ['Formele melding', 'report', { reportReference: 'zie mail' }, PROBLEM.reportReference],
    ['Formele melding', 'report', { reportReference: '' }, PROBLEM.missing],
    ['Reden van vertraging', 'late', { reason: '' }, PROBLEM.notAChoice],
  ];
  for (const [title, verb, data, problem] of forms) {
    it(`its own form, marked: ${verb} ${JSON.stringify(data)}`, async () => {
      const { card } = await sent(announce(), verb, data, { hours: 25 });
      assert.deepEqual(lines(card), [
        'Nog niet opgeslagen. Kijk bij de velden met een ⚠.',
        `${title} · HGV-2026-0001`,
        `⚠ ${problem}`,
      ]);
      assert.equal(buttons(card).at(-1), 'Terug');
      const kept = new Map(inputsOf(card).map(({ id, value }) => [id, value]));
      const isShown = problem !== PROBLEM.personalData;
      for (const [id, value] of Object.entries(data)) assert.equal(kept.get(id), isShown ? value : '');
    });
  }

  const cards: readonly [string, CaseDocument, string, object, string, { hours?: number; by?: Actor }?][] = [
    [
      'a reason before it is late',
      announce(),
      'late',
      { reason: 'delayPolice' },
      'De bezoektermijn is nog niet voorbij. Er is nog geen reden nodig.',
    ],
    [
      'a report that is there already',
      after(announce(), line(1, EVERYBODY, reported())),
      'report',
      { reportReference: 'corv-2026-123456' },
      'Dit is al vastgelegd. U hoeft niets te doen.',
    ],
    [
      'a report by somebody it is not for',
      announce(),
      'report',
      { reportReference: 'VT 12345678' },
      'De formele melding registreren hoort niet bij uw rol. Vraag een collega, of typ "help".',
      { by: ADULT_WORKER },
    ],
    [
      'a reason after the end',
      close(),
      'late',
      { reason: 'delayPolice' },
      'De reden van vertraging vastleggen kan nu niet. De casus is gesloten.',
    ],
    [
      'a report after the end',
      close(),
      'report',
      { reportReference: 'VT 12345678' },
      'De formele melding registreren kan nu niet. De casus is gesloten.',
    ],
    [
      'help after the end',
      close(),
      'escalate',
      { obstacle: 'capacity', rung: '1' },
      'Opschalen kan nu niet. De casus is gesloten.',
    ],
  ];
  for (const [name, document, verb, data, note, more] of cards) {
    it(`the case card with a remark: ${name}`, async () => {
      const { card } = await sent(document, verb, data, more);
      assert.deepEqual(lines(card).slice(0, 2), [note, 'Casus HGV-2026-0001']);
    });
  }

  it('what a ping turns into: nothing to solve any more', async () => {
    const { card } = await sent(announce(), 'resolve', { risks: ['escalated:capacity@1'] });
    assert.deepEqual(lines(card), ['Casus HGV-2026-0001', 'Dit is al opgelost. U hoeft niets te doen.']);
    const closed = await sent(close(), 'resolve', { risks: ['escalated:capacity@1'] });
    assert.deepEqual(lines(closed.card), [
      'Casus HGV-2026-0001',
      'Zeggen dat het is opgelost kan nu niet. De casus is gesloten.',
    ]);
  });
});
