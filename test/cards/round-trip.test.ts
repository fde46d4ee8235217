import assert from 'node:assert/strict';
import { caseCard } from '../../src/cards/case-card.ts';
import { intakeCard } from '../../src/cards/intake-card.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import type { Region } from '../../src/core/region.ts';
import { localDate, localTime } from '../../src/core/time.ts';
import { HOUR, MINUTE, type Instant } from '../../src/core/time.ts';
import { type Answers, inputsOf } from '../support/cards.ts';
import { fillForm } from '../support/form.ts';
import {
  after,
  announced,
  feedback,
  followed,
  hoursLater,
  intake,
  lateReasonGiven,
  line,
  recorded,
  reported,
} from './cases.ts';
import { type Answered, press } from './pressed.ts';
import { opened } from './read.ts';
import { DRENTHE, EVERYBODY, HOOGEVEEN } from './regions.ts';
import { stepsOf } from './situations.ts';

const { announce, consult, plan, visit, withClaims } = stepsOf(HOOGEVEEN, EVERYBODY);

const pressOnCase = (
  document: CaseDocument,
  title: string,
  now: Instant,
  answers?: Answers,
): Promise<Answered> =>
  press(
    { document, region: HOOGEVEEN, actor: EVERYBODY, now },
    caseCard(document, HOOGEVEEN, now).card,
    title,
    answers,
  );

const sendForm = (region: Region, now: Instant, answers: Answers): Promise<Answered> => {
  const document = intake(undefined, now);
  return press(
    { document, region, actor: EVERYBODY, now },
    intakeCard(document, region, now).card,
    'Versturen',
    answers,
  );
};

const REPORT = { reportReference: 'CORV-2026-123456' };
const REFERENCE = { reference: 'PL0100-2026123456' };

/** What the form for a visit has no first answer to. */
/** What only whoever went can know. */
const seenAt = (at: number) => ({
  result: 'seen',
  agreements: 'yes',
  visitDate: localDate(at, 'Europe/Amsterdam'),
  visitTime: localTime(at, 'Europe/Amsterdam'),
});
const SEEN = seenAt(hoursLater(3));

