import type { Log } from '../core/log.ts';
import type { MunicipalityId } from '../core/region.ts';
import type { Lease } from '../core/sending.ts';
import type { Telemetry } from '../core/telemetry.ts';
import type { Clock, Instant } from '../core/time.ts';
import type { DocumentStore, StoredDocument } from '../store/port.ts';
import type { Bell } from './doorbell.ts';
import type { Pace } from './pace.ts';
import type { Came, Pending } from './tries.ts';

export interface Tried<M, O> {
  message: M;
  outcome: O;
}

/** A stored document with messages to send. */
export type Mailed<M> = StoredDocument & { readonly outbox: readonly M[]; readonly lease?: Lease };

/** What is particular to one kind of document: the engine knows no more of it. */
export interface Kind<D extends Mailed<M>, M extends Pending, O extends Came> {
  /** With which the id of such a document begins. */
  prefix: string;
  /** Throws on a damaged document. */
  parse: (stored: StoredDocument) => D;
  /** The documents of a municipality that may have something to send. */
  idsIn(municipality: MunicipalityId): Promise<readonly string[]>;
  /** What does not wait for another message of the document, or for its own earlier version; `flying` is on its way. */
  ready(document: D, flying: readonly M[], now: Instant): readonly M[];
  /** The conversation in which Teams will count it; undefined where Teams is not asked. */
  placeOf(document: D, message: M): string | undefined;
  /** Tries to carry out one message. What it shows is drawn now, from the newest state. */
  attempt(document: D, message: M): Promise<O>;
  /** The document after a try. */
  after(document: D, tried: Tried<M, O>, now: Instant): D;
  /** Raises what is due in the document, sets when it must be looked at again, and says that we (`us`) send what is due. */
  settle(document: D, now: Instant, us?: string): D | Promise<D>;
  /** A message with all its ways open again. */
  anew(message: M): M;
}

export interface MailboxParts {
  store: DocumentStore;
  clock: Clock;
  log: Log;
  /** This replica, where there are more. */
  us?: string;
  /** Told nothing when it is left out. */
  telemetry?: Telemetry;
}

/** The documents of one kind, as far as they have something to send. */
export interface Mailbox {
  holds(id: string): boolean;
  idsIn(municipality: MunicipalityId): Promise<readonly string[]>;
  /**
   * Sends everything in a document that is due, each as soon as it can go: a person or a channel that is slow keeps
   * nobody waiting. Ends when nothing is on its way, or another replica is at it; `wakeAt` is asked for what must go later.
   */
  sendAll(id: string, round: Round): Promise<void>;
  /** Makes everything that a document still has to send due now, every way open again. */
  hurry(id: string): Promise<void>;
}

/** What a round of sending has besides the document. */
export interface Round {
  bell: Bell;
  pace: Pace;
  wakeAt: (at: Instant) => void;
}
