import { createRequire } from 'node:module';
import path from 'node:path';
import { Language, type Node, Parser } from 'web-tree-sitter';

const PARAMETER_FILE = '.bicepparam';

/** A param, var, output, resource or module. */
export interface Declaration {
  kind: 'param' | 'var' | 'output' | 'resource' | 'module';
  name: string;
  line: number;
  decorators: readonly Node[];
  node: Node;
  /** What it is: a default, a value, or the body of a resource or module. Not there: a param without a default. */
  value: Node | undefined;
  /** Type and version of a resource, path of a module as it stands there. */
  target?: string;
}

export interface BicepFile {
  path: string;
  text: string;
  root: Node;
  declarations: readonly Declaration[];
}

export const declared = (file: BicepFile, kind: Declaration['kind']): readonly Declaration[] =>
  file.declarations.filter((one) => one.kind === kind);

export const lineAt = (node: Node): number => node.startPosition.row + 1;

export const childrenOf = (node: Node): readonly Node[] =>
  node.namedChildren.filter((child) => child.type !== 'comment');

/** The text of a string without interpolation. */
export const literal = (node: Node | undefined): string | undefined =>
  node?.type === 'string' && node.descendantsOfType('interpolation').length === 0
    ? node.text.slice(1, -1)
    : undefined;

/** Name and value of each property of an object, those that are child resources left out. */
export const propertiesOf = (node: Node): readonly (readonly [name: string, value: Node, key: Node])[] =>
  childrenOf(node)
    .filter(({ type }) => type === 'object_property')
    .flatMap((property) => {
      const [key, value] = childrenOf(property);
      return key && value ? [[literal(key) ?? key.text, value, key] as const] : [];
    });

export const propertyOf = (node: Node, name: string): Node | undefined =>
  propertiesOf(node).find(([one]) => one === name)?.[1];

/** Makes what parses Bicep; loading its grammar takes a tenth of a second, so once is enough. */
export const bicepParser = async (): Promise<(path: string, text: string) => BicepFile> => {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve('tree-sitter-bicep/tree-sitter-bicep.wasm');
  const parser = new Parser().setLanguage(await Language.load(grammar));
  return (file, text) => {
    const tree = parser.parse(parseable(file, text));
    if (!tree) throw new Error(`${file} was not parsed`);
    return { path: file, text, root: tree.rootNode, declarations: declarationsIn(tree.rootNode) };
  };
};

/** The grammar knows no `param name = value`, so a file of parameters is read with `var`; columns stay. */
const parseable = (file: string, text: string): string =>
  file.endsWith(PARAMETER_FILE) ? text.replace(/^param (?=\w+\s*=)/gm, 'var   ') : text;

const KINDS: Readonly<Record<string, Declaration['kind']>> = {
  parameter_declaration: 'param',
  variable_declaration: 'var',
  output_declaration: 'output',
  resource_declaration: 'resource',
  module_declaration: 'module',
};

const declarationsIn = (root: Node): readonly Declaration[] => {
  const found: Declaration[] = [];
  let decorators: readonly Node[] = [];
  for (const node of childrenOf(root)) {
    if (node.type === 'decorators') {
      decorators = childrenOf(node);
      continue;
    }
    const kind = KINDS[node.type];
    if (kind) found.push({ kind, ...partsOf(kind, node), decorators, node });
    decorators = [];
  }
  return found;
};

const partsOf = (
  kind: Declaration['kind'],
  node: Node,
): Pick<Declaration, 'name' | 'line' | 'value' | 'target'> => {
  const [name, second, ...rest] = childrenOf(node);
  const last = rest.at(-1);
  const named = { name: name?.text ?? '', line: lineAt(node) };
  switch (kind) {
    case 'var':
      return { ...named, value: second };
    case 'param':
    case 'output':
      return { ...named, value: last };
    case 'resource':
    case 'module':
      return { ...named, value: last && bodyOf(last), target: literal(second) ?? '' };
  }
};

/** What is made under a condition, or for each of a list, is made like this. */
export const bodyOf = (node: Node): Node => {
  if (node.type === 'if_statement') return childrenOf(node).at(-1) ?? node;
  const body = node.type === 'for_statement' ? node.childForFieldName('body') : null;
  return body ? bodyOf(body) : node;
};

/** Whether an existing resource is only referred to. */
export const isExisting = ({ node }: Declaration): boolean =>
  node.children.some((child) => child.type === 'existing');

export const decorator = ({ decorators }: Declaration, name: string): Node | undefined =>
  decorators.find((one) => one.descendantsOfType('identifier')[0]?.text === name);

/** Where a path in one file leads to, from the root of the project. */
export const pathFrom = (file: string, target: string): string =>
  path.posix.normalize(path.posix.join(path.posix.dirname(file), target));
