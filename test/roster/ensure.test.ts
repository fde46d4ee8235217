import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import { SECOND } from '../../src/core/time.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { type RosterDesk, startRosterDesk } from './desk.ts';
import { MONDAY } from './given.ts';

describe('Rosters at the start of the program', () => {
  let desk: RosterDesk;
  /** How many reads of a roster still fail. */
  let failures: number;

  const failing = (store: DocumentStore): DocumentStore => ({
    ...store,
    read: (id, known) =>
      id === 'roster/hoogeveen' && (failures -= 1) >= 0
        ? Promise.reject(new Error('The store is away'))
        : store.read(id, known),
  });
  /** Runs what waits longest. */
  const next = async (): Promise<number> => {
    const timer = desk.timers.shift();
    assert.ok(timer, 'nothing was to be tried again');
    const waited = timer.at - desk.now;
    desk.now = timer.at;
    timer.run();
    await settled();
    return waited;
  };
  const due = () => desk.store.findDue(desk.now, 10);

  beforeEach(async () => {
    desk = await startRosterDesk(failing);
  });
  afterEach(() => desk.dispose());

  it('that the store does not give are looked at as soon as it does', async () => {
    failures = 1;
    await desk.rosters.ensure();
    assert.deepEqual(await due(), ['roster/assen']);
    assert.deepEqual(
      desk.log.errors().map(({ message }) => message),
      ['a roster could not be looked at; it is tried again'],
    );
    await next();
    assert.deepEqual(new Set(await due()), new Set(['roster/assen', 'roster/hoogeveen']));
    assert.deepEqual(desk.timers, []);
  });

  it('are asked for ever less often, but once a minute', async () => {
    failures = 9;
    await desk.rosters.ensure();
    const waits: number[] = [];
    while (desk.timers.length > 0) waits.push(await next());
    assert.deepEqual(
      waits.map((wait) => wait / SECOND),
      [1, 2, 4, 8, 16, 32, 60, 60, 60],
    );
    assert.equal((await desk.stored()).dueAt, desk.now);
    assert.ok(desk.now > MONDAY);
  });
});