describe('A form, sent as it starts', () => {
  const forms: readonly [string, CaseDocument, string, string, Answers?][] = [
    ['consultation', announce(), 'Besluit opslaan', 'consulted'],
    ['consultation without children', announce({ children: 0 }), 'Besluit opslaan', 'consulted'],
    ['consultation in direct danger', announce({ directDanger: true }), 'Besluit opslaan', 'consulted'],
    ['plan', withClaims(consult()), 'Planning opslaan', 'planned'],
    ['another plan', plan(), 'Planning opslaan', 'planned'],
    ['visit without a plan, but for what nobody can know', consult(), 'Bezoek opslaan', 'visited', SEEN],
    ['visit, but for what nobody can know', plan(), 'Bezoek opslaan', 'visited', SEEN],
    ['adjusting the outcome', withClaims(consult()), 'Besluit opslaan', 'consulted'],
    ['adjusting the outcome while the pair is on its visit', plan(), 'Besluit opslaan', 'planned'],
    ['feedback', visit(), 'Terugkoppeling is gedaan', 'visited'],
    [
      'the rest of the feedback',
      after(visit(), line(8, EVERYBODY, feedback('police'))),
      'Terugkoppeling is gedaan',
      'visited',
    ],
    ['call for help', plan(), 'Vraag om hulp', 'planned'],
    ['formal report, but for its number', announce(), 'Nummer opslaan', 'announced', REPORT],
    ['formal report after the visit', visit(), 'Nummer opslaan', 'visited', REPORT],
  ];
  for (const [name, document, title, step, answers] of forms) {
    it(`is accepted: ${name}`, async () => {
      // The outcome is taken up again once no moment is left to plan.
      const now = hoursLater(name.startsWith('adjusting the outcome') ? 25 : 3);
      const answer = await pressOnCase(document, title, now, answers);
      assert.deepEqual([answer.refusal, answer.document.state.step], [undefined, step]);
      assert.equal(answer.document.log.length > document.log.length, true);
    });
  }

  it('is accepted with nothing but the reference: pre-announcement', async () => {
    const answer = await sendForm(HOOGEVEEN, hoursLater(3), REFERENCE);
    assert.deepEqual([answer.refusal, answer.document.state.step], [undefined, 'announced']);
  });

  it('is accepted with reference and municipality: pre-announcement in twelve', async () => {
    const answer = await sendForm(DRENTHE, hoursLater(3), { ...REFERENCE, municipality: 'hoogeveen' });
    assert.deepEqual([answer.refusal, answer.document.state.step], [undefined, 'announced']);
  });

  it('does not leave the client without what has no first answer', () => {
    const { card } = intakeCard(intake(), DRENTHE, hoursLater(0));
    assert.throws(() => fillForm(card, 'Versturen', { municipality: 'emmen' }), /"reference" is required/);
    assert.throws(() => fillForm(card, 'Versturen', REFERENCE), /"municipality" is required/);
  });

  it('does not leave the client without how the visit went: one careless press says nothing', () => {
    for (const document of [consult(), plan()]) {
      const { card } = caseCard(document, HOOGEVEEN, hoursLater(3));
      assert.throws(() => fillForm(card, 'Bezoek opslaan'), /"result" is required/);
      assert.throws(() => fillForm(card, 'Bezoek opslaan', { agreements: 'yes' }), /"result" is required/);
      const first = new Map(inputsOf(opened(card, 'Bezoek vastleggen')).map(({ id, value }) => [id, value]));
      assert.deepEqual([first.get('result'), first.get('agreements')], ['', '']);
    }
  });

  it('asks the manager for help, or whoever is chosen', async () => {
    const asked = async (answers?: Answers) => {
      const { document } = await pressOnCase(plan(), 'Vraag om hulp', hoursLater(3), answers);
      return followed(document).escalations.map(({ obstacle, rung }) => [obstacle, rung]);
    };
    assert.deepEqual(await asked(), [['capacity', 1]]);
    assert.deepEqual(await asked({ obstacle: 'waitingList', rung: '2' }), [['waitingList', 2]]);
  });

  it('offers every rung of the ladder of the case by its name', () => {
    const ladder = [['on-duty'], ['manager', 'p3'], ['bestuur'], ['wijkteam']];
    const { policy, ...municipality } = HOOGEVEEN.municipalities[0]!;
    const region = { ...HOOGEVEEN, municipalities: [{ ...municipality, policy: { ...policy, ladder } }] };
    const { card } = caseCard(announced(region), region, hoursLater(3));
    const rung = inputsOf(opened(card, 'Opschalen')).find(({ id }) => id === 'rung');
    assert.deepEqual(
      [
        rung?.value,
        (rung?.choices as { title: string; value: string }[]).map(({ title, value }) => [value, title]),
      ],
      [
        '1',
        [
          ['0', 'Wie nu dienst heeft'],
          ['1', 'Manager en Adele Vance'],
          ['2', 'Bestuur'],
          ['3', 'wijkteam'],
        ],
      ],
    );
  });

  it('asks for help where the ladder has one rung only', async () => {
    const { policy, ...municipality } = HOOGEVEEN.municipalities[0]!;
    const low = { ...municipality, policy: { ...policy, ladder: [['manager']] } };
    const region = { ...HOOGEVEEN, municipalities: [low] };
    const document = announced(region);
    const hands = { document, region, actor: EVERYBODY, now: hoursLater(3) };
    const answer = await press(hands, caseCard(document, region, hoursLater(3)).card, 'Vraag om hulp');
    assert.deepEqual([answer.refusal, followed(answer.document).escalations[0]?.rung], [undefined, 0]);
  });

  it('asks for the number of the formal report until it is there', () => {
    const { card } = caseCard(after(announce(), line(2, EVERYBODY, reported())), HOOGEVEEN, hoursLater(3));
    assert.throws(() => opened(card, 'Formele melding'), /opens nothing/);
  });

  it('starts a late visit from the reason that was given before', async () => {
    const late = after(plan(), line(25, EVERYBODY, lateReasonGiven('delayPolice')));
    const { card } = caseCard(late, HOOGEVEEN, hoursLater(26));
    const first = inputsOf(opened(card, 'Bezoek vastleggen')).find(({ id }) => id === 'lateReason');
    assert.equal(first?.value, 'delayPolice');
    const answer = await pressOnCase(late, 'Bezoek opslaan', hoursLater(26), seenAt(hoursLater(25)));
    const { state } = answer.document;
    assert.equal(state.step === 'visited' && state.seen.lateReason, 'delayPolice');
  });

  it('plans a visit on a half hour about two hours from now, and never after the window', async () => {
    const planAt = async (now: Instant) => {
      const { document } = await pressOnCase(withClaims(consult()), 'Planning opslaan', now);
      return document.state.step === 'planned' ? new Date(document.state.visitAt).toISOString() : undefined;
    };
    assert.equal(await planAt(hoursLater(3) + 7 * MINUTE), '2026-11-23T18:30:00.000Z');
    assert.equal(await planAt(hoursLater(23)), '2026-11-24T13:00:00.000Z');
  });
});

