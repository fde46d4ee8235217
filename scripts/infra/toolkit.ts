import { parseDocument } from 'yaml';
import { z } from 'zod';
import { type BicepFile, declared, decorator } from './bicep.ts';
import { type Finding, type Project, lineOf, textOf } from './finding.ts';
import { againstParameters, allowedFor } from './modules.ts';

const step = z.object({
  uses: z.string(),
  with: z.record(z.string(), z.unknown()).optional(),
  writeToEnvironmentFile: z.record(z.string(), z.string()).optional(),
});

const workflow = z.object({
  version: z.string().regex(/^v1\.\d+$/, 'is no version such as v1.11'),
  environmentFolderPath: z.string(),
  provision: z.array(step).min(1),
  deploy: z.array(step).min(1),
  publish: z.array(step).min(1),
});

type Workflow = z.infer<typeof workflow>;

const template = z.object({ path: z.string(), parameters: z.string() });

/** What the toolkit itself knows. */
const BUILT_IN: ReadonlySet<string> = new Set([
  'TEAMSFX_ENV',
  'AZURE_SUBSCRIPTION_ID',
  'AZURE_RESOURCE_GROUP_NAME',
]);

/** The workflow of the Agents Toolkit: can be read, names what is there, and uses no variable that nobody gives. */
export const toolkitIn = (path: string, project: Project, main: BicepFile): readonly Finding[] => {
  const text = textOf(project, path);
  const at = (part: string, message: string): Finding => ({ file: path, line: lineOf(text, part), message });
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken) return [{ file: path, line: broken.linePos?.[0].line ?? 1, message: 'this is no YAML' }];
  const read = workflow.safeParse(document.toJS());
  if (!read.success)
    return read.error.issues.map((issue) =>
      at(String(issue.path[0]), `${issue.path.join('.')}: ${issue.message}`),
    );
  const steps = [...read.data.provision, ...read.data.deploy, ...read.data.publish];
  const missing = pathsIn(read.data).filter((one) => !project.exists(withoutDot(one)));
  return [
    ...missing.map((one) => at(one, `there is no ${one}`)),
    ...scriptsIn(steps, project).map((name) => at(`run ${name}`, `package.json has no script ${name}`)),
    ...variablesIn(text, steps, project, main).map((name) => at(`{${name}}`, `nobody gives ${name}`)),
  ];
};

const withoutDot = (path: string): string => path.replace(/^\.\//, '');

type Steps = readonly z.infer<typeof step>[];

const templatesIn = (steps: Steps): readonly z.infer<typeof template>[] =>
  steps.flatMap(({ with: given }) => z.array(template).safeParse(given?.templates).data ?? []);

/** What is made on the way, under dist, is not there yet. */
const pathsIn = ({ environmentFolderPath, provision }: Workflow): readonly string[] => [
  environmentFolderPath,
  ...templatesIn(provision).flatMap(({ path, parameters }) => [path, parameters]),
];

const scripts = z.object({ scripts: z.record(z.string(), z.string()) });

const scriptsIn = (steps: Steps, project: Project): readonly string[] => {
  const known = scripts.parse(JSON.parse(textOf(project, 'package.json'))).scripts;
  return steps
    .filter(({ uses }) => uses === 'cli/runNpmCommand')
    .flatMap(({ with: given }) => /^run ([\w:-]+)/.exec(String(given?.args))?.[1] ?? [])
    .filter((name) => !Object.hasOwn(known, name));
};

const named = (text: string): readonly string[] =>
  [...text.matchAll(/\$\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name);

const variablesIn = (text: string, steps: Steps, project: Project, main: BicepFile): readonly string[] => {
  const given = new Set([
    ...BUILT_IN,
    ...declared(main, 'output').map(({ name }) => name),
    ...steps.flatMap(({ writeToEnvironmentFile = {} }) => Object.values(writeToEnvironmentFile)),
    ...[...textOf(project, 'env/.env.example').matchAll(/^(\w+)=/gm)].map(([, name = '']) => name),
  ]);
  const inParameters = templatesIn(steps)
    .filter(({ parameters }) => project.texts.has(withoutDot(parameters)))
    .flatMap(({ parameters }) => named(textOf(project, withoutDot(parameters))));
  return [...new Set([...named(text), ...inParameters])].filter((name) => !given.has(name));
};

const parameterFile = z.object({ parameters: z.record(z.string(), z.object({ value: z.unknown() })) });

/** The parameters that the toolkit gives: as for any other caller, and nothing secret. */
export const toolkitParametersIn = (path: string, project: Project, main: BicepFile): readonly Finding[] => {
  const text = textOf(project, path);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return [{ file: path, line: 1, message: 'this is no JSON' }];
  }
  const read = parameterFile.safeParse(json);
  if (!read.success) return [{ file: path, line: 1, message: 'this is no file of parameters' }];
  const given = Object.entries(read.data.parameters).map(([name, { value }]) => ({
    name,
    value,
    line: lineOf(text, `"${name}"`),
  }));
  const allowed = new Map(declared(main, 'param').map((one) => [one.name, allowedFor(one)]));
  const secret = declared(main, 'param').filter((one) => decorator(one, 'secure'));
  return [
    ...againstParameters(given, main, { file: path, line: 1 }),
    ...given
      .filter(({ name, value }) => allowed.get(name)?.includes(String(value)) === false)
      .map(({ name, line }) => ({
        file: path,
        line,
        message: `${name} may not be this; choose ${allowed.get(name)?.join(', ') ?? ''}`,
      })),
    ...given
      .filter(({ name }) => secret.some((one) => one.name === name))
      .map(({ name, line }) => ({ file: path, line, message: `${name} is secret, and is written here` })),
  ];
};
