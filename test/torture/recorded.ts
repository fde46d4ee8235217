/** Whole courses of events, with every activity that was sent, to be sent again. */
import { type PostedCase, type Scenario, REPORT, seen } from '../e2e/scenario.ts';
import type { WireActivity } from '../support/activities.ts';
import type { Answers } from '../support/cards.ts';
import type { User } from '../support/places.ts';
import { PEOPLE } from '../support/region-file.ts';
import type { Answer, Teams } from '../support/teams.ts';

const { police, youth, municipal, manager } = PEOPLE;

/** The same Teams; what it sent and what was answered is kept. */
export const recording = (teams: Teams, answers: Answer[]): Teams => {
  const kept = async <A extends Answer>(answered: Promise<A>): Promise<A> => {
    const answer = await answered;
    answers.push(answer);
    return answer;
  };
  return {
    message: (...given) => kept(teams.message(...given)),
    press: (...given) => kept(teams.press(...given)),
    execute: (...given) => kept(teams.execute(...given)),
    submit: (...given) => kept(teams.submit(...given)),
    file: (...given) => kept(teams.file(...given)),
    fetchTask: (...given) => kept(teams.fetchTask(...given)),
    submitTask: (...given) => kept(teams.submitTask(...given)),
    installed: (...given) => kept(teams.installed(...given)),
    send: teams.send,
    resend: teams.resend,
  };
};

/** From the announcement to the close, with somebody who changes their mind. */
const STEPS: readonly (readonly [who: User, title: string, answers?: () => Answers])[] = [
  [youth, 'Ik ga mee'],
  [youth, 'Ik kan toch niet'],
  [police, 'Besluit opslaan'],
  [police, 'Aanvulling opslaan'],
  [youth, 'Ik ga mee'],
  [municipal, 'Ik ga mee'],
  [municipal, 'Planning opslaan'],
  [youth, 'Bezoek opslaan', seen],
  [municipal, 'School is ingelicht'],
  [youth, 'Terugkoppeling is gedaan'],
  [manager, 'Nummer opslaan', () => REPORT],
  [manager, 'Overgedragen en sluiten', () => ({ dossier: 'safeAtHome' })],
];

/**
 * Takes a case from the announcement to the close.
 *
 * @param between runs after the announcement and after every step, with what was answered so far
 */
export const wholeCourse = async (
  scenario: Scenario,
  announced: Answers = {},
  between: (answers: readonly Answer[], posted: PostedCase) => Promise<void> = () => Promise.resolve(),
): Promise<{ posted: PostedCase; answers: readonly Answer[] }> => {
  const answers: Answer[] = [];
  const { teams } = scenario;
  scenario.teams = recording(teams, answers);
  const posted = await scenario.announce(announced);
  await between(answers, posted);
  for (const [who, title, given] of STEPS) {
    await posted.press(who, title, given?.());
    await between(answers, posted);
  }
  scenario.teams = teams;
  return { posted, answers };
};

/** The same activity, as if it were about another case and sent for the first time. */
export const transplanted = (activity: WireActivity, from: string, to: string, id: string): WireActivity => ({
  ...(JSON.parse(JSON.stringify(activity).replaceAll(from, to)) as WireActivity),
  id,
});
