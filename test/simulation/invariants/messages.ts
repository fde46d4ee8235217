import type { CaseDocument } from '../../../src/case/document.ts';
import type { LoggedEvent } from '../../../src/case/events.ts';
import { type OutgoingMessage, isPersonal } from '../../../src/case/messages.ts';
import { type FollowedCase, isFollowed } from '../../../src/case/state.ts';
import type { Instant } from '../../../src/core/time.ts';
import type { RosterDocument } from '../../../src/roster/document.ts';
import type { RosterMessage } from '../../../src/roster/messages.ts';
import { deadlineOf, standingIn } from '../oracle/standing.ts';
import { type Write, isCase, isRoster } from '../world/ledger.ts';
import type { World } from '../world/world.ts';
import type { Evidence, Invariant, Wrong } from './invariant.ts';
import type { Message, Post } from './post.ts';

/** Whether nobody needs a ping any more: read off the case, not asked of the program. */
const isPingOver = (
  risks: readonly string[],
  to: string | undefined,
  state: FollowedCase,
  now: Instant,
): boolean => {
  const standing = standingIn(state, now);
  return risks.every((id) => {
    const risk = state.risks[id];
    if (!risk) return true;
    const { acknowledged, rule, about } = risk;
    if (acknowledged && !(acknowledged.askedAt !== undefined && acknowledged.by.id === to)) return true;
    if (rule === 'noCoverLeft')
      return (
        !('slots' in state) ||
        state.slots.every(({ claim }) => claim) ||
        isVisited(state) ||
        now >= deadlineOf(state)
      );
    return !standing.some(
      (one) => one.rule === rule && one.about === about && (rule === 'windowClosing' || one.due <= now),
    );
  });
};

const isVisited = ({ step }: FollowedCase): boolean => step === 'visited' || step === 'closed';

const isMeetingOver = (number: number, state: FollowedCase): boolean =>
  isVisited(state) || state.meetings.length !== number || state.meetings.at(-1)?.outcome !== undefined;

const isNeedless = (message: OutgoingMessage, { state }: CaseDocument, now: Instant): boolean => {
  if (!isFollowed(state)) return false;
  switch (message.kind) {
    case 'ping':
      return isPingOver(message.risks, message.to?.id, state, now);
    case 'outcome':
      return isMeetingOver(message.meeting, state);
    case 'call': {
      const seats = state.meetings.at(-1)?.called.filter(({ who }) => who.id === message.to.id) ?? [];
      return isMeetingOver(message.meeting, state) || seats.every(({ answer }) => answer !== undefined);
    }
    case 'card':
    case 'callCard':
    case 'sentForm':
    case 'meeting':
    case 'removeMeeting':
    case 'household':
    case 'hideHousehold':
    case 'farewell':
      return false;
    default:
      return message satisfies never;
  }
};

/** A newer message says the same, and more. */
const isReplaced = (old: OutgoingMessage, outbox: readonly OutgoingMessage[]): boolean =>
  outbox.some((one) => {
    if (one.id <= old.id) return false;
    if (old.kind === 'card') return one.kind === 'card';
    if (old.kind === 'callCard')
      return one.kind === 'callCard' && one.card.at.activity === old.card.at.activity;
    if (old.kind === 'hideHousehold')
      return one.kind === 'hideHousehold' && one.at.activity === old.at.activity;
    // Drawn as it is when it is sent, for this person.
    if (old.kind === 'household') return one.kind === 'household' && one.to.id === old.to.id;
    if (old.kind === 'call')
      return one.kind === 'call' && one.to.id === old.to.id && one.meeting === old.meeting;
    if (old.kind !== 'ping' || one.kind !== 'ping') return false;
    return one.to?.id === old.to?.id && old.risks.every((risk) => one.risks.includes(risk));
  });

const isGivenUp = (message: OutgoingMessage, events: readonly LoggedEvent[]): boolean =>
  events.some(({ event }) => {
    if (event.type === 'CallAnswered')
      return message.kind === 'call' && event.answer === 'unreachable' && event.who.id === message.to.id;
    return event.type === 'PingUndeliverable' && isPersonal(message) && event.to?.id === message.to?.id;
  });

const isParked = (document: CaseDocument | RosterDocument, id: number): boolean =>
  'parked' in document &&
  Array.isArray(document.parked) &&
  document.parked.some((one: { message?: { id?: number } }) => one.message?.id === id);

const isAlarmed = ({ logged }: World, document: string, id: number): boolean =>
  logged.some(
    ({ level, fields }) => level === 'error' && fields.document === document && fields.message === id,
  );

const isGone = ({ injected }: World, conversation: string): boolean =>
  injected.some(({ fault, subject }) => fault === 'Teams: 404 (gone)' && subject === conversation);

