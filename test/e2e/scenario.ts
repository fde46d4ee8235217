/** The program, a Bot Connector and a made-up Teams around it, and the steps of a case in one word each. */
import { cardIn } from '../support/answers.ts';
import type { Answers, Piece } from '../support/cards.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import type { Received } from '../support/inbox.ts';
import { type Place, type User, channel, placeOf, user } from '../support/places.ts';
import { type Exit, type Program, type Workplace, startProgram, workplace } from '../support/program.ts';
import { PEOPLE, type RegionOptions, regionFile } from '../support/region-file.ts';
import { type Answer, type Teams, playTeams } from '../support/teams.ts';
import { type WallClock, dateAndTime, wallClock } from '../support/wall-clock.ts';
import { DAY, type Instant } from '../../src/core/time.ts';

export const CHANNEL = channel('19:hoogeveen@thread.tacv2');

/** A case whose card is in the channel. */
export interface PostedCase {
  thread: Place;
  /** Where the card is. */
  posted: Received;
  /** The card was posted once more: that is the one that lives on. */
  movedTo(again: Received): void;
  form: Received;
  /** The card as everybody sees it now. */
  card: () => Piece;
  /** Presses a button of the card as it is now; the card is redrawn for everybody. Answers what the presser sees. */
  press: (who: User, title: string, answers?: Answers) => Promise<Piece>;
  /** The same without waiting for anything. */
  try: (who: User, title: string, answers?: Answers) => Promise<Answer>;
  /** The id that the buttons carry. */
  id: string;
  /** The cards with which people were called to the consultation. */
  calls: readonly Received[];
  /** Somebody was called once more, because the first message was not recorded: that is the one that lives on. */
  calledAnew(again: Received): void;
  /** The card with which somebody was called. */
  callOf: (who: User) => Received;
}

export interface Scenario {
  connector: Connector;
  /** Changes at a restart. */
  program: Program;
  teams: Teams;
  place: Workplace;
  /** Sends a pre-announcement: its card is in the channel, without waiting for what follows. */
  send(answers?: Answers): Promise<{ form: Received; posted: Received }>;
  /** Up to the consultation that starts itself: `called` are the people who are called 1:1. */
  announce(answers?: Answers, called?: readonly User[]): Promise<PostedCase>;
  /** Starts again, on the same clock or on one that shows something else. */
  restart(signal: 'SIGTERM' | 'SIGKILL', clock?: WallClock): Promise<Exit>;
  /** The moment it is for the program. */
  now: () => Instant;
  /** Stops everything; answers how the program ended. */
  close(): Promise<Exit>;
}

/** The moment on the wall clock, as somebody fills in who just came back. */
export const justNow = (): { visitDate: string; visitTime: string } => {
  const { date, time } = dateAndTime(Date.now());
  return { visitDate: date, visitTime: time };
};

/** What visitors fill in when they saw and spoke the household. */
export const seen = (): Answers => ({ result: 'seen', agreements: 'yes', ...justNow() });

export const REFERENCE = 'PL0100-2026123456';

/** The formal report, without which a case cannot be closed. */
export const REPORT: Answers = { reportReference: 'CORV-2026-123456' };

/** One person for each role of the consultation; for the police whoever announces. */
export const CALLED: readonly User[] = [PEOPLE.police, PEOPLE.safeAtHome, PEOPLE.municipal, PEOPLE.youth];

/** After these nobody has to answer a call any more. */
const ENDS_THE_CALL = 'Besluit opslaan';

/** The id that the buttons of a card carry. */
export const idIn = ({ card }: Received): string => /"case":"([^"]+)"/.exec(JSON.stringify(card))?.[1] ?? '';

/** A consultation that starts itself: the card was there at once, the place to meet and the calls follow. */
export const expectConsultation = async (
  connector: Connector,
  { activityId }: Received,
  called: readonly User[] = CALLED,
): Promise<Received[]> => {
  await connector.expectUpdate({ activityId, text: /Overleg .* (in|via|door) / });
  return expectCalls(connector, called);
};

