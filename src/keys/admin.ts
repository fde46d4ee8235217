import type { Instant } from '../core/time.ts';
import type { Ring } from './ring.ts';

/** A place of keys, for `npm run keys`. All throw `WrongKeySetUp` and `KeysUnavailable`. */
export interface KeyPlace {
  /** Makes what is not there yet. */
  init(at: Instant): Promise<void>;
  status(): Promise<KeyStatus>;
  /**
   * Adds a current address key.
   *
   * @returns all there are, the newest first; or the file that says that another is at it, or was killed at it
   */
  rotate(at: Instant): Promise<Ring['addressKeys'] | { busy: string }>;
}

export interface KeyStatus {
  readonly addressKeys: Ring['addressKeys'];
  /** How many cases have a key. */
  readonly cases: number;
  /** How many were destroyed. */
  readonly forgotten: number;
  /** How many have a tombstone and still a key: destroying them was cut off. */
  readonly half: number;
  /** How many were destroyed, and can be brought back by whoever manages the vault. */
  readonly recoverable: number;
}
