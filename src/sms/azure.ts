import { SmsClient } from '@azure/communication-sms';
import type { SmsSettings } from '../config/environment.ts';
import type { Clock, Duration } from '../core/time.ts';
import { DeliveryFailed, type TextMessages } from '../outbox/port.ts';
import { asTextFailure, assertTaken } from './errors.ts';
import { type Repetition, firstTries, repeating, requestIdOf } from './repeatable.ts';

/** Longer than the service ever takes; a try without an answer is repeated. */
const TIME_OUT: Duration = 10_000;

export interface TextMessageParts {
  clock: Clock;
  /** For one try. */
  timeOut?: Duration;
}

/**
 * Sends text messages through Azure Communication Services. That it took one does not mean that it arrived: it answers
 * before the operator does. Making it calls nobody.
 */
export const azureTextMessages = (settings: SmsSettings, parts: TextMessageParts): TextMessages => {
  const { clock, timeOut = TIME_OUT } = parts;
  const firstTryOf = firstTries();
  return {
    send: (mobile, words, key) =>
      within(timeOut, async (limit) => {
        const client = clientFor(settings, firstTryOf(requestIdOf(mobile, key), clock()));
        const message = { from: settings.from, to: [mobile], message: words };
        const results = await client.send(message, { abortSignal: limit }).catch((error: unknown) => {
          throw asTextFailure(error, clock());
        });
        assertTaken(results);
      }),
  };
};

/** A client for each try, for what it says about the repetition. Connections are shared all the same. */
const clientFor = ({ endpoint, accessKey }: SmsSettings, repetition: Repetition): SmsClient =>
  new SmsClient(
    endpoint,
    { key: accessKey },
    {
      // Only for this machine; the settings see to that.
      allowInsecureConnection: endpoint.startsWith('http:'),
      // Only our outbox decides about trying again.
      retryOptions: { maxRetries: 0 },
      // The service never redirects; following would take the number elsewhere.
      redirectOptions: { maxRetries: 0 },
      additionalPolicies: [repeating(repetition)],
    },
  );

/** The race is for what does not listen to the signal: the library never ends a compressed answer that stops halfway. */
const within = <T>(timeOut: Duration, work: (limit: AbortSignal) => Promise<T>): Promise<T> => {
  const limit = AbortSignal.timeout(timeOut);
  const tooLong = new Promise<never>((_, reject) => {
    limit.addEventListener('abort', () => {
      reject(new DeliveryFailed('no answer in time', 'again'));
    });
  });
  return Promise.race([tooLong, work(limit)]);
};
