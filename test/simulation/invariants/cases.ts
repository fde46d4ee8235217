import { isDeepStrictEqual } from 'node:util';
import { evolve } from '../../../src/case/evolve.ts';
import { type CaseState, type Followed, isFollowed } from '../../../src/case/state.ts';
import { emptyRoster } from '../../../src/roster/state.ts';
import { evolve as evolveRoster } from '../../../src/roster/evolve.ts';
import { type Write, isCase, isRoster } from '../world/ledger.ts';
import type { Evidence, Invariant, Wrong } from './invariant.ts';

export const acceptedHasCase = ({ world, desk }: Evidence): Invariant => ({
  name: 'every accepted pre-announcement has a case',
  atRest: () => {
    const numbers = new Map<string, string>();
    return desk.answered.flatMap(({ id, command, refused }): Wrong => {
      if (command.type !== 'Announce' || refused !== undefined) return [];
      const stored = world.ledger.now(id);
      if (!isCase(stored) || !isFollowed(stored.state)) return [`${id} was accepted and is not there`];
      const { number, announcement } = stored.state;
      const other = numbers.get(number);
      numbers.set(number, id);
      if (other !== undefined && other !== id) return [`${id} and ${other} have the same number`];
      return announcement.policeReference === command.announcement.policeReference
        ? []
        : [`${id} holds another announcement`];
    });
  },
});

export const openHasNextMoment = ({ world }: Evidence): Invariant => ({
  name: 'no case is open without a future due moment',
  onWrite: ({ after }) =>
    isCase(after) && after.open && after.dueAt === null ? [`${after.id} is open and never due`] : [],
  atRest: () =>
    [...world.ledger.all()].flatMap((one) =>
      isCase(one) && one.open && (one.dueAt === null || one.dueAt <= world.agenda.now - REST)
        ? [`${one.id} (${one.state.step}) is open and due at ${String(one.dueAt)}`]
        : [],
    ),
});

/** A sweep comes every minute, so what was due longer ago is not at rest. */
const REST = 60_000;

const holderOf = (slot: { claim?: { by: { id: string } } } | undefined): string | undefined =>
  slot?.claim?.by.id;

export const slotHeldOnce = (): Invariant => ({
  name: 'no slot is held twice',
  onWrite: ({ before, after }) => {
    if (!isCase(after) || !isFollowed(after.state)) return [];
    const holders = after.state.slots.flatMap((slot) => holderOf(slot) ?? []);
    const twice = new Set(holders).size < holders.length ? [`${after.id}: one person holds two slots`] : [];
    if (!isCase(before) || !isFollowed(before.state)) return twice;
    const held = new Map(before.state.slots.map((slot) => [slot.id, holderOf(slot)]));
    const released = after.log.slice(before.log.length).some(({ event }) => event.type === 'SlotReleased');
    const taken = after.state.slots.filter((slot) => {
      const earlier = held.get(slot.id);
      return earlier !== undefined && holderOf(slot) !== undefined && earlier !== holderOf(slot) && !released;
    });
    return [
      ...twice,
      ...taken.map(({ id }) => `${after.id}: slot ${id} went to another without being released`),
    ];
  },
});

export const closedIsDone = ({ world }: Evidence): Invariant => ({
  name: 'closed means nothing open',
  onWrite: ({ after }) => {
    if (!isCase(after) || after.state.step !== 'closed') return [];
    const { state, log } = after;
    const has = (type: string): boolean => log.some(({ event }) => event.type === type);
    const fed = new Set(log.flatMap(({ event }) => (event.type === 'FeedbackGiven' ? [event.to] : [])));
    const told =
      state.announcement.children === 0 ||
      has('SchoolTold') ||
      log.findLast(({ event }) => event.type === 'ConsultationCompleted')?.event.type === undefined ||
      ('tellSchool' in state.consultation && !state.consultation.tellSchool);
    const open = [
      ...(after.open ? ['still marked open'] : []),
      ...(has('HouseholdSeen') ? [] : ['nobody was seen']),
      ...(has('ConsultationCompleted') ? [] : ['no details of the consultation']),
      ...(told ? [] : ['the school was not told']),
      ...(fed.size === 2 ? [] : ['feedback is open']),
      ...(has('FormalReportRegistered') ? [] : ['no formal report']),
    ];
    return open.map((one) => `${after.id} is closed and ${one}`);
  },
  atRest: () =>
    [...world.ledger.all()].flatMap((one) =>
      isCase(one) && one.state.step === 'closed' && one.outbox.length === 0 && one.dueAt !== endOf(one.state)
        ? [`${one.id} is closed, has nothing to send, and is due before it is forgotten`]
        : [],
    ),
});

/** When a closed case is forgotten; never while it is not known where its dossier is. */
const endOf = ({ closedAt, policy, dossier }: Followed<'closed'>): number | null =>
  dossier === undefined ? null : closedAt + policy.purgeAfter;

/** What `evolve` makes of the log, from nothing. */
const replayed = (write: Pick<Write, 'after'>): { state: unknown; stored: unknown } | undefined => {
  const { after } = write;
  if (isCase(after)) {
    const state = after.log.reduce<CaseState | undefined>((now, line) => evolve(now, line), undefined);
    return { state, stored: after.state };
  }
  // A roster forgets its oldest lines, and says of a long file only that there was one.
  if (!isRoster(after) || after.log.length < after.events || after.log.some(isShortened)) return undefined;
  const from = emptyRoster(after.state.municipality, 0);
  const state = after.log.reduce((now, line) => evolveRoster(now, line), from);
  // From which moment hand-overs are given is known before anything is logged.
  const { handedOverUntil, ...stored } = after.state;
  const { handedOverUntil: replayedUntil, ...rest } = state;
  return { state: rest, stored };
};

const isShortened = ({ event }: { event: { type: string } }): boolean =>
  event.type === 'ShiftsImported' &&
  'shifts' in event &&
  Array.isArray(event.shifts) &&
  event.shifts.length === 0;

export const logExplainsState = ({ world }: Evidence): Invariant => ({
  name: 'the log explains every state',
  onWrite: ({ before, after }) => {
    if (!isCase(after) || !isCase(before)) return [];
    // What was once decided stays: a write that lost another would shorten the log, or change it.
    const last = before.log.length - 1;
    return after.log.length >= before.log.length && isDeepStrictEqual(after.log[last], before.log[last])
      ? []
      : [
          `${after.id}: a write undid what was in the log (${before.log.length} lines, then ${after.log.length})`,
        ];
  },
  atRest: () =>
    [...world.ledger.all()].flatMap((after) => {
      const both = replayed({ after });
      return both === undefined || isDeepStrictEqual(both.state, both.stored)
        ? []
        : [`${after.id}: its log gives another state`];
    }),
});
