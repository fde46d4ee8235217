/** The people on the rosters of these tests: those of the case tests, and who only a roster knows. */
import { type Who, whoIs } from '../../src/core/actor.ts';
import type { Person, Region } from '../../src/core/region.ts';
import { ADULT, YOUTH, anna, arie, person, region, vera, yara, yusuf } from '../case/region.ts';

/** Works as an adult and as a youth worker. */
export const ada = person('Ada', [ADULT, YOUTH]);
/** Was an adult worker, and is one of another municipality now. */
export const moved = person('Moved', [ADULT], { municipalities: ['assen'] });
/** Was an adult worker, and is a youth worker now. */
export const switched = person('Switched', [YOUTH]);
/** Was taken out of the region file. */
export const gone = person('Gone', [ADULT]);

export const rosterRegion: Region = { ...region, people: [...region.people, ada, moved, switched] };

/** Everybody whom these tests put on a roster. */
export const everybody: readonly Person[] = [anna, arie, ada, yara, yusuf, vera, moved, switched, gone];

export const whos = (...people: readonly Person[]): readonly Who[] => people.map(whoIs);

export const names = (people: readonly Pick<Who, 'name'>[]): readonly string[] =>
  people.map(({ name }) => name);
