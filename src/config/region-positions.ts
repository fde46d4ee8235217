import { isCollection, isMap, isNode, isScalar, isSeq, visit } from 'yaml';
import type { Document, LineCounter } from 'yaml';

/** The keys and indexes that lead to a value in the file. */
export type Path = readonly PropertyKey[];

/** Something wrong, at an offset in the text of the file. */
export interface Problem {
  offset: number;
  path: Path;
  message: string;
}

/** `file:line:column path: message`, lines and columns counted from one, as editors do. */
export const problemInWords = (problem: Problem, file: string, lines: LineCounter): string => {
  const { line, col } = lines.linePos(problem.offset);
  const subject = problem.path.length === 0 ? 'the file' : pathInWords(problem.path);
  return `${file}:${line}:${col} ${subject}: ${problem.message.replace(/\s+/g, ' ')}`;
};

/** `municipalities[0].visit.children[1]` */
const pathInWords = (path: Path): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${readable(String(step))}`))
    .join('')
    .replace(/^\./, '');

/** A problem is one line, whatever somebody used for a key. */
const readable = (key: string): string => (/^[^\s."[\]]+$/.test(key) ? key : JSON.stringify(key));

/**
 * Where in the text a key or a value starts. A value that is missing or left empty has no place of its own:
 * then it is the place of its key, or else of the block it belongs in. The same for a block under a key.
 */
export const offsetOf = (document: Document.Parsed, path: Path, at: 'key' | 'value'): number => {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    const child = childAt(node, step);
    if (child === undefined) return offset;
    node = child.value;
    offset = startOf(child.key) ?? startOf(node) ?? offset;
  }
  const isBlock = isCollection(node) && node.flow !== true;
  return at === 'key' || isBlock ? offset : (startOf(node) ?? offset);
};

const childAt = (node: unknown, step: PropertyKey): { key?: unknown; value: unknown } | undefined => {
  if (isMap(node)) return node.items.find((pair) => nameOf(pair.key) === String(step));
  if (isSeq(node) && typeof step === 'number' && step in node.items) return { value: node.items[step] };
  return undefined;
};

const nameOf = (key: unknown): string => String(isScalar(key) ? key.value : key);

/** A value left empty has a range too, but an empty one, somewhere behind its key. */
const startOf = (node: unknown): number | undefined => {
  if (!isNode(node) || !node.range) return undefined;
  const [start, end] = node.range;
  return end > start ? start : undefined;
};

/** YAML's own check of double keys says where, but not in which block. */
export const doubleKeys = (node: unknown, path: Path = []): readonly Problem[] => {
  if (isSeq(node)) return node.items.flatMap((item, index) => doubleKeys(item, [...path, index]));
  if (!isMap(node)) return [];
  const seen = new Set<string>();
  return node.items.flatMap((pair) => {
    const name = nameOf(pair.key);
    const here = [...path, name];
    const problems = doubleKeys(pair.value, here);
    if (!seen.has(name)) {
      seen.add(name);
      return problems;
    }
    return [{ offset: startOf(pair.key) ?? 0, path: here, message: 'written twice; keep one' }, ...problems];
  });
};

/** An alias would give one value two places, or be its own content. The file is read without them. */
export const aliases = (document: Document.Parsed): readonly Problem[] => {
  const found: Problem[] = [];
  visit(document, {
    Alias: (_key, alias) => {
      const message = `*${alias.source} refers to another part of the file, which is not read here; write the value out, or put it in quotes`;
      found.push({ offset: startOf(alias) ?? 0, path: [], message });
    },
  });
  return found;
};
