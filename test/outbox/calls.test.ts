import assert from 'node:assert/strict';
import type { CaseEvent } from '../../src/case/events.ts';
import { isSame } from '../../src/core/actor.ts';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import { announcement, decisions, minute } from '../case/history.ts';
import { olga, vera, yara, yusuf } from '../case/region.ts';
import { foundAt } from './meetings.ts';
import { type Call, gate, inShort, takesAll } from './messenger.ts';
import {
  CASE_ID,
  type World,
  act,
  announceCase,
  fresh,
  startWorld,
  stored,
  storedState,
  tickAt,
} from './world.ts';

const CALLED = ['Olga', 'Vera', 'Lars', 'Yara'].map((name) => `toPerson ${name}`);
const announce = { type: 'Announce', announcement } as const;

const refusing =
  (wanted: (call: Call) => boolean, outlook: DeliveryFailed['outlook'] = 'never') =>
  (call: Call): Promise<void> =>
    wanted(call) ? Promise.reject(new DeliveryFailed('HTTP 403', outlook)) : Promise.resolve();

const isYara = ({ where, mention }: Call): boolean => where === 'Yara' || mention === 'Yara';

describe('A call to a consultation', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld({ convening: true });
  });
  afterEach(() => world.dispose());

  const sent = (): readonly string[] => world.messenger.taken.map(inShort);
  const logged = async (): Promise<readonly CaseEvent[]> =>
    (await stored(world)).log.map(({ event }) => event);
  const callOf = (name: string): Call => {
    const call = world.messenger.taken.find(({ how, where }) => how === 'toPerson' && where === name);
    assert.ok(call, `${name} was not called`);
    return call;
  };

  it('goes to one person of every role, 1:1, after the card of the case', async () => {
    await announceCase(world);
    assert.deepEqual(sent().toSorted(), ['post kanaal', ...CALLED, 'update post 1'].toSorted());
    assert.equal(sent()[0], 'post kanaal');
    assert.deepEqual((await stored(world)).outbox, []);
  });

  describe('while the place is being looked for', () => {
    it('waits, and goes out with the link once it is known', async () => {
      const place = gate();
      const posted = gate();
      world.meetings.making = async () => {
        await place.opened;
        return foundAt({ way: 'standing-room' });
      };
      world.messenger.teams = ({ how }) => {
        if (how === 'post') posted.open();
        return Promise.resolve();
      };
      await world.cases.openIntake(CASE_ID, olga);
      await world.cases.run(CASE_ID, announce, olga, fresh());
      await posted.opened;
      const before = world.messenger.tried.map(inShort);
      place.open();
      await world.delivery.idle();
      assert.deepEqual(before, ['post kanaal']);
      for (const name of ['Olga', 'Vera', 'Lars', 'Yara'])
        assert.match(
          JSON.stringify(callOf(name).card),
          /"Deelnemen aan overleg","url":"https:\/\/teams.example.invalid\/hoogeveen"/,
        );
    });

    it('keeps nobody else waiting: not the card, not the form that was sent, not a call for attention', async () => {
      const never = gate();
      const others = gate();
      world.meetings.making = async () => {
        await never.opened;
        return foundAt({ way: 'standing-room' });
      };
      const form = { serviceUrl: 's', tenant: 't', conversation: 'c', activity: 'the form' };
      world.messenger.teams = () => {
        if (world.messenger.tried.length === 6) others.open();
        return Promise.resolve();
      };
      const danger = { ...announce, announcement: { ...announcement, directDanger: true } };
      await world.cases.openIntake(CASE_ID, olga);
      await world.cases.run(CASE_ID, danger, olga, { ...fresh(), form });
      await others.opened;
      const tried = world.messenger.tried.map(inShort);
      never.open();
      // Whoever can claim the visit is told at once; that they are called as well comes later.
      const told = ['Lars', 'Otto', 'Yara', 'Yusuf'].map((name) => `toPerson ${name}`);
      assert.deepEqual(tried.toSorted(), ['post kanaal', ...told, 'update the form']);
    });

    it('keeps nobody waiting who must be told of something that comes up meanwhile', async () => {
      const never = gate();
      const posted = gate();
      const asked = gate();
      world.meetings.making = async () => {
        await never.opened;
        return foundAt({ way: 'standing-room' });
      };
      world.messenger.teams = ({ how, where }) => {
        if (how === 'post') posted.open();
        if (where === 'Mia') asked.open();
        return Promise.resolve();
      };
      await world.cases.openIntake(CASE_ID, olga);
      await world.cases.run(CASE_ID, announce, olga, fresh());
      await posted.opened;
      await world.cases.run(CASE_ID, { type: 'Escalate', obstacle: 'capacity' }, yara, fresh());
      await asked.opened;
      never.open();
    });
  });

  describe('that Teams refuses 1:1', () => {
    it('goes to the thread with a mention', async () => {
      world.messenger.teams = refusing(({ where }) => where === 'Yara');
      await announceCase(world);
      assert.deepEqual(
        sent().filter((line) => line.includes('Yara')),
        ['inThread post 1 @Yara'],
      );
      assert.ok((await logged()).every(({ type }) => type !== 'CallAnswered'));
    });

    it('and in the thread says that they could not be reached, and somebody of the same role is called', async () => {
      world.messenger.teams = refusing(isYara);
      await announceCase(world);
      const events = await logged();
      assert.deepEqual(
        events.find(({ type }) => type === 'CallAnswered'),
        {
          type: 'CallAnswered',
          who: { tenant: yara.tenant, id: yara.id, name: 'Yara' },
          answer: 'unreachable',
          meeting: 1,
        },
      );
      const last = events.findLast((event) => event.type === 'PeopleCalled');
      assert.deepEqual([last?.why, last?.seats.map(({ who }) => who.name)], ['substitute', ['Yusuf']]);
      assert.equal(sent().filter((line) => line === 'toPerson Yusuf').length, 1);
      assert.equal(world.log.errors().length, 1);
      assert.deepEqual((await stored(world)).outbox, []);
    });

    it('goes to the thread as well after four tries that came to nothing', async () => {
      world.messenger.teams = refusing(({ where }) => where === 'Yara', 'again');
      await announceCase(world);
      for (const seconds of [1, 3, 7]) await tickAt(world, minute(seconds / 60));
      const tries = world.messenger.tried.map(inShort).filter((line) => line.includes('Yara'));
      assert.deepEqual(tries, [...Array.from({ length: 4 }, () => 'toPerson Yara'), 'inThread post 1 @Yara']);
    });
  });

  describe('whose card stands 1:1', () => {
    it('is remembered, and drawn again once there is an outcome: nobody has to answer any more', async () => {
      await announceCase(world);
      assert.deepEqual(
        (await stored(world)).callCards
          .map(({ to, meeting, at }) => [to.name, meeting, at.activity])
          .toSorted(),
        ['Lars', 'Olga', 'Vera', 'Yara'].map((name) => [name, 1, `${name} 1`]),
      );
      const before = sent().length;
      await act(world, { type: 'RecordConsultation', decisions }, vera);
      assert.deepEqual(sent().slice(before).toSorted(), [
        'update Lars 1',
        'update Olga 1',
        'update Vera 1',
        'update Yara 1',
        'update post 1',
      ]);
      const again = world.messenger.taken.findLast(({ where }) => where === 'Yara 1');
      assert.match(JSON.stringify(again?.card), /Besluit: Gaan binnen 24 uur/);
      assert.doesNotMatch(JSON.stringify(again?.card), /"verb":"(come|here|decline)"/);
    });

    it('is drawn again for whoever answers, and left alone by everything else that happens to the case', async () => {
      await announceCase(world);
      const before = sent().length;
      await act(world, { type: 'ClaimSlot' }, yara);
      await act(world, { type: 'AnswerCall', answer: 'coming' }, vera);
      assert.deepEqual(sent().slice(before).toSorted(), ['update Vera 1', 'update post 1', 'update post 1']);
    });

    it('is drawn again for each time they were called', async () => {
      await announceCase(world);
      await tickAt(world, minute(5));
      const cards = (await stored(world)).callCards.filter(({ to }) => isSame(to, yara));
      assert.deepEqual(
        cards.map(({ at }) => at.activity),
        ['Yara 1', 'Yara 2'],
      );
      await act(world, { type: 'RecordConsultation', decisions }, vera);
      assert.ok(['update Yara 1', 'update Yara 2'].every((line) => sent().includes(line)));
    });

    it('is given up when it is not there any more: there is nothing to draw again', async () => {
      await announceCase(world);
      world.messenger.teams = refusing(({ where }) => where === 'Yara 1', 'gone');
      await act(world, { type: 'RecordConsultation', decisions }, vera);
      const { outbox, parked } = await stored(world);
      assert.deepEqual([outbox, parked], [[], []]);
    });

    it('is parked, and reported, when Teams refuses it for good, and tried again when something changed around the case', async () => {
      await announceCase(world);
      world.messenger.teams = refusing(({ where }) => where === 'Yara 1', 'never');
      await act(world, { type: 'RecordConsultation', decisions }, vera);
      const { outbox, parked } = await stored(world);
      assert.deepEqual(outbox, []);
      assert.deepEqual(
        parked.map(({ message, why, at }) => [message.kind, why, at]),
        [['callCard', 'refused', world.now]],
      );
      assert.deepEqual(
        world.log.errors().map(({ message }) => message),
        ['message parked: somebody must look at it'],
      );
      world.messenger.teams = () => Promise.resolve();
      const before = sent().length;
      await world.cases.tick(CASE_ID);
      await world.delivery.idle();
      assert.equal(sent().length, before, 'a sweep leaves it where it is');
      await world.cases.recheck(CASE_ID);
      await world.delivery.idle();
      assert.deepEqual(sent().slice(before), ['update Yara 1']);
      assert.deepEqual((await stored(world)).parked, []);
    });

    it('is tried again when Teams is busy', async () => {
      await announceCase(world);
      world.messenger.teams = refusing(({ where }) => where === 'Yara 1', 'again');
      await act(world, { type: 'RecordConsultation', decisions }, vera);
      assert.deepEqual(
        (await stored(world)).outbox.map(({ kind }) => kind),
        ['callCard'],
      );
      world.messenger.teams = takesAll;
      await tickAt(world, minute(1 / 60));
      assert.equal(sent().at(-1), 'update Yara 1');
    });

    it('is remembered in the thread as well, and drawn again there', async () => {
      world.messenger.teams = refusing(({ where }) => where === 'Yara');
      await announceCase(world);
      const card = (await stored(world)).callCards.find(({ to }) => isSame(to, yara));
      assert.deepEqual([card?.at.activity, card?.at.conversation], ['reply 1', 'kanaal;messageid=post 1']);
      await act(world, { type: 'AnswerCall', answer: 'coming' }, yara);
      assert.equal(sent().filter((line) => line === 'update reply 1').length, 1);
      await act(world, { type: 'RecordConsultation', decisions }, vera);
      assert.equal(sent().filter((line) => line === 'update reply 1').length, 2);
    });

    it('is not remembered where Teams did not say where, in the thread neither', async () => {
      world.messenger.saysWhere = false;
      world.messenger.teams = refusing(({ where }) => where === 'Yara');
      await announceCase(world);
      assert.deepEqual((await stored(world)).callCards, []);
      await act(world, { type: 'RecordConsultation', decisions }, vera);
      assert.equal(sent().at(-1), 'update post 1');
    });
  });

  it('is not made any more when they answered before it could be', async () => {
    world.messenger.teams = refusing(({ where }) => where === 'Yara', 'again');
    await announceCase(world);
    await act(world, { type: 'AnswerCall', answer: 'present' }, yara);
    world.messenger.teams = takesAll;
    await tickAt(world, minute(1));
    assert.ok(!sent().includes('toPerson Yara'));
    assert.deepEqual((await stored(world)).outbox, []);
    const { meetings } = await storedState(world);
    assert.ok(meetings[0]?.called.every(({ who }) => !isSame(who, yusuf)));
  });
});
