import { resolve } from 'node:path';
import { backUp } from '../../src/store/sqlite/backup.ts';
import { counted, runCommand } from './command.ts';
import { directoryIn } from './place.ts';

/* `npm run backup -- <file>`: a consistent copy of the database, also while the program runs. */

await runCommand('backup', async ({ file }) => {
  const contents = await backUp(directoryIn(process.env), file);
  return [
    `De back-up staat in ${resolve(file)}: ${counted(contents)}.`,
    'De back-up is gecontroleerd (integrity_check: ok). Bewaar hem op een andere machine: er staan gegevens van casussen in.',
  ];
});
