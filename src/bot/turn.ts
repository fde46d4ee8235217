import { createHash } from 'node:crypto';
import type { Activity, ActivityTypes } from 'botbuilder';
import type { AccessLog } from '../audit/access.ts';
import type { Acting } from './acting.ts';
import type { Channels } from '../address/channels.ts';
import type { Feeds } from '../address/feeds.ts';
import type { People } from '../address/people.ts';
import { withRemark } from '../cards/element.ts';
import type { CaseHandlers } from '../case/handle.ts';
import type { Mark } from '../case/repeats.ts';
import type { Households } from '../household/handle.ts';
import type { Days } from '../core/calendar.ts';
import type { CurrentRegion, Person, Region } from '../core/region.ts';
import type { Log } from '../core/log.ts';
import type { Telemetry } from '../core/telemetry.ts';
import type { Clock } from '../core/time.ts';
import type { DirectoryHandlers } from '../directory/handle.ts';
import type { Deliverer } from '../outbox/deliver.ts';
import type { Messenger } from '../outbox/port.ts';
import type { RosterHandlers } from '../roster/handle.ts';
import type { Download } from './download.ts';
import type { Members, Mentions, Origin } from './identity.ts';
import type { Reply } from './reply.ts';

/** What the bot works with. */
export interface ApplicationParts extends Omit<BotParts, 'region'> {
  region: CurrentRegion;
}

/** What the routes work with in one turn. */
export interface BotParts {
  /** As it was when the turn began. */
  region: Region;
  days: Days;
  cases: CaseHandlers;
  rosters: RosterHandlers;
  /** People and settings. */
  directory: DirectoryHandlers;
  /** Asks Teams who is mentioned. */
  mentions: Mentions;
  feeds: Feeds;
  /** Address of a personal calendar from outside; undefined when it is not known where that is. */
  feedAddress: (secret: string) => string | undefined;
  /** A secret that nobody can guess. */
  secret: () => string;
  /** Gets a file that somebody attached. */
  download: Download;
  households: Households;
  access: AccessLog;
  /** An address as keyed hashes, none while there is no key to be had; undefined when it is no address. */
  addressMarks: (address: string) => Promise<readonly Mark[] | undefined>;
  channels: Channels;
  people: People;
  /** Who is who in a channel. */
  members: Members;
  deliverer: Deliverer;
  /** For what only one person may read, and at once. */
  messenger: Pick<Messenger, 'toPerson'>;
  clock: Clock;
  log: Log;
  /** Present in local mode only. */
  acting: Acting | undefined;
  /** Told nothing when it is left out. */
  telemetry?: Pick<Telemetry, 'tell'>;
}

/** One activity of a known person. */
export interface Turn {
  origin: Origin;
  /** Who sent it. */
  sender: Person;
  /** As whom it counts: the sender, or in local mode whoever the sender plays. */
  actor: Person;
  /** Whom the message mentions besides us, by Teams' own ids. */
  mentioned: readonly string[];
  /** The same for an activity that Teams sends again. */
  activity: string;
}

/** An activity's type is a plain string on the wire. */
export const isOfType = (activity: Activity, type: ActivityTypes): boolean =>
  activity.type === type.valueOf();

/** Conversation and activity id: what Teams repeats when it sends an activity again. */
export const activityKey = (activity: Activity): string => `${activity.conversation.id}|${activity.id ?? ''}`;

/** A document id that the same activity always leads to, so that a resend opens nothing twice. */
export const idFrom = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);

/** In local mode every answer says as whom the tester acts. */
export const sayingWho = (reply: Reply, { sender, actor }: Pick<Turn, 'sender' | 'actor'>): Reply => {
  if (sender === actor) return reply;
  const note = `Testmodus: u handelt als ${actor.name}.`;
  if (reply.kind === 'words') return { kind: 'words', words: `${note}\n\n${reply.words}` };
  return { kind: 'card', card: { ...reply.card, card: withRemark(reply.card.card, note) } };
};
