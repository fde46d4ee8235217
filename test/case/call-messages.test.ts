import { rolesOf } from '../support/roles.ts';
import assert from 'node:assert/strict';
import type { CallCard, OutgoingMessage } from '../../src/case/messages.ts';
import { type Person, SAFE_AT_HOME } from '../../src/core/region.ts';
import { whoIs } from '../../src/core/actor.ts';
import { announced, completed, decided, hour, householdSeen, raised } from './history.ts';
import { answered, called, callCardOf, convened, outcomeAsked, placeFound, seatOf } from './meetings.ts';
import { YOUTH, eva, lars, olga, person, vera, yara } from './region.ts';
import { AT, FIRST, sentFor } from './sent.ts';

const callsIn = (messages: readonly OutgoingMessage[]) =>
  messages.flatMap((one) => (one.kind === 'call' ? [[one.to.name, one.why, one.meeting, one.route]] : []));

const pingsIn = (messages: readonly OutgoingMessage[]) =>
  messages.flatMap((one) => (one.kind === 'ping' ? [[one.to?.name, ...one.risks]] : []));

describe('What a consultation has to send', () => {
  const held = [...announced(), convened()];

  it('is one request for a place for every consultation that is opened, and for nothing else', () => {
    assert.deepEqual(sentFor([convened(AT, AT)]), [
      { id: FIRST, kind: 'meeting', meeting: 1, askedAt: AT, tries: 0, nextTryAt: AT },
    ]);
    const second = sentFor([convened(AT, AT, yara)], { history: [...held, decided()] });
    assert.deepEqual(
      second.map((message) => [message.kind, 'meeting' in message && message.meeting]),
      [['meeting', 2]],
    );
    for (const other of [placeFound(), outcomeAsked(olga), called([yara]), decided()])
      assert.equal(
        sentFor([other], { history: held }).some(({ kind }) => kind === 'meeting'),
        false,
        other.event.type,
      );
  });

  it('is one call per person, whatever the number of their seats', () => {
    const seats = [eva, seatOf(eva, SAFE_AT_HOME), seatOf(eva, YOUTH), yara];
    const [first, ...others] = sentFor([called(seats)], { history: held });
    const call = { kind: 'call', why: 'first', meeting: 1, route: 'personal', tries: 0, nextTryAt: AT };
    assert.deepEqual(first, { ...call, id: FIRST, to: whoIs(eva) });
    assert.deepEqual(others, [{ ...call, id: FIRST + 1, to: whoIs(yara) }]);
  });

  it('is one call when they were not reached yet and are called again: the newer', () => {
    const pending = (id: number, to: Person, meeting = 1): OutgoingMessage => ({
      id,
      kind: 'call',
      to: whoIs(to),
      meeting,
      why: 'first',
      route: 'thread',
      tries: 3,
      nextTryAt: hour(9),
    });
    const outbox = [pending(7, yara), pending(8, lars), pending(9, yara, 2)];
    const sent = sentFor([called([yara], 'again')], { history: [...held, called([yara])], outbox });
    assert.deepEqual(
      sent.map(({ id }) => id),
      [8, 9, FIRST],
    );
    assert.deepEqual(callsIn(sent.slice(2)), [['Yara', 'again', 1, 'personal']]);
  });

  it('is one call per person also when they are called for two reasons at once', () => {
    const events = [called([olga, yara], 'again'), called([lars, yara], 'substitute')];
    assert.deepEqual(callsIn(sentFor(events, { history: held })), [
      ['Olga', 'again', 1, 'personal'],
      ['Yara', 'again', 1, 'personal'],
      ['Lars', 'substitute', 1, 'personal'],
    ]);
  });

  it('is a call to each of two accounts with the same object id', () => {
    const double = person('Yara', rolesOf(yara), { tenant: 'elsewhere' });
    assert.equal(sentFor([called([yara, double])], { history: held }).length, 2);
  });

  it('is a call to the latest consultation', () => {
    const history = [...held, decided(), convened(hour(1), hour(1))];
    assert.deepEqual(callsIn(sentFor([called([yara])], { history })), [['Yara', 'first', 2, 'personal']]);
  });

  it('asks for the place before it calls', () => {
    assert.deepEqual(
      sentFor([convened(AT, AT), called([yara])]).map(({ id, kind }) => [id, kind]),
      [
        [FIRST, 'meeting'],
        [FIRST + 1, 'call'],
      ],
    );
  });

  it('is the question what came of it, to whoever must say', () => {
    assert.deepEqual(sentFor([outcomeAsked(vera)], { history: held }), [
      { id: FIRST, kind: 'outcome', to: whoIs(vera), meeting: 1, route: 'personal', tries: 0, nextTryAt: AT },
    ]);
  });
});

