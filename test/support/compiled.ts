/** Programs that tests start, compiled to one file: compiling them anew at each of hundreds of starts would take longest of all. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Beside the packages of the program, which must be found from here. */
const FOLDER = join(ROOT, 'node_modules/.cache/compiled');

const done = new Map<string, string>();

/**
 * A program as its sources are when this process first asks for it.
 *
 * @param entry relative to the project
 * @param whole with its packages in it, for whoever starts it hundreds of times; otherwise they are loaded as always
 * @returns the path of a file that Node runs as it is
 */
export const compiled = (entry: string, { whole = false } = {}): string => {
  const key = `${entry} ${whole}`;
  const path = done.get(key) ?? written(basename(entry, '.ts'), built(entry, whole));
  done.set(key, path);
  return path;
};

const built = (entry: string, whole: boolean): Uint8Array => {
  const { outputFiles } = buildSync({
    entryPoints: [join(ROOT, entry)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: whole ? 'bundle' : 'external',
    // The driver of the database is not compiled along.
    external: ['libsql'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    outdir: FOLDER,
    write: false,
    logLevel: 'warning',
  });
  const [file] = outputFiles;
  if (!file) throw new Error(`${entry} compiles to nothing`);
  return file.contents;
};

/** Named after what is in it, so that nobody writes over what somebody else has just started. */
const written = (name: string, contents: Uint8Array): string => {
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 16);
  const path = join(FOLDER, `${name}-${hash}.mjs`);
  if (existsSync(path)) return path;
  mkdirSync(FOLDER, { recursive: true });
  const half = `${path}.${process.pid}`;
  writeFileSync(half, contents);
  renameSync(half, path);
  return path;
};
