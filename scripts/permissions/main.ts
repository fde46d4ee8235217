import { writeFile } from 'node:fs/promises';
import { permissionsPage } from './page.ts';

/* `npm run permissions` prints who may do what; `-- --write` renews docs/rechten.md with it. */

const page = await permissionsPage();
if (process.argv.includes('--write')) await writeFile('docs/rechten.md', page);
else process.stdout.write(page);
