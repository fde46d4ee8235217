import assert from 'node:assert/strict';
import type { Instant } from '../../src/core/time.ts';
import type { TextMessages } from '../../src/outbox/port.ts';
import { azureTextMessages } from '../../src/sms/azure.ts';
import { type SmsService, startSms } from '../support/sms.ts';
import { KEY, MOBILE, OTHER_MOBILE, WORDS, failureOf } from '../support/sms-client.ts';
import { SMS_TROUBLE } from '../support/sms-trouble.ts';

const NOW = Date.UTC(2026, 10, 23, 13, 4, 5);
const MINUTE = 60_000;

describe('A text message', () => {
  let now: Instant;
  let sms: SmsService;
  let texts: TextMessages;

  const clientOf = (): TextMessages => azureTextMessages(sms.settings, { clock: () => now });

  beforeEach(async () => {
    now = NOW;
    sms = await startSms(() => now);
    texts = clientOf();
  });

  afterEach(() => sms.close());

  const failure = (work: Promise<void>) => failureOf(work, sms.settings);

  const repetitions = () =>
    sms.calls.map(
      ({ smsRecipients: [{ repeatabilityRequestId, repeatabilityFirstSent }] }) =>
        `${repeatabilityRequestId} of ${repeatabilityFirstSent}`,
    );

  it('goes to the phone with the words and nothing else, in one call', async () => {
    await texts.send(MOBILE, WORDS, KEY);
    assert.deepEqual(await sms.expectText(), { to: MOBILE, words: WORDS });
    assert.equal(sms.calls.length, 1);
  });

  it('may have words that need care on their way', async () => {
    const words = 'Casus “HGV-2026-0042”: één \\ 👋\n{"to":"x"}';
    await texts.send(MOBILE, words, KEY);
    await sms.expectText({ to: MOBILE, words });
  });

  for (const [what, trouble] of [
    ['the connection broke after it was taken', SMS_TROUBLE.lostAnswer],
    ['the service stumbled after it was taken', { status: 500, delivered: true }],
    ['a proxy answered after it was taken', { ...SMS_TROUBLE.down('1'), delivered: true }],
    ['the answer stopped halfway', { halfway: 'plain', delivered: true }],
  ] as const) {
    it(`is one message when ${what} and it is tried again`, async () => {
      sms.answerNext(trouble);
      const hasty = azureTextMessages(sms.settings, { clock: () => now, timeOut: 300 });
      assert.equal((await failure(hasty.send(MOBILE, WORDS, KEY))).outlook, 'again');
      now += 11_000;
      await hasty.send(MOBILE, WORDS, KEY);
      await sms.expectText();
      assert.equal(sms.calls.length, 2);
      assert.deepEqual(sms.texts, [{ to: MOBILE, words: WORDS }]);
    });
  }

  it('is one message when nobody remembers that it was sent', async () => {
    await texts.send(MOBILE, WORDS, KEY);
    now += 4 * MINUTE;
    await texts.send(MOBILE, WORDS, KEY);
    await sms.expectText();
    assert.equal(sms.texts.length, 1);
  });

  it('is never another with the same key to the same phone, and always with another', async () => {
    await texts.send(MOBILE, WORDS, KEY);
    await texts.send(OTHER_MOBILE, WORDS, KEY);
    await texts.send(MOBILE, WORDS, `${KEY}b`);
    await texts.send(MOBILE, WORDS, KEY);
    for (const to of [MOBILE, OTHER_MOBILE, MOBILE]) await sms.expectText({ to });
    const [first, ...others] = repetitions();
    assert.equal(first, others.pop());
    assert.equal(new Set([first, ...others]).size, 3);
  });

  it('is the same message after a restart, which is refused rather than sent twice', async () => {
    sms.answerNext(SMS_TROUBLE.lostAnswer);
    await failure(texts.send(MOBILE, WORDS, KEY));
    now += 10_000;
    assert.deepEqual(await failure(clientOf().send(MOBILE, WORDS, KEY)), {
      message: 'not taken for the recipient: 400',
      outlook: 'never',
      retryAfter: undefined,
    });
    await sms.expectText();
    assert.equal(sms.texts.length, 1);
  });

  it('after a restart at which nothing was known of it is sent', async () => {
    sms.answerNext(SMS_TROUBLE.dropped);
    await failure(texts.send(MOBILE, WORDS, KEY));
    now += 10_000;
    await clientOf().send(MOBILE, WORDS, KEY);
    await sms.expectText();
  });

  it('still gets through when the first try was too long ago to be repeated', async () => {
    sms.answerNext(SMS_TROUBLE.dropped);
    await failure(texts.send(MOBILE, WORDS, KEY));
    now += 5.5 * MINUTE;
    assert.equal((await failure(texts.send(MOBILE, WORDS, KEY))).outlook, 'again');
    now += MINUTE;
    await texts.send(MOBILE, WORDS, KEY);
    await sms.expectText();
    const [first, second, third] = repetitions();
    assert.equal(first, second);
    assert.notEqual(first, third);
  });

  it('is not sent twice by two tries at once', async () => {
    await Promise.all([texts.send(MOBILE, WORDS, KEY), texts.send(MOBILE, WORDS, KEY)]);
    await sms.expectText();
    assert.equal(sms.texts.length, 1);
  });
});
