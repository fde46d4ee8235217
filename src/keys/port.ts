import type { KeyObject } from 'node:crypto';
import type { Instant } from '../core/time.ts';
import type { SealingKey } from './sealed.ts';

/**
 * The data keys of cases: what is told about a household is sealed with the key of its case, and forgotten by destroying
 * that key. They are kept apart from the data, so that no copy of the data holds them (docs/keys.md).
 *
 * Whatever is asked rejects with `KeysUnavailable` when it could not be found out, and with `DamagedKey`.
 */
export interface CaseKeys {
  /**
   * The key to seal with; made when there is none. Two replicas that ask at the same moment may each get one of their own
   * where the place of keys cannot agree on one (Key Vault); both are kept, and destroyed together. So whatever opens asks
   * for the key by the id that stands in the sealed text.
   *
   * @throws KeyDestroyed
   */
  obtain(caseId: string): Promise<SealingKey>;
  /**
   * @param keyId as the sealed text says it; the newest when it is left out
   * @returns nothing when there never was one, or it was destroyed. Another replica that destroys it is noticed within
   * `REMEMBERED`.
   */
  find(caseId: string, keyId?: string): Promise<SealingKey | undefined>;
  /**
   * For good: no key is ever made for this case again, also when it never had one. Durable when it resolves; when it
   * rejects or the process dies, do it again.
   */
  destroy(caseId: string, at: Instant): Promise<Destruction>;
  isDestroyed(caseId: string): Promise<boolean>;
  /** Every case whose key was destroyed, in no order. */
  destroyed(): AsyncIterable<Tombstone>;
}

/** `recoverable`: gone for the program, but whoever manages the vault can still bring it back (docs/keys.md). */
export type Destruction = 'gone' | 'recoverable';

/** What stays of a destroyed key. */
export interface Tombstone {
  readonly caseId: string;
  /** When it was destroyed first. */
  readonly at: Instant;
}

/** Keys that are not of one case. */
export interface Secrets {
  /** For the mark of an address: the current one first, then the older ones; never empty. */
  addressKeys(): Promise<readonly AddressKey[]>;
  /** For the chain of the log. */
  logKey(): Promise<KeyObject>;
}

export interface AddressKey {
  readonly id: string;
  /** Of HMAC-SHA-256. */
  readonly key: KeyObject;
}

export interface Keys {
  readonly cases: CaseKeys;
  readonly secrets: Secrets;
}

/** What was sealed with it can never be opened again, and nothing new is sealed. That is what was asked for. */
export class KeyDestroyed extends Error {
  readonly caseId: string;

  constructor(caseId: string) {
    super(`The key of ${caseId} was destroyed`);
    this.name = 'KeyDestroyed';
    this.caseId = caseId;
  }
}

/** There is no such key, and nobody destroyed it: the place of keys was lost, or is that of another installation. */
export class KeyMissing extends Error {
  readonly caseId: string;

  constructor(caseId: string) {
    super(`The key of ${caseId} is not there`);
    this.name = 'KeyMissing';
    this.caseId = caseId;
  }
}

/** A key is there, and cannot be read. */
export class DamagedKey extends Error {
  constructor(what: string) {
    super(`${what} is damaged, or belongs to another key-encryption key`);
    this.name = 'DamagedKey';
  }
}

/**
 * The place of keys gave no answer, or not the one that was hoped for; it may in a moment. Says nothing of what was sent or
 * answered.
 */
export class KeysUnavailable extends Error {
  /** The HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.name = 'KeysUnavailable';
    this.status = status;
  }
}

/** Something is wrong with the place of keys, that only a person can set right; the message says how. */
export class WrongKeySetUp extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongKeySetUp';
  }
}
