/** What Microsoft Graph v1.0 documents for the bodies of online meetings; anything else is refused. */
import { z } from 'zod';

const identitySet = z.strictObject({ user: z.strictObject({ id: z.guid() }) });

const participants = z.strictObject({
  attendees: z.array(
    z.strictObject({
      identity: identitySet.optional(),
      upn: z.email().optional(),
      role: z.string().optional(),
    }),
  ),
});

/** `2026-11-23T13:05:00.000Z`; an offset is allowed, a local time is not. */
const moment = z.iso.datetime({ offset: true });

/** Stricter than Graph: everybody in the meeting, and every log of Teams, sees it. */
const subject = z
  .string()
  .regex(/^[A-Z]{3}-\d{4}-\d{4,}$/, 'is not a case number such as HGV-2026-0001, and nothing else');

/** POST /users/{id}/onlineMeetings/createOrGet */
export const makeBody = z
  .strictObject({
    externalId: z.string().min(1),
    subject,
    startDateTime: moment.optional(),
    endDateTime: moment.optional(),
    participants: participants.optional(),
  })
  .refine(({ startDateTime: start, endDateTime: end }) => end === undefined || start !== undefined, {
    path: ['endDateTime'],
    message: 'is given without startDateTime',
  })
  .refine(
    ({ startDateTime: start, endDateTime: end }) =>
      start === undefined || end === undefined || Date.parse(end) >= Date.parse(start),
    { path: ['endDateTime'], message: 'is before startDateTime' },
  );
export type MakeBody = z.infer<typeof makeBody>;

const LOBBY_SCOPES = [
  'organizer',
  'organization',
  'organizationAndFederated',
  'everyone',
  'invited',
  'organizationExcludingGuests',
] as const;

const flag = z.boolean().optional();

/** PATCH /users/{id}/onlineMeetings/{id}; of what it documents, what makes sense for a consultation. */
export const changeBody = z
  .strictObject({
    allowAttendeeToEnableCamera: flag,
    allowAttendeeToEnableMic: flag,
    allowRecording: flag,
    allowTranscription: flag,
    allowWhiteboard: flag,
    isEntryExitAnnounced: flag,
    recordAutomatically: flag,
    lobbyBypassSettings: z
      .strictObject({ scope: z.enum(LOBBY_SCOPES).optional(), isDialInBypassEnabled: flag })
      .optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'changes nothing');
export type ChangeBody = z.infer<typeof changeBody>;

/** One line with everything that is wrong. */
export const mistakesIn = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()).join('; ');
