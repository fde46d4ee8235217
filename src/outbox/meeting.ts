import type { PassedOver, Place } from '../case/consultation.ts';
import type { CaseDocument } from '../case/document.ts';
import type { Outgoing } from '../case/messages.ts';
import { isFollowed } from '../case/state.ts';
import { MeetingFailed, type Made, type Meetings } from '../consultation/port.ts';
import { isSame } from '../core/actor.ts';
import { type Region, municipalityOf } from '../core/region.ts';
import { DeliveryFailed } from './port.ts';

export interface MadePlace {
  place: Place;
  passed: readonly PassedOver[];
}

/** Asks for a place to hold a consultation. Rejects with `DeliveryFailed` when it must be asked again. */
export const findPlace = async (
  meetings: Meetings,
  document: CaseDocument,
  { meeting: number, askedAt, tries }: Outgoing<'meeting'>,
  region: Region,
): Promise<MadePlace> => {
  const { state } = document;
  const meeting = isFollowed(state) ? state.meetings.find((one) => one.number === number) : undefined;
  if (!isFollowed(state) || !meeting) throw new Error(`${document.id} has no consultation ${number}`);
  const asked = region.people.filter((person) => meeting.called.some(({ who }) => isSame(who, person)));
  const made: Made = await meetings.make({
    municipality: municipalityOf(region, state.announcement.municipality),
    externalId: `${document.id.replace('/', '-')}-${number}`,
    subject: state.number,
    startsAt: meeting.startsAt,
    signIns: asked.flatMap(({ signIn }) => signIn ?? []),
    askedAt,
    tries,
  });
  if (made.kind === 'later') throw new DeliveryFailed(`meeting: ${made.reason}`, 'again', made.wait);
  return { place: made.place, passed: made.passed };
};

/** Takes a meeting away. */
export const removeMeeting = async (
  meetings: Meetings,
  { organiser, graphId }: Outgoing<'removeMeeting'>,
): Promise<void> => {
  try {
    await meetings.end({ organiser, meeting: graphId });
  } catch (error) {
    if (!(error instanceof MeetingFailed)) throw error;
    throw new DeliveryFailed(error.message, error.passing ? 'again' : 'never', error.retryAfter);
  }
};
