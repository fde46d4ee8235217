import assert from 'node:assert/strict';
import { type Besieged, besieged } from '../torture/besieged.ts';
import { cardIn, wordsIn } from '../support/answers.ts';
import { isPiece, textOf } from '../support/cards.ts';
import { PERSONAL, type User, personalConversation, user } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import type { Answer } from '../support/teams.ts';

const { police, youth, municipal, manager, planner, safeAtHome } = PEOPLE;

/** Works in Hoogeveen only. */
const neighbour = user('Nel Naast');

type Data = Readonly<Record<string, unknown>>;

/** What may be sent where a text or a choice is asked. */
const ODD: readonly [string, unknown][] = [
  ['a list', ['go']],
  ['an object', { go: true }],
  ['an empty text', ''],
  ['null', null],
  ['a number', 7],
  ['a huge text', 'x'.repeat(50_000)],
  ['the name of one', '__proto__'],
  ['the name of its maker', 'constructor'],
];

describe('What somebody changed in a card before pressing its button', function () {
  this.timeout(120_000);

  let under: Besieged;
  let stored: string;

  before(async () => {
    under = await besieged();
    stored = JSON.stringify(await under.quiet());
  });
  after(() => under.close());

  /** Presses it; answers the words that are shown, in a card or without one. */
  const pressed = async (who: User, verb: string, data: Data): Promise<string> => {
    const at = { conversationId: personalConversation(who), activityId: '1' };
    return said(await under.scenario.teams.execute(who, PERSONAL, at, verb, data));
  };

  const said = (answer: Answer): string => {
    assert.equal(answer.status, 200);
    const isWords = isPiece(answer.body) && answer.body.type === 'application/vnd.microsoft.activity.message';
    return isWords ? wordsIn(answer) : textOf(cardIn(answer));
  };

  const nothingChanged = async (): Promise<void> => {
    assert.equal(JSON.stringify(await under.state()), stored);
  };

  /** Refused with this sentence, and everything is as it was. */
  const refused = async (who: User, verb: string, data: Data, sentence: RegExp): Promise<void> => {
    assert.match(await pressed(who, verb, data), sentence, JSON.stringify([verb, data]).slice(0, 300));
    await nothingChanged();
  };

  /** The data of a button that somebody really pressed. */
  const sent = (verb: string): Data => {
    const found = under.activities
      .map(({ value }) => value as { action?: { verb: string; data: Data } } | undefined)
      .find((value) => value?.action?.verb === verb);
    assert.ok(found?.action, verb);
    return found.action.data;
  };

  const UNKNOWN = /Deze casus bestaat niet/;

  it('the id of a case: of another municipality, of none, or of something else', async () => {
    for (const verb of ['show', 'claim', 'consultation', 'acknowledge', 'escalate', 'close'])
      await refused(neighbour, verb, { case: under.elsewhere }, UNKNOWN);
    const ids = [
      'case/none',
      `case/${'0'.repeat(32)}`,
      `${under.open}/../../roster/hoogeveen`,
      ` ${under.open}`,
      'roster/hoogeveen',
      'channels',
      `person/${youth.tenantId}/${youth.aadObjectId}`,
      [under.open],
      { toString: under.open },
      ...ODD.map(([, odd]) => odd),
    ];
    for (const id of ids) await refused(youth, 'claim', { case: id }, UNKNOWN);
    await refused(youth, 'claim', {}, UNKNOWN);
  });

  it('who acts: it is who pressed, whatever is sent along', async () => {
    const forged = Object.fromEntries(
      ['actor', 'by', 'from', 'sender', 'person', 'who', 'user', 'aadObjectId', 'tenant', 'roles'].map(
        (name) => [name, { ...youth, id: youth.aadObjectId, roles: ['jeugd-mw', 'manager'] }],
      ),
    );
    const data = { ...forged, case: under.open };
    await refused(police, 'claim', data, /hoort niet bij uw rol/);
    await refused(youth, 'consultation', { ...sent('details'), ...data }, /\./);
    await refused(neighbour, 'claim', { ...forged, case: under.elsewhere }, UNKNOWN);
  });

  it('the verb', async () => {
    for (const verb of ['', 'delete', 'Claim', 'constructor', '__proto__', 'toString', 'x'.repeat(10_000)])
      await refused(youth, verb, { case: under.open }, /Deze knop werkt niet meer/);
    for (const verb of ['roster-', 'roster-delete', 'roster-constructor'])
      await refused(planner, verb, { roster: 'hoogeveen' }, /bestaat niet|werkt niet/);
    // The words of the answer come from the verb that was sent, and so does what may be done.
    await refused(youth, 'announce', { ...sent('announce'), case: under.open }, /\./);
    await refused(manager, 'claim', { ...sent('close'), case: under.open }, /hoort niet bij uw rol/);
  });

  it('the step: a button of a later one, on a case that is not so far', async () => {
    const later: readonly [User, string][] = [
      [municipal, 'plan'],
      [youth, 'visit'],
      [municipal, 'school'],
      [youth, 'feedback'],
      [police, 'details'],
      [manager, 'close'],
      [youth, 'release'],
    ];
    for (const [who, verb] of later) await refused(who, verb, { ...sent(verb), case: under.open }, /\./);
  });

  it('nothing: the card is of a case that was closed since', async () => {
    const stale: readonly [User, string][] = [
      [youth, 'claim'],
      [youth, 'release'],
      [police, 'consultation'],
      [police, 'details'],
      [municipal, 'plan'],
      [youth, 'visit'],
      [municipal, 'school'],
      [youth, 'feedback'],
      [manager, 'report'],
      [manager, 'close'],
      [police, 'announce'],
    ];
    for (const [who, verb] of stale) await refused(who, verb, { ...sent(verb), case: under.closed }, /\./);
  });

  for (const [what, odd] of ODD)
    it(`an answer into ${what}`, async () => {
      const right = { ...sent('consultation'), case: under.open };
      for (const field of ['decision', 'exceptional', 'caseLead'])
        await refused(police, 'consultation', { ...right, [field]: odd }, /\./);
      for (const field of ['addPerson', 'addFromDate', 'addToTime', 'addEvery'])
        await refused(planner, 'roster-add', { ...sent('roster-add'), [field]: odd }, /\./);
      await refused(planner, 'roster-add', { ...sent('roster-add'), roster: odd }, /hoort niet bij u/);
    });

  it('the prototype of what is sent: that is no activity at all', async () => {
    const { teams } = under.scenario;
    const at = { conversationId: personalConversation(youth), activityId: '1' };
    for (const text of [
      `{"__proto__": {"case": "${under.open}"}}`,
      `{"case": "${under.open}", "constructor": {"prototype": {"decision": "go"}}}`,
      `{"case": "${under.open}", "form": {"__proto__": {"meeting": 1}}}`,
    ]) {
      const { status } = await teams.execute(youth, PERSONAL, at, 'claim', JSON.parse(text) as Data);
      assert.equal(status, 400);
      await nothingChanged();
    }
  });

  it('a roster, a duty or a person of another municipality', async () => {
    const add = sent('roster-add');
    await refused(neighbour, 'roster-show', { roster: 'assen' }, /Deze gemeente hoort niet bij u/);
    await refused(neighbour, 'roster-add', { ...add, roster: 'assen' }, /Deze gemeente hoort niet bij u/);
    await refused(neighbour, 'roster-add', add, /\./);
    // Somebody who works in Hoogeveen only cannot be put on the roster of Assen, and a duty of one is none of the other.
    const nel = (await keyOf(neighbour)).concat('|jeugd-mw');
    await refused(planner, 'roster-add', { ...add, roster: 'assen', addPerson: nel }, /\./);
    for (const entry of ['1', 'shift-1', '__proto__', 'x'.repeat(10_000)])
      await refused(planner, 'roster-remove', { roster: 'assen', removeEntry: entry }, /\./);
  });

  /** As the forms of a roster call a person. */
  const keyOf = async (who: User): Promise<string> => {
    const form = await pressedCard(planner, 'roster-show', { roster: 'hoogeveen' });
    const choices = JSON.stringify(form).matchAll(/"title":"([^"]*)","value":"([^"|]+)\|jeugd-mw"/g);
    const [, , key] = [...choices].find(([, title]) => title?.startsWith(who.name)) ?? [];
    assert.ok(key, `${who.name} is not in the form`);
    return key;
  };

  const pressedCard = async (who: User, verb: string, data: Data) => {
    const at = { conversationId: personalConversation(who), activityId: '1' };
    return cardIn(await under.scenario.teams.execute(who, PERSONAL, at, verb, data));
  };

  it('and what was not changed works still, so that it was not refused for something else', async () => {
    await refused(safeAtHome, 'show', { case: under.open }, /HGV-/);
    const answer = await pressed(police, 'consultation', { ...sent('consultation'), case: under.open });
    assert.match(answer, /HGV-/);
    assert.notEqual(JSON.stringify(await under.state()), stored);
  });
});
