import { type Meeting, type Place, isAhead, isLive } from '../case/consultation.ts';
import { type FollowedCase, isBeforeVisit } from '../case/state.ts';
import { type Who, isSame } from '../core/actor.ts';
import { type Region, municipalityOf } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import type { Element } from './element.ts';

/** Teams asks before it calls; this cannot be used for a meeting. */
const CALL = 'https://teams.microsoft.com/l/call/0/0?users=';

/**
 * Where to press to be in a consultation; undefined while it is not known, by telephone, for a call that is for later
 * (it would ring people at once), and after the visit.
 */
export const joinUrl = (
  meeting: Meeting,
  state: FollowedCase,
  region: Region,
  now: Instant,
  viewer?: Who,
): string | undefined => {
  if (!isBeforeVisit(state)) return undefined;
  const place = placeNow(meeting, state, region);
  switch (place?.way) {
    case 'graph':
      return place.url;
    case 'deep-link':
      return isAhead(meeting, now) ? undefined : callLink(meeting, region, viewer);
    case 'standing-room':
      return municipalityOf(region, state.announcement.municipality).standingRoom;
    case 'phone':
    case undefined:
      return undefined;
    default:
      return place satisfies never;
  }
};

/** A call needs somebody to ring besides whoever presses. */
const FEWEST_IN_CALL = 2;

/**
 * Where a consultation is now. What was found once may not do any more: a call of which nearly everybody declined, a
 * number that was taken out of the region file. The standing room is always there.
 */
export const placeNow = (meeting: Meeting, state: FollowedCase, region: Region): Place | undefined => {
  const { phone } = municipalityOf(region, state.announcement.municipality);
  const isLost =
    (meeting.place?.way === 'deep-link' && signInsOf(meeting, region).length < FEWEST_IN_CALL) ||
    (meeting.place?.way === 'phone' && phone === undefined);
  return isLost ? { way: 'standing-room' } : meeting.place;
};

const signInsOf = ({ called }: Meeting, region: Region, viewer?: Who): readonly string[] => {
  const toCall = called.filter((one) => isLive(one) && !(viewer && isSame(one.who, viewer)));
  // A region has a hundred people, and nearly all of them are not called.
  const ids = new Set(toCall.map(({ who }) => who.id));
  return region.people.flatMap((person) =>
    person.signIn !== undefined && ids.has(person.id) && toCall.some(({ who }) => isSame(who, person))
      ? [person.signIn]
      : [],
  );
};

/** A call to everybody who may still come; made when it is shown, because that changes. Nobody calls themselves. */
const callLink = (meeting: Meeting, region: Region, viewer?: Who): string =>
  // The documented form has a bare @; a guest's name holds a #, which must not end the address.
  `${CALL}${signInsOf(meeting, region, viewer)
    .map((name) => encodeURIComponent(name).replaceAll('%40', '@'))
    .join(',')}`;

/** The button to be there; absent when there is nothing to open. Phones show every button alike. */
export const joinButton = (url: string | undefined): readonly Element[] =>
  url === undefined
    ? []
    : [{ type: 'Action.OpenUrl', title: 'Deelnemen aan overleg', url, style: 'positive' }];
