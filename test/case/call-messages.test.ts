import assert from 'node:assert/strict';
import type { Place } from '../../src/case/consultation.ts';
import type { CaseEvent, LoggedEvent } from '../../src/case/events.ts';
import type { CallCard, OutgoingMessage } from '../../src/case/messages.ts';
import { messagesFor } from '../../src/case/outgoing.ts';
import { type Person, SAFE_AT_HOME } from '../../src/core/region.ts';
import { whoIs } from '../../src/core/actor.ts';
import { followedAfter } from './given.ts';
import {
  announced,
  closed,
  completed,
  consulted,
  decided,
  feedback,
  hour,
  householdSeen,
  minute,
  raised,
  schoolTold,
} from './history.ts';
import {
  called,
  callCardOf,
  convened,
  graph,
  outcomeAsked,
  peopleCalled,
  placeFound,
  removed,
  seatOf,
} from './meetings.ts';
import { YOUTH, eva, lars, olga, person, vera, yara } from './region.ts';

const AT = hour(6);

interface Before {
  outbox?: readonly OutgoingMessage[];
  callCards?: readonly CallCard[];
}

/** What is sent for the last events of a history, but the redraw of the case card. */
const sentFor = (
  events: readonly LoggedEvent[],
  { history = announced(), outbox = [], callCards = [] }: Before & { history?: readonly LoggedEvent[] } = {},
) => {
  const facts: readonly CaseEvent[] = events.map(({ event }) => event);
  const state = followedAfter(history, events);
  const sent = messagesFor(facts, { outbox, messages: 40, callCards }, state, AT);
  assert.equal(sent.messages, 40 + sent.outbox.length - (sent.outbox.length - fresh(sent.outbox).length));
  return sent.outbox.filter(({ kind }) => kind !== 'card');
};

const fresh = (outbox: readonly OutgoingMessage[]) => outbox.filter(({ id }) => id >= 40);

const callsIn = (messages: readonly OutgoingMessage[]) =>
  messages.flatMap((one) => (one.kind === 'call' ? [[one.to.name, one.why, one.meeting, one.route]] : []));

const pingsIn = (messages: readonly OutgoingMessage[]) =>
  messages.flatMap((one) => (one.kind === 'ping' ? [[one.to?.name, ...one.risks]] : []));

describe('What a consultation has to send', () => {
  const held = [...announced(), convened()];

  it('is one request for a place for every consultation that is opened, and for nothing else', () => {
    assert.deepEqual(sentFor([convened(AT, AT)]), [
      { id: 41, kind: 'meeting', meeting: 1, askedAt: AT, tries: 0, nextTryAt: AT },
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
    assert.deepEqual(first, { ...call, id: 41, to: whoIs(eva) });
    assert.deepEqual(others, [{ ...call, id: 42, to: whoIs(yara) }]);
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
    const double = person('Yara', yara.roles, { tenant: 'elsewhere' });
    assert.equal(sentFor([called([yara, double])], { history: held }).length, 2);
  });

  it('is a call to the latest consultation', () => {
    const history = [...held, decided(), convened(hour(1), hour(1))];
    assert.deepEqual(callsIn(sentFor([called([yara])], { history })), [['Yara', 'first', 2, 'personal']]);
  });

  it('is the question what came of it, to whoever must say', () => {
    assert.deepEqual(sentFor([outcomeAsked(vera)], { history: held }), [
      { id: 41, kind: 'outcome', to: whoIs(vera), meeting: 1, route: 'personal', tries: 0, nextTryAt: AT },
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
    const double = person('Yara', yara.roles, { tenant: 'elsewhere' });
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
      { id: 41, kind: 'callCard', card: callCardOf(yara), tries: 0, nextTryAt: AT },
    ]);
    assert.deepEqual(sentFor([placeFound()], { history, callCards, outbox }), outbox);
  });
});

describe('A meeting at Graph', () => {
  const [first, second] = [graph('graph-1'), graph('graph-2')];
  const again = [...consulted(), convened(hour(1), hour(1)), decided(), completed()];
  const ended = [schoolTold, feedback('police'), feedback('safeAtHome')];
  const done = [...announced(), convened(), ...again, householdSeen(), ...ended];
  const removalOf = (meeting: number, place: typeof first, id = 41) => {
    const { organiser, meeting: graphId } = place;
    return { id, kind: 'removeMeeting', meeting, organiser, graphId, tries: 0, nextTryAt: AT };
  };

  it('is taken away when the case closes, each of them', () => {
    const history = [...done, placeFound(first, 1), placeFound(second, 2)];
    assert.deepEqual(sentFor([closed], { history }), [removalOf(1, first), removalOf(2, second, 42)]);
  });

  it('is not taken away twice', () => {
    const history = [...done, placeFound(first, 1), placeFound(second, 2), removed(1)];
    assert.deepEqual(sentFor([closed], { history }), [removalOf(2, second)]);
  });

  it('is taken away also when it was made at the last moment, of a case that was closed meanwhile', () => {
    assert.deepEqual(sentFor([placeFound(second, 2)], { history: [...done, closed] }), [
      removalOf(2, second),
    ]);
    assert.deepEqual(sentFor([placeFound(first, 1)], { history: done }), []);
  });

  it('is the only place to take away', () => {
    const ways = ['deep-link', 'standing-room', 'phone'] as const;
    for (const way of ways) {
      const place: Place = { way };
      assert.deepEqual(sentFor([closed], { history: [...done, placeFound(place, 1)] }), []);
      assert.deepEqual(sentFor([placeFound(place, 1)], { history: [...done, closed] }), []);
    }
    assert.deepEqual(sentFor([closed], { history: done }), []);
  });

  it('is left alone as long as the case is open', () => {
    const history = [...announced(), convened(), placeFound(first, 1)];
    for (const event of [decided(), called([yara]), outcomeAsked(olga)])
      assert.equal(
        sentFor([event], { history }).some(({ kind }) => kind === 'removeMeeting'),
        false,
      );
  });
});

describe('Everything that one batch sends', () => {
  it('begins with the redraw of the case card, and asks for the place before it calls', () => {
    const events = [convened(AT, AT), called([yara])];
    const state = followedAfter(announced(), events);
    const { outbox } = messagesFor(
      [events[0]!.event, peopleCalled([yara])],
      { outbox: [], messages: 0, callCards: [] },
      state,
      AT,
    );
    assert.deepEqual(
      outbox.map(({ id, kind }) => [id, kind]),
      [
        [0, 'card'],
        [1, 'meeting'],
        [2, 'call'],
      ],
    );
    assert.ok(outbox.every(({ nextTryAt }) => nextTryAt === AT && nextTryAt > minute(0)));
  });
});
