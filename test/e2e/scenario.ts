/** The program, a Bot Connector and a made-up Teams around it, and the steps of a case in one word each. */
import { cardIn } from '../support/answers.ts';
import type { Answers, Piece } from '../support/cards.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import type { Received } from '../support/inbox.ts';
import { type Place, type User, channel, placeOf, user } from '../support/places.ts';
import { type Exit, type Program, type Workplace, startProgram, workplace } from '../support/program.ts';
import { PEOPLE, type RegionOptions, regionFile } from '../support/region-file.ts';
import { type Answer, type Teams, playTeams } from '../support/teams.ts';

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
}

export interface Scenario {
  connector: Connector;
  /** Changes at a restart. */
  program: Program;
  teams: Teams;
  place: Workplace;
  announce(answers?: Answers, who?: User): Promise<PostedCase>;
  restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<Exit>;
  /** Stops everything; answers how the program ended. */
  close(): Promise<Exit>;
}

const now = (options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', ...options }).format(Date.now());

/** The moment on the wall clock, as somebody fills in who just came back. */
export const justNow = (): { visitDate: string; visitTime: string } => ({
  visitDate: now({ dateStyle: 'short' }),
  visitTime: now({ timeStyle: 'short' }),
});

/** What visitors fill in when they saw and spoke the household. */
export const seen = (): Answers => ({ result: 'seen', agreements: 'yes', ...justNow() });

export const REFERENCE = 'PL0100-2026123456';

/** The id that the buttons of a card carry. */
export const idIn = ({ card }: Received): string => /"case":"([^"]+)"/.exec(JSON.stringify(card))?.[1] ?? '';

export const startScenario = async (options: RegionOptions = {}): Promise<Scenario> => {
  const place = workplace(regionFile(options));
  const people = [...Object.values(PEOPLE), ...(options.more ?? []).map(({ name }) => user(name))];
  const connector = await startConnector({ people, withinMs: 15_000 });
  const program = await startProgram(place);
  const teamsFor = ({ botUrl }: Program): Teams => playTeams({ botUrl, serviceUrl: connector.serviceUrl });

  const scenario: Scenario = {
    connector,
    program,
    teams: teamsFor(program),
    place,

    announce: async (answers = {}, who = PEOPLE.police) => {
      const asked = await scenario.teams.message(who, CHANNEL, 'nieuw');
      const form = await connector.expectReply({ thread: asked, text: 'Vooraankondiging' });
      const filled = { reference: REFERENCE, children: 2, ...answers };
      cardIn(await scenario.teams.press(who, asked.place, connector.shown(form), 'Versturen', filled));
      const posted = await connector.expectThread({
        channel: CHANNEL.channel,
        text: /Casus HGV-\d{4}-\d{4}/,
      });
      await connector.expectUpdate({ activityId: form.activityId, text: 'Verstuurd' });
      const attempt: PostedCase['try'] = (presser, title, given = {}) =>
        scenario.teams.press(presser, result.thread, connector.shown(result.posted), title, given);
      const result: PostedCase = {
        thread: placeOf(posted.conversationId),
        posted,
        form,
        id: idIn(posted),
        movedTo: (again) => {
          result.posted = again;
          result.thread = placeOf(again.conversationId);
        },
        card: () => connector.shown(result.posted).card,
        try: attempt,
        press: async (presser, title, given) => {
          const seen = cardIn(await attempt(presser, title, given));
          await connector.expectUpdate({ activityId: result.posted.activityId });
          return seen;
        },
      };
      return result;
    },

    restart: async (signal) => {
      const exit = await scenario.program.stop(signal);
      scenario.program = await startProgram(place);
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
