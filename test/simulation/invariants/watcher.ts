import { createHash } from 'node:crypto';
import type { Instant } from '../../../src/core/time.ts';
import type { GoodSweep } from '../world/beats.ts';
import { type Write, isCase } from '../world/ledger.ts';
import type { Take } from '../world/takes.ts';
import { acceptedHasCase, closedIsDone, logExplainsState, openHasNextMoment, slotHeldOnce } from './cases.ts';
import { acknowledgedOnce } from './commands.ts';
import { duplicateIsExplained } from './duplicates.ts';
import type { Evidence, Invariant, Violation, Wrong } from './invariant.ts';
import { messageIsDelivered } from './messages.ts';
import { type Post, postOf } from './post.ts';
import { riskIsPinged } from './risks.ts';

export type { Violation } from './invariant.ts';

/** Looks over the shoulder of a whole simulation. */
export interface Watcher {
  onWrite(write: Write): void;
  onTake(take: Take): void;
  onSweep(sweep: GoodSweep): void;
  atRest(): void;
  onRestless(life: string): void;
  expected(): Instant;
  /** The case with this number. */
  idOf(number: string): string | undefined;
  /** How many messages like this one somebody had, this one included. */
  nth(take: Take): number;
  readonly violations: readonly Violation[];
  /** How often each invariant was looked at. */
  readonly checked: Readonly<Record<string, number>>;
  readonly duplicates: Readonly<Record<string, number>>;
  /** A hash of everything that was written and sent. */
  trace(): string;
}

/** Of one thing that goes wrong every minute the first few say enough. */
const MOST_VIOLATIONS = 50;

const allOf = (evidence: Evidence, post: Post, duplicates: Record<string, number>): readonly Invariant[] => [
  acceptedHasCase(evidence),
  openHasNextMoment(evidence),
  slotHeldOnce(),
  riskIsPinged(evidence),
  messageIsDelivered(evidence, post),
  duplicateIsExplained(evidence, post, duplicates),
  closedIsDone(evidence),
  logExplainsState(evidence),
  acknowledgedOnce(evidence),
];

const likeness = ({ to, shown, number }: Take): string => `${to?.id ?? ''} ${shown} ${number ?? ''}`;

export const watcherOf = (evidence: Evidence): Watcher => {
  const { world } = evidence;
  const post = postOf();
  const violations: Violation[] = [];
  const checked: Record<string, number> = {};
  const duplicates: Record<string, number> = {};
  const invariants = allOf(evidence, post, duplicates);
  const hash = createHash('sha256');
  const seen = new Map<string, number>();

  const look = (ask: (invariant: Invariant) => Wrong | undefined): void => {
    for (const invariant of invariants) {
      const wrong = ask(invariant);
      if (!wrong) continue;
      checked[invariant.name] = (checked[invariant.name] ?? 0) + 1;
      for (const what of wrong)
        if (violations.length < MOST_VIOLATIONS)
          violations.push({ invariant: invariant.name, at: world.agenda.now, what });
    }
  };

  return {
    onWrite: (write) => {
      const { at, by, after } = write;
      hash.update(`${at} ${by} ${after.id} ${String(after.dueAt)} ${isCase(after) ? after.log.length : ''}`);
      post.onWrite(write);
      look((invariant) => invariant.onWrite?.(write));
    },
    onTake: (take) => {
      hash.update(
        `${take.at} ${take.life} ${take.by} ${take.shown} ${take.to?.id ?? ''} ${take.number ?? ''}`,
      );
      seen.set(likeness(take), (seen.get(likeness(take)) ?? 0) + 1);
      post.onTake(take);
      look((invariant) => invariant.onTake?.(take));
    },
    onSweep: (sweep) => {
      look((invariant) => invariant.onSweep?.(sweep));
    },
    atRest: () => {
      look((invariant) => invariant.atRest?.());
    },
    onRestless: (life) => {
      if (violations.length < MOST_VIOLATIONS)
        violations.push({
          invariant: 'everything comes to rest',
          at: world.agenda.now,
          what: `${life} never does`,
        });
    },
    expected: () => Math.min(...invariants.map((invariant) => invariant.expected?.() ?? Infinity)),
    idOf: (number) => post.idOf(number),
    nth: (take) => seen.get(likeness(take)) ?? 0,
    violations,
    checked,
    duplicates,
    trace: () => hash.copy().digest('hex'),
  };
};
