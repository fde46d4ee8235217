import type { TokenCredential } from '@azure/identity';
import {
  Client,
  type GraphRequest,
  HTTPMessageHandler,
  ResponseType,
} from '@microsoft/microsoft-graph-client';
import type { OnlineMeeting } from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import type { Clock, Duration } from '../core/time.ts';
import { type Answer, asJson, asRefusal, asTokenFailure } from './graph-errors.ts';
import { MeetingFailed, type OnlineMeetingRequest, type OnlineMeetings } from './port.ts';

/** People stand waiting for the link; after this the next way to meet is better than a longer wait. */
const TIME_OUT: Duration = 5_000;

export interface GraphParts {
  credential: TokenCredential;
  /** Origin of Graph, without a version. */
  baseUrl?: string;
  /** For one `create` or `remove` as a whole, with the token. */
  timeOut?: Duration;
  clock: Clock;
}

/**
 * Makes meetings at Microsoft Graph, with the application permission `OnlineMeetings.ReadWrite.All` and an application
 * access policy for the organiser. Making it calls nobody.
 */
export const graphMeetings = (parts: GraphParts): OnlineMeetings => {
  const { credential, baseUrl = 'https://graph.microsoft.com', timeOut = TIME_OUT, clock } = parts;
  // The client's own chain tries again by itself, also after an answer was lost; only our outbox may decide that. Its
  // authentication is left out too: it turns a failure to get a token into one of Graph, and cannot speak plain http.
  const client = Client.initWithMiddleware({
    baseUrl,
    defaultVersion: 'v1.0',
    debugLogging: false,
    middleware: new HTTPMessageHandler(),
  });

  const tokenFor = async (limit: AbortSignal): Promise<string> => {
    try {
      const token = await credential.getToken(`${baseUrl}/.default`, { abortSignal: limit });
      if (token === null) throw new Error('no token');
      return token.token;
    } catch (error) {
      throw asTokenFailure(error, clock());
    }
  };

  /** One request, whatever the answer; rejects only when there is none. */
  const ask = async (limit: AbortSignal, path: string, send: Send): Promise<Answer> => {
    const token = await tokenFor(limit);
    const request = client
      .api(path)
      .header('Authorization', `Bearer ${token}`)
      // Graph never redirects these; following would take the request, and a POST's meaning, elsewhere.
      .options({ signal: limit, redirect: 'manual' })
      // Otherwise the client drops the headers of every answer that is not JSON, and with them Retry-After.
      .responseType(ResponseType.RAW);
    try {
      return await answerOf(await send(request));
    } catch {
      throw limit.aborted ? new MeetingFailed('timeOut', true) : new MeetingFailed('unavailable', true);
    }
  };

  const succeed = async (limit: AbortSignal, path: string, send: Send): Promise<string> => {
    const answer = await ask(limit, path, send);
    if (!isSuccess(answer)) throw asRefusal(answer, clock());
    return answer.body;
  };

  return {
    create: (order) =>
      within(timeOut, async (limit) => {
        const { organiser } = order;
        const body = await succeed(limit, `${meetingsOf(organiser)}/createOrGet`, (request) =>
          request.post(orderOf(order)),
        );
        const { data } = meetingAnswer.safeParse(asJson(body));
        if (data === undefined) throw new MeetingFailed('badAnswer', false);
        // A call of its own: createOrGet, which never makes a second meeting, takes no settings. Whoever asks again
        // after a failure in between gets the same meeting, and it is set then.
        await succeed(limit, pathOf(organiser, data.id), (request) => request.patch(SETTINGS));
        return { organiser, meeting: data.id, url: data.joinWebUrl };
      }),

    remove: ({ organiser, meeting }) =>
      within(timeOut, async (limit) => {
        const answer = await ask(limit, pathOf(organiser, meeting), (request) => request.delete());
        if (!isSuccess(answer) && answer.status !== 404) throw asRefusal(answer, clock());
      }),
  };
};

/** What Graph documents for createOrGet; whoever the meeting is about, and with, is not among it. */
type Order = Pick<OnlineMeeting, 'externalId' | 'subject' | 'startDateTime' | 'endDateTime'>;

const orderOf = ({ externalId, subject, startsAt, endsAt }: OnlineMeetingRequest): Order => ({
  externalId,
  subject,
  startDateTime: new Date(startsAt).toISOString(),
  endDateTime: new Date(endsAt).toISOString(),
});

/**
 * The own organisation, guests and trusted organisations walk straight in: police, Veilig Thuis, municipality and
 * social work are four tenants. Somebody anonymous waits in the lobby. Nothing about a family may be kept, so nothing is
 * recorded or written down.
 */
const SETTINGS = {
  lobbyBypassSettings: { scope: 'organizationAndFederated', isDialInBypassEnabled: false },
  allowRecording: false,
  allowTranscription: false,
  recordAutomatically: false,
} satisfies OnlineMeeting;

/** It stands on cards, also as markdown: no credentials in it, no brackets that end a link, and not endless. */
const joinAddress = z
  .url({ protocol: /^https$/ })
  .max(2_000)
  .refine((address) => new URL(address).username === '' && new URL(address).password === '')
  .transform((address) =>
    new URL(address).href.replace(/[()[\]]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
  );

const meetingAnswer = z.object({ id: z.string().min(1), joinWebUrl: joinAddress });

/** Encoded: an id of Graph may hold any character. */
const meetingsOf = (organiser: string): string => `/users/${encodeURIComponent(organiser)}/onlineMeetings`;

const pathOf = (organiser: string, meeting: string): string =>
  `${meetingsOf(organiser)}/${encodeURIComponent(meeting)}`;

type Send = (request: GraphRequest) => Promise<unknown>;

const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

const answerOf = async (response: unknown): Promise<Answer> => {
  if (!(response instanceof Response)) throw new Error('This version of the Graph client has no raw answers');
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after') ?? undefined,
    body: await response.text(),
  };
};

/** The race is for what does not listen to the signal: @azure/identity goes on until its own limit. */
const within = <T>(timeOut: Duration, work: (limit: AbortSignal) => Promise<T>): Promise<T> => {
  const limit = AbortSignal.timeout(timeOut);
  const tooLong = new Promise<never>((_, reject) => {
    limit.addEventListener('abort', () => {
      reject(new MeetingFailed('timeOut', true));
    });
  });
  return Promise.race([work(limit), tooLong]);
};
