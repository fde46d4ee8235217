import { type Activity, ActivityTypes } from 'botbuilder';
import { isEntraId } from '../core/entra-id.ts';
import type { Origin } from './identity.ts';

/*
 * What came from outside may hold anything, also where Teams puts an id or a code. Only what has the shape of one goes into
 * the log.
 */

const OTHER = 'other';

const TYPES: ReadonlySet<string> = new Set(Object.values(ActivityTypes));

/** `adaptiveCard/action` */
const NAME = /^[a-z]{1,30}\/[a-z]{1,30}$/i;

const shaped = (word: string | undefined, hasShape: boolean): string | undefined =>
  word === undefined || hasShape ? word : OTHER;

/** What kind of activity it is. */
export const loggedKind = ({ type, name }: Pick<Activity, 'type' | 'name'>): object => ({
  type: shaped(type, TYPES.has(type)),
  name: shaped(name, NAME.test(name ?? '')),
});

/** What Teams invokes of us; anybody may make up another name. */
const INVOKES: readonly (string | undefined)[] = [
  'adaptiveCard/action',
  'composeExtension/fetchTask',
  'composeExtension/submitAction',
];

/** The same in one word of a closed list, for whoever counts them. */
export const countedKind = ({ type, name }: Pick<Activity, 'type' | 'name'>): string => {
  if (!TYPES.has(type)) return OTHER;
  return name !== undefined && INVOKES.includes(name) ? name : type;
};

/** Who sent it, where that is nobody we know. */
export const loggedSender = (origin: Pick<Origin, 'account'> | undefined): object =>
  origin === undefined
    ? {}
    : {
        tenant: shaped(origin.account.tenant, isEntraId(origin.account.tenant)),
        person: shaped(origin.account.id, isEntraId(origin.account.id)),
      };
