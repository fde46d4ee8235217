/** People who press buttons, and a Teams that asks again until it is answered. */
import { type Envelope, type WireActivity, freshInvokeId, invokeActivity } from '../../support/activities.ts';
import { BOT, type Place, type User } from '../../support/places.ts';
import type { Answer } from '../../support/teams.ts';
import type { Chance } from '../../simulation/world/chance.ts';
import type { Herd } from './herd.ts';

/** As long as Teams waits for an answer. */
const LONGEST_WAIT = 15_000;

/** More than the longest run has replicas to lose. */
const MOST_TIMES = 50;

export interface Asking {
  /** Asks any living replica, and another when it gets no answer. */
  ask: (activity: WireActivity) => Promise<Answer>;
  readonly counts: {
    asked: number;
    askedAgain: number;
    refusedWith: Record<string, number>;
    slowest: number;
  };
}

export const asking = (herd: Herd, chance: Chance): Asking => {
  const counts = { asked: 0, askedAgain: 0, refusedWith: {} as Record<string, number>, slowest: 0 };
  const once = async (activity: WireActivity): Promise<Answer | undefined> => {
    const { botUrl } = await herd.any(chance);
    try {
      const response = await fetch(botUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
        signal: AbortSignal.timeout(LONGEST_WAIT),
      });
      const text = await response.text();
      if (response.status === 200) return { status: 200, body: JSON.parse(text) as unknown, activity };
      counts.refusedWith[response.status] = (counts.refusedWith[response.status] ?? 0) + 1;
    } catch (error) {
      // Killed meanwhile, or before: nobody knows whether it did something.
      if (!(error instanceof Error)) throw error;
    }
    return undefined;
  };
  return {
    counts,
    ask: async (activity) => {
      const started = performance.now();
      counts.asked += 1;
      for (let time = 1; time <= MOST_TIMES; time += 1) {
        const answer = await once(activity);
        counts.slowest = Math.max(counts.slowest, performance.now() - started);
        if (answer) return answer;
        counts.askedAgain += 1;
      }
      throw new Error(`No answer after ${MOST_TIMES} times`);
    },
  };
};

const envelope = (user: User, place: Place, serviceUrl: string): Envelope => ({
  user,
  place,
  bot: BOT,
  serviceUrl,
  at: new Date(),
  id: freshInvokeId(),
});

const COMMAND = { commandId: 'vooraankondiging', commandContext: 'compose', context: { theme: 'default' } };

/** Opens the form of the pre-announcement, or sends it. */
export const dialog = (
  name: 'fetchTask' | 'submitAction',
  user: User,
  place: Place,
  serviceUrl: string,
  data: Readonly<Record<string, unknown>> = {},
): WireActivity =>
  invokeActivity(
    envelope(user, place, serviceUrl),
    `composeExtension/${name}`,
    { ...COMMAND, ...(name === 'submitAction' && { data }) },
    { source: 'compose' },
  );

/** Presses a button of the card of a case. */
export const pressed = (
  verb: string,
  id: string,
  user: User,
  place: Place,
  serviceUrl: string,
): WireActivity =>
  invokeActivity(
    envelope(user, place, serviceUrl),
    'adaptiveCard/action',
    { action: { type: 'Action.Execute', verb, data: { case: id } }, trigger: 'manual' },
    { replyToId: '1', source: 'message' },
  );
