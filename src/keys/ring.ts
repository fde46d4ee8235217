import { createSecretKey, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Log } from '../core/log.ts';
import { type Clock, DAY, type Duration, type Instant, MINUTE } from '../core/time.ts';
import { type AddressKey, DamagedKey, type Secrets } from './port.ts';

/** The keys that are not of one case, as one text in the place of keys: it is always whole. */

/**
 * How long an address key stays after another replaced it: twelve months, in which the same household is looked for; a leap
 * day; and a day for a replica that did not hear of it at once.
 */
export const OLDER_STAY: Duration = 367 * DAY;

/** How long a program goes on with what it read: so long it takes until all know of a new key. */
export const RING_REMEMBERED: Duration = 5 * MINUTE;

const KEY_BYTES = 32;

const secret = z
  .base64url()
  .refine((text) => Buffer.from(text, 'base64url').length === KEY_BYTES, 'is no key of 256 bits');

const ringSchema = z.object({
  version: z.literal(1),
  /** The newest first. */
  addressKeys: z
    .array(
      z.object({ id: z.string().min(1), madeAt: z.int(), replacedAt: z.int().exactOptional(), key: secret }),
    )
    .min(1),
  logKey: secret,
});

export type Ring = z.infer<typeof ringSchema>;

/** @throws DamagedKey; says nothing of what is in it */
export const parseRing = (text: string): Ring => {
  const { data } = ringSchema.safeParse(jsonIn(text));
  if (!data) throw new DamagedKey('The key ring');
  return data;
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const freshAddressKey = (at: Instant) => ({
  id: randomBytes(6).toString('hex'),
  madeAt: at,
  key: randomBytes(KEY_BYTES).toString('base64url'),
});

export const freshRing = (at: Instant): Ring => ({
  version: 1,
  addressKeys: [freshAddressKey(at)],
  logKey: randomBytes(KEY_BYTES).toString('base64url'),
});

/** With a new current address key; without those that nobody needs any more. */
export const rotated = (ring: Ring, at: Instant): Ring => ({
  ...ring,
  addressKeys: [
    freshAddressKey(at),
    ...neededAt(ring, at).map((key) => ({ ...key, replacedAt: key.replacedAt ?? at })),
  ],
});

const neededAt = ({ addressKeys }: Ring, at: Instant): Ring['addressKeys'] =>
  addressKeys.filter(({ replacedAt }) => replacedAt === undefined || at < replacedAt + OLDER_STAY);

/**
 * @param ring as it was read at the start
 * @param read reads it again, now and then, for keys that were added since
 */
export const secretsFrom = (
  ring: Ring,
  read: () => Promise<Ring>,
  { clock, log }: { clock: Clock; log: Log },
): Secrets => {
  let known = { ring, at: clock() };
  let reading: Promise<void> | undefined;
  const readAgain = async (): Promise<void> => {
    try {
      known = { ring: await read(), at: clock() };
    } catch (error) {
      // What is known still marks and seals: nothing may stop because the vault is away for a moment.
      known = { ...known, at: clock() };
      log.warn({ error }, 'the key ring could not be read again: going on with the one that is known');
    } finally {
      reading = undefined;
    }
  };
  const current = async (): Promise<Ring> => {
    if (clock() - known.at >= RING_REMEMBERED) await (reading ??= readAgain());
    return known.ring;
  };
  return {
    addressKeys: async () => neededAt(await current(), clock()).map(asAddressKey),
    logKey: async () => keyIn((await current()).logKey),
  };
};

const asAddressKey = ({ id, key }: Ring['addressKeys'][number]): AddressKey => ({ id, key: keyIn(key) });

const keyIn = (text: string) => createSecretKey(text, 'base64url');
