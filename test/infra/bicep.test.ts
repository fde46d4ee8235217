import assert from 'node:assert/strict';
import { type Planted, finds, foundIn, foundWithout, textIn } from './planted.ts';

const MAIN = 'infra/main.bicep';
const KEYS = 'infra/modules/keys.bicep';
const DATABASE = 'infra/modules/database.bicep';
const APP = 'infra/modules/container-app.bicep';
const SITE = 'infra/modules/app-service.bicep';
const ALERTS = 'infra/modules/alerts.bicep';
const BOT = 'infra/modules/bot.bicep';
const PILOT = 'infra/pilot.bicepparam';

const PLANTED: readonly Planted[] = [
  {
    what: 'what is no Bicep',
    file: KEYS,
    text: 'resource vault ',
    by: 'resource vault = = ',
    found: /this is no Bicep/,
  },
  {
    what: 'a brace that is not closed',
    file: DATABASE,
    text: '',
    by: 'var open = {',
    found: /this is no Bicep/,
  },
  {
    what: 'what is no Bicep in a file of parameters',
    file: PILOT,
    text: "param location = 'westeurope'",
    by: "param location = 'westeurope",
    found: /this is no Bicep/,
  },
  {
    what: 'two declarations on a line',
    file: BOT,
    text: '',
    by: "var one = 'a' var two = one",
    found: /a declaration begins on its own line/,
  },
  {
    what: 'a parameter that is not used',
    file: KEYS,
    text: '',
    by: "@description('Nothing.')\nparam nothing string = ''",
    found: /parameter nothing is not used/,
  },
  {
    what: 'a variable that is not used',
    file: KEYS,
    text: '',
    by: 'var nothing = 1',
    found: /variable nothing is not/,
  },
  {
    what: 'a parameter without a description',
    file: BOT,
    text: "@description('Name of the registration.')\n",
    by: '',
    found: /parameter name has no @description/,
  },
  {
    what: 'an output without a description',
    file: KEYS,
    text: "@description('Name of the vault.')\noutput",
    by: 'output',
    found: /output name has no @description/,
  },
  {
    what: 'a name that nobody declared',
    file: BOT,
    text: 'endpoint: endpoint',
    by: 'endpoint: endpont',
    found: /endpont is not declared/,
  },
  {
    what: 'a name that nobody declared, in a string',
    file: MAIN,
    text: "'kv-${unique}'",
    by: "'kv-${uniqe}'",
    found: /uniqe is not declared/,
  },
  {
    what: 'a name that nobody declared, in a condition',
    file: MAIN,
    text: 'if (privateNetwork)',
    by: 'if (privatNetwork)',
    found: /privatNetwork is not declared/,
  },
  {
    what: 'a loop that does not know its own name',
    file: APP,
    text: 'name: setting.secret',
    by: 'name: settng.secret',
    found: /settng is not declared/,
  },
  {
    what: 'a function that does not exist',
    file: MAIN,
    text: 'take(unique',
    by: 'tke(unique',
    found: /no function tke/,
  },
  {
    what: 'one name for two things',
    file: BOT,
    text: '',
    by: "var endpoint = 'a'",
    found: /endpoint is declared twice/,
  },
  {
    what: 'a module that is not there',
    file: MAIN,
    text: 'modules/bot.bicep',
    by: 'modules/bots.bicep',
    found: /there is no module modules\/bots\.bicep/,
  },
  {
    what: 'a module that nobody calls',
    file: 'infra/modules/lonely.bicep',
    text: '',
    by: '// Nothing.',
    found: /no file calls this module/,
  },
  {
    what: 'a module without a parameter that it requires',
    file: MAIN,
    text: '    displayName: botDisplayName\n',
    by: '',
    found: /modules\/bot\.bicep requires parameter displayName/,
  },
  {
    what: 'a module with a parameter that it does not know',
    file: MAIN,
    text: 'displayName: botDisplayName',
    by: 'displayName: botDisplayName\n    colour: name',
    found: /modules\/bot\.bicep knows no parameter colour/,
  },
  {
    what: 'an output that a module does not have',
    file: MAIN,
    text: 'database.outputs.endpoint',
    by: 'database.outputs.address',
    found: /modules\/database\.bicep has no output address/,
  },
  {
    what: 'an output of a module that nobody takes',
    file: BOT,
    text: '',
    by: "@description('Id.')\noutput id string = bot.id",
    found: /nobody takes output id/,
  },
  {
    what: 'an output of the whole that nobody takes',
    file: MAIN,
    text: '',
    by: "@description('Region.')\noutput WHERE_IT_IS string = location",
    found: /nobody takes output WHERE_IT_IS/,
  },
  {
    what: 'a file of parameters without one that is required',
    file: PILOT,
    text: "param route = 'containerApps'\n",
    by: '',
    found: /main\.bicep requires parameter route/,
  },
  {
    what: 'a file of parameters with one that is unknown',
    file: PILOT,
    text: 'param replicas',
    by: 'param replica',
    found: /main\.bicep knows no parameter replica$/,
  },
  {
    what: 'a file of parameters with a value that is not allowed',
    file: PILOT,
    text: "'westeurope'",
    by: "'eastus'",
    found: /location may not be 'eastus'/,
  },
  {
    what: 'a file of parameters for what is not there',
    file: PILOT,
    text: "using 'main.bicep'",
    by: "using 'all.bicep'",
    found: /there is no all\.bicep/,
  },
  {
    what: 'a secret that is written in a file of parameters',
    file: PILOT,
    text: "readEnvironmentVariable('EE_HEARTBEAT_URL', '')",
    by: "'https://heartbeat.example.nl/abc'",
    found: /heartbeatUrl is secret, and is written here/,
  },
  {
    what: 'a secret that is written as what holds without the variable',
    file: PILOT,
    text: "'EE_HEARTBEAT_URL', ''",
    by: "'EE_HEARTBEAT_URL', 'https://heartbeat.example.nl/abc'",
    found: /heartbeatUrl is secret, and is written here/,
  },
  {
    what: 'a setting that both routes miss',
    file: MAIN,
    text: "  { name: 'COSMOS_CLIENT_ID', value: identity.outputs.clientId }\n",
    by: '',
    at: SITE,
    found: /the program reads COSMOS_CLIENT_ID, and this does not set it/,
  },
  {
    what: 'a setting that one route misses',
    file: APP,
    text: "{ name: 'PUBLIC_URL'",
    by: "{ titel: 'PUBLIC_URL'",
    found: /the program reads PUBLIC_URL, and this does not set it/,
  },
  {
    what: 'a secret setting that is not set',
    file: MAIN,
    text: "{ name: 'HEARTBEAT_URL'",
    by: "{ nam: 'HEARTBEAT_URL'",
    at: APP,
    found: /the program reads HEARTBEAT_URL, and this does not set it/,
  },
  {
    what: 'a setting that is spelled otherwise',
    file: MAIN,
    text: "'MicrosoftAppId'",
    by: "'MICROSOFTAPPID'",
    found: /MICROSOFTAPPID is set, and the program does not read it/,
  },
  {
    what: 'a setting of the platform that is none',
    file: SITE,
    text: 'WEBSITE_RUN_FROM_PACKAGE',
    by: 'WEBSITE_RUN_FROM_PACKAGES',
    found: /WEBSITE_RUN_FROM_PACKAGES is set, and the program does not read it/,
  },
  {
    what: 'a setting that was left out on purpose',
    file: MAIN,
    text: "{ name: 'STORE', value: 'cosmos' }",
    by: "{ name: 'STORE', value: 'cosmos' }\n  { name: 'COSMOS_KEY', value: 'x' }",
    found: /COSMOS_KEY is set, though it is left out: the account takes no keys/,
  },
  {
    what: 'a setting that is set twice',
    file: SITE,
    text: "{ name: 'REGION_FILE'",
    by: "{ name: 'PORT', value: '80' }\n        { name: 'REGION_FILE'",
    at: MAIN,
    found: /PORT is set twice/,
  },
  {
    what: 'a route without an environment',
    file: APP,
    text: 'env: concat(',
    by: 'environment: concat(',
    found: /env of the program is not here/,
  },
  {
    what: 'a type without a version',
    file: KEYS,
    text: 'vaults@2023-07-01',
    by: 'vaults',
    found: /has no version/,
  },
  {
    what: 'a preview without a reason',
    file: BOT,
    text: "'Microsoft.BotService/botServices@2022-09-15'",
    by: "'Microsoft.BotService/botServices@2023-09-15-preview'",
    found: /is a preview; say above it/,
  },
  {
    what: 'a place outside the European Union',
    file: BOT,
    text: "location: 'westeurope'",
    by: "location: 'global'",
    found: /botServices may be outside the European Union: location 'global'/,
  },
  {
    what: 'a place that anybody chooses',
    file: KEYS,
    text: 'location: location',
    by: 'location: resourceGroup().location',
    found: /vaults may be outside the European Union/,
  },
  {
    what: 'a choice of places outside the European Union',
    file: MAIN,
    text: "  'northeurope'\n",
    by: "  'uksouth'\n",
    found: /uksouth is not in the European Union/,
  },
  {
    what: 'a choice of places without a list',
    file: MAIN,
    text: textIn(MAIN).slice(textIn(MAIN).indexOf('@allowed(['), textIn(MAIN).indexOf('param location')),
    by: '',
    found: /location has no @allowed list/,
  },
  {
    what: 'a default outside the European Union',
    file: MAIN,
    text: "param location string = 'westeurope'",
    by: "param location string = 'eastus'",
    found: /location 'eastus' may be outside the European Union/,
  },
  {
    what: 'a default that is wherever the resource group is',
    file: MAIN,
    text: "param location string = 'westeurope'",
    by: 'param location string = resourceGroup().location',
    found: /location resourceGroup\(\)\.location may be outside/,
  },
  {
    what: 'a module that is put somewhere else',
    file: MAIN,
    text: '    location: location\n',
    by: "    location: 'eastus'\n",
    found: /location 'eastus' may be outside the European Union/,
  },
  {
    what: 'a place outside the European Union in the parameters of the toolkit',
    file: 'infra/azure.parameters.json',
    text: '"westeurope"',
    by: '"eastus"',
    found: /location may not be this; choose/,
  },
  {
    what: 'a route that there is not in the parameters of the toolkit',
    file: 'infra/azure.parameters.json',
    text: '"appService"',
    by: '"functions"',
    found: /route may not be this; choose/,
  },
  {
    what: 'a database that takes keys',
    file: DATABASE,
    text: 'disableLocalAuth: true',
    by: 'disableLocalAuth: false',
    found: /disableLocalAuth is false; it must be true/,
  },
  {
    what: 'a database that does not say it takes no keys',
    file: DATABASE,
    text: 'disableLocalAuth: true\n',
    by: '',
    found: /databaseAccounts does not say disableLocalAuth/,
  },
  {
    what: 'a backup that cannot go back to any moment',
    file: DATABASE,
    text: "type: 'Continuous'",
    by: "type: 'Periodic'",
    found: /the backup is 'Periodic'; it must be 'Continuous'/,
  },
  {
    what: 'a way in without TLS',
    file: APP,
    text: 'allowInsecure: false',
    by: 'allowInsecure: true',
    found: /allowInsecure is true; it must be false/,
  },
  {
    what: 'a site without TLS',
    file: 'infra/modules/app-service.bicep',
    text: 'httpsOnly: true',
    by: 'httpsOnly: false',
    found: /httpsOnly is false; it must be true/,
  },
  {
    what: 'a role that is more than the program needs',
    file: KEYS,
    text: '',
    by: "var wide = 'b24988ac-6180-42a0-ab88-20f7382dd24c'",
    found: /the role Contributor is more than the program needs/,
  },
  {
    what: 'an output with a key',
    file: MAIN,
    text: '',
    by: "@description('No.')\noutput KEY_VAULT_NAME_2 string = database.listKeys().primaryMasterKey",
    found: /output KEY_VAULT_NAME_2 gives away a secret/,
  },
  {
    what: 'an output with a connection string',
    file: 'infra/modules/monitoring.bicep',
    text: 'output insightsName string = insights.name',
    by: 'output insightsName string = insights.properties.ConnectionString',
    found: /output insightsName gives away a secret/,
  },
  {
    what: 'an output with a secret parameter',
    file: MAIN,
    text: 'output BOT_DOMAIN string = hostName',
    by: 'output BOT_DOMAIN string = regionFile',
    found: /output BOT_DOMAIN gives away a secret/,
  },
  {
    what: 'a parameter with a secret that is not marked',
    file: APP,
    text: '@secure()\nparam regionFile',
    by: 'param regionFile',
    found: /parameter regionFile holds a secret, and is not @secure/,
  },
  {
    what: 'a key of a resource that does not go into the vault',
    file: APP,
    text: "value: 'https://${name}.${host.properties.defaultDomain}'",
    by: 'value: insights.listKeys().value',
    found: /a key of a resource goes somewhere else than into the vault/,
  },
  { what: 'a resource without tags', file: KEYS, text: '  tags: tags\n', by: '', found: /vault has no tags/ },
  {
    what: 'a probe of what is not answered',
    file: APP,
    text: "path: '/readyz'",
    by: "path: '/ready'",
    found: /the program does not answer at \/ready/,
  },
  {
    what: 'a health check of what is not answered',
    file: SITE,
    text: "healthCheckPath: '/healthz'",
    by: "healthCheckPath: '/health'",
    found: /the program does not answer at \/health/,
  },
  {
    what: 'another partition key',
    file: DATABASE,
    text: "'/id'",
    by: "'/municipality'",
    found: /partitionKey is not what/,
  },
  {
    what: 'an index that is missing',
    file: DATABASE,
    text: "          { path: '/openIn/?' }\n",
    by: '',
    found: /indexingPolicy is not what/,
  },
  {
    what: 'documents that vanish',
    file: DATABASE,
    text: "      id: 'documents'",
    by: "      id: 'documents'\n      defaultTtl: 3600",
    found: /documents would vanish/,
  },
  {
    what: 'a database without the container',
    file: DATABASE,
    text: 'sqlDatabases/containers@',
    by: 'sqlDatabases/clientEncryptionKeys@',
    found: /no container is made/,
  },
  {
    what: 'an alert on what is not measured',
    file: ALERTS,
    text: 'eerder_erbij.sweeps',
    by: 'eerder_erbij.rounds',
    found: /the program does not measure eerder_erbij\.rounds/,
  },
];

