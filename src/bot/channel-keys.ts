import { type KeyObject, createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { isSafeAddress } from '../config/variables.ts';
import type { Log } from '../core/log.ts';
import { type Clock, DAY, type Duration, type Instant, SECOND } from '../core/time.ts';

/** The channel whose people we know: in others, such as Direct Line, a client may say itself who it is. */
export const CHANNEL = 'msteams';

/** The Bot Framework asks to look for new keys at least once a day. */
const FRESH: Duration = DAY;

/** So long may the key server be away before keys of before that are trusted no more. */
const USABLE: Duration = 2 * DAY;

/** Between two looks at the key server, so that tokens with made-up keys do not become a flood there. */
const PAUSE: Duration = 10 * SECOND;

/** For both documents together: Teams waits 15 seconds for an answer. */
const PATIENCE: Duration = 5 * SECOND;

/** The key server cannot be reached, which says nothing of whoever calls. */
export class KeysUnreachable extends Error {
  override name = 'KeysUnreachable';
}

/**
 * Finds the key with which the channel signs, by its id; undefined when the channel has no such key for Teams.
 *
 * @throws {KeysUnreachable} when that cannot be known now.
 */
export type ChannelKeys = (id: string | undefined) => Promise<KeyObject | undefined>;

type KeysById = ReadonlyMap<string, KeyObject>;

export interface ChannelKeysParts {
  /** The OpenID metadata of the channel. */
  metadataUrl: string;
  clock: Clock;
  log: Log;
  patience?: Duration;
}

/** The keys of the channel, fetched when they are needed and looked at again daily, or when one is not among them. */
export const channelKeys = (parts: ChannelKeysParts): ChannelKeys => {
  const { metadataUrl, clock, log, patience = PATIENCE } = parts;
  let known: { keys: KeysById; at: Instant } | undefined;
  let last: { at: Instant; failed: boolean } | undefined;
  let fetching: Promise<void> | undefined;

  const fetched = async (): Promise<void> => {
    try {
      known = { keys: await keysAt(metadataUrl, AbortSignal.timeout(patience)), at: clock() };
      last = { at: clock(), failed: false };
      log.info({ keys: known.keys.size }, 'keys of the channel fetched');
    } catch (error) {
      last = { at: clock(), failed: true };
      log.error({ error }, 'keys of the channel could not be fetched');
    }
    fetching = undefined;
  };
  const look = async (): Promise<void> => {
    if (fetching === undefined && last !== undefined && clock() - last.at < PAUSE) return;
    fetching ??= fetched();
    await fetching;
  };
  const usable = (): KeysById | undefined =>
    known !== undefined && clock() - known.at < USABLE ? known.keys : undefined;

  return async (id = '') => {
    const held = usable()?.get(id);
    // Whoever is known need not wait for the key server.
    if (held) {
      if (known !== undefined && clock() - known.at >= FRESH) void look();
      return held;
    }
    await look();
    const found = usable()?.get(id);
    if (!found && last?.failed === true) throw new KeysUnreachable('The keys of the channel are not known');
    return found;
  };
};

const metadata = z.object({ jwks_uri: z.string().refine(isSafeAddress, 'is not an https address') });

const rsaKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string(),
  e: z.string(),
  endorsements: z.array(z.string()),
});

const keySet = z.object({ keys: z.array(z.unknown()) });

/** Only keys that are endorsed for Teams: botbuilder also takes a key that is not endorsed for anything. */
const keysAt = async (metadataUrl: string, signal: AbortSignal): Promise<KeysById> => {
  const { jwks_uri: address } = metadata.parse(await documentAt(metadataUrl, signal));
  const { keys } = keySet.parse(await documentAt(address, signal));
  const endorsed = keys
    .map((key) => rsaKey.safeParse(key).data)
    .filter((key) => key?.endorsements.includes(CHANNEL) === true)
    .filter((key) => key !== undefined);
  return new Map(
    endorsed.map(({ kty, kid, n, e }) => [kid, createPublicKey({ key: { kty, n, e }, format: 'jwk' })]),
  );
};

const documentAt = async (address: string, signal: AbortSignal): Promise<unknown> => {
  const response = await fetch(address, { signal, redirect: 'error' });
  if (!response.ok) throw new Error(`The key server answered HTTP ${response.status}`);
  return response.json();
};
