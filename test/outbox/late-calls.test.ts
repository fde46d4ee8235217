import assert from 'node:assert/strict';
import type { CaseDocument } from '../../src/case/document.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import type { OutgoingMessage } from '../../src/case/messages.ts';
import type { CallReason } from '../../src/case/vocabulary.ts';
import { isSame, whoIs } from '../../src/core/actor.ts';
import { after } from '../../src/outbox/after.ts';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import { hoursLater } from '../cards/cases.ts';
import { type Answer, answered, convened, seatsOf, then } from '../cards/meetings.ts';
import { HOOGEVEEN, YOUTH_WORKER } from '../cards/regions.ts';
import { START, announcement, decisions } from '../case/history.ts';
import { olga, vera, yara } from '../case/region.ts';
import { type Call, gate, inShort, takesAll } from './messenger.ts';
import { CASE_ID, type World, act, announceCase, fresh, startWorld, stored, storedState } from './world.ts';

const announce = { type: 'Announce', announcement } as const;
const record = { type: 'RecordConsultation', decisions } as const;
const gone = { agreements: true, obstacles: [], followUp: 'other' as const, at: START };

describe('A call that Teams has not answered yet', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ convening: true });
  });
  afterEach(() => world.dispose());

  const sent = (): readonly string[] => world.messenger.taken.map(inShort);
  const run = async (...[command, by]: [Parameters<typeof act>[1], Parameters<typeof act>[2]]) => {
    const answer = await world.cases.run(CASE_ID, command, by, fresh());
    assert.ok(answer.ok, command.type);
  };
  /** Announces the case, and keeps Teams from answering whatever the test names. */
  const held = async (wanted: (call: Call) => boolean, before: (call: Call) => Promise<void> = takesAll) => {
    const asked = gate();
    const answer = gate();
    let refused = false;
    world.messenger.teams = async (call) => {
      if (!wanted(call)) return before(call);
      asked.open();
      await answer.opened;
      if (refused) throw new DeliveryFailed('HTTP 403', 'never');
    };
    await world.cases.openIntake(CASE_ID, olga);
    await run(announce, olga);
    await asked.opened;
    return {
      take: async () => {
        answer.open();
        await world.delivery.idle();
      },
      refuse: async () => {
        refused = true;
        answer.open();
        await world.delivery.idle();
      },
    };
  };
  const isToYara = ({ how, where }: Call): boolean => how === 'toPerson' && where === 'Yara';

  it('is drawn again at once when it is taken after the outcome: nobody has to answer it any more', async () => {
    const call = await held(isToYara);
    await run(record, vera);
    await call.take();
    assert.deepEqual(
      sent().filter((line) => line.includes('Yara')),
      ['toPerson Yara', 'update Yara 1'],
    );
    const card = JSON.stringify(world.messenger.taken.findLast(({ where }) => where === 'Yara 1')?.card);
    assert.match(card, /Besluit: Gaan binnen 24 uur/);
    assert.doesNotMatch(card, /"verb":"(come|here|decline)"/);
    assert.deepEqual((await stored(world)).outbox, []);
    assert.equal(world.now, START, 'nothing waited for a retry or a sweep');
  });

  it('is drawn again at once when it is taken after the household was seen', async () => {
    const call = await held(isToYara);
    await run(record, vera);
    await run({ type: 'RecordSeen', seen: gone }, yara);
    await call.take();
    assert.equal(sent().filter((line) => line === 'update Yara 1').length, 1);
    assert.deepEqual((await stored(world)).outbox, []);
  });

  it('is left alone when it is taken while the consultation is still to be held', async () => {
    const call = await held(isToYara);
    await run({ type: 'ClaimSlot' }, yara);
    await call.take();
    assert.deepEqual(
      sent().filter((line) => line.includes('Yara')),
      ['toPerson Yara'],
    );
  });

  it('has nothing to draw again where Teams does not say where it stands', async () => {
    world.messenger.saysWhere = false;
    const call = await held(isToYara);
    await run(record, vera);
    await call.take();
    assert.ok(!sent().some((line) => line.startsWith('update Yara')));
    assert.deepEqual((await stored(world)).outbox, []);
  });

  it('leaves the answer of whoever answered before it was refused, and nobody is called instead', async () => {
    const call = await held(
      ({ mention }) => mention === 'Yara',
      (made) =>
        isToYara(made) ? Promise.reject(new DeliveryFailed('HTTP 403', 'never')) : Promise.resolve(),
    );
    await run({ type: 'AnswerCall', answer: 'coming' }, yara);
    await call.refuse();
    const { log, outbox } = await stored(world);
    const events = log.map(({ event }) => event);
    assert.deepEqual(events.at(-1), { type: 'PingUndeliverable', to: whoIs(yara) });
    assert.ok(!events.some((event) => event.type === 'CallAnswered' && event.answer === 'unreachable'));
    const called = (await storedState(world)).meetings[0]?.called ?? [];
    assert.equal(called.find(({ who }) => isSame(who, yara))?.answer?.kind, 'coming');
    assert.ok(!sent().includes('toPerson Yusuf'));
    assert.deepEqual(outbox, []);
  });

  it('says that they could not be reached when they had said nothing', async () => {
    const isYara = ({ where, mention }: Call) => where === 'Yara' || mention === 'Yara';
    world.messenger.teams = (call) =>
      isYara(call) ? Promise.reject(new DeliveryFailed('HTTP 403', 'never')) : Promise.resolve();
    await announceCase(world);
    const called = (await storedState(world)).meetings[0]?.called ?? [];
    assert.equal(called.find(({ who }) => isSame(who, yara))?.answer?.kind, 'unreachable');
    assert.ok(sent().includes('toPerson Yusuf'));
  });
});

describe('A call that nobody will take', () => {
  const NOW = hoursLater(2);
  const call = (why: CallReason): OutgoingMessage => ({
    id: 900,
    tries: 0,
    nextTryAt: NOW,
    kind: 'call',
    to: whoIs(YOUTH_WORKER),
    meeting: 1,
    why,
    route: 'thread',
  });
  const refusedAfter = (document: CaseDocument, why: CallReason): readonly CaseEvent[] => {
    const waiting = { ...document, outbox: [call(why)] };
    const tried = after(waiting, { message: call(why), outcome: { kind: 'undeliverable' } }, NOW);
    return tried.log.slice(document.log.length).map(({ event }) => event);
  };
  const running = convened(HOOGEVEEN, { way: 'graph' });

  for (const answer of ['coming', 'present', 'declined', 'unreachable'] satisfies Answer[])
    for (const why of ['start', 'again'] as const)
      it(`changes no answer that was given before: ${answer}, ${why}`, () => {
        const document = then(running, 1, answered(YOUTH_WORKER, answer));
        assert.deepEqual(refusedAfter(document, why), [
          { type: 'PingUndeliverable', to: whoIs(YOUTH_WORKER) },
        ]);
      });

  it('says nothing when another one took its place meanwhile', () => {
    const tried = after(running, { message: call('again'), outcome: { kind: 'undeliverable' } }, NOW);
    assert.deepEqual(tried, running);
  });

  it('makes whoever said nothing unreachable', () => {
    assert.deepEqual(refusedAfter(running, 'again'), [
      { type: 'CallAnswered', who: whoIs(YOUTH_WORKER), answer: 'unreachable', meeting: 1 },
    ]);
    assert.ok(seatsOf(running).some(({ who }) => isSame(who, YOUTH_WORKER)));
  });
});
