/**
 * A program that does nothing but commands on real cases, on the real store, until it is killed: for kill-rounds.test.ts. It
 * is told where by a message, tells what it asks, and tells what was answered only once it was.
 */
import type { CaseCommand } from '../../src/case/commands.ts';
import { caseHandlers } from '../../src/case/handle.ts';
import type { Person } from '../../src/core/region.ts';
import { ladder } from '../../src/escalation/ladder.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { START, announcement, decisions, details, hour, seen } from '../case/history.ts';
import { lars, olga, region, yara } from '../case/region.ts';
import { everybodyOnDuty, plainDays } from '../support/cover.ts';

/** One command on one case. */
export interface Asked {
  id: string;
  /** Which of the course of a case. */
  step: number;
}

export type Told = 'loaded' | { asked: Asked } | { answered: Asked } | { refused: Asked };

export interface Task {
  directory: string;
  round: number;
  /** Asked before, and not answered: asked again with the same activity, as Teams does. */
  again: readonly Asked[];
}

/** Cases that are worked on at the same time. */
const SIDE_BY_SIDE = 4;

const claim: CaseCommand = { type: 'ClaimSlot' };

/** What happens in a case after its form was opened, and which event says so. */
export const COURSE: readonly [command: CaseCommand, by: Person, event: string][] = [
  [{ type: 'Announce', announcement }, olga, 'CaseAnnounced'],
  [claim, yara, 'SlotClaimed'],
  [{ type: 'ReleaseSlot' }, yara, 'SlotReleased'],
  [claim, yara, 'SlotClaimed'],
  [{ type: 'RecordConsultation', decisions }, olga, 'ConsultationRecorded'],
  [{ type: 'CompleteConsultation', details }, olga, 'ConsultationCompleted'],
  [claim, lars, 'SlotClaimed'],
  [{ type: 'PlanVisit', visitAt: hour(3) }, yara, 'VisitPlanned'],
  [{ type: 'RecordSeen', seen: { ...seen, at: START } }, yara, 'HouseholdSeen'],
];

export const activityOf = ({ id, step }: Asked): string => `conversation|${id} ${step}`;

const tell = (told: Told): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(told, (error: Error | null) => {
      if (error) reject(error);
      else resolve();
    });
  });

const work = async ({ directory, round, again }: Task): Promise<void> => {
  const store = openSqliteStore({ directory });
  const watch = ladder({ region, days: plainDays(), cover: everybodyOnDuty(region), texts: false });
  const watchFor = () => Promise.resolve(watch);
  const cases = caseHandlers({ store, region, watchFor, clock: () => START, nudge: () => undefined });

  const act = async (asked: Asked): Promise<void> => {
    const [command, by] = COURSE[asked.step] ?? [];
    if (!command || !by) throw new Error(`a case has no step ${asked.step}`);
    await tell({ asked });
    await cases.openIntake(asked.id, olga);
    const { ok } = await cases.run(asked.id, command, by, { activity: activityOf(asked) });
    await tell(ok ? { answered: asked } : { refused: asked });
  };
  const live = async (lane: number): Promise<never> => {
    for (let number = 0; ; number += 1)
      for (const step of COURSE.keys()) await act({ id: `case/${round}-${lane}-${number}`, step });
  };
  for (const asked of again) await act(asked);
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, (_, lane) => live(lane)));
};

// Only where it is a program of its own: the test reads the course from here.
if (process.send && process.argv.includes('working')) {
  process.once('message', (task) => {
    void work(task as Task);
  });
  await tell('loaded');
}
