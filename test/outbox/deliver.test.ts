import assert from 'node:assert/strict';
import { START, announcement, decisions, details, hour, minute } from '../case/history.ts';
import { lars, mia, olga, vera, yara } from '../case/region.ts';
import { gate, inShort } from './messenger.ts';
import { CASE_ID, type World, act, announceCase, fresh, startWorld, stored, tickAt } from './world.ts';

const claim = { type: 'ClaimSlot' } as const;

describe('The outbox', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.dispose());

  const sent = (): readonly string[] => world.messenger.taken.map(inShort);
  const pending = async () => (await stored(world)).outbox.map(({ kind }) => kind);

  it('posts the card of a case in its channel and remembers where', async () => {
    await announceCase(world);
    const { outbox, thread } = await stored(world);
    assert.deepEqual(sent(), ['post kanaal']);
    assert.deepEqual(outbox, []);
    assert.deepEqual(thread, {
      serviceUrl: 'https://teams.example.invalid/',
      tenant: olga.tenant,
      conversation: 'kanaal;messageid=post 1',
      activity: 'post 1',
    });
  });

  it('changes that card in place afterwards, as the case is at that moment', async () => {
    await announceCase(world);
    await act(world, claim, yara);
    await act(world, claim, lars);
    assert.deepEqual(sent(), ['post kanaal', 'update post 1', 'update post 1']);
    const cards = world.messenger.taken.map(({ card }) => JSON.stringify(card));
    assert.deepEqual(
      cards.map((card) => [card.includes('Yara'), card.includes('Lars')]),
      [
        [false, false],
        [true, false],
        [true, true],
      ],
    );
  });

  it('sends nothing before it is saved, and forgets nothing before Teams took it', async () => {
    const found: unknown[] = [];
    world.messenger.teams = async () => {
      const { state, outbox } = await stored(world);
      found.push([state.step, outbox.map(({ kind }) => kind)]);
    };
    await announceCase(world);
    assert.deepEqual(found, [['announced', ['card']]]);
    assert.deepEqual(await pending(), []);
  });

  it('keeps a message as long as Teams has not answered', async () => {
    const answer = gate();
    const asked = gate();
    world.messenger.teams = () => {
      asked.open();
      return answer.opened;
    };
    await world.cases.openIntake(CASE_ID, olga);
    await world.cases.run(CASE_ID, { type: 'Announce', announcement }, olga, fresh());
    await asked.opened;
    assert.deepEqual(await pending(), ['card']);
    assert.equal((await stored(world)).dueAt, START);
    answer.open();
    await world.delivery.idle();
    assert.deepEqual(await pending(), []);
  });

  it('names the risks on the button of a ping', async () => {
    await announceCase(world);
    await tickAt(world, hour(1));
    const { state } = await stored(world);
    const ping = world.messenger.taken.find(({ how, where }) => how === 'toPerson' && where === 'Vera');
    assert.ok(ping && state.step === 'announced');
    const [risk] = Object.keys(state.risks);
    assert.ok(
      JSON.stringify(ping.card).includes(JSON.stringify({ case: CASE_ID, risks: [risk] }).slice(1, -1)),
    );
  });

  it('has nothing to do for a case that is not there, or has nothing to send', async () => {
    await announceCase(world);
    world.delivery.nudge('case/nowhere');
    world.delivery.nudge(CASE_ID);
    await world.delivery.idle();
    assert.deepEqual(sent(), ['post kanaal']);
    assert.deepEqual(world.log.errors(), []);
  });

  it('also sends for a case that was closed', async () => {
    await announceCase(world);
    await act(world, { type: 'RecordConsultation', decisions }, vera);
    const rest = { ...details, tellSchool: false };
    await act(world, { type: 'CompleteConsultation', details: rest }, vera);
    const seen = { at: START, agreements: true, obstacles: [], followUp: 'other' as const };
    await act(world, { type: 'RecordSeen', seen }, yara);
    await act(world, { type: 'GiveFeedback', to: ['police', 'safeAtHome'] }, yara);
    await act(world, { type: 'RegisterFormalReport', reference: 'CORV-2026-1' }, vera);
    await act(world, { type: 'CloseCase', dossier: 'safeAtHome' }, mia);
    assert.equal(sent().length, 7);
    assert.match(JSON.stringify(world.messenger.taken.at(-1)?.card), /Deze casus is gesloten/);
  });

  it('sends nothing a second time when what is due cannot be raised; the next sweep raises it', async () => {
    await world.dispose();
    let broken = false;
    const watching = () => (broken ? Promise.reject(new Error('no roster')) : Promise.resolve());
    world = await startWorld({ watching });
    world.messenger.teams = () => {
      broken = true;
      return Promise.resolve();
    };
    await announceCase(world);
    assert.deepEqual([await pending(), (await stored(world)).dueAt], [[], START]);
    assert.equal(world.log.errors().length, 1);
    broken = false;
    assert.equal((await tickAt(world, minute(1))).dueAt, hour(1));
    assert.deepEqual(sent(), ['post kanaal']);
  });

  describe('asked for the same case many times at once', () => {
    it('delivers once', async () => {
      const answer = gate();
      world.messenger.teams = () => answer.opened;
      await world.cases.openIntake(CASE_ID, olga);
      await world.cases.run(CASE_ID, { type: 'Announce', announcement }, olga, fresh());
      for (let count = 0; count < 20; count += 1) world.delivery.nudge(CASE_ID);
      answer.open();
      await world.delivery.idle();
      assert.deepEqual(world.messenger.tried.map(inShort), ['post kanaal']);
    });

    it('sends a redraw that was asked for while the one before was on its way', async () => {
      await announceCase(world);
      const answer = gate();
      const asked = gate();
      world.messenger.teams = () => {
        asked.open();
        return answer.opened;
      };
      await world.cases.run(CASE_ID, claim, yara, fresh());
      await asked.opened;
      await world.cases.run(CASE_ID, claim, lars, fresh());
      answer.open();
      await world.delivery.idle();
      assert.deepEqual(sent(), ['post kanaal', 'update post 1', 'update post 1']);
      assert.match(JSON.stringify(world.messenger.taken.at(-1)?.card), /Lars/);
      assert.deepEqual(await pending(), []);
    });

    it('updates the card that was just being posted, and does not post it twice', async () => {
      const answer = gate();
      const asked = gate();
      world.messenger.teams = () => {
        asked.open();
        return answer.opened;
      };
      await world.cases.openIntake(CASE_ID, olga);
      await world.cases.run(CASE_ID, { type: 'Announce', announcement }, olga, fresh());
      await asked.opened;
      await world.cases.run(CASE_ID, claim, yara, fresh());
      answer.open();
      await world.delivery.idle();
      assert.deepEqual(sent(), ['post kanaal', 'update post 1']);
      assert.deepEqual(await pending(), []);
    });
  });

  describe('is idle', () => {
    it('at once when there is nothing on its way', async () => {
      await assert.doesNotReject(world.delivery.idle());
    });

    it('not before the last message is gone, also one that was asked for meanwhile', async () => {
      const answer = gate();
      let idle = false;
      world.messenger.teams = () => answer.opened;
      await world.cases.openIntake(CASE_ID, olga);
      await world.cases.run(CASE_ID, { type: 'Announce', announcement }, olga, fresh());
      const waiting = world.delivery.idle().then(() => {
        idle = true;
      });
      world.now = minute(1);
      await world.cases.run(CASE_ID, claim, yara, fresh());
      assert.equal(idle, false);
      answer.open();
      await waiting;
      assert.deepEqual(sent(), ['post kanaal', 'update post 1']);
      assert.deepEqual(await pending(), []);
    });
  });
});
