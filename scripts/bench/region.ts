import { readFile, writeFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { loadRegion } from '../../src/config/region.ts';
import {
  type MunicipalityId,
  type Person,
  type Region,
  type RoleId,
  peopleWith,
} from '../../src/core/region.ts';

const MUNICIPALITIES = [
  { id: 'assen', code: 'ASN', name: 'Assen' },
  { id: 'de-wolden', code: 'WOL', name: 'De Wolden' },
  { id: 'emmen', code: 'EMM', name: 'Emmen' },
  { id: 'hoogeveen', code: 'HGV', name: 'Hoogeveen' },
  { id: 'meppel', code: 'MEP', name: 'Meppel' },
];

/** How many people of a role work in one municipality. */
const TEAM: Readonly<Record<RoleId, number>> = {
  politie: 3,
  'veilig-opgroeien': 5,
  'jeugd-mw': 5,
  amw: 4,
  manager: 1,
  bestuur: 1,
  planner: 1,
};

/** Veilig Thuis works in all of them. */
const SAFE_AT_HOME_PEOPLE = 8;

const SAMPLE = new URL('../../config/region.voorbeeld.yaml', import.meta.url);

interface Sample {
  municipalities: readonly object[];
}

const peopleOf = (role: RoleId, count: number, municipalities: readonly MunicipalityId[], of: string) =>
  Array.from({ length: count }, (_, index) => {
    const key = `${role}-${index + 1}-${of}`;
    return { id: key, name: key, signIn: `${key}@example.com`, roles: [role], municipalities };
  });

/** The sample region file, as large as a real region: its rules, five municipalities and everybody who works there. */
export const writeRegion = async (
  path: string,
  changed: Readonly<Record<string, unknown>> = {},
): Promise<Region> => {
  const sample = parse(await readFile(SAMPLE, 'utf8')) as Sample;
  const everywhere = MUNICIPALITIES.map(({ id }) => id);
  const people = [
    ...peopleOf('veilig-thuis', SAFE_AT_HOME_PEOPLE, everywhere, 'drenthe'),
    ...everywhere.flatMap((id) =>
      Object.entries(TEAM).flatMap(([role, count]) => peopleOf(role, count, [id], id)),
    ),
  ];
  const municipalities = MUNICIPALITIES.map((one) => ({ ...sample.municipalities[0], ...one }));
  await writeFile(
    path,
    stringify({ ...sample, municipalities, people, ...changed }, { aliasDuplicateObjects: false }),
  );
  const loaded = await loadRegion(path);
  if (!loaded.ok) throw new Error(loaded.refusal.join('\n'));
  return loaded.value;
};

/** Somebody with a role in a municipality; `index` counts on from the first again after the last. */
export const colleague = (region: Region, municipality: MunicipalityId, role: RoleId, index = 0): Person => {
  const people = peopleWith(region, municipality, [role]);
  const found = people[index % people.length];
  if (!found) throw new Error(`nobody is ${role} in ${municipality}`);
  return found;
};
