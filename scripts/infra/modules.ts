import type { Node } from 'web-tree-sitter';
import {
  type BicepFile,
  type Declaration,
  childrenOf,
  declared,
  decorator,
  lineAt,
  literal,
  pathFrom,
  propertiesOf,
  propertyOf,
} from './bicep.ts';
import type { Finding } from './finding.ts';

type Files = ReadonlyMap<string, BicepFile>;

/** What a module is called with, and what is taken from it, against the file it is in. */
export const modulesIn = (files: Files): readonly Finding[] => [
  ...[...files.values()].flatMap((file) =>
    declared(file, 'module').flatMap((call) => {
      const called = files.get(pathFrom(file.path, call.target ?? ''));
      if (!called)
        return [{ file: file.path, line: call.line, message: `there is no module ${call.target ?? ''}` }];
      return [...parametersOf(file, call, called), ...outputsOf(file, call, called)];
    }),
  ),
  ...uncalledIn(files),
  ...untakenIn(files),
];

const parametersOf = (file: BicepFile, call: Declaration, called: BicepFile): readonly Finding[] => {
  const params = call.value && propertyOf(call.value, 'params');
  const given = params ? propertiesOf(params).map(([name, , key]) => ({ name, line: lineAt(key) })) : [];
  return againstParameters(given, called, { file: file.path, line: call.line });
};

/** Values for the parameters of a file: each that is required, none that is unknown. */
export const againstParameters = (
  given: readonly { name: string; line: number }[],
  called: BicepFile,
  { file, line }: { file: string; line: number },
): readonly Finding[] => {
  const parameters = declared(called, 'param');
  const names = new Set(given.map(({ name }) => name));
  const known = new Set(parameters.map(({ name }) => name));
  return [
    ...parameters
      .filter(({ name, value }) => !value && !names.has(name))
      .map(({ name }) => ({ file, line, message: `${called.path} requires parameter ${name}` })),
    ...given
      .filter(({ name }) => !known.has(name))
      .map((one) => ({ file, line: one.line, message: `${called.path} knows no parameter ${one.name}` })),
  ];
};

interface Taken {
  module: string;
  output: string;
  line: number;
}

/** The grammar reads `a ? b : c.d` as `(a ? b : c).d`. */
const lastOf = (node: Node): Node => {
  const last = node.childForFieldName('alternative') ?? node.childForFieldName('right');
  return last ? lastOf(last) : node;
};

/** Each `module.outputs.name`. */
const takenIn = (file: BicepFile): readonly Taken[] =>
  file.root.descendantsOfType('member_expression').flatMap((node) => {
    const outputs = node.childForFieldName('object');
    const module = outputs?.childForFieldName('object');
    const isOutputs = outputs?.childForFieldName('property')?.text === 'outputs';
    const output = node.childForFieldName('property')?.text;
    return module && isOutputs && output !== undefined
      ? [{ module: lastOf(module).text, output, line: lineAt(node) }]
      : [];
  });

const outputsOf = (file: BicepFile, call: Declaration, called: BicepFile): readonly Finding[] => {
  const known = new Set(declared(called, 'output').map(({ name }) => name));
  return takenIn(file)
    .filter(({ module, output }) => module === call.name && !known.has(output))
    .map(({ output, line }) => ({
      file: file.path,
      line,
      message: `${called.path} has no output ${output}`,
    }));
};

const isModule = ({ path }: BicepFile): boolean => path.includes('/modules/');

const callsIn = (files: Files): readonly { file: BicepFile; call: Declaration; path: string }[] =>
  [...files.values()].flatMap((file) =>
    declared(file, 'module').map((call) => ({ file, call, path: pathFrom(file.path, call.target ?? '') })),
  );

const uncalledIn = (files: Files): readonly Finding[] => {
  const called = new Set(callsIn(files).map(({ path }) => path));
  return [...files.values()]
    .filter((file) => isModule(file) && !called.has(file.path))
    .map(({ path: file }) => ({ file, line: 1, message: 'no file calls this module' }));
};

const untakenIn = (files: Files): readonly Finding[] => {
  const taken = new Set(
    callsIn(files).flatMap(({ file, call, path }) =>
      takenIn(file)
        .filter(({ module }) => module === call.name)
        .map(({ output }) => `${path} ${output}`),
    ),
  );
  return [...files.values()].filter(isModule).flatMap((file) =>
    declared(file, 'output')
      .filter(({ name }) => !taken.has(`${file.path} ${name}`))
      .map(({ name, line }) => ({ file: file.path, line, message: `nobody takes output ${name}` })),
  );
};

/** Files with values for the parameters of a main file. */
export const parameterFilesIn = (parameterFiles: readonly BicepFile[], files: Files): readonly Finding[] =>
  parameterFiles.flatMap((file) => {
    const using = file.root.descendantsOfType('using_statement')[0];
    const target = literal(using ? childrenOf(using)[0] : undefined) ?? '';
    const called = files.get(pathFrom(file.path, target));
    if (!called) return [{ file: file.path, line: 1, message: `there is no ${target || 'using'}` }];
    const given = declared(file, 'var');
    return [
      ...againstParameters(given, called, { file: file.path, line: 1 }),
      ...given.flatMap((one) => notAllowed(file, one, called)),
      ...given.flatMap((one) => writtenSecret(file, one, called)),
    ];
  });

/** The values that a parameter may have; undefined when it may have any. */
export const allowedFor = (parameter: Declaration): readonly string[] | undefined =>
  decorator(parameter, 'allowed')
    ?.descendantsOfType('string')
    .flatMap((one) => literal(one) ?? []);

const parameterOf = (called: BicepFile, { name }: Declaration): Declaration | undefined =>
  declared(called, 'param').find((one) => one.name === name);

const notAllowed = (file: BicepFile, given: Declaration, called: BicepFile): readonly Finding[] => {
  const parameter = parameterOf(called, given);
  const allowed = parameter && allowedFor(parameter);
  const value = literal(given.value);
  if (!allowed || value === undefined || allowed.includes(value)) return [];
  const message = `${given.name} may not be '${value}'; choose ${allowed.join(', ')}`;
  return [{ file: file.path, line: given.line, message }];
};

/** What is secret may come from the environment only. */
const writtenSecret = (file: BicepFile, given: Declaration, called: BicepFile): readonly Finding[] => {
  const parameter = parameterOf(called, given);
  if (!parameter || !decorator(parameter, 'secure') || isFromEnvironment(given.value)) return [];
  return [{ file: file.path, line: given.line, message: `${given.name} is secret, and is written here` }];
};

const isFromEnvironment = (value: Node | undefined): boolean =>
  value?.type === 'call_expression' &&
  value.childForFieldName('function')?.text === 'readEnvironmentVariable' &&
  // Its second argument is what it is without the variable.
  value
    .descendantsOfType('string')
    .slice(1)
    .every((one) => literal(one) === '');
