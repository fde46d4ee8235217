import assert from 'node:assert/strict';
import type { OutgoingCard } from '../../src/cards/element.ts';
import { helpText } from '../../src/cards/help-text.ts';
import type { PeopleFacts } from '../../src/cards/people-facts.ts';
import { isPeopleVerb, parsePeopleSubmission } from '../../src/cards/people-parse.ts';
import { peopleRefusalText } from '../../src/cards/people-refusal-text.ts';
import { peopleReply } from '../../src/cards/people-reply.ts';
import * as texts from '../../src/cards/people-texts.nl.ts';
import { personKey } from '../../src/cards/roster-facts.ts';
import { PEOPLE_PROBLEMS, type DirectoryRefusal } from '../../src/directory/refusals.ts';
import type { DirectoryState } from '../../src/directory/state.ts';
import { ADULT, anna, hoogeveen, mia, person, petra } from '../case/region.ts';
import { after, change, file, fileOf, fileWith, remove, started, suspend } from '../directory/given.ts';
import { textOf, typeOf } from '../support/cards.ts';
import { complaintsAbout } from './official-parser.ts';
import { buttonsPerLevel, pieces, words } from './walk.ts';

const MOST_BYTES = 28 * 1024;
const ENGLISH =
  /\b(person|people|roles|needs|directory|file|store|suspended|unknown|undefined|null|true|false|the|not|your|you|on|off)\b|\[object/g;

const facts: PeopleFacts = {
  region: file,
  municipality: hoogeveen,
  viewer: petra,
  busyWith: ({ id }) => (id === anna.id ? ['gaat mee in HGV-2026-0001'] : []),
};

const LONG = 'Anna-Wilhelmina Bartholomeusdochter van den Bergh-Oosterhuis tot Nieuwleusen';
const crowded = started(
  undefined,
  fileWith([
    petra,
    ...Array.from({ length: 600 }, (_, index) =>
      person(`${index} ${LONG}`, [ADULT, 'manager'], {
        municipalities: index % 2 ? ['hoogeveen'] : ['assen'],
      }),
    ),
  ]),
);
const contested = started(
  after(started(), [change(anna, ['manager'], { mobile: '+31612345678' }), petra], [suspend(mia), petra]),
  fileOf(anna, { mobile: '+31600000009', signIn: 'anna@example.com', name: 'Anne' }),
);
const removed = started(after(started(), [remove(anna), petra]), fileOf(anna, { mobile: '+31600000009' }));
const mentioned = after(started(), [
  { type: 'AddPerson', municipality: 'hoogeveen', person: { ...person('Nina', []) }, roles: [] },
  petra,
]);
const STATES: Readonly<Record<string, DirectoryState>> = {
  first: started(),
  contested,
  removed,
  mentioned,
  suspended: after(started(), [suspend(anna), petra]),
  crowded,
};

const REFUSALS: readonly DirectoryRefusal[] = [
  { code: 'notAllowed', command: 'AddPerson' },
  { code: 'invalid', problems: [{ field: 'roles', problem: 'notAChoice' }] },
  ...PEOPLE_PROBLEMS.map((problem): DirectoryRefusal => ({
    code: 'invalid',
    problems: [{ field: 'mobile', problem }],
  })),
  { code: 'foreignTenant' },
  { code: 'alreadyThere', name: 'Anna' },
  { code: 'personGone' },
  { code: 'lastPlanner', municipality: 'hoogeveen' },
  { code: 'notYourMunicipality' },
  { code: 'differenceGone' },
  { code: 'unreadable' },
  { code: 'refusedBefore' },
];
const VERBS = [
  'people-add',
  'people-change',
  'people-suspend',
  'people-restore',
  'people-remove',
  'needs-set',
  'difference-settle',
] as const;

const everyCard = (): readonly (readonly [string, OutgoingCard])[] =>
  Object.entries(STATES).flatMap(([name, state]) => {
    const somebody =
      Object.values(state.people).find(({ id }) => id === anna.id) ?? Object.values(state.people)[1];
    const data = { person: somebody ? personKey(somebody) : '' };
    const drawn = (
      verb: Parameters<typeof peopleReply>[0]['verb'],
      more: object,
      refusal?: DirectoryRefusal,
    ) => peopleReply({ verb, data: { ...data, ...more }, state, facts }, refusal);
    return [
      ...['list', 'person', 'add', 'needs', 'differences'].map(
        (show) => [`${name} ${show}`, drawn('people-show', { show })] as const,
      ),
      ...VERBS.flatMap((verb) => [
        [`${name} ${verb}`, drawn(verb, {})] as const,
        ...REFUSALS.map((refusal, index) => [`${name} ${verb} ${index}`, drawn(verb, {}, refusal)] as const),
      ]),
    ];
  });

describe('Every card of people and settings', function () {
  this.timeout(60_000);
  const cards = everyCard();
  const flawless = (find: (card: OutgoingCard['card']) => readonly string[]): void => {
    const wrong = cards.flatMap(([name, { card }]) => find(card).map((flaw) => `${name}: ${flaw}`));
    assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} flaws`);
  };

  it('is drawn in many situations', () => {
    assert.ok(cards.length > 500, `only ${cards.length}`);
  });

  it('is accepted by the official parser without a remark', () => {
    flawless((card) => complaintsAbout(card));
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
    for (const [, { card, summary }] of cards) {
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
    for (const refusal of REFUSALS) {
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
