import type { Node } from 'web-tree-sitter';
import { type BicepFile, childrenOf, lineAt } from './bicep.ts';
import type { Finding } from './finding.ts';

/** What is no Bicep. One per line: after a first error the rest is guesswork. */
export const syntaxIn = (file: BicepFile): readonly Finding[] => {
  const lines = new Set(brokenIn(file.root).map(lineAt));
  const broken = [...lines].map((line) => ({ file: file.path, line, message: 'this is no Bicep' }));
  return broken.length > 0 ? broken : togetherIn(file);
};

const brokenIn = (node: Node): readonly Node[] => {
  if (node.isError || node.isMissing) return [node];
  return node.hasError ? node.children.flatMap(brokenIn) : [];
};

/** The grammar is more patient than the compiler, which wants each declaration to begin a line. */
const togetherIn = (file: BicepFile): readonly Finding[] => {
  const lines = file.text.split('\n');
  return childrenOf(file.root)
    .filter(({ startPosition: { row, column } }) => lines[row]?.slice(0, column).trim() !== '')
    .map((node) => ({
      file: file.path,
      line: lineAt(node),
      message: 'a declaration begins on its own line',
    }));
};
