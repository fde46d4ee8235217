import { type BicepFile, bicepParser } from './bicep.ts';
import { type ContainerDefinition, containerIn } from './container.ts';
import { dockerfileIn } from './dockerfile.ts';
import { type Finding, type Project, lineOf, textOf } from './finding.ts';
import { metricsIn } from './metrics.ts';
import { hardeningIn } from './hardening.ts';
import { modulesIn, parameterFilesIn } from './modules.ts';
import { namesIn } from './names.ts';
import { probesIn, safetyIn, tagsIn } from './safety.ts';
import { exampleIn, settingsIn } from './settings.ts';
import { syntaxIn } from './syntax.ts';
import { toolkitIn, toolkitParametersIn } from './toolkit.ts';

/** What the program itself says, so that nothing here is a list that grows old. */
export interface Program {
  /** Names of the environment variables that it reads. */
  settings: ReadonlySet<string>;
  /** Names of those that only making the app package reads. */
  packaging: ReadonlySet<string>;
  /** Paths that it answers at. */
  served: ReadonlySet<string>;
  /** Names of the metrics that it measures. */
  measured: ReadonlySet<string>;
  container: ContainerDefinition;
}

export const MAIN = 'infra/main.bicep';
export const ALERTS = 'infra/modules/alerts.bicep';
export const DATABASE = 'infra/modules/database.bicep';
export const MANUAL = 'docs/beheer/installeren.md';

/**
 * Makes the check. Making it loads the grammar; each use takes some tens of milliseconds.
 *
 * @returns what finds everything that is wrong, in the order of the files.
 */
export const infraCheck = async (): Promise<(project: Project, program: Program) => readonly Finding[]> => {
  const parse = await bicepParser();
  const parsed = new Map<string, BicepFile>();
  const once = (path: string, text: string): BicepFile => {
    const known = parsed.get(path);
    if (known?.text === text) return known;
    const file = parse(path, text);
    parsed.set(path, file);
    return file;
  };

  return (project, program) => {
    const ofKind = (ending: string): readonly BicepFile[] =>
      [...project.texts].filter(([path]) => path.endsWith(ending)).map(([path, text]) => once(path, text));
    const files = ofKind('.bicep');
    const parameters = ofKind('.bicepparam');
    const broken = [...files, ...parameters].flatMap(syntaxIn);
    const found = [
      ...broken,
      // Names in what could not be read would be guesses.
      ...(broken.length > 0 ? [] : inBicep(files, parameters, project, program)),
      ...dockerfileIn('Dockerfile', project),
      ...exampleIn(
        '.env.example',
        textOf(project, '.env.example'),
        new Set([...program.settings, ...program.packaging]),
      ),
    ];
    return found.toSorted((one, other) => one.file.localeCompare(other.file) || one.line - other.line);
  };
};

const inBicep = (
  list: readonly BicepFile[],
  parameters: readonly BicepFile[],
  project: Project,
  program: Program,
): readonly Finding[] => {
  const files = new Map(list.map((file) => [file.path, file]));
  const only = (path: string, look: (file: BicepFile) => readonly Finding[]): readonly Finding[] => {
    const file = files.get(path);
    return file ? look(file) : [{ file: path, line: 1, message: 'this file is not there' }];
  };
  return [
    ...list.flatMap((file) => [
      ...namesIn(file),
      ...safetyIn(file),
      ...hardeningIn(file),
      ...tagsIn(file),
      ...probesIn(file, program.served),
    ]),
    ...modulesIn(files),
    ...parameterFilesIn(parameters, files),
    ...settingsIn(files, program.settings),
    ...only(DATABASE, (file) => containerIn(file, program.container)),
    ...only(ALERTS, (file) => metricsIn(file, program.measured)),
    ...only(MAIN, (main) => [
      ...toolkitIn('m365agents.yml', project, main),
      ...toolkitParametersIn('infra/azure.parameters.json', project, main),
      ...outputsFor(main, project),
    ]),
  ];
};

/** What the whole installation gives back is for the toolkit, or for who follows the manual. */
const outputsFor = (main: BicepFile, project: Project): readonly Finding[] => {
  const readers = ['m365agents.yml', MANUAL].map((path) => textOf(project, path));
  return main.declarations
    .filter(({ kind, name }) => kind === 'output' && !readers.some((text) => text.includes(name)))
    .map(({ name }) => ({
      file: main.path,
      line: lineOf(main.text, `output ${name} `),
      message: `nobody takes output ${name}: m365agents.yml and ${MANUAL} do not name it`,
    }));
};
