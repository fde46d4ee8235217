/** What a program that will be killed and whoever kills it say to each other: lines of JSON. */
import type { CaseCommand } from '../../../src/case/commands.ts';

/** The first line of a program that can be given its orders. */
export const READY = '"ready"';

/** The last line of one that has nothing to do any more. */
export const DONE = '"done"';

/** Something that somebody asks of a case. */
export interface Step {
  case: string;
  /** The name of whoever asks. */
  by: string;
  activity: string;
  /** Absent opens the form. */
  command?: CaseCommand;
}

/** One case to work on. */
export interface Task {
  case: string;
  /** Number of the first step. */
  next: number;
  /** What was not answered before: it is asked again, first of all. */
  unanswered?: Step;
}

export interface Orders {
  directory: string;
  seed: number;
  /** With a store that answers before it wrote. */
  careless: boolean;
  tasks: readonly Task[];
}

/** Something to send, and where that goes. */
export interface Lane {
  id: number;
  lane: string;
}

/** What the program did. Whatever it says is in the hands of its listener before it goes on. */
export type Said =
  | { kind: 'trying'; step: Step }
  /** Answered: with how the case stands in the answer. */
  | {
      kind: 'answered';
      activity: string;
      case: string;
      ok: boolean;
      lines: number;
      log: string;
      outbox: readonly Lane[];
    }
  /** Taken by whoever it is for. */
  | { kind: 'sent'; case: string; message: Lane };
