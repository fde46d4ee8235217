import { type Who, rolesIn, whoIs } from '../core/actor.ts';
import {
  MANAGER,
  type Municipality,
  type Person,
  type Region,
  type RoleId,
  peopleWith,
} from '../core/region.ts';
import type { Seat } from '../case/consultation.ts';

/** What deciding whom to call leans on. */
export interface Callees {
  region: Region;
  municipality: Municipality;
}

/** The organisations that a consultation needs, in the order of the region file. */
export const organisationsOf = ({ region, municipality }: Callees): readonly string[] => [
  ...new Set(municipality.consultation.flatMap((role) => region.roles[role] ?? [])),
];

/** Whoever can sit for a role, in the order in which they are called. Until the roster lands: who holds the role. */
export const candidates = ({ region, municipality }: Callees, role: RoleId): readonly Person[] =>
  peopleWith(region, municipality.id, [role]);

/** A seat at the table for a person in a role. */
export const seatFor = ({ region }: Callees, person: Who, role: RoleId): Seat => ({
  who: { tenant: person.tenant, id: person.id, name: person.name },
  organisation: region.roles[role] ?? role,
  role,
});

/** Seats for everybody of an organisation who works on cases here: who consults first, then visitors and on-call. */
export const colleagues = (callees: Callees, organisation: string): readonly Seat[] => {
  const { region, municipality } = callees;
  const { consultation, visit, onCall } = municipality;
  const working = [...new Set([...consultation, ...Object.values(visit).flat(), ...onCall])];
  return working
    .filter((role) => region.roles[role] === organisation && role !== MANAGER)
    .flatMap((role) => candidates(callees, role).map((person) => seatFor(callees, whoIs(person), role)));
};

/**
 * The managers who can fill a seat of an organisation: first whoever holds another role of it, then managers of no
 * organisation in particular, then those of the others. The seat is the organisation's, because that is what they have
 * to fill.
 */
export const managers = (callees: Callees, organisation: string): readonly Seat[] => {
  const { region, municipality } = callees;
  const distance = (person: Person): number => {
    const others = rolesIn(person, municipality.id).filter((role) => role !== MANAGER);
    if (others.some((role) => region.roles[role] === organisation)) return 0;
    return others.length === 0 ? 1 : 2;
  };
  return candidates(callees, MANAGER)
    .toSorted((one, other) => distance(one) - distance(other))
    .map((person) => ({ ...seatFor(callees, whoIs(person), MANAGER), organisation }));
};
