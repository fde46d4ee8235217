/** The real client of text messages against the service of the tests. */
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { SmsSettings } from '../../src/config/environment.ts';
import { DeliveryFailed } from '../../src/outbox/port.ts';

/** A phone that does not exist. */
export const MOBILE = '+31612345678';
export const OTHER_MOBILE = '+31687654321';

export const WORDS = 'Eerder Erbij: casus HGV-2026-0042 vraagt uw aandacht in Teams';

export const KEY = 'case/7d4c8716/ping-3';

/** How it fails. Whatever is logged of it says nothing of who we are, who it is for or what it says. */
export const failureOf = async (
  work: Promise<unknown>,
  { accessKey }: SmsSettings,
): Promise<Pick<DeliveryFailed, 'message' | 'outlook' | 'retryAfter'>> => {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(failure instanceof DeliveryFailed, inspect(failure));
  const shown = inspect(failure, { depth: null, showHidden: true }) + failure.message;
  for (const secret of [accessKey, MOBILE.slice(1), WORDS, KEY]) assert.ok(!shown.includes(secret), shown);
  const { message, outlook, retryAfter } = failure;
  return { message, outlook, retryAfter };
};
