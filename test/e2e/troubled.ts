/** Trouble for chosen people at the Bot Connector, in each of the ways to reach them. */
import assert from 'node:assert/strict';
import type { Connector } from '../support/connector.ts';
import type { Received } from '../support/inbox.ts';
import { type User, personalConversation, user } from '../support/places.ts';
import type { SmsService } from '../support/sms.ts';
import { SMS_TROUBLE, type SmsTrouble } from '../support/sms-trouble.ts';
import { type Call, type Script, TROUBLE, type Trouble } from '../support/trouble.ts';
import { PEOPLE } from '../support/region-file.ts';

/** 1:1, by a mention in the thread of a case, by a mention in a new post in the channel. */
export type TeamsWay = 'personal' | 'reply' | 'thread';

const isFor = ({ kind, conversationId, body }: Call, who: User, way: TeamsWay): boolean => {
  if (kind !== way) return false;
  if (way === 'personal') return conversationId === personalConversation(who);
  return JSON.stringify(body ?? null).includes(`<at>${who.name}</at>`);
};

/** Messages with these words for this person go wrong, in one way. */
export const trouble = (
  connector: Connector,
  who: User,
  way: TeamsWay,
  words: string,
  what: Trouble,
): Script =>
  connector.answerNext(
    (call) => isFor(call, who, way) && JSON.stringify(call.body ?? null).includes(words),
    what,
  );

/** Longer than anybody keeps trying. */
export const FOR_EVER = 1_000;

/** Everything with these words that arrived for somebody in Teams, whichever way. */
export const arrived = ({ received }: Connector, who: User, words: string): readonly Received[] =>
  received.filter(({ kind, conversationId, activity }) => {
    if (!JSON.stringify(activity).includes(words)) return false;
    if (kind === 'personal') return conversationId === personalConversation(who);
    return (kind === 'reply' || kind === 'thread') && activity.text === `<at>${who.name}</at>`;
  });

export const always = (what: Trouble): Trouble => ({ ...what, times: FOR_EVER });

/** Somebody to tell something: 1:1 first, then by a mention, then by a text message. */
export interface Troubled {
  name: string;
  personal?: Trouble;
  mention?: Trouble;
  text?: SmsTrouble;
  /** How the message gets there. */
  arrives: 'personal' | 'mention' | 'text';
  /** Failed tries 1:1 and by a mention. */
  tries: readonly [personal: number, mention: number];
  /** At least so many milliseconds later than the first try. */
  after?: number;
}

const blocked = always(TROUBLE.writesBlocked);

/** Everything that Teams and a text message service are known to do to a message. */
export const TROUBLED: readonly Troubled[] = [
  { name: 'Wil Gewoon', arrives: 'personal', tries: [0, 0] },
  { name: 'Frank Geblokkeerd', personal: blocked, arrives: 'mention', tries: [1, 0] },
  { name: 'Ria Roster', personal: always(TROUBLE.notInRoster), arrives: 'mention', tries: [1, 0] },
  { name: 'Nora Nergens', personal: always(TROUBLE.notFound), arrives: 'mention', tries: [1, 0] },
  { name: 'Dirk Druk', personal: TROUBLE.throttled(3), arrives: 'personal', tries: [1, 0], after: 3_000 },
  { name: 'Karel Kapot', personal: { ...TROUBLE.broken, times: 3 }, arrives: 'personal', tries: [3, 0] },
  { name: 'Stef Stuk', personal: always(TROUBLE.broken), arrives: 'mention', tries: [4, 0] },
  {
    name: 'Theo Traag',
    personal: always(TROUBLE.throttled(2)),
    arrives: 'mention',
    tries: [4, 0],
    after: 6_000,
  },
  { name: 'Sara Sms', personal: always(TROUBLE.notFound), mention: blocked, arrives: 'text', tries: [1, 1] },
  { name: 'Dina Draad', personal: blocked, mention: always(TROUBLE.broken), arrives: 'text', tries: [1, 4] },
  {
    name: 'Lou Later',
    personal: blocked,
    mention: blocked,
    text: SMS_TROUBLE.throttled('1'),
    arrives: 'text',
    tries: [1, 1],
  },
  {
    name: 'Vic Verloren',
    personal: blocked,
    mention: blocked,
    text: SMS_TROUBLE.lostAnswer,
    arrives: 'text',
    tries: [1, 1],
  },
];

/** Everybody has a number, that does not exist. */
export const MOBILES: Readonly<Record<string, string>> = Object.fromEntries(
  [...Object.values(PEOPLE), ...TROUBLED].map(({ name }, index) => [
    name,
    `+316000000${String(index).padStart(2, '0')}`,
  ]),
);

export const mobileOf = ({ name }: Pick<User, 'name'>): string => {
  const mobile = MOBILES[name];
  if (mobile === undefined) throw new Error(`${name} has no number`);
  return mobile;
};

/** Waits for a message in one way. */
export type Expecting = Readonly<Record<Troubled['arrives'], (who: User) => Promise<unknown>>>;

/**
 * Gives everybody their trouble with the messages that have these words; `mention` is how one is made. What comes back
 * waits until everybody was reached, and checks that each was reached once, by the first way that works.
 */
export const troubleAll = (
  connector: Connector,
  sms: SmsService,
  words: string,
  mention: TeamsWay,
): ((expecting: Expecting) => Promise<void>) => {
  const all = TROUBLED.map((one) => {
    const who = user(one.name);
    if (one.text) sms.answerNext({ ...one.text, to: mobileOf(who) });
    const personal = one.personal && trouble(connector, who, 'personal', words, one.personal);
    const second = one.mention && trouble(connector, who, mention, words, one.mention);
    return { ...one, who, personal, second, firstTry: personal?.met.then(() => performance.now()) };
  });
  return async (expecting) => {
    const arrivals = all.map(async ({ who, arrives, firstTry }) => {
      await expecting[arrives](who);
      const at = performance.now();
      return at - ((await firstTry) ?? at);
    });
    const delays = await Promise.all(arrivals);
    for (const [index, { who, name, arrives, personal, second, tries, after = 0 }] of all.entries()) {
      assert.deepEqual([personal?.calls.length ?? 0, second?.calls.length ?? 0], tries, name);
      const texts = sms.texts.filter(({ to }) => to === mobileOf(who));
      const found = [arrived(connector, who, words).length, texts.length];
      assert.deepEqual(found, arrives === 'text' ? [0, 1] : [1, 0], `${name} gets it once`);
      assert.ok((delays[index] ?? 0) >= after, `${name} is left alone as long as was asked`);
    }
  };
};
