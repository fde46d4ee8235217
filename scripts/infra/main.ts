import { infraCheck } from './check.ts';
import { inWords } from './finding.ts';
import { thisProgram, thisProject } from './project.ts';

/* `npm run check:infra`: looks through infra/, the image and the toolkit's workflow. Exit code 1 with a line for each finding. */

const check = await infraCheck();
const found = check(thisProject(), thisProgram());
for (const one of found) console.error(inWords(one));
if (found.length > 0) process.exitCode = 1;
