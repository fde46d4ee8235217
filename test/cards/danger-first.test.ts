import assert from 'node:assert/strict';
import type { Reply } from '../../src/bot/reply.ts';
import { sayingWho } from '../../src/bot/turn.ts';
import { caseCard } from '../../src/cards/case-card.ts';
import { type OutgoingCard, forDialog } from '../../src/cards/element.ts';
import { intakeCard, sentCard } from '../../src/cards/intake-card.ts';
import { pingCard, takenCard } from '../../src/cards/ping-card.ts';
import type { Actor } from '../../src/core/actor.ts';
import type { Person } from '../../src/core/region.ts';
import { RECEIVED, announced, hoursLater, intake } from './cases.ts';
import { complaintsAbout } from './official-parser.ts';
import { press } from './pressed.ts';
import { lines } from './read.ts';
import { EVERYBODY, HOOGEVEEN, MANAGER_ON_CALL, YOUTH_WORKER } from './regions.ts';
import { stepsOf } from './situations.ts';

const { plan } = stepsOf(HOOGEVEEN, EVERYBODY);

const DANGER = '⚠ DIRECT GEVAAR. Bel 112 en Veilig Thuis (0800-2000).';
const NOTE = 'U gaat al mee. U hoeft niets te doen.';
const PLAYS = 'Testmodus: u handelt als Megan Bowen.';

const person = (actor: Actor): Person => ({ ...actor, roles: { ...actor.roles } });

/** A tester who plays the youth worker. */
const TESTER = { sender: person(MANAGER_ON_CALL), actor: person(YOUTH_WORKER) };

const inTestMode = ({ card }: { card: OutgoingCard }) => {
  const said = sayingWho({ kind: 'card', card }, TESTER);
  assert.ok(said.kind === 'card');
  return said.card;
};

describe('Direct danger, on every card of its case', () => {
  const danger = announced(HOOGEVEEN, { directDanger: true });
  const typed = { values: { danger: 'true' }, problems: [] };
  const cards: readonly [string, OutgoingCard][] = [
    ['the case card', caseCard(danger, HOOGEVEEN, RECEIVED)],
    ['the case card with a remark', caseCard(danger, HOOGEVEEN, RECEIVED, NOTE)],
    ['a ping', pingCard(danger, [], undefined, HOOGEVEEN, RECEIVED)],
    ['what comes of a ping', takenCard(danger, NOTE, [], HOOGEVEEN, RECEIVED)],
    ['the form, sent back', intakeCard(intake(), HOOGEVEEN, RECEIVED, { typed })],
    ['the form, sent back with a remark', intakeCard(intake(), HOOGEVEEN, RECEIVED, { typed, note: NOTE })],
    ['the form that was sent', sentCard(danger, HOOGEVEEN)],
    ['the form that was sent twice', sentCard(danger, HOOGEVEEN, NOTE)],
  ];
  for (const [name, card] of cards) {
    it(`stands first: ${name}`, () => {
      assert.equal(lines(card.card)[0], DANGER);
    });

    it(`stands first in test mode too, above whom the tester plays: ${name}`, () => {
      const { card: shown, summary } = inTestMode({ card });
      assert.deepEqual(lines(shown), [DANGER, PLAYS, ...lines(card.card).slice(1)]);
      assert.equal(summary, card.summary);
      assert.deepEqual(complaintsAbout(shown), []);
      assert.deepEqual(lines(forDialog(shown)), lines(shown));
    });
  }

  it('stands first in test mode on a form that comes back', async () => {
    const document = plan({}, { directDanger: true });
    const now = hoursLater(7);
    const { card } = await press(
      { document, region: HOOGEVEEN, actor: EVERYBODY, now },
      caseCard(document, HOOGEVEEN, now).card,
      'Bezoek opslaan',
      { result: 'failed' },
    );
    assert.ok(Array.isArray(card?.body));
    const outgoing = { summary: '', card: { ...card, body: card.body as OutgoingCard['card']['body'] } };
    assert.deepEqual(lines(inTestMode({ card: outgoing }).card).slice(0, 4), [
      DANGER,
      PLAYS,
      'Nog één vraag. Daarna is het opgeslagen.',
      'Bezoek vastleggen · HGV-2026-0001',
    ]);
  });
});

describe('Test mode', () => {
  const card: Reply = { kind: 'card', card: caseCard(announced(HOOGEVEEN), HOOGEVEEN, RECEIVED) };
  const words: Reply = { kind: 'words', words: NOTE };

  it('says first whom the tester plays, where there is no danger', () => {
    assert.equal(lines(inTestMode(card).card)[0], PLAYS);
    assert.deepEqual(sayingWho(words, TESTER), { kind: 'words', words: `${PLAYS}\n\n${NOTE}` });
  });

  it('says nothing of people who act as themselves', () => {
    const { sender } = TESTER;
    for (const reply of [card, words]) assert.equal(sayingWho(reply, { sender, actor: sender }), reply);
  });
});
