import {
  type Attendance,
  type Called,
  type Meeting,
  attendanceOf,
  isAhead,
  isSilent,
} from '../case/consultation.ts';
import { type FollowedCase, isBeforeVisit, openMeeting } from '../case/state.ts';
import { MANAGER, type Region, municipalityOf } from '../core/region.ts';
import { type Instant, inWords } from '../core/time.ts';
import { joinUrl, placeNow } from './join.ts';
import { ATTENDANCE, ATTENDANCE_MARK, PASSED, WAY } from './texts.nl.ts';

/** How a consultation stands: what to know in one line, and who is there. */
export interface MeetingBlock {
  /** Empty: there is nothing to show. */
  meeting: string;
  meetingLines: readonly string[];
}

export const NO_MEETING: MeetingBlock = { meeting: '', meetingLines: [] };

/** The consultation that is about to be held or being held; afterwards only the way back into it. */
export const meetingBlock = (state: FollowedCase, region: Region, now: Instant): MeetingBlock => {
  const latest = state.meetings.at(-1);
  if (!latest || !isBeforeVisit(state)) return NO_MEETING;
  if (latest !== openMeeting(state)) {
    // Pressing a call again would ring everybody once more.
    const url =
      placeNow(latest, state, region)?.way === 'deep-link' ? undefined : joinUrl(latest, state, region, now);
    return url === undefined ? NO_MEETING : { meeting: `[Terug naar het overleg](${url})`, meetingLines: [] };
  }
  const when = whenText(latest, region.timeZone, now);
  const which = latest.number === 1 ? 'Overleg' : `Overleg ${latest.number}`;
  return {
    meeting: `${which} ${when} ${placeText(latest, state, region)}`,
    meetingLines: [...attendanceLines(latest, state, region, now), ...passedLines(latest)],
  };
};

/** When, to finish "Overleg …". */
export const whenText = (meeting: Meeting, timeZone: string, now: Instant): string =>
  isAhead(meeting, now) ? inWords(meeting.startsAt, timeZone) : 'nu';

/** Where, to finish the sentence "Overleg nu …". */
export const placeText = (meeting: Meeting, state: FollowedCase, region: Region): string => {
  const place = placeNow(meeting, state, region);
  if (!place) return '(de link komt er zo aan)';
  if (place.way !== 'phone') return WAY[place.way];
  const { phone = '' } = municipalityOf(region, state.announcement.municipality);
  return `${WAY.phone}: bel ${phone}`;
};

const passedLines = ({ passed }: Meeting): readonly string[] =>
  // What was never set up is no news to an officer; it is in the log for the administrator.
  passed.flatMap(({ way, reason }) =>
    reason === 'notConfigured' ? [] : [`Niet ${WAY[way]}: ${PASSED[reason]}.`],
  );

const attendanceLines = (
  meeting: Meeting,
  state: FollowedCase,
  region: Region,
  now: Instant,
): readonly string[] => {
  const { consultation } = municipalityOf(region, state.announcement.municipality);
  const needed = consultation.flatMap((role) => region.roles[role] ?? []);
  const organisations = [...new Set([...needed, ...meeting.called.map(({ organisation }) => organisation)])];
  return organisations.map((organisation) => {
    const attendance = attendanceOf(meeting, organisation);
    const name = region.organisations[organisation] ?? organisation;
    const isCalled = meeting.called.some((one) => one.organisation === organisation);
    // Nobody is called at night for the morning who is not on call: that is no alarm.
    if (!isCalled && isAhead(meeting, now)) return `○ ${name}: wordt gevraagd als het begint`;
    return `${ATTENDANCE_MARK[attendance]} ${name}: ${attendanceText(attendance, meeting, organisation)}`;
  });
};

/** How an organisation stands, and who: whoever is there or comes, and otherwise who was asked. */
const attendanceText = (attendance: Attendance, { called }: Meeting, organisation: string): string => {
  const theirs = called.filter((one) => one.organisation === organisation);
  const coming = theirs.filter(({ answer }) => answer?.kind === 'present' || answer?.kind === 'coming');
  const asked = namesOf(theirs.filter(isSilent));
  switch (attendance) {
    case 'present':
      return `${ATTENDANCE.present} (${namesOf(coming)})`;
    case 'coming':
      // A manager sees to it that somebody comes; that is not yet somebody.
      return coming.every(({ role }) => role === MANAGER)
        ? `wordt geregeld door ${namesOf(coming)}`
        : `${ATTENDANCE.coming} (${namesOf(coming)})`;
    case 'asked':
      return `${ATTENDANCE.asked} (${asked})`;
    case 'missing':
      return asked === '' ? ATTENDANCE.missing : `${ATTENDANCE.missing} (gevraagd: ${asked})`;
    default:
      return attendance satisfies never;
  }
};

const namesOf = (people: readonly Called[]): string =>
  [...new Set(people.map(({ who }) => who.name))].join(', ');
