/** The roster of a municipality as its people use it over HTTP, on a Wednesday before a weekend. */
import { cardIn } from '../support/answers.ts';
import { type Answers, type Piece, textOf } from '../support/cards.ts';
import { choiceNamed } from '../support/form.ts';
import type { Received } from '../support/inbox.ts';
import { PERSONAL, type User, placeOf } from '../support/places.ts';
import { PEOPLE, type RegionOptions } from '../support/region-file.ts';
import type { ShownCard } from '../support/teams.ts';
import { type WallClock, wallClock } from '../support/wall-clock.ts';
import { CHANNEL, type Scenario, startScenario } from './scenario.ts';

const { planner } = PEOPLE;

/** No holiday is near. */
export const WEDNESDAY = '2026-11-25';
export const THURSDAY = '2026-11-26';
export const FRIDAY = '2026-11-27';
export const SATURDAY = '2026-11-28';
export const SUNDAY = '2026-11-29';

/** As most municipalities have them. */
export const OFFICE_HOURS = {
  workdays: ['08:30-17:00'],
  weekend: ['10:00-18:00'],
  holidays: ['10:00-18:00'],
} as const;

/** Nobody is missed in a weekend. */
export const NO_WEEKENDS = { weekend: [], holidays: [] } as const;

/** A card as somebody sees it. */
export type Seen = ShownCard & { card: Piece; words: string };

export const seenIn = (message: ShownCard, card: Piece | undefined = message.card): Seen => {
  if (card === undefined) throw new Error('There is no card on this message');
  return { ...message, card, words: textOf(card) };
};

/** `2026-11-28T10:00` */
export interface NewDuty {
  who: User;
  from: string;
  to: string;
  often?: string;
}

export interface RosterDesk {
  scenario: Scenario;
  /** What somebody sees who types this in their own chat: `piket` when nothing else is said. */
  asks(who: User, words?: string, answer?: string | RegExp): Promise<Seen>;
  /** Presses a button; answers the card it turns into for whoever pressed. */
  presses(who: User, seen: ShownCard, title: string, answers?: Answers): Promise<Seen>;
  /** The planner fills in "Piket toevoegen" on a roster. */
  saves(roster: Seen, duty: NewDuty): Promise<Seen>;
  /** The planner puts somebody on the roster. They hear of it themselves. */
  puts(duty: NewDuty): Promise<{ seen: Seen; told: Received }>;
  /** The planner tests who is in reach, and everybody who is on the roster says so. */
  proves(people: readonly User[]): Promise<void>;
}

/** The fields of a form for a period, by their prefix. */
export const between = (prefix: string, { from, to }: Pick<NewDuty, 'from' | 'to'>): Answers => {
  const [fromDate = '', fromTime = ''] = from.split('T');
  const [toDate = '', toTime = ''] = to.split('T');
  return {
    [`${prefix}FromDate`]: fromDate,
    [`${prefix}FromTime`]: fromTime,
    [`${prefix}ToDate`]: toDate,
    [`${prefix}ToTime`]: toTime,
  };
};

export const deskOf = (scenario: Scenario): RosterDesk => {
  const { connector } = scenario;
  const desk: RosterDesk = {
    scenario,
    asks: async (who, words = 'piket', answer = 'Piketrooster Hoogeveen') => {
      await scenario.teams.message(who, PERSONAL, words);
      const message = await connector.expectPersonal({ member: who, text: answer });
      return seenIn(message);
    },
    presses: async (who, seen, title, answers) => {
      const place = placeOf(seen.conversationId);
      return seenIn(seen, cardIn(await scenario.teams.press(who, place, seen, title, answers)));
    },
    saves: (roster, { who, often = 'once', ...period }) => {
      const submit = 'Piket opslaan';
      const person = choiceNamed(roster.card, submit, 'addPerson', `${who.name} · `);
      const answers = { addPerson: person, addEvery: often, ...between('add', period) };
      return desk.presses(planner, roster, submit, answers);
    },
    puts: async (duty) => {
      const seen = await desk.saves(await desk.asks(planner), duty);
      const told = await connector.expectPersonal({
        member: duty.who,
        text: 'Uw piketdienst in Hoogeveen is veranderd',
      });
      return { seen, told };
    },
    proves: async (people) => {
      await desk.asks(planner, 'bereikbaar', 'De test is verstuurd');
      for (const who of people) {
        const test = await connector.expectPersonal({ member: who, text: 'Bereikbaarheidstest' });
        await desk.presses(who, test, 'Ja, ik ben bereikbaar');
      }
    },
  };
  return desk;
};

/**
 * Starts the program, on Wednesday at ten unless said otherwise. The planner uses the bot in the channel, so that it is
 * known where that is: what the roster has to say goes out from then on, such as the gaps of the weekend.
 */
export const startRoster = async (
  options: RegionOptions = {},
  env: Readonly<Record<string, string>> = {},
  clock: WallClock = wallClock(`${WEDNESDAY}T10:00`),
  prepare: (scenario: Scenario) => void = () => undefined,
): Promise<RosterDesk> => {
  const scenario = await startScenario({ serviceHours: OFFICE_HOURS, ...options }, env, clock);
  prepare(scenario);
  const asked = await scenario.teams.message(planner, CHANNEL, 'piket');
  await scenario.connector.expectReply({ thread: asked, text: 'Piketrooster Hoogeveen' });
  return deskOf(scenario);
};