export const expectCalls = (connector: Connector, called: readonly User[] = CALLED): Promise<Received[]> =>
  Promise.all(called.map((member) => connector.expectPersonal({ member, text: /Overleg .*: casus/ })));

/** School is out for weeks, unless said otherwise: no test depends on whether a bell rings today. */
export const quietRegion = (options: RegionOptions = {}, now: Instant = Date.now()): string => {
  const [from, to] = [dateAndTime(now - DAY).date, dateAndTime(now + 21 * DAY).date];
  return regionFile({ schools: { holidays: [{ from, to, name: 'Vakantie' }] }, ...options });
};

/**
 * @param env more variables for the program, for example those of Graph.
 * @param clock by which the program lives, until it is started again on another.
 */
export const startScenario = async (
  options: RegionOptions = {},
  env: Readonly<Record<string, string>> = {},
  clock: WallClock = wallClock(),
): Promise<Scenario> => {
  const place = workplace(quietRegion(options, clock.now()));
  const { more = [], strangers = [] } = options;
  const people = [...Object.values(PEOPLE), ...more.map(({ name }) => user(name)), ...strangers];
  const connector = await startConnector({ people, withinMs: 20_000 });
  let current = clock;
  const started = (): Promise<Program> => startProgram(place, { ...env, ...current.env });
  const program = await started();
  const now = (): Instant => current.now();
  const teamsFor = ({ botUrl }: Program): Teams =>
    playTeams({ botUrl, serviceUrl: connector.serviceUrl, now: () => new Date(now()) });

  const scenario: Scenario = {
    connector,
    program,
    teams: teamsFor(program),
    place,

    send: async (answers = {}) => {
      const asked = await scenario.teams.message(PEOPLE.police, CHANNEL, 'nieuw');
      const form = await connector.expectReply({ thread: asked, text: 'Vooraankondiging' });
      const filled = { reference: REFERENCE, children: 2, ...answers };
      cardIn(
        await scenario.teams.press(PEOPLE.police, asked.place, connector.shown(form), 'Versturen', filled),
      );
      const posted = await connector.expectThread({
        channel: CHANNEL.channel,
        text: /Casus HGV-\d{4}-\d{4}/,
      });
      await connector.expectUpdate({ activityId: form.activityId, text: 'Verstuurd' });
      return { form, posted };
    },

    announce: async (answers = {}, called = CALLED) => {
      const { form, posted } = await scenario.send(answers);
      const calls = await expectConsultation(connector, posted, called);
      const attempt: PostedCase['try'] = (presser, title, given = {}) =>
        scenario.teams.press(presser, result.thread, connector.shown(result.posted), title, given);
      const result: PostedCase = {
        thread: placeOf(posted.conversationId),
        posted,
        form,
        id: idIn(posted),
        calls,
        calledAnew: (again) => {
          calls.splice(
            calls.findIndex(({ to }) => to === again.to),
            1,
            again,
          );
        },
        callOf: (one) => {
          const call = calls.find(({ to }) => to === one.name);
          if (!call) throw new Error(`${one.name} was not called`);
          return call;
        },
        movedTo: (again) => {
          result.posted = again;
          result.thread = placeOf(again.conversationId);
        },
        card: () => connector.shown(result.posted).card,
        try: attempt,
        press: async (presser, title, given) => {
          const seen = cardIn(await attempt(presser, title, given));
          await connector.expectUpdate({ activityId: result.posted.activityId });
          const over = title === ENDS_THE_CALL ? calls : [];
          await Promise.all(over.map(({ activityId }) => connector.expectUpdate({ activityId })));
          return seen;
        },
      };
      return result;
    },

    now,

    restart: async (signal, next = current) => {
      const exit = await scenario.program.stop(signal);
      current = next;
      scenario.program = await started();
      scenario.teams = teamsFor(scenario.program);
      return exit;
    },

    close: async () => {
      const exit = await scenario.program.stop('SIGTERM');
      await connector.close();
      place.remove();
      return exit;
    },
  };
  return scenario;
};
