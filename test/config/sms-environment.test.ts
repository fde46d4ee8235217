import assert from 'node:assert/strict';
import { readEnvironment } from '../../src/config/environment.ts';
import type { Environment } from '../../src/config/environment.ts';

type Variables = Record<string, string | undefined>;

const SECRET = 'Zmx1aXN0ZXItemFjaHQ=';

const playground: Variables = { BOT_AUTH: 'none' };

const accepted = (variables: Variables): Environment => {
  const read = readEnvironment({ ...playground, ...variables });
  assert.ok(read.ok, read.ok ? '' : read.refusal.join('\n'));
  return read.value;
};

/** Whatever is wrong, the secret is not in a line. */
const refused = (variables: Variables): string[] => {
  const read = readEnvironment({ ...playground, ...variables });
  assert.ok(!read.ok, 'it is accepted');
  assert.ok(!read.refusal.join('\n').includes(SECRET));
  return read.refusal;
};

const connectionTo = (endpoint: string): string => `endpoint=${endpoint};accesskey=${SECRET}`;

const ENDPOINT = 'https://eerder-erbij.communication.azure.com';
const right: Variables = { SMS_CONNECTION_STRING: connectionTo(`${ENDPOINT}/`), SMS_FROM: 'EerderErbij' };

const FORM = 'endpoint=https://<name>.communication.azure.com/;accesskey=<key>';

describe('The environment of text messages', () => {
  it('has a connection string and a sender', () => {
    assert.deepEqual(accepted(right).sms, { endpoint: ENDPOINT, accessKey: SECRET, from: 'EerderErbij' });
  });

  it('is without text messages when its variables are absent or empty', () => {
    assert.ok(!('sms' in accepted({})));
    assert.ok(!('sms' in accepted({ SMS_CONNECTION_STRING: ' ', SMS_FROM: '' })));
  });

  const strings: readonly [string, string][] = [
    ['as Azure writes it', connectionTo(`${ENDPOINT}/`)],
    ['without a slash', connectionTo(ENDPOINT)],
    ['with spaces around it and a semicolon at the end', ` ${connectionTo(ENDPOINT)}; `],
    ['in other case', `Endpoint=${ENDPOINT.toUpperCase()};AccessKey=${SECRET}`],
  ];
  for (const [how, text] of strings) {
    it(`takes a connection string ${how}`, () => {
      const { sms } = accepted({ ...right, SMS_CONNECTION_STRING: text });
      assert.deepEqual([sms?.endpoint, sms?.accessKey], [ENDPOINT, SECRET]);
    });
  }

  for (const from of [
    '+31612345678',
    '+1234567',
    'EerderErbij',
    'A',
    'Team 24 uur',
    'E+r-b_i&j',
    '1234567890a',
  ]) {
    it(`takes SMS_FROM=${from}`, () => {
      assert.equal(accepted({ ...right, SMS_FROM: from }).sms?.from, from);
    });
  }

  const NO_SENDER =
    'SMS_FROM is no sender; write a phone number such as +31612345678, or a name of at most 11 letters, digits, spaces and + - _ & with a letter in it, such as EerderErbij';
  const NO_STRING = `SMS_CONNECTION_STRING is not a connection string; write ${FORM}`;
  const UNSAFE =
    'SMS_CONNECTION_STRING has an endpoint that is not an https address without a path; write for example https://eerder-erbij.communication.azure.com (http only on 127.0.0.1 or localhost)';
  for (const from of [
    'Eerder Erbij',
    '0612345678',
    '31612345678',
    '+0612345678',
    '+316',
    '+31 612345678',
    '+3161234567890123',
    '12345',
    'Eerder.nl',
    'Eerdér',
    'Eerder\nErbi',
    connectionTo(ENDPOINT),
  ]) {
    it(`refuses SMS_FROM=${JSON.stringify(from)}`, () => {
      assert.deepEqual(refused({ ...right, SMS_FROM: from }), [NO_SENDER]);
    });
  }

  const wrong: readonly [string, Variables, string[]][] = [
    [
      'a sender without a connection string',
      { SMS_FROM: 'EerderErbij' },
      [
        `SMS_CONNECTION_STRING is missing while SMS_FROM is set; write ${FORM}, or leave both out to go without text messages`,
      ],
    ],
    [
      'a connection string without a sender',
      { ...right, SMS_FROM: '' },
      [
        'SMS_FROM is missing while SMS_CONNECTION_STRING is set; write the number or name that text messages come from, or leave both out to go without text messages',
      ],
    ],
    ['everything wrong at once', { SMS_CONNECTION_STRING: SECRET, SMS_FROM: '?' }, [NO_STRING, NO_SENDER]],
  ];
  for (const [what, variables, lines] of wrong) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(refused(variables), lines);
    });
  }

  it('is refused with its problems beside the others', () => {
    const lines = refused({ PORT: 'x', GRAPH_URL: 'x', SMS_CONNECTION_STRING: SECRET });
    assert.deepEqual(
      lines.map((line) => line.split(' ')[0]),
      ['PORT', 'GRAPH_URL', 'SMS_CONNECTION_STRING', 'SMS_FROM'],
    );
  });

  const malformed: readonly [string, string][] = [
    ['only a key', SECRET],
    ['only an endpoint', ENDPOINT],
    ['no key', `endpoint=${ENDPOINT};accesskey=`],
    ['no endpoint', `endpoint=;accesskey=${SECRET}`],
    ['a key that is not base64', `endpoint=${ENDPOINT};accesskey=!${SECRET}`],
    ['another order', `accesskey=${SECRET};endpoint=${ENDPOINT}`],
    ['a part too many', `${connectionTo(ENDPOINT)};region=nl`],
    ['something before it', `x;${connectionTo(ENDPOINT)}`],
  ];
  for (const [what, text] of malformed) {
    it(`refuses a connection string with ${what}`, () => {
      assert.deepEqual(refused({ ...right, SMS_CONNECTION_STRING: text }), [NO_STRING]);
    });
  }

  const endpoints: readonly [string, boolean][] = [
    ['https://example.nl:8443', true],
    ['http://127.0.0.1:8080', true],
    ['http://localhost:8080', true],
    ['http://example.nl', false],
    ['https://example.nl/sms', false],
    ['https://example.nl/?a=b', false],
    [`https://app:${SECRET}@example.nl`, false],
    ['https://app@example.nl', false],
    ['example.nl', false],
  ];
  for (const [endpoint, isRight] of endpoints) {
    it(`${isRight ? 'takes' : 'refuses'} the endpoint ${endpoint}`, () => {
      const variables = { ...right, SMS_CONNECTION_STRING: connectionTo(endpoint) };
      if (isRight) assert.equal(accepted(variables).sms?.endpoint, endpoint);
      else assert.deepEqual(refused(variables), [UNSAFE]);
    });
  }
});
