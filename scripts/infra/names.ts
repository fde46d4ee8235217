import type { Node } from 'web-tree-sitter';
import { type BicepFile, type Declaration, childrenOf, decorator, lineAt } from './bicep.ts';
import type { Finding } from './finding.ts';

/** A name that is used in a value, and where. */
export interface Use {
  name: string;
  line: number;
  isFunction: boolean;
}

/** The functions that these files use; another one is added here when it is needed. */
const FUNCTIONS: ReadonlySet<string> = new Set([
  'base64ToString',
  'bool',
  'concat',
  'empty',
  'guid',
  'json',
  'readEnvironmentVariable',
  'replace',
  'resourceGroup',
  'subscriptionResourceId',
  'take',
  'tenant',
  'union',
  'uniqueString',
]);

/** Names that a value refers to; keys, properties, and what a loop declares for itself are none. */
export const usesIn = (node: Node, own: ReadonlySet<string> = new Set()): readonly Use[] => {
  switch (node.type) {
    case 'identifier':
      return own.has(node.text) ? [] : [{ name: node.text, line: lineAt(node), isFunction: false }];
    case 'member_expression':
    case 'resource_expression': {
      const object = node.childForFieldName('object');
      return object ? usesIn(object, own) : [];
    }
    case 'object_property': {
      const [key, ...value] = childrenOf(node);
      const inKey = key?.type === 'string' ? usesIn(key, own) : [];
      return [...inKey, ...value.flatMap((one) => usesIn(one, own))];
    }
    case 'call_expression':
      return usesInCall(node, own);
    case 'for_statement': {
      const parameters = node.descendantsOfType(['loop_variable', 'loop_enumerator']);
      const initializer = node.childForFieldName('initializer');
      const inner = new Set([...own, ...[...parameters, initializer].map((one) => one?.text ?? '')]);
      return childrenOf(node)
        .filter(({ type, id }) => type !== 'for_loop_parameters' && id !== initializer?.id)
        .flatMap((child) => usesIn(child, inner));
    }
    default:
      return childrenOf(node).flatMap((child) => usesIn(child, own));
  }
};

const usesInCall = (node: Node, own: ReadonlySet<string>): readonly Use[] => {
  const called = node.childForFieldName('function');
  const given = node.childForFieldName('arguments');
  const inArguments = given ? usesIn(given, own) : [];
  if (called?.type === 'identifier')
    return [{ name: called.text, line: lineAt(called), isFunction: true }, ...inArguments];
  return [...(called ? usesIn(called, own) : []), ...inArguments];
};

const usesOf = (file: BicepFile): readonly Use[] =>
  file.declarations.flatMap(({ value, node, kind }) => {
    // The condition of a resource stands beside its body.
    if (kind === 'resource' || kind === 'module')
      return childrenOf(node)
        .slice(2)
        .flatMap((one) => usesIn(one));
    return value ? usesIn(value) : [];
  });

const CALLED: Readonly<Record<Declaration['kind'], string>> = {
  param: 'parameter',
  var: 'variable',
  output: 'output',
  resource: 'resource',
  module: 'module',
};

/** Names that nobody declared, and those that nobody uses; parameters and outputs that nobody described. */
export const namesIn = (file: BicepFile): readonly Finding[] => {
  const uses = usesOf(file);
  const used = new Set(uses.filter(({ isFunction }) => !isFunction).map(({ name }) => name));
  const known = new Set(file.declarations.filter(({ kind }) => kind !== 'output').map(({ name }) => name));
  const unknown = uses
    .filter(({ name, isFunction }) => !(isFunction ? FUNCTIONS : known).has(name))
    .map(({ name, line, isFunction }) => ({
      file: file.path,
      line,
      message: isFunction ? `no function ${name} is known` : `${name} is not declared`,
    }));
  const unused = file.declarations
    .filter(({ kind, name }) => (kind === 'param' || kind === 'var') && !used.has(name))
    .map(({ kind, name, line }) => ({
      file: file.path,
      line,
      message: `${CALLED[kind]} ${name} is not used`,
    }));
  return [...unknown, ...unused, ...doublesIn(file), ...undescribedIn(file)];
};

const doublesIn = (file: BicepFile): readonly Finding[] => {
  const seen = new Set<string>();
  return file.declarations.flatMap(({ kind, name, line }) => {
    const key = kind === 'output' ? `output ${name}` : name;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ file: file.path, line, message: `${name} is declared twice` }];
  });
};

const undescribedIn = (file: BicepFile): readonly Finding[] =>
  file.declarations
    .filter((one) => (one.kind === 'param' || one.kind === 'output') && !decorator(one, 'description'))
    .map(({ kind, name, line }) => ({
      file: file.path,
      line,
      message: `${CALLED[kind]} ${name} has no @description`,
    }));
