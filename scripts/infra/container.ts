import { isDeepStrictEqual } from 'node:util';
import type { Node } from 'web-tree-sitter';
import { type BicepFile, childrenOf, declared, lineAt, literal, propertiesOf, propertyOf } from './bicep.ts';
import type { Finding } from './finding.ts';

/** What the program counts on in its container of Cosmos DB. */
export interface ContainerDefinition {
  partitionKey: { paths: readonly string[]; kind: string; version: number };
  indexingPolicy: unknown;
}

const CONTAINER = 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@';

/** The plain value of what is written out; what must be calculated is its text. */
const valueOf = (node: Node): unknown => {
  switch (node.type) {
    case 'object':
      return Object.fromEntries(propertiesOf(node).map(([name, value]) => [name, valueOf(value)]));
    case 'array':
      return childrenOf(node).map(valueOf);
    case 'number':
      return Number(node.text);
    case 'boolean':
      return node.text === 'true';
    default:
      return literal(node) ?? node.text;
  }
};

/** The container that is made, against the one that the program accepts at its start. */
export const containerIn = (file: BicepFile, expected: ContainerDefinition): readonly Finding[] => {
  const container = declared(file, 'resource').find(({ target = '' }) => target.startsWith(CONTAINER));
  const properties = container?.value && propertyOf(container.value, 'properties');
  const resource = properties && propertyOf(properties, 'resource');
  if (!resource) return [{ file: file.path, line: 1, message: 'no container is made for the program' }];
  const differing = (['partitionKey', 'indexingPolicy'] as const).flatMap((name) => {
    const made = propertyOf(resource, name);
    return made && isDeepStrictEqual(valueOf(made), JSON.parse(JSON.stringify(expected[name])))
      ? []
      : [
          {
            file: file.path,
            line: lineAt(made ?? resource),
            message: `${name} is not what src/store/cosmos/definition.ts expects`,
          },
        ];
  });
  const expiring = propertyOf(resource, 'defaultTtl');
  return expiring
    ? [
        ...differing,
        { file: file.path, line: lineAt(expiring), message: 'documents would vanish by themselves' },
      ]
    : differing;
};
