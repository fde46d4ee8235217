import type { MunicipalityId, Person, RoleId } from '../../src/core/region.ts';

/** The same roles in each of these municipalities. */
export const rolesAt = (
  roles: readonly RoleId[],
  ...municipalities: readonly MunicipalityId[]
): Person['roles'] => Object.fromEntries(municipalities.map((id) => [id, roles]));

/** Every role somebody holds anywhere, once. */
export const rolesOf = ({ roles }: Pick<Person, 'roles'>): readonly RoleId[] => [
  ...new Set(Object.values(roles).flat()),
];
