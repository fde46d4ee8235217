import type { Place, PassedOver } from '../case/consultation.ts';
import type { PassedReason } from '../case/vocabulary.ts';
import type { Municipality } from '../core/region.ts';
import type { Duration, Instant } from '../core/time.ts';

/** A meeting of its own at Microsoft Graph. Every method rejects with `MeetingFailed` when it did not happen. */
export interface OnlineMeetings {
  /** Idempotent: the same organiser and external id again answers the same meeting, also after a crash. */
  create(request: OnlineMeetingRequest): Promise<OnlineMeetingRef & { url: string }>;
  /** A meeting that is not there any more is no failure. */
  remove(meeting: OnlineMeetingRef): Promise<void>;
}

export interface OnlineMeetingRequest {
  /** Entra object id of the account that owns the meeting. */
  organiser: string;
  /** Ours, unique per consultation. */
  externalId: string;
  /** The case number and nothing else: every invitation and every log of Teams shows it. */
  subject: string;
  startsAt: Instant;
  endsAt: Instant;
}

export interface OnlineMeetingRef {
  organiser: string;
  /** Graph's id. */
  meeting: string;
}

/** A call to Graph that failed, as far as the consultation has to know. */
export class MeetingFailed extends Error {
  readonly reason: PassedReason;
  /** Whether trying again may help. */
  readonly passing: boolean;
  /** What Graph asked us to wait, in milliseconds. */
  readonly retryAfter: Duration | undefined;

  constructor(reason: PassedReason, passing: boolean, retryAfter?: Duration) {
    super(`meeting: ${reason}`);
    this.name = 'MeetingFailed';
    this.reason = reason;
    this.passing = passing;
    this.retryAfter = retryAfter;
  }
}

export interface MeetingOrder {
  municipality: Municipality;
  externalId: string;
  subject: string;
  startsAt: Instant;
  /** Sign-in names of the people who were asked, as far as they are known. */
  signIns: readonly string[];
  /** When a place was first asked for. */
  askedAt: Instant;
  /** Tries before this one. */
  tries: number;
}

/** A place to meet, and why the ways before it were not used; or when to ask again. */
export type Made =
  | { kind: 'made'; place: Place; passed: readonly PassedOver[] }
  | { kind: 'later'; wait: Duration; reason: PassedReason };

/** Where the people of a consultation meet. */
export interface Meetings {
  make(order: MeetingOrder): Promise<Made>;
  /** Takes a meeting away that was made for a consultation. Rejects with `MeetingFailed`. */
  end(meeting: OnlineMeetingRef): Promise<void>;
}
