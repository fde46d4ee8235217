import assert from 'node:assert/strict';
import type { Duration } from '../../src/core/time.ts';
import type { DeliveryFailed } from '../../src/outbox/port.ts';
import { azureTextMessages } from '../../src/sms/azure.ts';
import { type SmsService, startSms } from '../support/sms.ts';
import { KEY, MOBILE, WORDS, failureOf } from '../support/sms-client.ts';
import { SMS_TROUBLE, type SmsTrouble } from '../support/sms-trouble.ts';

type Case = readonly [
  what: string,
  trouble: SmsTrouble,
  reason: string,
  outlook: DeliveryFailed['outlook'],
  retryAfter?: Duration,
];

const NOW = Date.UTC(2026, 10, 23, 13, 4, 5);
const date = (at: string): string => new Date(at).toUTCString();
const KEY_REFUSED = 'the access key in SMS_CONNECTION_STRING is refused';
const UNREADABLE = 'HTTP 202 with an answer that cannot be read';
const json = (body: unknown): SmsTrouble => ({ status: 202, body });
const item = { to: MOBILE, httpStatusCode: 202, successful: true };

const CALLS: readonly Case[] = [
  ['400', SMS_TROUBLE.badRequest, 'HTTP 400', 'never'],
  ['401', SMS_TROUBLE.denied, `HTTP 401: ${KEY_REFUSED}`, 'never'],
  ['403', SMS_TROUBLE.forbidden, 'HTTP 403', 'never'],
  ['404', SMS_TROUBLE.notFound, 'HTTP 404', 'never'],
  ['408', { status: 408 }, 'HTTP 408', 'again'],
  ['409 while another try is on its way', { status: 409 }, 'HTTP 409', 'again'],
  ['412', { status: 412 }, 'HTTP 412', 'again'],
  ['422', { status: 422 }, 'HTTP 422', 'never'],
  ['a redirect', { status: 307, headers: { location: '/elsewhere' } }, 'HTTP 307', 'never'],
  ['429', SMS_TROUBLE.throttled('17'), 'HTTP 429', 'again', 17_000],
  ['429 until a moment', SMS_TROUBLE.throttled(date('2026-11-23T13:05:00Z')), 'HTTP 429', 'again', 55_000],
  ['429 for a day', SMS_TROUBLE.throttled('86400'), 'HTTP 429', 'again', 86_400_000],
  ['429 with nonsense', SMS_TROUBLE.throttled('later'), 'HTTP 429', 'again'],
  ['400 that asks for patience', { status: 400, headers: { 'retry-after': '5' } }, 'HTTP 400', 'never'],
  ['500', SMS_TROUBLE.broken, 'HTTP 500', 'again'],
  ['503 of a proxy', SMS_TROUBLE.down('120'), 'HTTP 503', 'again', 120_000],
  ['a broken connection', SMS_TROUBLE.dropped, 'no answer: ECONNRESET', 'again'],
];

const RECIPIENTS: readonly Case[] = [400, 403, 404, 410]
  .map((status): Case => {
    return [
      `a recipient with ${status}`,
      { recipient: status },
      `not taken for the recipient: ${status}`,
      'never',
    ];
  })
  .concat(
    [408, 409, 412, 429, 500, 503].map((status): Case => {
      return [
        `a recipient with ${status}`,
        { recipient: status },
        `not taken for the recipient: ${status}`,
        'again',
      ];
    }),
    [
      [
        'a recipient with 401',
        { recipient: 401 },
        `not taken for the recipient: 401: ${KEY_REFUSED}`,
        'never',
      ],
    ],
    [['a recipient with 202', { recipient: 202 }, 'not taken for the recipient: 202', 'never']],
  );