const caseFate = (world: World, message: OutgoingMessage, { before, after, at }: Write): boolean => {
  if (!isCase(before) || !isCase(after)) return false;
  const events = after.log.slice(before.log.length);
  if (isReplaced(message, after.outbox)) return true;
  if (message.kind === 'meeting')
    return events.some(({ event }) => event.type === 'PlaceFound' && event.meeting === message.meeting);
  if (message.kind === 'removeMeeting')
    return events.some(({ event }) => event.type === 'MeetingRemoved' && event.meeting === message.meeting);
  const alarmed = isAlarmed(world, after.id, message.id);
  // A redraw of what is not there any more, or may not be changed any more.
  if (message.kind === 'callCard') return alarmed || isGone(world, message.card.at.conversation);
  if (message.kind === 'hideHousehold' || message.kind === 'farewell')
    return alarmed || isGone(world, message.at.conversation);
  if (message.kind === 'sentForm') return alarmed || isGone(world, message.form.conversation);
  // Beside what was said in Teams; that one counts.
  const isBesides = message.kind === 'ping' && message.route === 'text' && message.fallback !== true;
  if (isBesides && world.injected.some(({ subject }) => subject === `${after.id}/${message.id}`)) return true;
  // The clock of whoever decided it may be another than ours.
  const clocks = [at, ...world.lives.map(({ skew }) => at + skew), ...events.map((line) => line.at)];
  return (
    clocks.some((now) => isNeedless(message, before, now) || isNeedless(message, after, now)) ||
    (alarmed && isGivenUp(message, events))
  );
};

const rosterFate = (world: World, message: RosterMessage, { before, after, at }: Write): boolean => {
  if (!isRoster(before) || !isRoster(after)) return false;
  const { state } = before;
  const events = after.log.slice(-(after.events - before.events));
  const isUnheard = events.some(
    ({ event }) => event.type === 'NoticeUndeliverable' && event.to.id === message.to.id,
  );
  if (after.events > before.events && isUnheard && isAlarmed(world, after.id, message.id)) return true;
  const isSaidAnew = after.outbox.some(
    (one) => one.id > message.id && one.to.id === message.to.id && one.kind === message.kind,
  );
  if (isSaidAnew) return true;
  switch (message.kind) {
    case 'gaps':
      return [before, after].some((one) =>
        one.state.gaps.every(({ id, to }) => !message.gaps.includes(id) || to <= at),
      );
    case 'reachTest':
      return state.reach.some(
        ({ person, provenAt = 0, askedAt = 0 }) => person.id === message.to.id && provenAt >= askedAt,
      );
    case 'swapAsked':
      return [before, after].some(
        (one) => !one.state.swaps.some(({ id, answer, to }) => id === message.swap && !answer && to > at),
      );
    case 'swapAnswered':
      return !state.swaps.some(({ id }) => id === message.swap);
    case 'handOver':
      return message.comes.every(({ to }) => to <= at);
    case 'rostered':
      return message.changes.every((change) => 'to' in change && change.to <= at);
    default:
      return message satisfies never;
  }
};

/** Long enough for whatever is tried again: five minutes, and a sweep. */
const PATIENCE = 8 * 60_000;

/** Every message that leaves an outbox was taken, replaced by a newer one, needless, or given up with an alarm. */
export const messageIsDelivered = ({ world }: Evidence, post: Post): Invariant => {
  const lost = (write: Write, message: Message): Wrong => {
    const { after } = write;
    const saved = post.of(after.id, message.id);
    if (saved && saved.takes.length > 0) return [];
    if (
      (isCase(after) || isRoster(after)) &&
      isParked(after, message.id) &&
      isAlarmed(world, after.id, message.id)
    )
      return [];
    const isFine = after.id.startsWith('roster/')
      ? rosterFate(world, message as RosterMessage, write)
      : caseFate(world, message as OutgoingMessage, write);
    return isFine
      ? []
      : [`${after.id}: message ${message.id} (${message.kind}) left the outbox and nobody got it`];
  };
  return {
    name: 'every saved message was delivered, needless, or given up with an alarm',
    onWrite: (write) => {
      const { before, after } = write;
      if (!(isCase(before) && isCase(after)) && !(isRoster(before) && isRoster(after))) return [];
      const left = new Set(after.outbox.map(({ id }) => id));
      return before.outbox.filter(({ id }) => !left.has(id)).flatMap((message) => lost(write, message));
    },
    atRest: () =>
      [...post.all()].flatMap(({ document, message, savedAt, goneAt, takes }) =>
        goneAt === undefined && takes.length === 0 && savedAt < world.agenda.now - PATIENCE
          ? [`${document}: message ${message.id} (${message.kind}) was never delivered`]
          : [],
      ),
  };
};
