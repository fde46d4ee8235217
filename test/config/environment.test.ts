import assert from 'node:assert/strict';
import { readEnvironment } from '../../src/config/environment.ts';
import type { Environment } from '../../src/config/environment.ts';

type Variables = Record<string, string | undefined>;

const SECRET = 'fluister-zacht';

const registered: Variables = {
  REGION_FILE: 'config/region.drenthe.yaml',
  MicrosoftAppId: 'app',
  MicrosoftAppPassword: SECRET,
  MicrosoftAppTenantId: 'tenant',
};

const playground: Variables = { BOT_AUTH: 'none' };

const accepted = (variables: Variables): Environment => {
  const read = readEnvironment(variables);
  assert.ok(read.ok, read.ok ? '' : read.refusal.join('\n'));
  return read.value;
};

const refused = (variables: Variables): string[] => {
  const read = readEnvironment(variables);
  assert.ok(!read.ok, 'it is accepted');
  return read.refusal;
};

describe('The environment', () => {
  it('of a registered bot needs four variables; the rest has a default', () => {
    assert.deepEqual(accepted(registered), {
      port: 3978,
      host: '127.0.0.1',
      regionFile: 'config/region.drenthe.yaml',
      store: { kind: 'sqlite', dataDir: './data' },
      keys: { kind: 'files', directory: './keys' },
      auth: {
        kind: 'required',
        appType: 'SingleTenant',
        appId: 'app',
        appPassword: SECRET,
        appTenantId: 'tenant',
      },
      logLevel: 'info',
    });
  });

  it('of a managed identity has no password', () => {
    const variables = { ...registered, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: undefined };
    assert.deepEqual(accepted(variables).auth, {
      kind: 'required',
      appType: 'UserAssignedMSI',
      appId: 'app',
      appTenantId: 'tenant',
    });
  });

  it('of another cloud says who signs what Teams sends, and where the keys are', () => {
    const channel = {
      issuer: 'https://api.example.nl',
      metadataUrl: 'https://login.example.nl/v1/.well-known/openidconfiguration',
    };
    for (const MicrosoftAppType of ['SingleTenant', 'UserAssignedMSI']) {
      const { auth } = accepted({
        ...registered,
        MicrosoftAppType,
        ToBotFromChannelTokenIssuer: channel.issuer,
        ToBotFromChannelOpenIdMetadataUrl: channel.metadataUrl,
      });
      assert.ok(auth.kind === 'required');
      assert.deepEqual(auth.channel, channel);
    }
  });

  it('of a managed identity leaves a password alone that is there anyway', () => {
    const { auth } = accepted({ ...registered, MicrosoftAppType: 'UserAssignedMSI' });
    assert.ok(!('appPassword' in auth));
  });

  it('of the Playground needs one variable, and gets the sample region', () => {
    assert.deepEqual(accepted(playground), {
      port: 3978,
      host: '127.0.0.1',
      regionFile: 'config/region.voorbeeld.yaml',
      store: { kind: 'sqlite', dataDir: './data' },
      keys: { kind: 'files', directory: './keys' },
      auth: { kind: 'none' },
      logLevel: 'info',
    });
  });

  it('takes every variable as it is set', () => {
    const read = accepted({
      ...registered,
      PORT: '0',
      HOST: '0.0.0.0',
      STORE: 'sqlite',
      DATA_DIR: '/var/lib/eerder-erbij',
      PUBLIC_URL: 'https://bot.example.nl/',
      LOG_LEVEL: 'debug',
      BOT_AUTH: 'required',
      MicrosoftAppType: 'SingleTenant',
      PATH: '/usr/bin',
    });
    assert.equal(read.port, 0);
    assert.equal(read.host, '0.0.0.0');
    assert.deepEqual(read.store, { kind: 'sqlite', dataDir: '/var/lib/eerder-erbij' });
    assert.equal(read.publicUrl, 'https://bot.example.nl');
    assert.equal(read.logLevel, 'debug');
  });

  it('counts an empty variable as absent', () => {
    assert.equal(accepted({ ...registered, PORT: '', HOST: '  ', PUBLIC_URL: '' }).port, 3978);
    assert.deepEqual(accepted({ ...playground, MicrosoftAppId: '' }).auth, { kind: 'none' });
    assert.equal(refused({ ...registered, MicrosoftAppId: ' ' }).length, 1);
  });

  it('is refused with every problem at once', () => {
    assert.deepEqual(refused({ PORT: 'x', LOG_LEVEL: 'loud' }), [
      'PORT is "x"; write a whole number from 0 to 65535, where 0 takes any free port',
      'LOG_LEVEL is "loud"; write one of fatal, error, warn, info, debug, trace, silent',
      'REGION_FILE is missing; write the path of the region file (only BOT_AUTH=none uses the sample)',
      'MicrosoftAppId is missing; write the app (client) id of the bot registration',
      'MicrosoftAppTenantId is missing; write the id of the tenant the bot is registered in',
      'MicrosoftAppPassword is missing; write the client secret, or use MicrosoftAppType=UserAssignedMSI',
    ]);
  });

  const wrong: readonly [string, Variables, string][] = [
    [
      'BOT_AUTH other than required or none',
      { ...registered, BOT_AUTH: 'off' },
      'BOT_AUTH is "off"; write required, or none for the Playground on this machine',
    ],
    ['another STORE', { ...registered, STORE: 'mongo' }, 'STORE is "mongo"; write sqlite or cosmos'],
    [
      'an issuer without its keys',
      { ...registered, ToBotFromChannelTokenIssuer: 'https://api.example.nl' },
      'ToBotFromChannelOpenIdMetadataUrl is missing while ToBotFromChannelTokenIssuer is set; write both, or neither for the public cloud',
    ],
    [
      'keys without their issuer',
      { ...registered, ToBotFromChannelOpenIdMetadataUrl: 'https://login.example.nl/' },
      'ToBotFromChannelTokenIssuer is missing while ToBotFromChannelOpenIdMetadataUrl is set; write both, or neither for the public cloud',
    ],
    [
      'keys from an address anybody could listen in on',
      {
        ...registered,
        ToBotFromChannelTokenIssuer: 'https://api.example.nl',
        ToBotFromChannelOpenIdMetadataUrl: 'http://login.example.nl/',
      },
      'ToBotFromChannelOpenIdMetadataUrl is not an https address; write for example https://login.botframework.com/v1/.well-known/openidconfiguration (http only on 127.0.0.1 or localhost)',
    ],
    [
      'MultiTenant',
      { ...registered, MicrosoftAppType: 'MultiTenant' },
      'MicrosoftAppType is "MultiTenant", for which new bot registrations ended in July 2025; write SingleTenant or UserAssignedMSI',
    ],
    [
      'an unknown app type',
      { ...registered, MicrosoftAppType: 'singletenant' },
      'MicrosoftAppType is "singletenant"; write SingleTenant or UserAssignedMSI',
    ],
    [
      'an app id while authentication is off',
      { ...playground, MicrosoftAppId: 'app' },
      'MicrosoftAppId is set while BOT_AUTH=none; leave it out to try the bot here, or write BOT_AUTH=required',
    ],
    [
      'a managed identity without an app id',
      { ...registered, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppId: undefined },
      'MicrosoftAppId is missing; write the app (client) id of the bot registration',
    ],
    [
      'a value of more than one line, on one line',
      { ...registered, STORE: 'sql\nite' },
      'STORE is "sql\\nite"; write sqlite or cosmos',
    ],
  ];
  for (const [what, variables, line] of wrong) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(refused(variables), [line]);
    });
  }

  for (const port of ['-1', '65536', '3978.5', '0x10', '1e3', '８０']) {
    it(`refuses PORT=${port}`, () => {
      assert.match(
        refused({ ...registered, PORT: port }).join('\n'),
        /^PORT is ".*"; write a whole number.*$/,
      );
    });
  }

  for (const host of ['127.0.0.1', '127.8.9.10', '::1', 'localhost']) {
    it(`may go without authentication on ${host}`, () => {
      assert.equal(accepted({ ...playground, HOST: host }).host, host);
    });
  }

  for (const host of ['0.0.0.0', '::', '10.0.0.4', '127.example.nl', 'localhost.example.nl', '128.0.0.1']) {
    it(`may not go without authentication on ${host}`, () => {
      assert.deepEqual(refused({ ...playground, HOST: host }), [
        `HOST is "${host}" while BOT_AUTH=none; write 127.0.0.1, or BOT_AUTH=required`,
      ]);
    });
  }

  const addresses: readonly [string, string | undefined][] = [
    ['https://bot.example.nl', 'https://bot.example.nl'],
    ['https://example.nl/bot/', 'https://example.nl/bot'],
    ['http://127.0.0.1:3978', 'http://127.0.0.1:3978'],
    ['http://localhost:3978/', 'http://localhost:3978'],
    ['http://[::1]:3978', 'http://[::1]:3978'],
    ['http://bot.example.nl', undefined],
    ['http://127.example.nl', undefined],
    ['ftp://bot.example.nl', undefined],
    ['https://bot.example.nl/?a=b', undefined],
    ['https://bot.example.nl/#a', undefined],
    ['bot.example.nl', undefined],
  ];
  for (const [address, expected] of addresses) {
    it(`${expected === undefined ? 'refuses' : 'takes'} PUBLIC_URL=${address}`, () => {
      const variables = { ...registered, PUBLIC_URL: address };
      if (expected === undefined) {
        assert.match(refused(variables).join('\n'), /^PUBLIC_URL is not an https address; write .*$/);
      } else assert.equal(accepted(variables).publicUrl, expected);
    });
  }

  it('never repeats the password', () => {
    const lines = refused({
      MicrosoftAppPassword: SECRET,
      PORT: 'x',
      MicrosoftAppType: 'MultiTenant',
      STORE: 'x',
    });
    assert.ok(lines.length > 3);
    assert.ok(!lines.join('\n').includes(SECRET));
  });
});
