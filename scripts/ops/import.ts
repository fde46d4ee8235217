import { existsSync } from 'node:fs';
import type { DocumentStore } from '../../src/store/port.ts';
import { openHeldStore } from '../../src/store/sqlite/held.ts';
import { importLines, isWatched } from '../../src/store/transfer.ts';
import { counted, runCommand } from './command.ts';
import { EXIT, Refused } from './sentences.ts';
import { linesIn } from './lines.ts';
import { isNewer } from './newer.ts';
import { openCosmos } from '../../src/open-store.ts';
import { type Place, placeIn } from './place.ts';

/* `npm run import -- <file>`: puts an export into an empty store. Only while no program uses that store. */

const openedAlone = async (place: Place): Promise<DocumentStore> => {
  if (place.kind === 'sqlite') return openHeldStore({ directory: place.directory });
  const store = await openCosmos(place, Date.now);
  if (!(await isWatched(store, Date.now()))) return store;
  await store.close();
  throw new Refused(
    EXIT.inUse,
    'Het programma draait nog: stop het eerst op alle machines en wacht vijf minuten.',
  );
};

await runCommand('import', async ({ file }) => {
  const place = placeIn(process.env);
  if (!existsSync(file)) throw new Refused(EXIT.data, `Het bestand ${file} is er niet.`);
  const store = await openedAlone(place);
  try {
    const totals = await importLines(store, () => linesIn(file), isNewer);
    return [
      `De import is klaar en gecontroleerd: ${counted(totals)}.`,
      `Controlesom (SHA-256): ${totals.sha256}`,
      'Start nu het programma met deze opslag, en nergens meer met de oude: anders gaat elk bericht twee keer weg.',
    ];
  } finally {
    await store.close();
  }
});
