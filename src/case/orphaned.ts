import type { Region } from '../core/region.ts';
import type { DocumentStore } from '../store/port.ts';
import { CASE } from './document.ts';

/** Open cases whose municipality is not in the region file any more would be watched by nobody. */
export const orphaned = async (store: DocumentStore, region: Region): Promise<string[]> => {
  const known = new Set(region.municipalities.map(({ id }) => id));
  const due = await store.findDue(Number.MAX_SAFE_INTEGER, 10_000);
  const loaded = await Promise.all(due.filter((id) => id.startsWith(`${CASE}/`)).map((id) => store.read(id)));
  const missing = loaded.flatMap((one) => {
    const municipality = one?.document.municipality;
    return municipality !== undefined && !known.has(municipality) ? [municipality] : [];
  });
  return [...new Set(missing)];
};
