/** The meetings that the Graph of the tests keeps. */
import type { ChangeBody, MakeBody } from './graph-shapes.ts';
import { type Outcome, refusal } from './graph-trouble.ts';

export interface KeptMeeting {
  id: string;
  organiser: string;
  externalId: string;
  subject: string;
  startDateTime: string | undefined;
  endDateTime: string | undefined;
  joinWebUrl: string;
  /** What was set after it was made. */
  settings: ChangeBody;
  deleted: boolean;
}

const NOT_FOUND = refusal(404, 'NotFound', 'The specified object was not found.');

const asAnswer = ({ deleted, settings, organiser, ...meeting }: KeptMeeting): Record<string, unknown> => ({
  '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users/onlineMeetings/$entity',
  ...meeting,
  isBroadcast: false,
  lobbyBypassSettings: { scope: 'organization', isDialInBypassEnabled: false },
  participants: { organizer: { upn: null, role: 'presenter', identity: { user: { id: organiser } } } },
  ...settings,
});

export const meetingKeeper = () => {
  const all: KeptMeeting[] = [];
  const found = (organiser: string, id: string): KeptMeeting | undefined =>
    all.find((one) => one.organiser === organiser && one.id === id && !one.deleted);

  const add = (organiser: string, body: MakeBody): KeptMeeting => {
    const thread = `19:meeting_${all.length + 1}@thread.v2`;
    const meeting: KeptMeeting = {
      // Base64 with padding, as Graph does it: it has to be encoded in a path.
      id: Buffer.from(`1*${organiser}*0**${thread}`).toString('base64'),
      organiser,
      externalId: body.externalId,
      subject: body.subject,
      startDateTime: body.startDateTime,
      endDateTime: body.endDateTime,
      joinWebUrl: `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(thread)}/0`,
      settings: {},
      deleted: false,
    };
    all.push(meeting);
    return meeting;
  };

  return {
    all,
    /** One per organiser and external id, however often it is asked for. */
    createOrGet: (organiser: string, body: MakeBody): Outcome => {
      const kept = all.find(
        (one) => one.organiser === organiser && one.externalId === body.externalId && !one.deleted,
      );
      if (kept) return { status: 200, body: asAnswer(kept) };
      return { status: 201, body: asAnswer(add(organiser, body)) };
    },
    change: (organiser: string, id: string, body: ChangeBody): Outcome => {
      const meeting = found(organiser, id);
      if (!meeting) return NOT_FOUND;
      meeting.settings = { ...meeting.settings, ...body };
      return { status: 200, body: asAnswer(meeting) };
    },
    remove: (organiser: string, id: string): Outcome => {
      const meeting = found(organiser, id);
      if (!meeting) return NOT_FOUND;
      meeting.deleted = true;
      return { status: 204 };
    },
  };
};