const ANSWERS: readonly Case[] = [
  ['200', { status: 200, body: { value: [item] } }, 'HTTP 200 with an answer that cannot be read', 'again'],
  [
    'HTML',
    { status: 202, headers: { 'content-type': 'text/html' }, body: '<html>Hi</html>' },
    UNREADABLE,
    'again',
  ],
  ['nothing', { status: 202 }, UNREADABLE, 'again'],
  [
    'JSON that was cut off',
    { status: 202, headers: { 'content-type': 'application/json' }, body: '{"value":[' },
    UNREADABLE,
    'again',
  ],
  ['no recipients', json({ value: [] }), UNREADABLE, 'again'],
  ['more recipients', json({ value: [item, item] }), UNREADABLE, 'again'],
  ['a recipient of whom it says nothing', json({ value: [{ to: MOBILE }] }), UNREADABLE, 'again'],
  ['what is no list', json({ value: 'x' }), UNREADABLE, 'again'],
];

describe('A text message that is not taken', () => {
  let sms: SmsService;

  before(async () => {
    sms = await startSms(() => NOW);
  });

  after(() => sms.close());

  const clock = () => NOW;

  for (const [what, trouble, message, outlook, retryAfter] of [...CALLS, ...RECIPIENTS, ...ANSWERS]) {
    it(`after ${what}: ${outlook}, and one call`, async () => {
      const script = sms.answerNext({ ...trouble, times: 5 });
      const texts = azureTextMessages(sms.settings, { clock });
      const failure = await failureOf(texts.send(MOBILE, WORDS, KEY), sms.settings);
      script.release();
      assert.deepEqual(failure, { message, outlook, retryAfter });
      assert.equal(script.calls.length, 1, 'it was tried again');
    });
  }

  it('when nobody listens: again', async () => {
    const settings = { ...sms.settings, endpoint: 'http://127.0.0.1:9' };
    const failure = await failureOf(
      azureTextMessages(settings, { clock }).send(MOBILE, WORDS, KEY),
      settings,
    );
    assert.deepEqual(failure, {
      message: 'no answer: ECONNREFUSED',
      outlook: 'again',
      retryAfter: undefined,
    });
  });

  it('for an access key that is not of the service: never', async () => {
    const settings = { ...sms.settings, accessKey: Buffer.from('another').toString('base64') };
    const failure = await failureOf(
      azureTextMessages(settings, { clock }).send(MOBILE, WORDS, KEY),
      settings,
    );
    assert.deepEqual(failure, {
      message: `HTTP 401: ${KEY_REFUSED}`,
      outlook: 'never',
      retryAfter: undefined,
    });
  });

  it('for what is no number: never', async () => {
    const work = azureTextMessages(sms.settings, { clock }).send('0612345678', WORDS, KEY);
    assert.deepEqual(await failureOf(work, sms.settings), {
      message: 'not taken for the recipient: 400',
      outlook: 'never',
      retryAfter: undefined,
    });
  });

  it('leaves no message behind', () => {
    assert.deepEqual(sms.texts, []);
  });
});

describe('A text message without an answer in time', () => {
  let sms: SmsService;

  beforeEach(async () => {
    sms = await startSms();
  });

  afterEach(() => sms.close());

  const silences: readonly [string, SmsTrouble][] = [
    ['nothing comes', SMS_TROUBLE.silent],
    ['it stops halfway', { halfway: 'plain' }],
    ['it stops halfway and is compressed', { halfway: 'gzip' }],
  ];
  for (const [what, trouble] of silences) {
    it(`because ${what}: again, and one call`, async () => {
      sms.answerNext({ ...trouble, times: 5 });
      const texts = azureTextMessages(sms.settings, { clock: () => Date.now(), timeOut: 300 });
      const failure = await failureOf(texts.send(MOBILE, WORDS, KEY), sms.settings);
      assert.deepEqual(failure, { message: 'no answer in time', outlook: 'again', retryAfter: undefined });
      assert.equal(sms.calls.length, 1, 'it was tried again');
      assert.deepEqual(sms.texts, []);
    });
  }

  it('lets go of the connection', async () => {
    const script = sms.answerNext(SMS_TROUBLE.silent);
    const texts = azureTextMessages(sms.settings, { clock: () => Date.now(), timeOut: 300 });
    await failureOf(texts.send(MOBILE, WORDS, KEY), sms.settings);
    await script.gaveUp;
  });
});
