/* What came of the torture, in words: what was promised, what was seen, and what the other figures are. */
import type { Outcome } from '../../test/torture/kill/rounds.ts';
import type { Checked, Figures, Report } from '../../test/torture/replicas/report.ts';
import { SECOND, type Duration } from '../../src/core/time.ts';

const seconds = (time: Duration): string => `${(time / SECOND).toFixed(1)} s`;

/** A heading and what belongs to it. */
const under = (title: string, lines: readonly string[]): string =>
  [title, ...lines.map((line) => `  ${line}`)].join('\n');

/** Of a run that came to its end: it breaks off at the first thing that is wrong. */
export const killWords = (outcome: Outcome): string => {
  const { rounds, cases, answered, refused, savedUnanswered, notSaved, sent, sentAgain, ms } = outcome;
  return [
    `${KILLED}: OK`,
    under('promised, and checked after every kill', [
      'acknowledged commands that were gone: 0',
      'commands carried out in part, or twice: 0',
      'messages lost between the case and Teams: 0',
      'databases damaged by the kill: 0',
    ]),
    under('how much was put to the test', [
      `rounds, each one start and one kill: ${rounds} in ${seconds(ms)}, on ${cases} cases`,
      `commands answered: ${answered}, of which with a refusal: ${refused}`,
      `commands under way at a kill: ${savedUnanswered + notSaved} ` +
        `(${savedUnanswered} were saved whole, ${notSaved} not at all; each was asked again)`,
      `messages taken: ${sent}, of which once more because of a kill before that was recorded: ${sentAgain}`,
    ]),
  ].join('\n');
};

const KILLED = 'kill -9 against SQLite';

/** @param problem what the first check that failed said */
export const killFailure = (problem: string): string => `${KILLED}: FAILED\n  PROBLEM ${problem}`;

const PROMISES: Readonly<Record<keyof Checked, string>> = {
  lostIntakes: 'lost intakes (answered, but no case, two cases, another number, or not in the channel)',
  doubleSlots: 'places held twice',
  lostClaims: 'acknowledged claims that were gone, or places left open though enough people wanted them',
  missedPings: 'missed pings (a risk that stood, and somebody was not told)',
  missedCalls: 'missed calls to a consultation',
  leftOver: 'things left undone at the end (unsent, parked, a risk not raised, a case never looked at again)',
  unexplainedDuplicates: 'messages sent twice with neither a kill nor a lease that ended in between',
};

export const replicaWords = ({ problems, checked, figures }: Report): string =>
  [
    `three replicas on one store, one killed now and then: ${problems.length === 0 ? 'OK' : 'FAILED'}`,
    under(
      'promised, and checked at the end',
      (Object.keys(PROMISES) as (keyof Checked)[]).map(
        (what) => `${PROMISES[what]}: ${checked[what].length}`,
      ),
    ),
    under('how much was put to the test', load(figures)),
    under('how long it took (measured, and not judged here)', times(figures)),
    ...problems.map((problem) => `  PROBLEM ${problem}`),
  ].join('\n');

const load = (figures: Figures): readonly string[] => {
  const refused = Object.entries(figures.refusedWith).map(
    ([status, count]) => `${count} with HTTP ${status}`,
  );
  return [
    `pre-announcements: ${figures.intakes}, of which several people pressed "Ik ga mee" at once: ${figures.claimed}`,
    `replicas killed: ${figures.kills}`,
    `requests: ${figures.asked}; asked again because no answer came: ${figures.askedAgain}`,
    `answers other than HTTP 200: ${refused.length === 0 ? 'none' : refused.join(', ')}`,
    `cards posted in the channel: ${figures.posts}, calls to a consultation: ${figures.calls}, pings: ${figures.pings}`,
    `of these sent twice: ${figures.duplicatesByKill} by a kill between sending and recording, ` +
      `${figures.duplicatesByLease} because the lease of the first sender had ended`,
    `sweeps that cron called for and that were completed: ${figures.sweeps}`,
  ];
};

const times = (figures: Figures): readonly string[] => [
  `slowest answer, asking again included: ${seconds(figures.slowestAnswer)}`,
  `longest without a completed sweep, of any replica: ${seconds(figures.longestWithoutAnySweep)}`,
  `the same, not counting the sweep with which each replica begins: ${seconds(figures.longestWithoutSweep)}`,
  `one kill afterwards, when all was calm, until another replica swept: ${seconds(figures.takeOver)}`,
  `from the last answer until nothing was left to send or due: ${seconds(figures.toRest)}`,
];
