import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { settingNames } from '../../src/config/setting-names.ts';
import { MEASURES } from '../../src/core/measures.ts';
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
    texts: new Map(files.map((file) => [file, read(file)])),
    exists: (file) => existsSync(path.join(ROOT, file)),
  };
};

/** Routes without a parameter, which can be asked by a probe. */
const servedIn = (text: string): readonly string[] =>
  [...text.matchAll(/server\.get\('(\/\w+)'/g)].map(([, route = '']) => route);

/** What the program says of itself. */
export const thisProgram = (): Program => ({
  settings: settingNames,
  packaging: new Set(PACKAGE_SETTINGS),
  served: new Set(servedIn(read('src/bot/server.ts'))),
  measured: new Set(Object.values(MEASURES).map(({ name }) => name)),
  container: {
    partitionKey: { paths: [PARTITION_KEY], kind: 'Hash', version: 2 },
    indexingPolicy: POLICY,
  },
});
