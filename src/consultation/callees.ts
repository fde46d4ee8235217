import { type Who, isSame, rolesIn, whoIs } from '../core/actor.ts';
import type { Cover } from '../core/cover.ts';
import {
  MANAGER,
  type Municipality,
  type Person,
  type Region,
  type RoleId,
  peopleWith,
} from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import type { Seat } from '../case/consultation.ts';

/** What deciding whom to call leans on. */
export interface Callees {
  region: Region;
  municipality: Municipality;
  cover: Cover;
  /** For when: who is on duty then is called first. */
  at: Instant;
}

/** The organisations that a consultation needs, in the order of the region file. */
export const organisationsOf = ({ region, municipality }: Callees): readonly string[] => [
  ...new Set(municipality.consultation.flatMap((role) => region.roles[role] ?? [])),
];

/**
 * Whoever can sit for a role, in the order in which they are called: who is on duty, then everybody else who holds it, so
 * that a gap in the roster never leaves a chair empty. Nobody who is absent.
 */
export const candidates = (callees: Callees, role: RoleId): readonly Person[] => {
  const { region, municipality, cover, at } = callees;
  const onDuty = cover.onDuty(role, at);
  const others = peopleWith(region, municipality.id, [role]).filter(
    (person) => !onDuty.some((one) => isSame(one, person)) && !cover.isAbsent(person, at),
  );
  return [...onDuty, ...others];
};

export const isOnDuty = ({ cover, at }: Callees, person: Person, role: RoleId): boolean =>
  cover.onDuty(role, at).some((one) => isSame(one, person));

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
