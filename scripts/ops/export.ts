import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { DocumentStore } from '../../src/store/port.ts';
import { onCopy } from '../../src/store/sqlite/backup.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Totals } from '../../src/store/export-file.ts';
import { exportLines, isWatched } from '../../src/store/transfer.ts';
import { counted, runCommand } from './command.ts';
import { EXIT, Refused } from './sentences.ts';
import { writeLines } from './lines.ts';
import { openCosmos } from '../../src/open-store.ts';
import { placeIn } from './place.ts';

/* `npm run export -- <file>`: every document as JSON lines, for another store. */

const written = async (store: DocumentStore, file: string, source: string): Promise<Totals> => {
  try {
    return await writeLines(file, exportLines(store, { at: new Date().toISOString(), source }));
  } finally {
    await store.close();
  }
};

/** Of one moment, also while the program runs: from a copy, beside the export because that disk must have room for it. */
const fromSqlite = async (directory: string, file: string): Promise<Totals> => {
  const copy = await mkdtemp(join(dirname(resolve(file)), '.export-'));
  try {
    return await onCopy(directory, copy, (copied) =>
      written(openSqliteStore({ directory: copied }), file, 'sqlite'),
    );
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
};

/** Cosmos DB has no copy of one moment: while replicas write, two documents may be of different moments. */
const fromCosmos = async (store: DocumentStore, file: string, whileRunning: boolean): Promise<Totals> => {
  if (!whileRunning && (await isWatched(store, Date.now()))) {
    await store.close();
    throw new Refused(
      EXIT.inUse,
      'Het programma draait nog: stop het eerst op alle machines en wacht vijf minuten, of geef --while-running als een kopie van verschillende momenten goed genoeg is.',
    );
  }
  return written(store, file, 'cosmos');
};

await runCommand(
  'export',
  async ({ file, whileRunning }) => {
    const place = placeIn(process.env);
    const totals =
      place.kind === 'sqlite'
        ? await fromSqlite(place.directory, file)
        : await fromCosmos(await openCosmos(place, Date.now), file, whileRunning);
    return [
      `De export staat in ${resolve(file)}: ${counted(totals)}.`,
      `Controlesom (SHA-256): ${totals.sha256}`,
    ];
  },
  { mayRun: true },
);
