import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { problemsOf } from './check.ts';
import { filesFrom } from './files.ts';
import { readFilling } from './settings.ts';
import { zipped } from './zip.ts';

/* `npm run package` makes dist/eerder-erbij.zip, the app that an administrator uploads to Teams (docs/beheer/teams-app.md). */

/** sysexits.h EX_CONFIG and EX_DATAERR. */
const WRONG_CONFIGURATION = 78;
const WRONG_FILES = 65;

const PROJECT = path.resolve(import.meta.dirname, '../..');
const MADE = path.join(PROJECT, 'dist', 'eerder-erbij.zip');

const end = (lines: readonly string[], code: number): never => {
  console.error(lines.join('\n'));
  process.exit(code);
};

// What was made before must not be taken for what could not be made now.
await rm(MADE, { force: true });
const filling = readFilling(process.env);
if (!filling.ok) end(filling.refusal, WRONG_CONFIGURATION);
else {
  const files = await filesFrom(path.join(PROJECT, 'manifest'), filling.value);
  const problems = await problemsOf(files);
  if (problems.length > 0) end(problems, WRONG_FILES);
  await mkdir(path.dirname(MADE), { recursive: true });
  await writeFile(MADE, zipped(files));
  console.log(path.relative(process.cwd(), MADE));
}
