import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { SmsSettings } from '../../src/config/environment.ts';
import type { Clock } from '../../src/core/time.ts';
import { mistakesIn } from './graph-shapes.ts';
import { type SendBody, authorizationOf, headerProblems, sendBodyFrom } from './sms-shapes.ts';
import { type Text, type WantedText, textKeeper } from './sms-texts.ts';
import {
  type Outcome,
  SMS_TROUBLE,
  type SmsScript,
  type SmsTrouble,
  answered,
  smsScripts,
} from './sms-trouble.ts';

/**
 * The text messages of Azure Communication Services on the loopback, over plain http. Whatever is not documented is
 * refused, and that or a message nobody expected makes `assertNothingElse` and `close` fail.
 */
export interface SmsService {
  readonly settings: SmsSettings;
  /** What a program needs to use it. */
  readonly environment: Readonly<Record<'SMS_CONNECTION_STRING' | 'SMS_FROM', string>>;
  /** Every message that went to a phone, in order, expected or not. */
  readonly texts: readonly Text[];
  /** Every call that was right, in order, also when it went wrong afterwards. */
  readonly calls: readonly SendBody[];
  /** A message that went to a phone; `words` as a string is a part of it. */
  expectText(wanted?: WantedText): Promise<Text>;
  /** The next call that fits goes wrong. */
  answerNext(trouble: SmsTrouble): SmsScript;
  /** What was wrong with the calls so far; forgets it. */
  takeComplaints(): string[];
  /** Fails when a message came in that nobody expected, a call was wrong, or trouble was never met. */
  readonly assertNothingElse: () => void;
  /** Stops it; fails as `assertNothingElse` does. */
  close(): Promise<void>;
}

const SEND = 'POST /sms?api-version=2021-03-07';

/** Starts it on a free port of 127.0.0.1. `clock` is for what it remembers; signatures are checked by the real one. */
export const startSms = async (clock: Clock = () => Date.now()): Promise<SmsService> => {
  const problems: string[] = [];
  const calls: SendBody[] = [];
  const scripts = smsScripts();
  const texts = textKeeper(clock);
  const account = { accessKey: randomBytes(64).toString('base64'), from: 'EerderErbij' };
  const app = server(
    account,
    (problem) => void problems.push(problem),
    (body, reply) => {
      calls.push(body);
      return scripts.handle(body, reply, () => texts.accept(body));
    },
  );
  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });

  const assertNothingElse = (): void => {
    const unmet = scripts.unmet();
    const complaints = [
      ...texts.left().map((text) => `nobody expected ${text}`),
      ...problems,
      ...(unmet === 0 ? [] : [`trouble that no call met: ${unmet}`]),
    ];
    assert.ok(
      complaints.length === 0,
      `More or less was texted than expected:\n  ${complaints.join('\n  ')}`,
    );
  };

  return {
    settings: { endpoint, ...account },
    environment: {
      SMS_CONNECTION_STRING: `endpoint=${endpoint}/;accesskey=${account.accessKey}`,
      SMS_FROM: account.from,
    },
    texts: texts.all,
    calls,
    expectText: (wanted = {}) => texts.expect(wanted),
    answerNext: scripts.add,
    takeComplaints: () => problems.splice(0),
    assertNothingElse,
    close: async () => {
      await app.close();
      assertNothingElse();
    },
  };
};

const server = (
  { accessKey, from }: Omit<SmsSettings, 'endpoint'>,
  complain: (problem: string) => void,
  handle: (body: SendBody, reply: FastifyReply) => Promise<unknown>,
): FastifyInstance => {
  const app = Fastify({ forceCloseConnections: true });
  // A signature is over the body as it came.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  const sendBody = sendBodyFrom(from);
  app.all('*', (request, reply) => {
    const { method, url, headers } = request;
    const call = { method, url, headers, body: typeof request.body === 'string' ? request.body : '' };
    const refuse = (outcome: Outcome, problems: readonly string[]) => {
      for (const problem of problems) complain(`${method} ${url}: ${problem}`);
      return answered(reply, outcome);
    };
    if (`${method} ${url}` !== SEND) return refuse({ status: 404 }, ['no call that is documented']);
    const wrongHeaders = headerProblems(call, new URL(app.listeningOrigin).host);
    // No complaint about the signature alone: that a key is not valid any more happens.
    if (wrongHeaders.length > 0 || headers.authorization !== authorizationOf(call, accessKey))
      return refuse(SMS_TROUBLE.denied, wrongHeaders);
    const { data, error } = sendBody.safeParse(call.body);
    return error ? refuse(SMS_TROUBLE.badRequest, [mistakesIn(error)]) : handle(data, reply);
  });
  return app;
};
