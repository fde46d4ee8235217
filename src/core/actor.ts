import type { Person, Region, RoleId } from './region.ts';

export { municipalitiesOf, rolesIn } from './region.ts';

/** A person as recorded in state and log; what a card shows of a colleague. */
export interface Who {
  tenant: string;
  id: string;
  name: string;
}

/** Who did something, and in which roles at that moment. */
export interface Doer extends Who {
  roles?: readonly RoleId[];
}

/** Who did something, as a log keeps it. */
export const doneBy = (by: Doer | undefined): { by?: Who; roles?: RoleId[] } => {
  if (!by) return {};
  const { roles, ...who } = by;
  return { by: who, ...(roles && { roles: [...roles] }) };
};

/** Whoever acts, taken from the authenticated activity, never from card data. */
export type Actor = Person;

export const whoIs = ({ tenant, id, name }: Who): Who => ({ tenant, id, name });

export const isSame = (one: Pick<Who, 'tenant' | 'id'>, other: Pick<Who, 'tenant' | 'id'>): boolean =>
  // Ids differ in their first letters, tenants mostly are equal to the last.
  one.id === other.id && one.tenant === other.tenant;

/** A person as the region knows them now; undefined for whoever was taken out of it, or suspended. */
export const personOf = (region: Region, who: Pick<Who, 'tenant' | 'id'>): Person | undefined =>
  region.people.find((person) => isSame(person, who));