describe('A form, sent as it starts on the night the clocks change', () => {
  const nights: readonly [string, string][] = [
    ['before the spring change', '2027-03-28T01:40:00+01:00'],
    ['after the spring change', '2027-03-28T03:20:00+02:00'],
    ['before the hour that comes twice', '2026-10-25T01:40:00+02:00'],
    ['in the first of the two hours', '2026-10-25T02:20:00+02:00'],
    ['in the second of the two hours', '2026-10-25T02:20:00+01:00'],
    ['after the hour that comes twice', '2026-10-25T03:20:00+01:00'],
  ];
  for (const [name, local] of nights) {
    const now = Date.parse(local);
    const pair = ['jeugd-mw', 'veilig-opgroeien'];

    it(`announces an incident of now: ${name}`, async () => {
      const { refusal } = await sendForm(HOOGEVEEN, now, REFERENCE);
      assert.equal(refusal, undefined, JSON.stringify(refusal));
    });

    it(`records a visit of now: ${name}`, async () => {
      const received = announced(HOOGEVEEN, {}, { at: now - HOUR });
      const ready = after(received, { at: now - HOUR, by: EVERYBODY, events: [recorded(pair)] });
      const { refusal } = await pressOnCase(ready, 'Bezoek opslaan', now, seenAt(now));
      assert.equal(refusal, undefined, JSON.stringify(refusal));
    });
  }
});

describe('The number of fields an officer touches', () => {
  /** Those whose answer is another than the one the field starts at. */
  const touched = (region: Region, answers: Answers): readonly string[] => {
    const inputs = inputsOf(intakeCard(intake(), region, hoursLater(0)).card);
    const first = new Map(inputs.map(({ id, value }) => [id, value]));
    return Object.entries(answers)
      .filter(([id, answer]) => String(first.get(id)) !== String(answer))
      .map(([id]) => id);
  };

  const ROUTINE = { ...REFERENCE, children: 2, incidentTime: '13:10', mayShare: true, help: 'no' };

  it('is at most six for a routine pre-announcement', async () => {
    assert.equal(touched(HOOGEVEEN, ROUTINE).length, 5);
    const answers = { ...ROUTINE, municipality: 'hoogeveen' };
    assert.ok(touched(DRENTHE, answers).length <= 6);
    assert.equal((await sendForm(DRENTHE, hoursLater(0), answers)).refusal, undefined);
  });

  it('is one or two at least: what nobody can know beforehand', () => {
    const withoutAnswer = (region: Region) =>
      inputsOf(intakeCard(intake(), region, hoursLater(0)).card)
        .filter(({ isRequired, value }) => isRequired === true && value === '')
        .map(({ id }) => id);
    assert.deepEqual(withoutAnswer(HOOGEVEEN), ['reference']);
    assert.deepEqual(withoutAnswer(DRENTHE), ['municipality', 'reference']);
  });
});
