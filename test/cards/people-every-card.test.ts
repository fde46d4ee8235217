import assert from 'node:assert/strict';
import type { OutgoingCard } from '../../src/cards/element.ts';
import { helpText } from '../../src/cards/help-text.ts';
import type { PeopleFacts } from '../../src/cards/people-facts.ts';
import { isPeopleVerb, parsePeopleSubmission } from '../../src/cards/people-parse.ts';
import { peopleRefusalText } from '../../src/cards/people-refusal-text.ts';
import { peopleReply } from '../../src/cards/people-reply.ts';
import * as texts from '../../src/cards/people-texts.nl.ts';
import { NO_CARDS_HERE } from '../../src/cards/texts.nl.ts';
import { personKey } from '../../src/cards/roster-facts.ts';
import { ADULT, anna, mia, petra } from '../case/region.ts';
import { file, started } from '../directory/given.ts';
import { textOf, typeOf } from '../support/cards.ts';
import { complaintsAbout } from './official-parser.ts';
import { PEOPLE_REFUSALS, everyPeopleCard, facts } from './people-shown.ts';
import { buttonsPerLevel, pieces, words } from './walk.ts';

const MOST_BYTES = 28 * 1024;
const ENGLISH =
  /\b(person|people|roles|needs|directory|file|store|suspended|unknown|undefined|null|true|false|the|not|your|you|on|off)\b|\[object/g;

describe('Every card of people and settings', function () {
  this.timeout(60_000);
  const cards = everyPeopleCard();
  const flawless = (find: (card: OutgoingCard['card']) => readonly string[]): void => {
    const wrong = cards.flatMap(({ name, card }) => find(card).map((flaw) => `${name}: ${flaw}`));
    assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} flaws`);
  };

  it('is drawn in many situations', () => {
    assert.ok(cards.length > 500, `only ${cards.length}`);
  });

  it('is accepted by the official parser without a remark', () => {
    flawless((card) => complaintsAbout(card));
  });

  it('is in Dutch, and says nothing about anything where it cannot be shown', () => {
    flawless((card) => (card.lang === 'nl' && card.fallbackText === NO_CARDS_HERE ? [] : [words(card.lang)]));
  });

  it('has no English and no template in it, and stays small with hundreds of people', () => {
    flawless((card) => [
      ...(textOf(card).match(ENGLISH) ?? []),
      ...(JSON.stringify(card).includes('${') ? ['${'] : []),
      ...(Buffer.byteLength(JSON.stringify(card)) < MOST_BYTES ? [] : ['too large']),
    ]);
  });

  it('has at most six buttons, of which the bot knows every verb, and a label and error for every input', () => {
    flawless((card) => [
      ...buttonsPerLevel(card).flatMap((count) => (count > 6 ? [`${count} buttons`] : [])),
      ...pieces(card).flatMap((piece) => {
        if (piece.type === 'Action.Execute')
          return isPeopleVerb(words(piece.verb)) ? [] : [words(piece.verb)];
        const isInput = typeOf(piece).startsWith('Input.');
        return isInput && (words(piece.label) === '' || words(piece.errorMessage) === '')
          ? [words(piece.id)]
          : [];
      }),
    ]);
  });

  it('names nobody by what could be made up, and tells no number in a notification', () => {
    for (const { card, summary = '' } of cards) {
      const sent = pieces(card).flatMap(({ data }) => (data === undefined ? [] : [JSON.stringify(data)]));
      assert.doesNotMatch(sent.join(), new RegExp(petra.tenant));
      assert.ok([texts.PEOPLE_SUMMARY, texts.NEEDS_SUMMARY].includes(summary));
    }
  });

  it('offers the people picker of Teams, and who works elsewhere where a client has none', () => {
    const { card } = peopleReply({ verb: 'people-show', data: { show: 'add' }, state: started(), facts });
    const [who] = pieces(card).filter(({ id }) => id === 'person');
    assert.deepEqual(who?.['choices.data'], { type: 'Data.Query', dataset: 'graph.microsoft.com/users' });
    assert.deepEqual(who.choices, [
      { title: 'Paul', value: personKey({ tenant: petra.tenant, id: 'paul' }) },
    ]);
  });

  it('says every refusal, in Dutch', () => {
    for (const refusal of PEOPLE_REFUSALS) {
      const said = peopleRefusalText(refusal, () => 'Hoogeveen');
      assert.match(said, /[.]$/);
      assert.deepEqual(said.match(ENGLISH) ?? [], []);
    }
    assert.match(helpText(petra, file, false), /\*\*mensen\*\*/);
    assert.match(helpText(mia, file, false), /\*\*instellingen\*\*/);
    assert.doesNotMatch(helpText(anna, file, false), /\*\*(mensen|instellingen)\*\*/);
  });
});

describe('What a card of people sends', () => {
  const nina = '55555555-5555-4555-8555-555555555555';
  const read = (data: object, more: Partial<PeopleFacts> = {}) =>
    parsePeopleSubmission('people-add', { ...data }, { ...facts, ...more }, started());

  it('is a number as people write it', () => {
    for (const mobile of ['06 12345678', '06-12345678', '0031612345678', '+31 6 1234 5678']) {
      const command = read({ person: nina, name: 'Nina', roles: ADULT, mobile });
      assert.ok(command.ok && command.value.type === 'AddPerson', mobile);
      assert.equal(command.value.mobile, '+31612345678');
    }
  });

  it('is of the own tenant, or what Teams says of them', () => {
    const typed = read({
      person: `8:orgid:${nina.toUpperCase()}`,
      name: ' Nina ',
      roles: `${ADULT},planner`,
    });
    const who = { tenant: petra.tenant, id: nina, name: 'Nina' };
    const expected = { type: 'AddPerson', municipality: 'hoogeveen', person: who, roles: [ADULT, 'planner'] };
    assert.deepEqual(typed.ok && typed.value, expected);
    const picked = { tenant: 'elsewhere', id: nina, name: 'Nina Nieuw' };
    const known = read({ person: '29:abc', roles: ADULT }, { picked });
    assert.deepEqual(known.ok && known.value, { ...expected, person: picked, roles: [ADULT] });
  });

  it('is refused with every field that is wrong', () => {
    const refused = read({ person: 'nobody', mobile: '12', signIn: 'x', roles: 5 });
    assert.deepEqual(
      !refused.ok && refused.refusal.code === 'invalid' && refused.refusal.problems.map(({ field }) => field),
      ['person', 'name', 'roles', 'signIn', 'mobile'],
    );
  });
});
