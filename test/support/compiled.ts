/**
 * Programs that tests start, compiled together with their packages: compiling them anew at each of hundreds of starts, and
 * finding thousands of files, would take longest of all.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type OutputFile, buildSync } from 'esbuild';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Beside the packages of the program, which must be found from here. */
const FOLDER = join(ROOT, 'node_modules/.cache/compiled');

const done = new Map<string, string>();

/**
 * A program as its sources are when this process first asks for it.
 *
 * @param entry relative to the project
 * @param external packages that cannot be compiled along
 * @returns the path of a file that Node runs as it is
 */
export const compiled = (entry: string, external: readonly string[] = []): string => {
  const path = done.get(entry) ?? written(basename(entry, '.ts'), built(entry, external));
  done.set(entry, path);
  return path;
};

const built = (entry: string, external: readonly string[]): readonly OutputFile[] =>
  buildSync({
    entryPoints: [join(ROOT, entry)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    // What the program loads only when it needs it stays apart: else every start would load it.
    splitting: true,
    chunkNames: '[name]-[hash]',
    outExtension: { '.js': '.mjs' },
    // The driver of the database is no JavaScript.
    external: ['libsql', ...external],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    outdir: FOLDER,
    write: false,
    logLevel: 'warning',
  }).outputFiles;

/** Named after what is in them, so that nobody writes over what somebody else has just started; answers where the program is. */
const written = (name: string, files: readonly OutputFile[]): string => {
  mkdirSync(FOLDER, { recursive: true });
  let program: string | undefined;
  for (const { path, contents } of files) {
    if (basename(path) !== `${name}.mjs`) {
      keep(path, contents);
      continue;
    }
    const hash = createHash('sha256').update(contents).digest('hex').slice(0, 16);
    program = join(FOLDER, `${name}-${hash}.mjs`);
    keep(program, contents);
  }
  if (program === undefined) throw new Error(`${name} compiles to nothing`);
  return program;
};

const keep = (path: string, contents: Uint8Array): void => {
  if (existsSync(path)) return;
  const half = `${path}.${process.pid}`;
  writeFileSync(half, contents);
  renameSync(half, path);
};
