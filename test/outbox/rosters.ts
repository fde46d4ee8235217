/** The roster of Hoogeveen in the store, and what the outbox makes of it. */
import assert from 'node:assert/strict';
import { type RosterDocument, newRoster, parseRoster, withRosterEvents } from '../../src/roster/document.ts';
import type { RosterEvent } from '../../src/roster/events.ts';
import type { Instant } from '../../src/core/time.ts';
import { update } from '../../src/store/update.ts';
import type { World } from './world.ts';

export const ROSTER_ID = 'roster/hoogeveen';

/** Saves what happened to the roster, and delivers what follows from it. */
export const happened = async (world: World, ...events: readonly RosterEvent[]): Promise<void> => {
  await saved(world, ...events);
  world.delivery.nudge(ROSTER_ID);
  await world.delivery.idle();
};

/** Saves what happened to the roster, and delivers nothing yet. */
export const saved = (world: World, ...events: readonly RosterEvent[]): Promise<void> =>
  update(world.store, ROSTER_ID, parseRoster, (current = newRoster('hoogeveen', world.now)) => ({
    save: withRosterEvents(current, events, world.now),
    result: undefined,
  }));

export const storedRoster = async (world: World): Promise<RosterDocument> => {
  const loaded = await world.store.read(ROSTER_ID);
  assert.ok(loaded, 'there is no roster');
  return parseRoster(loaded.document);
};

/** Lets the clock stand at a moment and has the roster looked at. */
export const lookAt = async (world: World, moment: Instant): Promise<RosterDocument> => {
  world.now = moment;
  world.delivery.nudge(ROSTER_ID);
  await world.delivery.idle();
  return storedRoster(world);
};
