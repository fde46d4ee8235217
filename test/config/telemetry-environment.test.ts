import assert from 'node:assert/strict';
import { type Environment, readEnvironment } from '../../src/config/environment.ts';

type Variables = Record<string, string | undefined>;

const SECRET = 'zeer-geheim';
const KEY = '01234567-89ab-cdef-0123-456789abcdef';
const PLACE = 'https://westeurope-5.in.applicationinsights.azure.com/';
const CONNECTION = `InstrumentationKey=${KEY};IngestionEndpoint=${PLACE};LiveEndpoint=https://live.example.nl/;ApplicationId=abc`;
const READ = `instrumentationkey=${KEY};ingestionendpoint=${PLACE};applicationid=abc`;
const OTLP = 'https://otlp.example.nl/zorg';

const accepted = (variables: Variables): Environment => {
  const read = readEnvironment({ BOT_AUTH: 'none', ...variables });
  assert.ok(read.ok, read.ok ? '' : read.refusal.join('\n'));
  return read.value;
};

/** Whatever is wrong, no secret is in a line. */
const refused = (variables: Variables): string[] => {
  const read = readEnvironment({ BOT_AUTH: 'none', ...variables });
  assert.ok(!read.ok, 'it is accepted');
  assert.ok(!read.refusal.join('\n').includes(SECRET));
  assert.ok(!read.refusal.join('\n').includes(KEY));
  return read.refusal;
};

describe('The environment of traces, metrics and logs', () => {
  it('sends nothing when its variables are absent or empty', () => {
    assert.ok(!('telemetry' in accepted({})));
    assert.ok(!('telemetry' in accepted({ OTEL_EXPORTER_OTLP_ENDPOINT: ' ', APPLICATIONINSIGHTS_AUTH: '' })));
  });

  for (const [address, endpoint] of [
    [`${OTLP}/`, OTLP],
    ['http://127.0.0.1:4318', 'http://127.0.0.1:4318'],
    ['http://localhost:4318', 'http://localhost:4318'],
  ])
    it(`sends to OTLP at ${address ?? ''}`, () => {
      assert.deepEqual(accepted({ OTEL_EXPORTER_OTLP_ENDPOINT: address }).telemetry, {
        otlp: { endpoint, headers: {} },
      });
    });

  for (const address of [
    'http://otlp.example.nl',
    'otlp',
    `https://u:${SECRET}@otlp.example.nl`,
    `${OTLP}?a=b`,
  ])
    it(`refuses OTLP at ${address.replace(SECRET, 'secret')}`, () => {
      const [line, ...more] = refused({ OTEL_EXPORTER_OTLP_ENDPOINT: address });
      assert.match(line ?? '', /^OTEL_EXPORTER_OTLP_ENDPOINT is not an https address without a password; /);
      assert.deepEqual(more, []);
    });

  it('shows OTLP who we are in headers', () => {
    const { telemetry } = accepted({
      OTEL_EXPORTER_OTLP_ENDPOINT: OTLP,
      OTEL_EXPORTER_OTLP_HEADERS: `Authorization=Bearer%20${SECRET}, x-team=a=b`,
    });
    assert.deepEqual(telemetry?.otlp?.headers, { authorization: `Bearer ${SECRET}`, 'x-team': 'a=b' });
  });

  for (const headers of [SECRET, `a b=${SECRET}`, `authorization=${SECRET}%`, `x=${SECRET}%0d%0ay:1`, 'x='])
    it(`refuses headers that are none: ${JSON.stringify(headers.replace(SECRET, 'secret'))}`, () => {
      assert.deepEqual(refused({ OTEL_EXPORTER_OTLP_ENDPOINT: OTLP, OTEL_EXPORTER_OTLP_HEADERS: headers }), [
        'OTEL_EXPORTER_OTLP_HEADERS is not a list of headers; write for example authorization=Bearer%20abc,x-team=zorg',
      ]);
    });

  for (const [how, text] of [
    ['as Azure writes it', CONNECTION],
    ['with a semicolon at the end', `${CONNECTION};`],
  ])
    it(`takes a connection string ${how}, and no more of it than is needed`, () => {
      assert.deepEqual(accepted({ APPLICATIONINSIGHTS_CONNECTION_STRING: text }).telemetry, {
        applicationInsights: { connectionString: READ },
      });
    });

  for (const [text, message] of [
    [SECRET, /^APPLICATIONINSIGHTS_CONNECTION_STRING is not a connection string; copy it/],
    [`InstrumentationKey=${SECRET};IngestionEndpoint=${PLACE}`, /is not a connection string; copy it/],
    [`InstrumentationKey=${KEY}`, /has no IngestionEndpoint that is an https address; copy it/],
    [`InstrumentationKey=${KEY};IngestionEndpoint=http://a.nl`, /has no IngestionEndpoint that is an https/],
    [`InstrumentationKey=${KEY};IngestionEndpoint=https://u:${SECRET}@a.nl`, /has no IngestionEndpoint/],
  ] as const)
    it(`refuses the connection string ${text.replace(SECRET, 'secret').slice(0, 40)}… with ${message.source}`, () => {
      const [line, ...more] = refused({ APPLICATIONINSIGHTS_CONNECTION_STRING: text });
      assert.match(line ?? '', message);
      assert.deepEqual(more, []);
    });

  it('shows Application Insights who we are with a managed identity, the system’s or one of its own', () => {
    const identity = (more: Variables) =>
      accepted({
        APPLICATIONINSIGHTS_CONNECTION_STRING: CONNECTION,
        APPLICATIONINSIGHTS_AUTH: 'managed-identity',
        ...more,
      }).telemetry?.applicationInsights?.identity;
    assert.deepEqual(identity({}), { kind: 'managed-identity' });
    assert.deepEqual(identity({ APPLICATIONINSIGHTS_CLIENT_ID: 'abc' }), {
      kind: 'managed-identity',
      clientId: 'abc',
    });
  });

  it('refuses another way to show who we are', () => {
    assert.deepEqual(
      refused({ APPLICATIONINSIGHTS_CONNECTION_STRING: CONNECTION, APPLICATIONINSIGHTS_AUTH: 'secret' }),
      [
        'APPLICATIONINSIGHTS_AUTH is no way to show who we are; write managed-identity, or leave it out when the connection string is enough',
      ],
    );
  });

  for (const [name, needed] of [
    ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
    ['APPLICATIONINSIGHTS_AUTH', 'APPLICATIONINSIGHTS_CONNECTION_STRING'],
    ['APPLICATIONINSIGHTS_CLIENT_ID', 'APPLICATIONINSIGHTS_AUTH'],
  ] as const)
    it(`refuses ${name} without ${needed}: nobody would notice that nothing is sent`, () => {
      assert.deepEqual(refused({ [name]: 'managed-identity' }), [
        `${name} is set while ${needed} is not; set both, or leave it out`,
      ]);
    });

  it('sends to both', () => {
    const { telemetry } = accepted({
      OTEL_EXPORTER_OTLP_ENDPOINT: OTLP,
      APPLICATIONINSIGHTS_CONNECTION_STRING: CONNECTION,
    });
    assert.ok(telemetry?.otlp && telemetry.applicationInsights);
  });
});
