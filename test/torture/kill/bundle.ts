import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Beside the packages of the program: the database driver is not bundled, and must be found from here. */
const FOLDER = fileURLToPath(new URL('../../../node_modules/.cache/torture', import.meta.url));

/**
 * The program that will be killed, in one file: compiling it for each of hundreds of starts would take longer than everything
 * else.
 */
export const bundled = async (): Promise<string> => {
  mkdirSync(FOLDER, { recursive: true });
  const outfile = `${FOLDER}/kill-${process.pid}.mjs`;
  await build({
    entryPoints: [fileURLToPath(new URL('child.ts', import.meta.url))],
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
