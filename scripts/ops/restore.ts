import { restore } from '../../src/store/sqlite/backup.ts';
import { holdDataDirectory } from '../../src/store/sqlite/lock.ts';
import { counted, runCommand } from './command.ts';
import { isNewer } from './newer.ts';
import { directoryIn } from './place.ts';

/* `npm run restore -- <file>`: puts a backup in the place of the database, which is kept. Only while no program runs. */

/** As part of a file name. */
const moment = (): string => `${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}Z`;

await runCommand('restore', async ({ file }) => {
  const directory = directoryIn(process.env);
  const held = await holdDataDirectory(directory);
  try {
    const { contents, aside } = await restore(directory, file, moment(), isNewer);
    return [
      `De back-up is teruggezet: ${counted(contents)}.`,
      ...(aside === undefined ? [] : [`De database die er stond, is bewaard als ${aside}.`]),
      'Start nu het programma. Berichten die in de back-up nog klaarstonden, gaan dan (opnieuw) weg.',
      'Wat na de back-up is gebeurd, staat er niet in: vraag de teams welke casussen ontbreken (docs/operations.md).',
    ];
  } finally {
    held.release();
  }
});
