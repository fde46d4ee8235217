import { type Meeting, isAhead, isLive } from '../case/consultation.ts';
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
  switch (meeting.place?.way) {
    case 'graph':
      return meeting.place.url;
    case 'deep-link':
      return isAhead(meeting, now) ? undefined : callLink(meeting, region, viewer);
    case 'standing-room':
      return municipalityOf(region, state.announcement.municipality).standingRoom;
    case 'phone':
    case undefined:
      return undefined;
    default:
      return meeting.place satisfies never;
  }
};

/**
 * A call to everybody who may still come; made when it is shown, because that changes. Nobody calls themselves, and
 * without anybody else to call there is nothing to press.
 */
const callLink = ({ called }: Meeting, region: Region, viewer?: Who): string | undefined => {
  const live = called.filter(isLive).map(({ who }) => who);
  const toCall = live.filter((who) => !viewer || !isSame(who, viewer));
  const names = region.people.flatMap((person) =>
    person.signIn !== undefined && toCall.some((who) => isSame(who, person)) ? [person.signIn] : [],
  );
  if (names.length === 0) return undefined;
  // The documented form has a bare @; a guest's name holds a #, which must not end the address.
  return `${CALL}${names.map((name) => encodeURIComponent(name).replaceAll('%40', '@')).join(',')}`;
};

/** The button to be there; absent when there is nothing to open. Phones show every button alike. */
export const joinButton = (url: string | undefined): readonly Element[] =>
  url === undefined
    ? []
    : [{ type: 'Action.OpenUrl', title: 'Deelnemen aan overleg', url, style: 'positive' }];
