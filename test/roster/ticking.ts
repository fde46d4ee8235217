/** Lets the clock look at a roster, at whatever moment. Only adult work is on call. */
import assert from 'node:assert/strict';
import type { Region } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import { rosterClock } from '../../src/roster/clock.ts';
import type { RosterEvent } from '../../src/roster/events.ts';
import type { RosterState } from '../../src/roster/state.ts';
import { ADULT, assen, hoogeveen } from '../case/region.ts';
import { frozen } from '../case/given.ts';
import { dutchDays } from './days.ts';
import { stateAfter } from './given.ts';
import { rosterRegion } from './people.ts';

export const adultsOnly: Region = {
  ...rosterRegion,
  municipalities: [{ ...hoogeveen, onCall: [ADULT] }, assen],
};

export interface Looked {
  readonly events: readonly RosterEvent[];
  readonly state: RosterState;
  /** When the clock wants to look again. */
  readonly due: Instant;
}

/** One look; a second at the same moment finds nothing. */
export const look = (state: RosterState, now: Instant, region = adultsOnly): Looked => {
  const clock = rosterClock(region, dutchDays());
  const events = clock.raise(frozen(state), now);
  const after = stateAfter(state, events, now);
  assert.deepEqual(clock.raise(after, now), [], 'the same moment brings something again');
  return { events, state: after, due: clock.nextDue(after, now) };
};

/** The looks that the clock asks for until a moment, after a first one. */
export const lookUntil = (
  state: RosterState,
  from: Instant,
  until: Instant,
  region = adultsOnly,
): readonly (Looked & { at: Instant })[] => {
  const looks: (Looked & { at: Instant })[] = [];
  let looked = look(state, from, region);
  while (looked.due <= until) {
    const now = looked.due;
    looked = look(looked.state, now, region);
    looks.push({ ...looked, at: now });
  }
  return looks;
};