describe('A ping about a consultation that is late', () => {
  const late = (...told: Person[]) => raised('consultationLate:consultation@1', told, AT);
  const open = raised('unclaimed:slot 0@1', [yara], AT);
  const history = [...announced(), convened()];

  it('is dropped for whoever is called to it in the same batch, and for nobody else', () => {
    const sent = sentFor([late(yara, lars), called([yara])], { history });
    assert.deepEqual(pingsIn(sent), [['Lars', 'consultationLate:consultation@1']]);
    assert.deepEqual(callsIn(sent), [['Yara', 'first', 1, 'personal']]);
    const other = sentFor([called([yara]), late(yara, lars)], { history });
    assert.deepEqual(pingsIn(other), pingsIn(sent), 'in whatever order');
  });

  it('leaves the other risks in the ping', () => {
    const sent = sentFor([late(yara), open, called([yara])], { history });
    assert.deepEqual(pingsIn(sent), [['Yara', 'unclaimed:slot 0@1']]);
  });

  it('is sent to a namesake of another tenant who is not called', () => {
    const double = person('Yara', rolesOf(yara), { tenant: 'elsewhere' });
    assert.equal(pingsIn(sentFor([late(double), called([yara])], { history })).length, 1);
  });

  it('goes to the thread when nobody could be told of it, whoever is called', () => {
    assert.deepEqual(pingsIn(sentFor([late(), called([yara])], { history })), [
      [undefined, 'consultationLate:consultation@1'],
    ]);
  });
});

describe('The cards with which people were called', () => {
  const history = [...announced(), convened(), called([yara, lars])];
  const callCards = [callCardOf(yara), callCardOf(lars)];
  const redrawsIn = (messages: readonly OutgoingMessage[]) =>
    messages.flatMap((one) => (one.kind === 'callCard' ? [one.card] : []));

  it('are drawn again with the outcome: nobody has to answer any more', () => {
    assert.deepEqual(redrawsIn(sentFor([decided()], { history, callCards })), callCards);
  });

  it('are drawn again when the household was seen before there was an outcome', () => {
    const second = [...history, decided(), convened(hour(1), hour(1))];
    const cards = [...callCards, callCardOf(yara, 2, 'second')];
    assert.deepEqual(redrawsIn(sentFor([householdSeen()], { history: second, callCards: cards })), [
      cards[2],
    ]);
    const ended = [...history, decided()];
    assert.deepEqual(redrawsIn(sentFor([householdSeen()], { history: ended, callCards })), []);
  });

  it('stay as they are for anything else', () => {
    const others = [placeFound(), outcomeAsked(olga), called([yara], 'again'), convened(AT, AT)];
    for (const other of others)
      assert.deepEqual(redrawsIn(sentFor([other], { history, callCards })), [], other.event.type);
    const later = sentFor([completed()], { history: [...history, decided()], callCards });
    assert.deepEqual(redrawsIn(later), []);
  });

  it('are drawn again for whoever answered, of the latest consultation', () => {
    assert.deepEqual(redrawsIn(sentFor([answered(yara)], { history, callCards })), [callCards[0]]);
    const second = [...history, decided(), convened(hour(1), hour(1)), called([yara])];
    const cards = [...callCards, callCardOf(yara, 2, 'second')];
    assert.deepEqual(redrawsIn(sentFor([answered(yara)], { history: second, callCards: cards })), [cards[2]]);
  });

  it('are all drawn again whenever it changes whom a Teams call rings', () => {
    const ringing = [...history, placeFound({ way: 'deep-link' })];
    for (const event of [called([olga], 'next'), answered(yara, 'declined')])
      assert.deepEqual(
        redrawsIn(sentFor([event], { history: ringing, callCards })),
        callCards,
        event.event.type,
      );
    assert.deepEqual(redrawsIn(sentFor([outcomeAsked(olga)], { history: ringing, callCards })), []);
    const second = [...ringing, decided(), convened(hour(1), hour(1)), placeFound({ way: 'deep-link' }, 2)];
    const cards = [...callCards, callCardOf(vera, 2)];
    assert.deepEqual(redrawsIn(sentFor([called([olga], 'next')], { history: second, callCards: cards })), [
      cards[2],
    ]);
  });

  it('are only those of the latest consultation', () => {
    const second = [...history, decided(), convened(hour(1), hour(1))];
    const cards = [...callCards, callCardOf(yara, 2, 'second')];
    assert.deepEqual(redrawsIn(sentFor([decided()], { history: second, callCards: cards })), [cards[2]]);
  });

  it('wait for one redraw each: a newer one replaces the one that waits', () => {
    const waits = (id: number, card: CallCard): OutgoingMessage => ({
      id,
      kind: 'callCard',
      card,
      tries: 3,
      nextTryAt: hour(9),
    });
    const outbox = [waits(7, callCardOf(yara)), waits(8, callCardOf(yara, 1, 'another card of Yara'))];
    const sent = sentFor([decided()], { history, callCards: [callCardOf(yara)], outbox });
    assert.deepEqual(sent, [
      outbox[1],
      { id: FIRST, kind: 'callCard', card: callCardOf(yara), tries: 0, nextTryAt: AT },
    ]);
    assert.deepEqual(sentFor([placeFound()], { history, callCards, outbox }), outbox);
  });
});