describe('npm run check:infra, Bicep', () => {
  it('finds nothing in this project', () => {
    assert.deepEqual(foundIn(), []);
  });

  for (const one of PLANTED) {
    it(`finds ${one.what}`, () => {
      finds(one);
    });
  }

  it('finds a setting that the program reads from now on', () => {
    const settings = new Set(['PORT', 'QUIET_HOURS']);
    const found = foundIn({}, { settings });
    assert.ok(
      found.some((line) => line.startsWith(`${APP}:`) && line.includes('the program reads QUIET_HOURS')),
    );
    assert.ok(
      found.some((line) => line.startsWith(`${SITE}:`) && line.includes('the program reads QUIET_HOURS')),
    );
    assert.ok(found.some((line) => line.includes('.env.example:1 the program reads QUIET_HOURS')));
  });

  it('finds a setting that is left out and not read any more', () => {
    const settings = new Set(['PORT']);
    assert.ok(
      foundIn({}, { settings }).some((line) =>
        line.includes('COSMOS_KEY is left out, and the program does not read it'),
      ),
    );
  });

  it('finds what .env.example explains and the program does not read', () => {
    const found = foundIn({ '.env.example': `${textIn('.env.example')}\nQUIET_HOURS=\n` });
    assert.equal(found.length, 1);
    assert.match(
      found[0] ?? '',
      /^\.env\.example:\d+ QUIET_HOURS is explained, and the program does not read it$/,
    );
  });

  it('finds that a file it must look at is not there', () => {
    const found = foundWithout(ALERTS);
    assert.ok(found.includes(`${ALERTS}:1 this file is not there`), found.join('\n'));
  });

  it('names the line', () => {
    const line =
      textIn(BOT)
        .split('\n')
        .findIndex((one) => one.includes('endpoint: endpoint')) + 1;
    const found = foundIn({ [BOT]: textIn(BOT).replace('endpoint: endpoint', 'endpoint: endpont') });
    assert.ok(found.includes(`${BOT}:${line} endpont is not declared`), found.join('\n'));
  });
});
