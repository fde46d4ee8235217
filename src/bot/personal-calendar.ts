import type { Feeds } from '../address/feeds.ts';
import { roleName } from '../cards/texts.nl.ts';
import { isSame, personOf, rolesIn } from '../core/actor.ts';
import type { CurrentRegion, Municipality, Person, Region } from '../core/region.ts';
import { type Clock, DAY } from '../core/time.ts';
import { type FeedDuty, writeFeed } from '../icalendar/feed.ts';
import { dutiesIn } from '../roster/duty.ts';
import type { RosterHandlers } from '../roster/handle.ts';
import type { RosterState } from '../roster/state.ts';

interface Parts {
  region: CurrentRegion;
  rosters: RosterHandlers;
  feeds: Feeds;
  clock: Clock;
}

/** What a calendar shows: last month, and as far as rosters are usually made. */
const [BEFORE, AFTER] = [31 * DAY, 370 * DAY];

/** The duties of the person behind a secret address, as a calendar; undefined for an address that does not work. */
export const personalCalendar =
  ({ region: currentRegion, rosters, feeds, clock }: Parts) =>
  async (secret: string): Promise<string | undefined> => {
    const who = await feeds.of(secret);
    const region = await currentRegion();
    const person = who && personOf(region, who);
    // Whoever was taken out of the region file keeps no window on the roster.
    if (!person) return undefined;
    const now = clock();
    const theirs = region.municipalities.filter(({ id }) => rolesIn(person, id).length > 0);
    const duties = await Promise.all(
      theirs.map(async (municipality) =>
        dutiesOf(person, await rosters.of(municipality.id), municipality, region, now),
      ),
    );
    return writeFeed(duties.flat(), { name: 'Piketdiensten', now });
  };

const dutiesOf = (
  person: Person,
  roster: RosterState,
  { id, name }: Municipality,
  { timeZone, roles }: Region,
  now: number,
): readonly FeedDuty[] =>
  Object.keys(roles).flatMap((role) =>
    dutiesIn(roster, role, { from: now - BEFORE, to: now + AFTER }, timeZone)
      .filter((duty) => isSame(duty.person, person))
      .map(({ from, to }) => ({
        uid: `${id}-${role}-${from}@eerder-erbij`,
        from,
        to,
        summary: `Piket ${roleName(role)}, ${name}`,
      })),
  );
