import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Beside the packages of the program: the database driver is not bundled, and must be found from here. */
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/torture', import.meta.url));

/**
 * A program in one file: compiling it for each of hundreds of starts would take longer than everything else.
 *
 * @param entry relative to this folder
 * @returns its path, to be removed by whoever asked for it
 */
export const bundled = async (entry: string): Promise<string> => {
  mkdirSync(FOLDER, { recursive: true });
  const outfile = join(FOLDER, `${basename(entry, '.ts')}-${process.pid}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['libsql'],
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    outfile,
    logLevel: 'warning',
  });
  return outfile;
};
