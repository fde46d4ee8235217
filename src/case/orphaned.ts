import type { Region } from '../core/region.ts';
import type { DocumentStore, StoredDocument } from '../store/port.ts';
import { CASE, CASE_SCHEMA } from './document.ts';

/** The cases to which something must still happen, as they are stored. Of one that cannot be read the sweep will tell. */
const awaited = async (store: DocumentStore): Promise<readonly StoredDocument[]> => {
  const due = await store.findDue(Number.MAX_SAFE_INTEGER, 10_000);
  const cases = due.filter((id) => id.startsWith(`${CASE}/`));
  const read = await Promise.allSettled(cases.map((id) => store.read(id)));
  return read.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value.document] : []));
};

/** Why open cases would be watched by nobody, though the program runs: one line each. */
export const orphaned = async (
  store: DocumentStore,
  region: Region,
  regionFile: string,
): Promise<string[]> => {
  const cases = await awaited(store);
  const known = new Set(region.municipalities.map(({ id }) => id));
  const missing = cases.flatMap(({ municipality }) =>
    municipality !== undefined && !known.has(municipality) ? [municipality] : [],
  );
  const newer = cases.filter(({ schema }) => schema > CASE_SCHEMA).length;
  const unknown = [...new Set(missing)].join(', ');
  return [
    ...(missing.length === 0
      ? []
      : [
          `${regionFile}: municipalities: there are open cases of ${unknown}; keep it until they are closed and forgotten`,
        ]),
    ...(newer === 0
      ? []
      : [
          `STORE: ${newer} open cases were written by a newer version of the program, which this one cannot read; start that version`,
        ]),
  ];
};
