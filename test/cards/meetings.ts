/** What happens around a consultation, as events, and the consultations in which a case can be looked at. */
import { rolesOf } from '../support/roles.ts';
import type { Called, PassedOver, Place, Seat } from '../../src/case/consultation.ts';
import type { CaseDocument } from '../../src/case/document.ts';
import type { CaseEvent } from '../../src/case/events.ts';
import type { CALL_ANSWERS, CallReason } from '../../src/case/vocabulary.ts';
import { type Actor, whoIs } from '../../src/core/actor.ts';
import { type MeetingWay, type Region, peopleWith } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import { RECEIVED, after, announced, decided, followed, line } from './cases.ts';

/** As Graph gives it: with a `?` and percent signs. */
export const JOIN_URL =
  'https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%22Tid%22%3a%22t%22%7d';

export const PLACES: Readonly<Record<MeetingWay, Place>> = {
  graph: { way: 'graph', url: JOIN_URL, organiser: 'o1', meeting: 'MSpkYzE3Njc0Yy0' },
  'deep-link': { way: 'deep-link' },
  'standing-room': { way: 'standing-room' },
  phone: { way: 'phone' },
};

export type Answer = (typeof CALL_ANSWERS)[number];

export const begun = (startsAt: Instant = RECEIVED): CaseEvent => ({ type: 'ConsultationOpened', startsAt });

/** Somebody on behalf of the organisation of their first role, unless said otherwise. */
export const seatOf = (region: Region, person: Actor, organisation?: string): Seat => {
  const [role = ''] = rolesOf(person);
  return { who: whoIs(person), organisation: organisation ?? region.roles[role] ?? role, role };
};

export const called = (why: CallReason, ...seats: readonly Seat[]): CaseEvent => ({
  type: 'PeopleCalled',
  why,
  seats: [...seats],
});

export const answered = (person: Actor, answer: Answer): CaseEvent => ({
  type: 'CallAnswered',
  who: whoIs(person),
  answer,
});

export const found = (way: MeetingWay, passed: readonly PassedOver[] = [], meeting = 1): CaseEvent => ({
  type: 'PlaceFound',
  meeting,
  place: PLACES[way],
  passed: [...passed],
});

/** The first person of each role that consults, in the order of the region file. */
export const tableOf = (region: Region, municipality = 'hoogeveen'): readonly Actor[] =>
  (region.municipalities.find(({ id }) => id === municipality)?.consultation ?? []).flatMap((role) =>
    peopleWith(region, municipality, [role]).slice(0, 1),
  );

export const managerOf = (region: Region): Actor => {
  const [manager] = peopleWith(region, 'hoogeveen', ['manager']);
  if (!manager) throw new Error('the region has no manager');
  return manager;
};

interface Held {
  /** Absent: it is still being looked for. */
  way?: MeetingWay | undefined;
  passed?: readonly PassedOver[];
  startsAt?: Instant;
  /** By the place in `tableOf`. */
  answers?: readonly (Answer | undefined)[];
}

/** The events of a consultation to which everybody at the table is called, from its opening to their answers. */
export const gathering = (region: Region, held: Held = {}, meeting = 1): CaseEvent[] => {
  const table = tableOf(region);
  return [
    begun(held.startsAt),
    called('first', ...table.map((person) => seatOf(region, person))),
    ...(held.way ? [found(held.way, held.passed, meeting)] : []),
    ...table.flatMap((person, index) => {
      const answer = held.answers?.[index];
      return answer ? [answered(person, answer)] : [];
    }),
  ];
};

/** A case that was just announced, with its first consultation. */
export const convened = (region: Region, held?: Held, directDanger = false): CaseDocument =>
  after(announced(region, { directDanger }), line(0, undefined, ...gathering(region, held)));

/** The roles that visit now: an outcome that leaves the pair as it is. */
export const pairOf = (document: CaseDocument): readonly string[] =>
  followed(document).slots.map(({ role }) => role);

/** The first step of the outcome. */
export const concluded = (document: CaseDocument, by: Actor, hours = 1): CaseDocument =>
  after(document, line(hours, by, decided(pairOf(document))));

/** The same case with another consultation about it. */
export const again = (document: CaseDocument, region: Region, held: Held, hours = 2): CaseDocument => {
  const number = followed(document).meetings.length + 1;
  return after(document, line(hours, tableOf(region)[0], ...gathering(region, held, number)));
};

export const then = (document: CaseDocument, hours: number, ...events: readonly CaseEvent[]): CaseDocument =>
  after(document, line(hours, undefined, ...events));

export const seatsOf = (document: CaseDocument): readonly Called[] =>
  followed(document).meetings.at(-1)?.called ?? [];
