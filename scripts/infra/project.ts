import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { settingNames } from '../../src/config/setting-names.ts';
import { PARTITION_KEY, POLICY } from '../../src/store/cosmos/definition.ts';
import { PACKAGE_SETTINGS } from '../package/settings.ts';
import { MANUAL, type Program } from './check.ts';
import type { Project } from './finding.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

const inFolder = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(path.join(ROOT, folder))
    .filter((name) => ending.test(name))
    .map((name) => `${folder}/${name}`);

/** The files of this project that the check is about. */
export const thisProject = (): Project => {
  const files = [
    ...inFolder('infra', /\.(bicep|bicepparam|json)$/),
    ...inFolder('infra/modules', /\.bicep$/),
    'Dockerfile',
    'm365agents.yml',
    'package.json',
    '.env.example',
    'env/.env.example',
    MANUAL,
  ];
  return {
    texts: new Map(files.map((file) => [file, withTemporary(file, read(file))])),
    exists: (file) => existsSync(path.join(ROOT, file)),
  };
};

/** Routes without a parameter, which can be asked by a probe. */
const servedIn = (text: string): readonly string[] =>
  [...text.matchAll(/server\.get\('(\/\w+)'/g)].map(([, route = '']) => route);

/*
 * TEMPORARY, until the branches `telemetry` and `manifest` are merged: then settingNames and .env.example hold the first list by
 * themselves, the second is `Object.values(MEASURES).map(({ name }) => name)` of src/core/measures.ts, and package.json has the
 * script. Remove all three, and `withTemporary`.
 */
const SETTINGS_OF_TELEMETRY = [
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'APPLICATIONINSIGHTS_AUTH',
  'APPLICATIONINSIGHTS_CLIENT_ID',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_HEADERS',
];
const METRICS_OF_TELEMETRY = [
  'eerder_erbij.sweeps',
  'eerder_erbij.sweep.lag',
  'eerder_erbij.deliveries',
  'eerder_erbij.outbox.age',
];
const SCRIPT_OF_MANIFEST = '"package": "",';
const withTemporary = (file: string, text: string): string => {
  if (file === '.env.example' && !text.includes('APPLICATIONINSIGHTS_'))
    return text + SETTINGS_OF_TELEMETRY.map((name) => `\n${name}=`).join('');
  if (file === 'package.json' && !text.includes('"package":'))
    return text.replace('"scripts": {', `"scripts": { ${SCRIPT_OF_MANIFEST}`);
  return text;
};

/** What the program says of itself. */
export const thisProgram = (): Program => ({
  settings: new Set([...settingNames, ...SETTINGS_OF_TELEMETRY]),
  packaging: new Set(PACKAGE_SETTINGS),
  served: new Set(servedIn(read('src/bot/server.ts'))),
  measured: new Set(METRICS_OF_TELEMETRY),
  container: {
    partitionKey: { paths: [PARTITION_KEY], kind: 'Hash', version: 2 },
    indexingPolicy: POLICY,
  },
});
