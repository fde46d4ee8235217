import assert from 'node:assert/strict';
import { actionTitles, findAction, texts } from './cards.ts';
import { choiceNamed, fillForm } from './form.ts';

const execute = (title: string, verb: string, more = {}) => ({
  type: 'Action.Execute',
  title,
  verb,
  data: { caseId: 'c1' },
  fallback: { type: 'Action.Submit', title },
  ...more,
});

const planning = {
  type: 'AdaptiveCard',
  body: [
    { type: 'Input.Date', id: 'date', label: 'Datum', value: '2026-11-22', min: '2026-11-22' },
    { type: 'ActionSet', actions: [execute('Vastleggen', 'plan')] },
  ],
};

const card = {
  type: 'AdaptiveCard',
  body: [
    { type: 'TextBlock', text: 'Nieuwe casus' },
    { type: 'FactSet', facts: [{ title: 'Gemeente', value: 'Hoogeveen' }] },
    { type: 'Input.Number', id: 'children', label: 'Kinderen', value: 2, max: 12 },
    {
      type: 'ColumnSet',
      columns: [
        {
          type: 'Column',
          items: [
            { type: 'Input.Toggle', id: 'dog', title: 'Hond', value: 'nee', valueOn: 'ja', valueOff: 'nee' },
          ],
        },
      ],
    },
    {
      type: 'Input.ChoiceSet',
      id: 'risk',
      isMultiSelect: true,
      choices: [
        { title: 'Wapen', value: 'weapon' },
        { title: 'Agressie', value: 'aggression' },
      ],
    },
    { type: 'Input.Text', id: 'remark', label: 'Opmerking' },
    {
      type: 'ActionSet',
      actions: [
        execute('Versturen', 'send'),
        execute('Afbreken', 'cancel', { associatedInputs: 'none' }),
        { type: 'Action.ShowCard', title: 'Plannen', card: planning },
        {
          type: 'Action.ShowCard',
          title: 'Sluiten',
          card: {
            body: [
              { type: 'Input.Text', id: 'why', isRequired: true, errorMessage: 'Vul in waarom' },
              { type: 'ActionSet', actions: [execute('Klaar', 'close')] },
            ],
          },
        },
      ],
    },
  ],
};

describe('Pressing a button of a card', () => {
  it('sends what the inputs hold, without the empty ones and the closed cards', () => {
    assert.deepEqual(fillForm(card, 'Versturen'), {
      type: 'Action.Execute',
      title: 'Versturen',
      verb: 'send',
      data: { caseId: 'c1', children: '2', dog: 'nee' },
    });
  });

  it('sends answers as a client writes them', () => {
    const answers = { children: 0, dog: true, risk: ['weapon', 'aggression'], remark: 'Let op' };
    const { data } = fillForm(card, 'Versturen', answers);
    assert.deepEqual(data, {
      caseId: 'c1',
      children: '0',
      dog: 'ja',
      risk: 'weapon,aggression',
      remark: 'Let op',
    });
  });

  it('sends the inputs of an inner card with those around it', () => {
    assert.deepEqual(fillForm(card, 'Vastleggen').data, {
      caseId: 'c1',
      children: '2',
      dog: 'nee',
      date: '2026-11-22',
    });
  });

  it('sends no inputs when the action says so', () => {
    assert.deepEqual(fillForm(card, 'Afbreken').data, { caseId: 'c1' });
  });

  for (const [title, answers, problem] of [
    ['Klaar', {}, /"why" is required: Vul in waarom/],
    ['Versturen', { children: 13 }, /"children" is more than 12/],
    ['Versturen', { risk: 'knife' }, /"risk" has no choice knife/],
    ['Vastleggen', { date: '2026-11-21' }, /"date" is before 2026-11-22/],
    ['Versturen', { date: '2026-11-23' }, /does not send date/],
  ] as const) {
    it(`stops at ${title} with ${JSON.stringify(answers)}, unless told to go on`, () => {
      assert.throws(() => fillForm(card, title, answers), problem);
      const { data } = fillForm(card, title, answers, { anyway: true });
      for (const [id, answer] of Object.entries(answers)) assert.equal(data[id], String(answer));
    });
  }

  it('finds a choice by what is read, when there is one of it', () => {
    assert.equal(choiceNamed(card, 'Versturen', 'risk', 'Wapen'), 'weapon');
    assert.throws(() => choiceNamed(card, 'Versturen', 'risk', /a/i), /More than one choice .*"Agressie"/);
    assert.throws(() => choiceNamed(card, 'Versturen', 'risk', 'Hond'), /No choice "Hond" in "risk"/);
  });

  it('finds no button that is not there', () => {
    assert.throws(
      () => findAction(card, 'Weg'),
      /No action "Weg" on this card, which has "Versturen", .*"Klaar"/,
    );
  });

  it('reads every word, and no alternative twice', () => {
    assert.deepEqual(actionTitles(card), [
      'Versturen',
      'Afbreken',
      'Plannen',
      'Vastleggen',
      'Sluiten',
      'Klaar',
    ]);
    assert.deepEqual(texts(card), [
      ...[
        'Nieuwe casus',
        'Gemeente',
        'Hoogeveen',
        'Kinderen',
        'Hond',
        'Wapen',
        'Agressie',
        'Opmerking',
        'Versturen',
      ],
      ...['Afbreken', 'Plannen', 'Datum', 'Vastleggen', 'Sluiten', 'Klaar'],
    ]);
  });
});
