/** The program without Teams and Graph: the real store on disk, handlers and everything that looks at a case. */
import assert from 'node:assert/strict';
import type { CaseCommand } from '../../src/case/commands.ts';
import { type CaseDocument, parseCase } from '../../src/case/document.ts';
import { type Watch, settle } from '../../src/case/due.ts';
import { type CaseHandlers, caseHandlers } from '../../src/case/handle.ts';
import type { OutgoingMessage } from '../../src/case/messages.ts';
import type { PreAnnouncement } from '../../src/case/state.ts';
import type { Person } from '../../src/core/region.ts';
import type { Instant } from '../../src/core/time.ts';
import { after } from '../../src/outbox/after.ts';
import type { Outcome } from '../../src/outbox/attempt.ts';
import type { DocumentStore } from '../../src/store/port.ts';
import { update } from '../../src/store/update.ts';
import { keptLog, temporaryStore } from '../outbox/world.ts';
import { START, announcement } from './history.ts';
import { olga, region } from './region.ts';
import { delivered } from './walked-delivery.ts';
import { everyWatch } from './watches.ts';
import { unchanging } from '../support/region-now.ts';
import { repeats } from '../../src/case/repeats.ts';

const ID = 'case/1';

/** Sending makes something else to send a few times at most. */
const MANY = 10;

export interface Desk {
  store: DocumentStore;
  cases: CaseHandlers;
  now: Instant;
  /** Carries out a command that must be accepted; Teams and Graph take whatever follows from it. */
  act(command: CaseCommand, by: Person): Promise<CaseDocument>;
  /** As `act`, and nothing leaves. */
  ask(command: CaseCommand, by: Person): Promise<CaseDocument>;
  announce(changes?: Partial<PreAnnouncement>): Promise<CaseDocument>;
  /** Lets the clock look at a moment. */
  tickAt(moment: Instant): Promise<CaseDocument>;
  /** Tries everything that waits, with this outcome. */
  tryAll(outcome: Outcome): Promise<void>;
  stored(): Promise<CaseDocument>;
  /** Every message since the case began, in the order of their numbers. */
  readonly sent: readonly OutgoingMessage[];
  dispose(): Promise<void>;
}

/** Starts at the receipt of the case, with an opened form of Olga. */
export const startDesk = async (): Promise<Desk> => {
  const { store, dispose } = await temporaryStore();
  const { log } = keptLog();
  const watch = everyWatch(region);
  const watchFor = (): Promise<Watch> => Promise.resolve(watch);
  const cases = caseHandlers({
    store,
    region: unchanging(region),
    watchFor,
    repeats: repeats(store, () => desk.now),
    clock: () => desk.now,
    nudge: () => undefined,
    log,
  });
  const sent: OutgoingMessage[] = [];
  let activities = 0;

  const change = (apply: (current: CaseDocument) => CaseDocument): Promise<void> =>
    update(store, ID, parseCase, (current) => {
      assert.ok(current);
      return { save: settle(apply(current), watch, desk.now), result: undefined };
    });

  const stored = async (): Promise<CaseDocument> => {
    const found = await cases.read(ID);
    assert.ok(found, 'the case is not there');
    return found;
  };

  const deliver = async (): Promise<CaseDocument> => {
    let rounds = 0;
    for (let { outbox } = await stored(); outbox.length > 0; { outbox } = await stored()) {
      assert.ok((rounds += 1) < MANY, 'there is always something to send');
      sent.push(...outbox);
      await change((current) => delivered(current, 'taken', region, desk.now));
    }
    return stored();
  };

  const ask = async (command: CaseCommand, by: Person): Promise<CaseDocument> => {
    const answer = await cases.run(ID, command, by, { activity: `activity ${(activities += 1)}` });
    assert.ok(answer.ok, `${command.type} was refused: ${answer.ok ? '' : answer.refusal.code}`);
    return answer.value;
  };

  const act = async (command: CaseCommand, by: Person): Promise<CaseDocument> => {
    await ask(command, by);
    return deliver();
  };

  const desk: Desk = {
    store,
    cases,
    now: START,
    act,
    ask,
    announce: (changes = {}) =>
      act({ type: 'Announce', announcement: { ...announcement, ...changes } }, olga),
    tickAt: async (moment) => {
      desk.now = moment;
      await cases.tick(ID);
      return deliver();
    },
    tryAll: (outcome) =>
      change((current) =>
        current.outbox.reduce((now, message) => after(now, { message, outcome }, desk.now), current),
      ),
    stored,
    sent,
    dispose,
  };
  assert.ok((await cases.openIntake(ID, olga)).ok);
  return desk;
};
