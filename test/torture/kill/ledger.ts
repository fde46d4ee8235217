/** What a killed program said of one case, held against what is stored of it. */
import assert from 'node:assert/strict';
import type { CaseDocument } from '../../../src/case/document.ts';
import { evolve } from '../../../src/case/evolve.ts';
import type { CaseState } from '../../../src/case/state.ts';
import { seenBefore } from '../../../src/core/done.ts';
import { hashOf, laneIn } from './log-hash.ts';
import { STEPS_PER_CASE } from './steps.ts';
import type { Lane, Said, Step, Task } from './words.ts';

type Answered = Extract<Said, { kind: 'answered' }>;

export interface Ledger {
  /** Of the case. */
  readonly id: string;
  hear(said: Said): void;
  /** Fails when something that was answered is not there, or what was not answered is there in part. */
  check(stored: CaseDocument | undefined): void;
  /** How to go on; undefined when the case is done with. */
  task(): Task | undefined;
}

export interface Counts {
  /** Commands that were answered, and how many of them with a refusal. */
  answered: number;
  refused: number;
  /** Commands that were under way at a kill: saved or not, and asked again. */
  savedUnanswered: number;
  notSaved: number;
  /** Messages that were taken, and how many of them more than once. */
  sent: number;
  sentAgain: number;
}

export const noCounts = (): Counts => ({
  answered: 0,
  refused: 0,
  savedUnanswered: 0,
  notSaved: 0,
  sent: 0,
  sentAgain: 0,
});

export const ledger = (id: string, counts: Counts): Ledger => {
  const answered = new Map<string, Answered>();
  const sent = new Map<number, Lane>();
  let last: Answered | undefined;
  let trying: Step | undefined;
  let tried = 0;
  /** Events by people, when the command that was not answered had been carried out. */
  let mustStay: { activity: string; byPeople: number } | undefined;

  const hear = (said: Said): void => {
    if (said.kind === 'sent') {
      counts.sent += 1;
      if (sent.has(said.message.id)) counts.sentAgain += 1;
      sent.set(said.message.id, said.message);
    } else if (said.kind === 'trying') {
      if (said.step.activity !== trying?.activity) tried += 1;
      trying = said.step;
    } else {
      counts.answered += 1;
      if (!said.ok) counts.refused += 1;
      answered.set(said.activity, said);
      last = said;
      trying = undefined;
    }
  };

  const check = (stored: CaseDocument | undefined): void => {
    if (!stored) {
      assert.equal(last, undefined, `${id} was answered, and is gone`);
      if (trying) counts.notSaved += 1;
      return;
    }
    assert.deepEqual(
      stored.log.reduce<CaseState | undefined>(evolve, undefined),
      stored.state,
      'the log explains it',
    );
    if (last) {
      assert.equal(hashOf(stored.log, last.lines), last.log, `${id}: what was answered last is in the log`);
      for (const message of last.outbox)
        assert.ok(isKept(message, stored), `${id}: message ${message.id} is lost`);
    }
    for (const { activity, ok } of answered.values())
      if (isRemembered(activity)) assertRemembered(stored, activity, ok);
    checkUnanswered(stored);
  };

  /** In the document, taken, or replaced by a newer one to the same destination. */
  const isKept = (message: Lane, { outbox, parked }: CaseDocument): boolean =>
    [...outbox.map(laneIn), ...parked.map((one) => laneIn(one.message)), ...sent.values()].some(
      ({ id: other, lane }) => other === message.id || (lane === message.lane && other > message.id),
    );

  /** Opening the form is known again by the id of the case. */
  const isRemembered = (activity: string): boolean => !activity.endsWith(' 0');

  const assertRemembered = (stored: CaseDocument, activity: string, ok: boolean): void => {
    const known = seenBefore(stored.done, activity);
    assert.ok(known, `${activity} was answered, and is not remembered`);
    assert.equal(known.refused ?? false, !ok, `${activity} is remembered as it was answered`);
    assert.equal(new Set(stored.done.map((one) => one.activity)).size, stored.done.length, 'each once');
  };

  const checkUnanswered = (stored: CaseDocument): void => {
    const byPeople = stored.log.filter(({ by }) => by).length;
    const known = last ? stored.log.slice(0, last.lines).filter(({ by }) => by).length : 0;
    if (mustStay && answered.has(mustStay.activity))
      assert.ok(repeatedOnce(mustStay, stored), `${mustStay.activity} acted twice`);
    mustStay = undefined;
    const saved = trying && isSaved(trying, stored);
    if (!saved) assert.equal(byPeople, known, `${id}: nothing happened that nobody asked for`);
    if (!trying) return;
    if (saved) counts.savedUnanswered += 1;
    else counts.notSaved += 1;
    if (saved) mustStay = { activity: trying.activity, byPeople };
  };

  const isSaved = ({ activity, command }: Step, stored: CaseDocument): boolean =>
    command === undefined || seenBefore(stored.done, activity) !== undefined;

  /** The log as it was answered the second time holds no more of people than was stored before. */
  const repeatedOnce = (
    { activity, byPeople }: { activity: string; byPeople: number },
    { log }: CaseDocument,
  ): boolean => {
    const lines = answered.get(activity)?.lines ?? 0;
    return log.slice(0, lines).filter(({ by }) => by).length === byPeople;
  };

  return {
    id,
    hear,
    check,
    task: () =>
      tried >= STEPS_PER_CASE && !trying
        ? undefined
        : { case: id, next: tried, ...(trying && { unanswered: trying }) },
  };
};
