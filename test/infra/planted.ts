import assert from 'node:assert/strict';
import { type Program, infraCheck } from '../../scripts/infra/check.ts';
import { type Project, inWords } from '../../scripts/infra/finding.ts';
import { thisProgram, thisProject } from '../../scripts/infra/project.ts';

/** A change in one of the real files that must be found. */
export interface Planted {
  what: string;
  file: string;
  /** Stands in the file; the first is replaced. Empty: `by` is added at the end. */
  text: string;
  by: string;
  /** What is said of it, after the file and the line. */
  found: RegExp;
  /** Where it is found, when that is another file. */
  at?: string;
}

const project = thisProject();
const program = thisProgram();
const check = await infraCheck();

/** What the check says, a line for each finding, of this project in which some texts are others. */
export const foundIn = (
  texts: Readonly<Record<string, string>> = {},
  says: Partial<Program> = {},
  exists: Project['exists'] = project.exists,
): readonly string[] =>
  check(
    { texts: new Map([...project.texts, ...Object.entries(texts)]), exists },
    { ...program, ...says },
  ).map(inWords);

/** As `foundIn`, without one of the files. */
export const foundWithout = (file: string): readonly string[] => {
  const texts = new Map([...project.texts].filter(([path]) => path !== file));
  return check({ ...project, texts }, program).map(inWords);
};

export const textIn = (file: string): string => {
  const text = project.texts.get(file);
  assert.ok(text !== undefined, `${file} is not looked at`);
  return text;
};

const planted = ({ file, text, by }: Planted): string => {
  // May be a file that is not there yet.
  if (text === '') return `${project.texts.get(file) ?? ''}\n${by}\n`;
  const real = textIn(file);
  assert.ok(real.includes(text), `${file} does not hold: ${text}`);
  return real.replace(text, () => by);
};

/** Finds it, in its file and on its line. Nothing is found in the real project, so this is what was planted. */
export const finds = (one: Planted): void => {
  const changed = planted(one);
  const found = foundIn({ [one.file]: changed });
  const match = found.filter((line) => line.startsWith(`${one.at ?? one.file}:`) && one.found.test(line));
  assert.ok(match.length > 0, `not found; found:\n${found.join('\n')}`);
  if (one.at !== undefined) return;
  const line = Number(/:(\d+) /.exec(match[0] ?? '')?.[1]);
  assert.ok(line >= 1 && line <= changed.split('\n').length, match[0]);
};
