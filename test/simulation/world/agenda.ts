import type { Instant } from '../../../src/core/time.ts';

interface Entry {
  at: Instant;
  /** Of two at the same moment, the one that was noted first comes first. */
  order: number;
  run: () => void;
}

/** What is going to happen, in virtual time: a heap, so that time jumps from one thing to the next. */
export interface Agenda {
  readonly now: Instant;
  /** Never before now. */
  at(moment: Instant, run: () => void): void;
  /** Resolves after that much virtual time. */
  after(wait: number): Promise<void>;
  /** Lets everything of the next moment happen at once, and waits until nothing goes on by itself any more. */
  step(until: Instant): Promise<boolean>;
}

/**
 * All microtasks are run before the next macrotask, and nothing in a simulation waits for anything else, so after this
 * everything that can go on without virtual time has gone on.
 */
const quiet = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

export const agendaFrom = (start: Instant): Agenda => {
  const heap: Entry[] = [];
  let now = start;
  let noted = 0;

  const isBefore = (one: Entry, other: Entry): boolean =>
    one.at < other.at || (one.at === other.at && one.order < other.order);

  const push = (entry: Entry): void => {
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(entry, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = entry;
  };

  const pop = (): Entry => {
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isBefore(heap[child]!, last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
    return first;
  };

  const at = (moment: Instant, run: () => void): void => {
    push({ at: Math.max(now, Math.round(moment)), order: (noted += 1), run });
  };

  return {
    get now() {
      return now;
    },
    at,
    after: (wait) =>
      new Promise((resolve) => {
        at(now + wait, resolve);
      }),
    step: async (until) => {
      const moment = heap[0]?.at;
      if (moment === undefined || moment > until) {
        now = Math.max(now, until);
        return false;
      }
      now = moment;
      const last = noted;
      // What is noted meanwhile for the same moment comes after what follows by itself.
      while (heap.length > 0 && heap[0]!.at === moment && heap[0]!.order <= last) pop().run();
      await quiet();
      return true;
    },
  };
};
