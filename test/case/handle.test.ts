import assert from 'node:assert/strict';
import type { CaseCommand } from '../../src/case/commands.ts';
import type { Person } from '../../src/core/region.ts';
import {
  type World,
  CASE_ID,
  act,
  announceCase,
  fresh,
  startWorld,
  stored,
  storedState,
} from '../outbox/world.ts';
import { START, announcement, decisions, details, hour, minute } from './history.ts';
import { anna, mia, olga, otto, person, sanne, vera, yara } from './region.ts';

const announce: CaseCommand = { type: 'Announce', announcement };
const claim: CaseCommand = { type: 'ClaimSlot' };
const door = { activity: 'the same activity' };

describe('A case on disk', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.dispose());

  const run = (command: CaseCommand, by: Person, from = fresh(), id = CASE_ID) =>
    world.cases.run(id, command, by, from);

  describe('opening the form', () => {
    it('gives one form, however often it is asked', async () => {
      const first = await world.cases.openIntake(CASE_ID, olga);
      world.now = minute(1);
      const again = await world.cases.openIntake(CASE_ID, olga);
      assert.deepEqual(again, first);
      assert.equal((await stored(world)).log.length, 1);
    });

    it('gives one form to fifty who ask at the same time', async () => {
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => world.cases.openIntake(CASE_ID, olga)),
      );
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
      assert.equal((await stored(world)).log.length, 1);
    });

    it('gives the case when the form was sent meanwhile', async () => {
      await announceCase(world);
      const answer = await world.cases.openIntake(CASE_ID, olga);
      assert.equal(answer.ok && answer.value.state.step, 'announced');
    });

    it('is for the police, of whatever municipality', async () => {
      for (const by of [vera, mia, anna]) {
        const answer = await world.cases.openIntake('case/other', by);
        assert.deepEqual(answer, { ok: false, refusal: { code: 'notAllowed', command: 'OpenIntake' } });
      }
      assert.equal(await world.cases.read('case/other'), undefined);
      assert.ok((await world.cases.openIntake('case/other', sanne)).ok);
    });

    it('has nothing to send, and nothing that can be late', async () => {
      await world.cases.openIntake(CASE_ID, olga);
      assert.equal((await stored(world)).dueAt, null);
      assert.deepEqual(await world.store.findDue(hour(1000), 10), []);
    });
  });

  describe('a command', () => {
    it('acts once for one activity, and answers the same case again', async () => {
      await announceCase(world);
      const first = await run(claim, yara, door);
      const again = await run(claim, yara, door);
      assert.ok(first.ok && again.ok);
      assert.deepEqual(again.value.state, first.value.state);
      assert.equal((await stored(world)).log.filter(({ event }) => event.type === 'SlotClaimed').length, 1);
    });

    it('acts once for one activity that comes in many times at once', async () => {
      await announceCase(world);
      const escalate: CaseCommand = { type: 'Escalate', obstacle: 'capacity' };
      const answers = await Promise.all(Array.from({ length: 10 }, () => run(escalate, yara, door)));
      assert.ok(answers.every(({ ok }) => ok));
      assert.equal((await storedState(world)).escalations.length, 1);
    });

    it('changes nothing when it is refused, also not when Teams sends the same activity again later', async () => {
      await announceCase(world);
      const before = await stored(world);
      const early = await run({ type: 'CloseCase', dossier: 'safeAtHome' }, yara, door);
      assert.deepEqual(early, {
        ok: false,
        refusal: { code: 'notNow', command: 'CloseCase', step: 'announced' },
      });
      const { done, ...after } = await stored(world);
      assert.deepEqual({ ...after, done: before.done }, before);
      assert.deepEqual(await run(claim, yara, door), { ok: false, refusal: { code: 'refusedBefore' } });
      assert.deepEqual(await stored(world), { ...after, done });
      assert.ok((await run(claim, yara)).ok, 'a new press is carried out');
    });

    it('on a case that is not there is refused', async () => {
      const answer = await run(claim, yara, door, 'case/nowhere');
      assert.deepEqual(answer, { ok: false, refusal: { code: 'caseUnknown' } });
      assert.equal(await world.cases.read('case/nowhere'), undefined);
    });

    it('on a form that was not sent is refused, to people of any municipality', async () => {
      await world.cases.openIntake(CASE_ID, olga);
      for (const by of [yara, sanne]) {
        const answer = await run(claim, by);
        assert.deepEqual(answer, {
          ok: false,
          refusal: { code: 'notNow', command: 'ClaimSlot', step: 'intake' },
        });
      }
    });

    it('is told apart by person, not by what the form was opened with', async () => {
      await world.cases.openIntake(CASE_ID, olga);
      const answer = await run(announce, otto);
      assert.deepEqual(answer.ok ? '' : answer.refusal.code, 'notYourForm');
    });

    it('hands what it has to send to the outbox after it is saved', async () => {
      await announceCase(world);
      assert.deepEqual(world.nudged, [CASE_ID]);
    });

    it('closes the form that was sent, beside posting the card of the case', async () => {
      await world.cases.openIntake(CASE_ID, olga);
      const form = { serviceUrl: 's', tenant: 't', conversation: 'c', activity: 'the form' };
      assert.ok((await world.cases.run(CASE_ID, announce, olga, { ...fresh(), form })).ok);
      await world.delivery.idle();
      const sent = world.messenger.taken.map(({ how, where }) => `${how} ${where}`);
      for (const once of ['post kanaal', 'update the form'])
        assert.equal(sent.filter((one) => one === once).length, 1, once);
    });

    it('leaves a case that can be read, whatever a card asks for', async () => {
      await announceCase(world, { directDanger: true });
      await run({ type: 'Acknowledge', risks: ['constructor'] }, mia);
      await assert.doesNotReject(world.cases.read(CASE_ID));
    });
  });

  describe('of a municipality the region file does not know', () => {
    it('is a fault, and no number is used for it', async () => {
      await world.cases.openIntake(CASE_ID, olga);
      const unknown = { ...announcement, municipality: 'atlantis' };
      await assert.rejects(
        run({ type: 'Announce', announcement: unknown }, olga),
        /atlantis is not in the region/,
      );
      assert.equal((await stored(world)).state.step, 'intake');
      assert.equal((await act(world, announce, olga)).municipality, 'hoogeveen');
      assert.equal((await storedState(world)).number, 'HGV-2026-0001');
    });

    it('is refused when the officer works elsewhere', async () => {
      await world.cases.openIntake(CASE_ID, olga);
      const elsewhere = { ...announcement, municipality: 'assen' };
      const answer = await run({ type: 'Announce', announcement: elsewhere }, olga);
      assert.deepEqual(answer, { ok: false, refusal: { code: 'notAllowed', command: 'Announce' } });
    });
  });

  describe('the list of open cases', () => {
    it('has the open cases of the municipalities of a person, oldest first', async () => {
      await announceCase(world, {}, 'case/a');
      await announceCase(world, {}, 'case/b');
      await world.cases.openIntake('case/not-sent', olga);
      const list = async (by: Person) => (await world.cases.listOpen(by)).map(({ id }) => id);
      assert.deepEqual(await list(yara), ['case/a', 'case/b']);
      assert.deepEqual(await list(sanne), []);
      assert.deepEqual(await list(person('Dora', ['balie'], { municipalities: ['assen', 'hoogeveen'] })), [
        'case/a',
        'case/b',
      ]);
    });

    it('leaves out a case that cannot be understood, and reports it', async () => {
      for (const id of ['case/a', 'case/b']) await announceCase(world, {}, id);
      const found = await world.store.read('case/a');
      assert.ok(found);
      const damaged = { ...found.document, log: 'damaged' };
      assert.ok((await world.store.replace(damaged, found.version)).ok);
      assert.deepEqual(
        (await world.cases.listOpen(yara)).map(({ id }) => id),
        ['case/b'],
      );
      assert.deepEqual(
        world.log.errors().map(({ message }) => message),
        ['an open case could not be listed'],
      );
    });

    it('loses a case that is closed', async () => {
      await announceCase(world, { children: 0 });
      await act(world, { type: 'RecordConsultation', decisions }, vera);
      const talk = { ...details, tellSchool: false };
      await act(world, { type: 'CompleteConsultation', details: talk }, vera);
      await act(
        world,
        { type: 'RecordSeen', seen: { at: START, agreements: true, obstacles: [], followUp: 'other' } },
        anna,
      );
      await act(world, { type: 'GiveFeedback', to: ['police', 'safeAtHome'] }, anna);
      await act(world, { type: 'RegisterFormalReport', reference: 'CORV-2026-123456' }, vera);
      assert.equal((await world.cases.listOpen(mia)).length, 1);
      await act(world, { type: 'CloseCase', dossier: 'safeAtHome' }, mia);
      assert.deepEqual(await world.cases.listOpen(mia), []);
    });
  });

  describe('that many people work on at once', () => {
    const crowd = Array.from({ length: 50 }, (_, index) =>
      person(`P${index}`, [index % 2 === 0 ? 'jeugd-mw' : 'veilig-opgroeien']),
    );

    it('gives two places to two of fifty, and tells the others who', async () => {
      await announceCase(world);
      const answers = await Promise.all(crowd.map((by) => run(claim, by)));
      assert.equal(answers.filter(({ ok }) => ok).length, 2);
      const holders = (await storedState(world)).slots.map(({ claim: held }) => held?.by.name);
      for (const answer of answers) {
        if (answer.ok) continue;
        assert.ok(answer.refusal.code === 'slotsTaken', answer.refusal.code);
        assert.ok(answer.refusal.by.every(({ name }) => holders.includes(name)));
      }
    });

    it('loses nothing of what twenty people do', async () => {
      await announceCase(world);
      const escalate: CaseCommand = { type: 'Escalate', obstacle: 'capacity' };
      const answers = await Promise.all(crowd.slice(0, 20).map((by) => run(escalate, by)));
      assert.ok(answers.every(({ ok }) => ok));
      assert.equal((await storedState(world)).escalations.length, 20);
    });
  });

  it('is looked at by the clock only when it is there', async () => {
    await assert.rejects(world.cases.tick('case/nowhere'), /is due but not there/);
  });
});
