import assert from 'node:assert/strict';
import { openedIntake, withEvents } from '../../src/case/document.ts';
import { type Watch, settle, watchAll } from '../../src/case/due.ts';
import type { LoggedEvent } from '../../src/case/events.ts';
import type { Outgoing, OutgoingMessage } from '../../src/case/messages.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Person } from '../../src/core/region.ts';
import {
  START,
  acknowledged,
  announced,
  caseAnnounced,
  hour,
  logged,
  minute,
  raised,
  takerAsked,
} from './history.ts';
import { bram, mia, olga, person, yara } from './region.ts';
import { AT, sentFor } from './sent.ts';
import { silent } from './watches.ts';

const SLOT = 'unclaimed:slot 0@7200000';
const OTHER = 'windowMissed:window@9';

const pings = (messages: readonly OutgoingMessage[]) =>
  messages.flatMap((message) =>
    message.kind === 'ping' ? [[message.to?.name, message.route, ...message.risks]] : [],
  );

/** The next rung, with a text message to whoever left the rung before unanswered. */
const climbed = (risk: string, told: readonly Person[], texted: readonly Person[]): LoggedEvent => {
  const { event } = raised(risk, told, hour(2), 1);
  assert.ok(event.type === 'RiskRaised');
  return logged({ ...event, texted: texted.map(whoIs) }, hour(2));
};

describe('Whoever took a risk up', () => {
  const taken = [...announced(), raised(SLOT, [yara]), acknowledged(SLOT, yara)];

  it('is asked how it goes, by a message of their own', () => {
    assert.deepEqual(pings(sentFor([takerAsked(SLOT, yara)], { history: taken })), [
      ['Yara', 'personal', SLOT],
    ]);
  });

  it('hears in one message what they have to say something about and what is new', () => {
    const both = [takerAsked(SLOT, yara), raised(OTHER, [yara, mia])];
    assert.deepEqual(pings(sentFor(both, { history: taken })), [
      ['Yara', 'personal', OTHER, SLOT],
      ['Mia', 'personal', OTHER],
    ]);
  });
});

describe('Whoever left a message without an answer', () => {
  it('gets a text message beside the message to the next rung', () => {
    const history = [...announced(), raised(SLOT, [mia])];
    assert.deepEqual(pings(sentFor([climbed(SLOT, [bram], [mia])], { history })), [
      ['Bram', 'personal', SLOT],
      ['Mia', 'text', SLOT],
    ]);
  });

  it('gets one text message for everything', () => {
    const events = [climbed(SLOT, [bram], [mia, yara]), climbed(OTHER, [bram], [mia])];
    assert.deepEqual(pings(sentFor(events)), [
      ['Bram', 'personal', SLOT, OTHER],
      ['Mia', 'text', SLOT, OTHER],
      ['Yara', 'text', SLOT],
    ]);
  });

  it('gets both when they are told again as well', () => {
    assert.deepEqual(pings(sentFor([climbed(SLOT, [bram], [bram])])), [
      ['Bram', 'personal', SLOT],
      ['Bram', 'text', SLOT],
    ]);
  });

  it('gets none when there is nobody to text', () => {
    assert.deepEqual(pings(sentFor([climbed(SLOT, [bram], [])])), [['Bram', 'personal', SLOT]]);
  });
});

describe('A message that was not tried yet', () => {
  const waiting = (changes: Partial<Outgoing<'ping'>> = {}): Outgoing<'ping'> => ({
    id: 3,
    kind: 'ping',
    to: whoIs(yara),
    risks: [OTHER],
    route: 'personal',
    tries: 0,
    nextTryAt: AT,
    ...changes,
  });
  const after = (outbox: readonly OutgoingMessage[]) => pings(sentFor([raised(SLOT, [yara])], { outbox }));
  const one = [['Yara', 'personal', OTHER, SLOT]];

  it('of this moment, to the same person, tells what is new as well', () => {
    assert.deepEqual(after([waiting()]), one);
  });

  it('tells each risk once', () => {
    assert.deepEqual(after([waiting({ risks: [OTHER, SLOT] })]), one);
  });

  const apart: readonly [string, Partial<Outgoing<'ping'>>][] = [
    ['was tried', { tries: 1 }],
    ['is of an earlier moment', { nextTryAt: AT - 1 }],
    ['waits for a later one', { nextTryAt: AT + 1 }],
    ['goes another way', { route: 'text' }],
    ['is to somebody else', { to: whoIs(mia) }],
    ['is to the same id in another tenant', { to: whoIs(person('Yara', [], { tenant: 'elsewhere' })) }],
  ];
  for (const [why, changes] of apart) {
    it(`is left alone when it ${why}`, () => {
      const old = waiting(changes);
      assert.deepEqual(after([old]), [
        [old.to?.name, old.route, OTHER],
        ['Yara', 'personal', SLOT],
      ]);
    });
  }

  it('is left alone when it is a text message for want of any other way', () => {
    const old = waiting({ to: whoIs(mia), route: 'text', fallback: true });
    const sent = sentFor([climbed(SLOT, [bram], [mia])], { outbox: [old] });
    assert.deepEqual(sent[0], old);
    assert.deepEqual(pings(sent).slice(1), [
      ['Bram', 'personal', SLOT],
      ['Mia', 'text', SLOT],
    ]);
  });

  it('in the thread, for what nobody could be told, is one with what is new for nobody', () => {
    const { to: _nobody, ...rest } = waiting({ route: 'thread' });
    assert.deepEqual(pings(sentFor([raised(SLOT, [])], { outbox: [rest] })), [
      [undefined, 'thread', OTHER, SLOT],
    ]);
    assert.deepEqual(after([rest]), [
      [undefined, 'thread', OTHER],
      ['Yara', 'personal', SLOT],
    ]);
  });
});

describe('What is raised for one person in one write', () => {
  const intake = openedIntake('case/1', whoIs(olga), minute(-5));
  const begun = { ...withEvents(intake, [caseAnnounced()], START, whoIs(olga)), outbox: [], messages: 1 };

  /** Raises a risk once another is there. */
  const raising = (risk: string, ...after: readonly string[]): Watch => ({
    ...silent,
    raise: ({ risks }) => {
      const known = Object.keys(risks);
      const isNow = after.every((id) => known.includes(id)) && !known.includes(risk);
      return isNow ? [raised(risk, [yara, bram]).event] : [];
    },
  });

  it('is one message, also when one risk follows from another', () => {
    const watch = watchAll([raising(SLOT), raising(OTHER, SLOT), raising('unplanned:plan@1', OTHER)]);
    const { outbox, log } = settle(begun, watch, hour(1));
    assert.equal(log.filter(({ event }) => event.type === 'RiskRaised').length, 3);
    const all = [SLOT, OTHER, 'unplanned:plan@1'];
    assert.deepEqual(pings(outbox), [
      ['Yara', 'personal', ...all],
      ['Bram', 'personal', ...all],
    ]);
    assert.equal(new Set(outbox.map(({ id }) => id)).size, outbox.length);
  });

  it('is another message in another write, even before the first is sent', () => {
    const first = settle(begun, raising(SLOT), hour(1));
    const second = settle(first, raising(OTHER, SLOT), hour(2));
    assert.deepEqual(
      pings(second.outbox).filter(([name]) => name === 'Yara'),
      [
        ['Yara', 'personal', SLOT],
        ['Yara', 'personal', OTHER],
      ],
    );
  });
});
