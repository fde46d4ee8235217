import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { type SmsService, startSms } from '../support/sms.ts';
import { MOBILE, OTHER_MOBILE, WORDS } from '../support/sms-client.ts';
import { authorizationOf } from '../support/sms-shapes.ts';
import { SMS_TROUBLE } from '../support/sms-trouble.ts';

const NOW = Date.UTC(2026, 10, 23, 13, 4, 5);
const MINUTE = 60_000;
const httpDate = (at: number): string => new Date(at).toUTCString();

const RECIPIENT = {
  to: MOBILE,
  repeatabilityRequestId: 'fda6d242-46aa-4247-8bf6-619a1206f9c3',
  repeatabilityFirstSent: httpDate(NOW),
};
const RIGHT = {
  from: 'EerderErbij',
  smsRecipients: [RECIPIENT],
  message: WORDS,
  smsSendOptions: { enableDeliveryReport: false },
};
const PATH = '/sms?api-version=2021-03-07';

interface Changes {
  method?: string;
  url?: string;
  /** Instead of what it signs; an undefined one is left out. */
  headers?: Readonly<Record<string, string | undefined>>;
  accessKey?: string;
}

/** The tests of the client are worth as much as the service they run against. */
describe('The text message service of the tests', () => {
  let now: number;
  let sms: SmsService;

  beforeEach(async () => {
    now = NOW;
    sms = await startSms(() => now);
  });

  afterEach(() => sms.close());

  const call = async (body: unknown, changes: Changes = {}): Promise<{ status: number; body: unknown }> => {
    const { method = 'POST', url = PATH, accessKey = sms.settings.accessKey } = changes;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const headers: Record<string, string | undefined> = {
      host: new URL(sms.settings.endpoint).host,
      'content-type': 'application/json',
      accept: 'application/json',
      'x-ms-date': httpDate(Date.now()),
      'x-ms-content-sha256': createHash('sha256').update(text).digest('base64'),
      ...changes.headers,
    };
    const all: Record<string, string | undefined> = {
      authorization: authorizationOf({ method, url, headers }, accessKey),
      ...headers,
    };
    const present = Object.entries(all).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    return answerTo(`${sms.settings.endpoint}${url}`, method, Object.fromEntries(present), text);
  };

  const refused = async (
    work: Promise<{ status: number }>,
    status: number,
    complaint: RegExp,
  ): Promise<void> => {
    assert.equal((await work).status, status);
    assert.throws(sms.assertNothingElse, complaint);
    assert.match(sms.takeComplaints().join('\n'), complaint);
    assert.deepEqual(sms.calls, []);
  };

  const of = (changes: object): unknown => ({ ...RIGHT, smsRecipients: [{ ...RECIPIENT, ...changes }] });

  it('takes what is right, and tells a phone', async () => {
    const { status, body } = await call(RIGHT);
    assert.equal(status, 202);
    assert.match(
      JSON.stringify(body),
      /^\{"value":\[\{"to":"\+31612345678","messageId":"Outgoing_[\w-]+","httpStatusCode":202,"repeatabilityResult":"accepted","successful":true\}\]\}$/,
    );
    assert.deepEqual(await sms.expectText(), { to: MOBILE, words: WORDS });
  });

  const [recipient] = RIGHT.smsRecipients;
  const { from, ...anonymous } = RIGHT;
  const { message, ...silent } = RIGHT;
  const { smsSendOptions, ...optionless } = RIGHT;
  const bodies: readonly [string, unknown, RegExp][] = [
    ['an unknown field', { ...RIGHT, priority: 1 }, /Unrecognized key.*priority/],
    ['an unknown field of a recipient', of({ name: 'Eva' }), /Unrecognized key.*name/],
    [
      'an unknown option',
      { ...RIGHT, smsSendOptions: { ...smsSendOptions, tag: 'x' } },
      /Unrecognized key.*tag/,
    ],
    ['no sender', anonymous, /from/],
    ['another sender', { ...RIGHT, from: `${from}2` }, /no sender of this resource/],
    ['no words', silent, /message/],
    ['empty words', { ...RIGHT, message: '' }, /message/],
    ['endless words', { ...RIGHT, message: message.repeat(99) }, /message/],
    ['no options', optionless, /smsSendOptions/],
    [
      'a delivery report',
      { ...RIGHT, smsSendOptions: { enableDeliveryReport: true } },
      /enableDeliveryReport/,
    ],
    ['no recipients', { ...RIGHT, smsRecipients: [] }, /smsRecipients/],
    ['two recipients', { ...RIGHT, smsRecipients: [recipient, recipient] }, /smsRecipients/],
    ['a number that is no text', of({ to: 31612345678 }), /smsRecipients\.0\.to/],
    ['no id of the request', of({ repeatabilityRequestId: undefined }), /repeatabilityRequestId/],
    ['an id that is no UUID', of({ repeatabilityRequestId: 'one' }), /repeatabilityRequestId/],
    ['no first try', of({ repeatabilityFirstSent: undefined }), /repeatabilityFirstSent/],
    ['another form of a first try', of({ repeatabilityFirstSent: '2026-11-23T13:04:05Z' }), /RFC 1123/],
    ['no JSON', '{', /Invalid input/],
  ];
  for (const [what, body, complaint] of bodies) {
    it(`refuses ${what}`, () => refused(call(body), 400, complaint));
  }

  const around: readonly [string, Changes, number, RegExp][] = [
    ['another path', { url: '/sms/?api-version=2021-03-07' }, 404, /no call that is documented/],
    ['another version', { url: '/sms?api-version=2020-07-20-preview1' }, 404, /no call that is documented/],
    ['no version', { url: '/sms' }, 404, /no call that is documented/],
    ['another method', { method: 'PUT' }, 404, /no call that is documented/],
    ['another content type', { headers: { 'content-type': 'text/plain' } }, 401, /Content-Type/],
    ['another answer', { headers: { accept: '*/*' } }, 401, /Accept/],
    ['another host', { headers: { host: 'elsewhere' } }, 401, /Host/],
    ['the hash of another body', { headers: { 'x-ms-content-sha256': 'x' } }, 401, /of this body/],
    ['no date', { headers: { 'x-ms-date': undefined } }, 401, /x-ms-date/],
    ['a date of yesterday', { headers: { 'x-ms-date': httpDate(NOW - 1440 * MINUTE) } }, 401, /not now/],
    ['no signature', { headers: { authorization: undefined } }, 401, /Authorization/],
    ['a token', { headers: { authorization: 'Bearer x' } }, 401, /Authorization/],
  ];
  for (const [what, changes, status, complaint] of around) {
    it(`refuses ${what}`, () => refused(call(RIGHT, changes), status, complaint));
  }

  it('refuses the signature of another key, or of another call', async () => {
    const another = Buffer.from('another').toString('base64');
    assert.equal((await call(RIGHT, { accessKey: another })).status, 401);
    const authorization = authorizationOf(
      { method: 'POST', url: '/other', headers: {} },
      sms.settings.accessKey,
    );
    assert.equal((await call(RIGHT, { headers: { authorization } })).status, 401);
    assert.deepEqual(sms.calls, []);
  });

  it('answers a repetition as the first, and tells the phone once', async () => {
    const first = await call(RIGHT);
    now += 5 * MINUTE;
    assert.deepEqual(await call(RIGHT), first);
    await sms.expectText();
  });

  const item = async (body: unknown): Promise<unknown> => {
    const answer = await call(body);
    assert.equal(answer.status, 202);
    const { value } = answer.body as { value: Record<string, unknown>[] };
    const { httpStatusCode, repeatabilityResult, successful } = value[0] ?? {};
    return [httpStatusCode, repeatabilityResult, successful];
  };

  it('refuses the id of a message on another one', async () => {
    assert.deepEqual(await item(RIGHT), [202, 'accepted', true]);
    const others = [
      { ...RIGHT, message: 'other' },
      of({ to: OTHER_MOBILE }),
      of({ repeatabilityFirstSent: httpDate(NOW + 1_000) }),
    ];
    for (const other of others) assert.deepEqual(await item(other), [400, 'rejected', false]);
    await sms.expectText();
  });

  it('refuses a first try of more than five minutes ago, and one that is still to come', async () => {
    now += 5 * MINUTE + 1;
    assert.deepEqual(await item(RIGHT), [412, 'rejected', false]);
    now -= 10 * MINUTE + 2;
    assert.deepEqual(await item(RIGHT), [412, 'rejected', false]);
  });

  it('forgets an id after five minutes', async () => {
    await call(RIGHT);
    now += 5 * MINUTE + 1;
    assert.deepEqual(await item(of({ repeatabilityFirstSent: httpDate(now) })), [202, 'accepted', true]);
    for (const words of [WORDS, WORDS]) await sms.expectText({ words });
  });

  it('refuses what is no number', async () => {
    assert.deepEqual(await item(of({ to: '0612345678' })), [400, undefined, false]);
  });

  it('lets only calls for a number go wrong when asked to', async () => {
    sms.answerNext({ ...SMS_TROUBLE.forbidden, to: OTHER_MOBILE });
    assert.equal((await call(RIGHT)).status, 202);
    const other = { to: OTHER_MOBILE, repeatabilityRequestId: '0da6d242-46aa-4247-8bf6-619a1206f9c3' };
    assert.equal((await call(of(other))).status, 403);
    assert.equal((await call(of(other))).status, 202);
    for (const to of [MOBILE, OTHER_MOBILE]) await sms.expectText({ to, words: /HGV-2026-0042/ });
  });

  it('lets a call that hangs go on when it is released', async () => {
    const script = sms.answerNext(SMS_TROUBLE.silent);
    const answer = call(RIGHT);
    await script.met;
    assert.deepEqual(sms.texts, []);
    script.release();
    assert.equal((await answer).status, 202);
    await sms.expectText();
  });

  it('waits for a message that is still to come', async () => {
    const coming = sms.expectText({ to: MOBILE });
    await call(RIGHT);
    assert.equal((await coming).words, WORDS);
  });

  it('says so when a message does not come, comes without being expected, or trouble never came', async () => {
    const other = await startSms();
    await assert.rejects(other.expectText({ withinMs: 1 }), /No such text message came in/);
    other.answerNext(SMS_TROUBLE.broken);
    await assert.rejects(other.close(), /trouble that no call met: 1/);
    await call(RIGHT);
    assert.throws(sms.assertNothingElse, /nobody expected a text message to \+31612345678: Eerder Erbij/);
    await sms.expectText();
  });
});

/** Not `fetch`, which does not let go of Host. */
const answerTo = (url: string, method: string, headers: Record<string, string>, text: string) =>
  new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const asked = request(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, body: body === '' ? undefined : JSON.parse(body) });
      });
    });
    asked.on('error', reject);
    asked.end(text);
  });
