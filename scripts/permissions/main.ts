import { writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { permissionsPage } from './page.ts';

/* `npm run permissions` prints who may do what; `-- --write` renews docs/rechten.md with it. */

const page = await format(permissionsPage(), { parser: 'markdown', printWidth: 120 });
if (process.argv.includes('--write')) await writeFile('docs/rechten.md', page);
else process.stdout.write(page);
