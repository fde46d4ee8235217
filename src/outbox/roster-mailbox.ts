import { CASE, type CaseDocument, parseCase } from '../case/document.ts';
import type { MessageRef } from '../case/messages.ts';
import type { Days } from '../core/calendar.ts';
import { onceEach } from '../core/remember.ts';
import { type CurrentRegion, type MunicipalityId, type Region, municipalityOf } from '../core/region.ts';
import type { Instant } from '../core/time.ts';
import { rosterClock } from '../roster/clock.ts';
import {
  ROSTER,
  type RosterDocument,
  heads,
  isSameLane,
  parseRoster,
  rosterIdOf,
  settleRoster,
  withRosterEvents,
} from '../roster/document.ts';
import type { RosterEvent } from '../roster/events.ts';
import type { RosterMessage } from '../roster/messages.ts';
import { listOpen } from '../store/list-open.ts';
import type { Mailbox, MailboxParts, Tried } from './mail.ts';
import { mailbox } from './mailbox.ts';
import { CHANNEL_PLACE, personalPlace } from './pace.ts';
import type { Drawing } from './drawing.ts';
import type { Notifiers } from './port.ts';
import { isNeedlessNotice } from './roster-needless.ts';
import { type Onward, ROSTER_WAYS, afterFailure, afterFault, onwardFrom } from './route.ts';
import { type Again, type Park, type TryParts, triedAgain, tryOnce } from './tries.ts';
import { ROSTER_WORDS } from './words.ts';

export interface RosterMailboxParts extends MailboxParts, TryParts {
  notifiersIn: (region: Region) => Notifiers;
  drawing: Drawing;
  region: CurrentRegion;
  days: Days;
}

/** What one try has around it. */
interface Around extends Omit<RosterMailboxParts, 'region'> {
  region: Region;
  notifiers: Notifiers;
}

type RosterWay = RosterMessage['route'];
type Outcome = { kind: 'sent' } | { kind: 'needless' } | Again | Park | Onward<RosterWay>;

/** What rosters have to send. */
export const rosterMailbox = (parts: RosterMailboxParts): Mailbox => {
  const clockIn = onceEach((region: Region) => rosterClock(region, parts.days));
  return mailbox<RosterDocument, RosterMessage, Outcome>(
    {
      prefix: `${ROSTER}/`,
      parse: parseRoster,
      idsIn: (municipality) => Promise.resolve([rosterIdOf(municipality)]),
      ready: ({ outbox }, flying) =>
        // What is on its way may have got another way meanwhile.
        heads(outbox).filter((one) => !flying.some((sent) => sent.id === one.id || isSameLane(sent, one))),
      placeOf,
      attempt: async (document, message) => {
        const region = await parts.region();
        return attempt({ ...parts, region, notifiers: parts.notifiersIn(region) }, document, message);
      },
      after,
      settle: async (document, now, us) => {
        const region = await parts.region();
        const isKnown = region.municipalities.some(({ id }) => id === document.municipality);
        return isKnown ? settleRoster(document, clockIn(region), now, us) : { ...document, dueAt: null };
      },
      anew: (message) => ({ ...message, tries: 0, route: 'personal' }),
    },
    parts,
  );
};

const attempt = async (parts: Around, document: RosterDocument, message: RosterMessage): Promise<Outcome> => {
  const { notifiers, region, clock } = parts;
  if (isNeedlessNotice(message, document.state, region, clock())) return { kind: 'needless' };
  if (!notifiers[message.route].reaches(message.to))
    return onwardFrom<RosterWay>(message, ROSTER_WAYS, notifiers);
  return tryOnce<Outcome>(parts, document.id, message, {
    carryOut: async () => {
      await send(parts, document, message);
      return { kind: 'sent' };
    },
    failed: (error, wait) => afterFailure<RosterWay>(message, ROSTER_WAYS, notifiers, error, wait),
    givenUp: (tries) => afterFault<RosterWay>(message, ROSTER_WAYS, notifiers, tries),
  });
};

/** Sends one message, drawn from the newest state of the roster and, where it hands over, of the open cases. */
const send = async (
  parts: Around,
  { id, municipality, state }: RosterDocument,
  message: RosterMessage,
): Promise<MessageRef | undefined> => {
  const { notifiers, drawing, region, days, clock } = parts;
  const openCases = message.kind === 'handOver' ? await casesIn(parts, municipality) : [];
  const facts = { region, municipality: municipalityOf(region, municipality), days, now: clock(), openCases };
  return notifiers[message.route].notify({
    to: message.to,
    card: () => drawing.rosterMessageCard(message, state, facts),
    words: ROSTER_WORDS,
    key: `${id}/${message.id}`,
    municipality,
  });
};

const casesIn = ({ store, log }: Around, municipality: MunicipalityId): Promise<readonly CaseDocument[]> => {
  const leftOut = (document: string, error: unknown): void => {
    log.error({ document, error }, 'an open case could not be handed over');
  };
  return listOpen(store, { kind: CASE, municipality, parse: parseCase, leftOut });
};

/** Teams counts what a bot sends per conversation. */
const placeOf = (_document: RosterDocument, { route, to }: RosterMessage): string | undefined => {
  if (route === 'text') return undefined;
  return route === 'personal' ? personalPlace(to) : CHANNEL_PLACE;
};

const undeliverable = (message: RosterMessage): RosterEvent => ({
  type: 'NoticeUndeliverable',
  to: message.to,
  ...(message.kind === 'gaps' && { gaps: message.gaps }),
});

const after = (
  current: RosterDocument,
  { message, outcome }: Tried<RosterMessage, Outcome>,
  now: Instant,
): RosterDocument => {
  const without = { ...current, outbox: current.outbox.filter(({ id }) => id !== message.id) };
  const changed = (change: (pending: RosterMessage) => RosterMessage): RosterDocument => ({
    ...current,
    outbox: current.outbox.map((pending) => (pending.id === message.id ? change(pending) : pending)),
  });
  // Another took its place, or another replica sent it: that one says what came of it.
  const isOver = without.outbox.length === current.outbox.length;
  switch (outcome.kind) {
    case 'sent':
    case 'needless':
      return without;
    case 'again':
      return changed((pending) => triedAgain(pending, outcome, now));
    case 'onward':
      return changed((pending) => ({ ...pending, route: outcome.route, tries: 0 }));
    case 'parked':
      if (isOver) return current;
      return withRosterEvents(
        { ...without, parked: [...without.parked, { message, at: now, why: outcome.why }] },
        [undeliverable(message)],
        now,
      );
    case 'undeliverable':
      if (isOver) return current;
      return withRosterEvents(without, [undeliverable(message)], now);
    default:
      return outcome satisfies never;
  }
};
