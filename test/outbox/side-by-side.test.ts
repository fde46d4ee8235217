import assert from 'node:assert/strict';
import { POLICE } from '../../src/core/region.ts';
import { announcement, hour } from '../case/history.ts';
import { eva, olga, person, region, regionWith, sanne, yara } from '../case/region.ts';
import { gate, inShort } from './messenger.ts';
import { CASE_ID, type World, act, announceCase, fresh, startWorld, stored, tickAt } from './world.ts';

const claim = { type: 'ClaimSlot' } as const;
const announce = { type: 'Announce', announcement } as const;

describe('Side by side', () => {
  let world: World;
  const start = async (given: Parameters<typeof startWorld>[0] = {}): Promise<void> => {
    world = await startWorld(given);
  };
  afterEach(() => world.dispose());

  const sent = (): readonly string[] => world.messenger.taken.map(inShort);
  const everybody = ['Olga', 'Otto', 'Vera', 'Lars', 'Yara', 'Yusuf'].map((name) => `toPerson ${name}`);

  describe('within a case', () => {
    it('the card is posted and everybody who has to act is called', async () => {
      await start();
      await announceCase(world, { directDanger: true });
      assert.deepEqual([...sent()].sort(), ['post kanaal', ...everybody].sort());
    });

    it('somebody Teams leaves without an answer keeps nobody waiting', async () => {
      await start();
      const answer = gate();
      const others = gate();
      world.messenger.teams = ({ where }) => {
        if (where === 'Olga') return answer.opened;
        if (world.messenger.taken.length === 5) others.open();
        return Promise.resolve();
      };
      await world.cases.openIntake(CASE_ID, olga);
      const danger = { ...announce, announcement: { ...announcement, directDanger: true } };
      await world.cases.run(CASE_ID, danger, olga, fresh());
      await others.opened;
      answer.open();
      await world.delivery.idle();
      assert.equal(sent().at(-1), 'toPerson Olga');
      assert.deepEqual((await stored(world)).outbox, []);
    });

    it('updates of the card never overtake each other', async () => {
      await start();
      await announceCase(world);
      let busy = 0;
      let most = 0;
      world.messenger.teams = async ({ how }) => {
        if (how !== 'update') return;
        busy += 1;
        most = Math.max(most, busy);
        await Promise.resolve();
        busy -= 1;
      };
      for (const by of [yara, eva]) await world.cases.run(CASE_ID, claim, by, fresh());
      await act(world, { type: 'Escalate', obstacle: 'capacity' }, yara);
      assert.equal(most, 1);
      assert.match(
        JSON.stringify(world.messenger.taken.findLast(({ how }) => how === 'update')?.card),
        /Eva/,
      );
    });

    it('forty people are called once each', async () => {
      const officers = Array.from({ length: 40 }, (_, index) => person(`Agent ${index}`, [POLICE]));
      await start({ region: regionWith({ people: [...region.people, ...officers] }) });
      await announceCase(world, { directDanger: true });
      await tickAt(world, world.now);
      const calls = sent().filter((line) => line.startsWith('toPerson'));
      assert.deepEqual([calls.length, new Set(calls).size], [46, 46]);
      assert.deepEqual((await stored(world)).outbox, []);
      assert.deepEqual(world.log.errors(), []);
    });

    it('what is for the thread goes out at once when the thread has just been started', async () => {
      await start({ region: regionWith({ people: [sanne] }) });
      await announceCase(world, { directDanger: true });
      assert.deepEqual(sent(), ['post kanaal', 'inThread post 1']);
      assert.deepEqual((await stored(world)).outbox, []);
      // When whoever is at the top of the ladder is told again.
      assert.equal((await stored(world)).dueAt, hour(2));
    });
  });

  describe('with many cases', () => {
    it('is not held up by one that Teams leaves without an answer', async () => {
      await start();
      const never = gate();
      await announceCase(world);
      world.messenger.teams = ({ how }) => (how === 'update' ? never.opened : Promise.resolve());
      await world.cases.run(CASE_ID, claim, yara, fresh());
      const posted = gate();
      world.messenger.teams = ({ how }) => {
        if (how === 'post') posted.open();
        return how === 'update' ? never.opened : Promise.resolve();
      };
      await world.cases.openIntake('case/2', olga);
      await world.cases.run('case/2', announce, olga, fresh());
      await posted.opened;
      never.open();
      await world.delivery.idle();
      assert.deepEqual(sent(), ['post kanaal', 'post kanaal', 'update post 1']);
    });

    it('delivers for at most sixteen side by side, and for all in the end', async () => {
      await start();
      let busy = 0;
      let most = 0;
      const full = gate();
      world.messenger.teams = async () => {
        busy += 1;
        most = Math.max(most, busy);
        if (busy === 16) full.open();
        await full.opened;
        busy -= 1;
      };
      for (let index = 0; index < 20; index += 1) {
        await world.cases.openIntake(`case/${index}`, olga);
        await world.cases.run(`case/${index}`, announce, olga, fresh());
      }
      await world.delivery.idle();
      assert.equal(most, 16);
      assert.equal(sent().length, 20);
    });
  });
});
