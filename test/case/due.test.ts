import assert from 'node:assert/strict';
import { DeliveryFailed } from '../../src/outbox/port.ts';
import {
  type World,
  act,
  announceCase,
  fresh,
  startWorld,
  stored,
  tickAt,
  CASE_ID,
} from '../outbox/world.ts';
import { START, consultation, hour, minute, names, seen, waiting } from './history.ts';
import { lars, mia, olga, vera, yara } from './region.ts';

/** Monday 10:00. Service hours: workdays 08:30-17:00, weekends and holidays 10:00-18:00. */
const tuesday = (time: string): number => Date.parse(`2026-11-24T${time}+01:00`);

describe('When the clock looks at a case again', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(() => world.dispose());

  const dueAt = async (): Promise<number | null> => {
    const { dueAt: due } = await stored(world);
    // The sweep asks the store, not the document: both must say the same.
    const found = await world.store.findDue(due ?? Number.MAX_SAFE_INTEGER, 10);
    assert.equal(found.includes(CASE_ID), due !== null);
    if (due !== null) assert.deepEqual(await world.store.findDue(due - 1, 10), []);
    return due;
  };

  const consult = (changes: Partial<typeof consultation> = {}) =>
    act(world, { type: 'RecordConsultation', consultation: { ...consultation, ...changes } }, vera);

  it('follows the case from step to step', async () => {
    await announceCase(world);
    assert.equal(await dueAt(), hour(1), 'the consultation');

    world.now = minute(20);
    await consult();
    assert.equal(await dueAt(), hour(2), 'the places');

    await act(world, { type: 'ClaimSlot' }, yara);
    assert.equal(await dueAt(), hour(2), 'the other place');

    await act(world, { type: 'ClaimSlot' }, lars);
    assert.equal(await dueAt(), tuesday('04:00'), 'six hours before the end of the window');

    await act(world, { type: 'PlanVisit', visitAt: hour(3) }, yara);
    assert.equal(await dueAt(), tuesday('04:00'), 'a plan is no visit');

    world.now = hour(1);
    await act(world, { type: 'ReleaseSlot' }, lars);
    assert.equal(await dueAt(), hour(1.5), 'the place that opened again was told at once; its second rung');

    world.now = hour(3);
    await act(world, { type: 'RecordAttempt', at: hour(3), reason: 'nobodyHome' }, yara);
    // Raised on the way by this very save, so the next thing is the second rung.
    assert.equal(await dueAt(), hour(3.5), 'nobody took it up');

    await act(world, { type: 'Acknowledge', risks: Object.keys((await riskOf()).risks) }, lars);
    assert.equal(await dueAt(), tuesday('04:00'));

    await act(world, { type: 'RecordSeen', seen }, yara);
    assert.equal(await dueAt(), null, 'seen and spoken');

    await act(world, { type: 'Escalate', obstacle: 'waitingList' }, yara);
    assert.equal(await dueAt(), hour(3.5), 'the manager was told; then the board');
  });

  const riskOf = async () => {
    const { state } = await stored(world);
    assert.ok(state.step !== 'intake');
    return state;
  };

  it('is never again once the case is closed, whatever still stands', async () => {
    await announceCase(world);
    await consult({ tellSchool: false });
    await act(world, { type: 'RecordSeen', seen: { ...seen, at: START } }, yara);
    await act(world, { type: 'Escalate', obstacle: 'waitingList' }, yara);
    await act(world, { type: 'GiveFeedback', to: ['police', 'safeAtHome'] }, yara);
    assert.notEqual(await dueAt(), null);
    await act(world, { type: 'CloseCase' }, mia);
    assert.equal(await dueAt(), null);
  });

  it('moves with a decision to wait', async () => {
    await announceCase(world);
    await consult({ decision: waiting(hour(48)) });
    await act(world, { type: 'ClaimSlot' }, yara);
    await act(world, { type: 'ClaimSlot' }, lars);
    assert.equal(await dueAt(), hour(42));
  });

  it('is now, as long as something could not be sent', async () => {
    world.messenger.teams = () => Promise.reject(new DeliveryFailed('busy', 'again', 90_000));
    await announceCase(world);
    assert.equal(await dueAt(), START + 90_000);
    await tickAt(world, START + 90_000);
    assert.equal(await dueAt(), START + 90_000 + 90_000);
    world.messenger.teams = () => Promise.resolve();
    await tickAt(world, START + 180_000);
    assert.equal(await dueAt(), hour(1));
  });

  it('is passed without a trace when nothing is due yet', async () => {
    await announceCase(world);
    const version = (await world.store.read(CASE_ID))?.version;
    await tickAt(world, hour(1) - 1);
    assert.equal((await world.store.read(CASE_ID))?.version, version);
  });

  it('raises what is due and tells whoever has to act, once', async () => {
    await announceCase(world);
    const sent = world.messenger.taken.length;
    const { log } = await tickAt(world, hour(1));
    const [risk] = log.slice(-1);
    assert.ok(risk?.event.type === 'RiskRaised');
    assert.deepEqual(names(risk.event.told), ['Olga', 'Otto', 'Vera', 'Lars', 'Yara', 'Yusuf']);
    assert.equal(risk.by, undefined);
    assert.equal(world.messenger.taken.length - sent, 7);
    await tickAt(world, hour(1));
    assert.equal(world.messenger.taken.length - sent, 7);
    assert.equal(await dueAt(), hour(1.5));
  });

  it('also raises what is due with any command, so that a person is never told of it later than the clock', async () => {
    await announceCase(world);
    world.now = hour(1);
    const answer = await world.cases.run(CASE_ID, { type: 'ClaimSlot' }, yara, fresh());
    assert.ok(answer.ok);
    assert.equal(answer.value.log.at(-1)?.event.type, 'RiskRaised');
  });

  it('is at once with direct danger: the ones who have to act are called with the announcement', async () => {
    await announceCase(world, { directDanger: true });
    assert.equal(await dueAt(), minute(30));
    const told = world.messenger.taken.filter(({ how }) => how === 'toPerson').map(({ where }) => where);
    assert.deepEqual(told, ['Olga', 'Otto', 'Vera', 'Lars', 'Yara', 'Yusuf']);
    assert.equal(olga.name, told[0]);
  });
});
