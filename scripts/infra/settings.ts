import type { Node } from 'web-tree-sitter';
import {
  type BicepFile,
  type Declaration,
  declared,
  lineAt,
  literal,
  pathFrom,
  propertyOf,
} from './bicep.ts';
import { type Finding, lineOf } from './finding.ts';
import { usesIn } from './names.ts';

type Files = ReadonlyMap<string, BicepFile>;

/** Where each route gives the program its environment: a module, and the property in it. */
export const ROUTES = [
  { file: 'infra/modules/container-app.bicep', property: 'env' },
  { file: 'infra/modules/app-service.bicep', property: 'appSettings' },
] as const;

/** What the program may read and nobody sets in the cloud, and why not. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  DATA_DIR: 'of SQLite; in the cloud there are replicas, and STORE=cosmos',
  COSMOS_KEY: 'the account takes no keys',
  KEYS_DIR: 'the keys are in the vault',
  KEY_VAULT_TENANT_ID: 'of KEY_VAULT_AUTH=secret',
  KEY_VAULT_CLIENT_SECRET: 'of KEY_VAULT_AUTH=secret',
  KEY_VAULT_AUTHORITY: 'of KEY_VAULT_AUTH=secret',
  MicrosoftAppPassword: 'an identity has no password',
  ToBotFromChannelTokenIssuer: 'of other clouds than the public one',
  ToBotFromChannelOpenIdMetadataUrl: 'of other clouds than the public one',
  GRAPH_TENANT_ID: 'of GRAPH_AUTH=secret',
  GRAPH_CLIENT_SECRET: 'of GRAPH_AUTH=secret',
  GRAPH_CERTIFICATE: 'of GRAPH_AUTH=certificate',
  GRAPH_URL: 'of other clouds than the public one',
  GRAPH_AUTHORITY: 'of other clouds than the public one',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'of another receiver than Application Insights',
  OTEL_EXPORTER_OTLP_HEADERS: 'of another receiver than Application Insights',
};

/** What App Service itself reads. */
const OF_THE_PLATFORM: ReadonlySet<string> = new Set([
  'WEBSITES_CONTAINER_STOP_TIME_LIMIT',
  'WEBSITE_RUN_FROM_PACKAGE',
  'SCM_DO_BUILD_DURING_DEPLOYMENT',
  'WEBSITE_SWAP_WARMUP_PING_PATH',
  'WEBSITE_SWAP_WARMUP_PING_STATUSES',
]);

interface Setting {
  name: string;
  file: string;
  line: number;
}

/** What the program reads against what each route sets, both ways. */
export const settingsIn = (files: Files, read: ReadonlySet<string>): readonly Finding[] => [
  ...ROUTES.flatMap((route) => againstProgram(route, files, read)),
  ...leftOutFor(read),
];

const againstProgram = (
  { file: path, property }: (typeof ROUTES)[number],
  files: Files,
  read: ReadonlySet<string>,
): readonly Finding[] => {
  const file = files.get(path);
  const given = file && environmentIn(file, property);
  if (!file || !given) return [{ file: path, line: 1, message: `${property} of the program is not here` }];
  const set = settingsFrom(given, file, files);
  const names = new Set(set.map(({ name }) => name));
  const missing = [...read].filter((name) => !names.has(name) && !Object.hasOwn(LEFT_OUT, name));
  return [
    ...missing.map((name) => ({
      file: path,
      line: lineAt(given),
      message: `the program reads ${name}, and this does not set it`,
    })),
    ...set
      .filter(({ name }) => !read.has(name) && !OF_THE_PLATFORM.has(name))
      .map((one) => ({ ...one, message: `${one.name} is set, and the program does not read it` })),
    ...set
      .filter(({ name }) => Object.hasOwn(LEFT_OUT, name))
      .map((one) => ({
        ...one,
        message: `${one.name} is set, though it is left out: ${LEFT_OUT[one.name] ?? ''}`,
      })),
    ...set
      .filter(({ name }, place) => set.findIndex((one) => one.name === name) < place)
      .map((one) => ({ ...one, message: `${one.name} is set twice` })),
  ];
};

/** A reason for what does not exist any more helps nobody. */
const leftOutFor = (read: ReadonlySet<string>): readonly Finding[] =>
  Object.keys(LEFT_OUT)
    .filter((name) => !read.has(name))
    .map((name) => ({
      file: 'scripts/infra/settings.ts',
      line: 1,
      message: `${name} is left out, and the program does not read it`,
    }));

const environmentIn = (file: BicepFile, property: string): Node | undefined =>
  file.root.descendantsOfType('object').flatMap((object) => propertyOf(object, property) ?? [])[0];

/** The objects with a name that a value is made of, through variables, and through parameters at who calls the module. */
const settingsFrom = (value: Node, file: BicepFile, files: Files): readonly Setting[] => [
  ...namedIn(value, file),
  ...[...new Set(usesIn(value).map(({ name }) => name))].flatMap((name) => {
    const declaration = file.declarations.find((one) => one.name === name);
    if (declaration?.kind === 'var' && declaration.value) return settingsFrom(declaration.value, file, files);
    return declaration?.kind === 'param' ? settingsGiven(declaration, file, files) : [];
  }),
];

const settingsGiven = (parameter: Declaration, file: BicepFile, files: Files): readonly Setting[] =>
  [...files.values()].flatMap((caller) =>
    declared(caller, 'module')
      .filter(({ target = '' }) => pathFrom(caller.path, target) === file.path)
      .flatMap(({ value }) => {
        const params = value && propertyOf(value, 'params');
        const given = params && propertyOf(params, parameter.name);
        return given ? settingsFrom(given, caller, files) : [];
      }),
  );

const namedIn = (value: Node, { path }: BicepFile): readonly Setting[] =>
  value.descendantsOfType('object').flatMap((object) => {
    const name = propertyOf(object, 'name');
    const text = literal(name);
    return name && text !== undefined ? [{ name: text, file: path, line: lineAt(name) }] : [];
  });

/** The names that the example of an environment explains, against those that the program reads. */
export const exampleIn = (file: string, text: string, read: ReadonlySet<string>): readonly Finding[] => {
  const explained = [...text.matchAll(/^(\w+)=/gm)].map(([, name = '']) => name);
  return [
    ...[...read]
      .filter((name) => !explained.includes(name))
      .map((name) => ({ file, line: 1, message: `the program reads ${name}, and this does not explain it` })),
    ...explained
      .filter((name) => !read.has(name))
      .map((name) => ({
        file,
        line: lineOf(text, `${name}=`),
        message: `${name} is explained, and the program does not read it`,
      })),
  ];
};
