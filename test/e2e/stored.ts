/** What the database holds while no program runs. */
import { type CaseDocument, parseCase } from '../../src/case/document.ts';
import { type RosterDocument, parseRoster, rosterIdOf } from '../../src/roster/document.ts';
import type { StoredDocument } from '../../src/store/port.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Scenario } from './scenario.ts';

type Stopped = Pick<Scenario, 'place'>;

const stored = async ({ place }: Stopped, id: string): Promise<StoredDocument> => {
  const store = openSqliteStore({ directory: place.dataDir });
  const loaded = await store.read(id);
  await store.close();
  if (!loaded) throw new Error(`${id} is gone`);
  return loaded.document;
};

export const storedCase = async (scenario: Stopped, id: string): Promise<CaseDocument> =>
  parseCase(await stored(scenario, id));

export const storedRoster = async (scenario: Stopped, municipality = 'hoogeveen'): Promise<RosterDocument> =>
  parseRoster(await stored(scenario, rosterIdOf(municipality)));
