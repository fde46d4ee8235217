/** What happens around a consultation, told as the log of a case: who is called, who comes, where it is held. */
import { rolesOf } from '../support/roles.ts';
import type { PassedOver, Place, Seat } from '../../src/case/consultation.ts';
import type { CaseEvent, LoggedEvent } from '../../src/case/events.ts';
import type { CallCard, MessageRef } from '../../src/case/messages.ts';
import type { CALL_ANSWERS, CallReason } from '../../src/case/vocabulary.ts';
import { whoIs } from '../../src/core/actor.ts';
import type { Person, RoleId } from '../../src/core/region.ts';
import { START, logged, minute } from './history.ts';
import { hoogeveen, region } from './region.ts';

/** A consultation of which the clock takes the initiative, unless somebody does; held at once unless said otherwise. */
export const convened = (startsAt = START, at = START, by?: Person): LoggedEvent =>
  logged({ type: 'ConsultationOpened', startsAt }, at, by);

export const advanced = (at = minute(5), by?: Person): LoggedEvent =>
  logged({ type: 'ConsultationAdvanced' }, at, by);

/** The seat of a person, in their first role. */
export const seatOf = (person: Person, role: RoleId = rolesOf(person)[0] ?? ''): Seat => ({
  who: whoIs(person),
  organisation: region.roles[role] ?? '',
  role,
});

export const peopleCalled = (
  people: readonly (Person | Seat)[],
  why: CallReason = 'first',
): Extract<CaseEvent, { type: 'PeopleCalled' }> => ({
  type: 'PeopleCalled',
  why,
  seats: people.map((one) => ('who' in one ? one : seatOf(one))),
});

/** People are called, in their first role or in a seat of their own. */
export const called = (
  people: readonly (Person | Seat)[],
  why: CallReason = 'first',
  at = START,
): LoggedEvent => logged(peopleCalled(people, why), at);

/** Somebody who was called answers. */
export const answered = (
  by: Person,
  answer: (typeof CALL_ANSWERS)[number] = 'coming',
  at = minute(2),
): LoggedEvent => logged({ type: 'CallAnswered', who: whoIs(by), answer }, at, by);

/** Somebody comes who was not called. */
export const joined = (by: Person, answer: 'coming' | 'present' = 'present', at = minute(2)): LoggedEvent =>
  logged({ type: 'CallAnswered', who: whoIs(by), answer, seat: seatOf(by) }, at, by);

export const graph = (meeting = 'graph-1'): Extract<Place, { way: 'graph' }> => ({
  way: 'graph',
  url: `https://teams.example.invalid/l/meetup-join/${meeting}`,
  organiser: hoogeveen.organiser ?? '',
  meeting,
});

export const placeFound = (
  place: Place = graph(),
  meeting = 1,
  at = minute(1),
  passed: readonly PassedOver[] = [],
): LoggedEvent => logged({ type: 'PlaceFound', meeting, place, passed: [...passed] }, at);

export const removed = (meeting = 1, at = minute(400)): LoggedEvent =>
  logged({ type: 'MeetingRemoved', meeting }, at);

export const outcomeAsked = (of: Person, at = minute(30)): LoggedEvent =>
  logged({ type: 'OutcomeAsked', to: whoIs(of) }, at);

/** Where a message stands that Teams took. */
export const standsAt = (activity: string): MessageRef => ({
  serviceUrl: 'https://teams.example.invalid/',
  tenant: 'tenant',
  conversation: 'conversation',
  activity,
});

export const callCardOf = (to: Person, meeting = 1, activity = `call of ${to.name}`): CallCard => ({
  to: whoIs(to),
  meeting,
  at: standsAt(activity),
});
