import type { Instant } from '../../../src/core/time.ts';
import { MINUTE } from '../faults/lengths.ts';
import { type Life, type World, isWell } from './world.ts';

/** A sweep of one replica in which nothing went wrong, with a clock that was right. */
export interface GoodSweep {
  /** When it began: what was due by then was looked at. */
  began: Instant;
  ended: Instant;
  life: string;
  looked: number;
}

export interface BeatParts {
  world: World;
  /** Replicas take turns, as the program has them; otherwise all of them sweep at every beat. */
  takeTurns: boolean;
  /** Also when nothing is due. */
  everyMinute: boolean;
  /** The earliest moment at which somebody besides the store expects something. */
  expected: () => Instant;
  onSweep: (sweep: GoodSweep) => void;
}

export interface Beats {
  /** Sees to it that the next beat at which something is due will come. */
  arrange(): void;
  /** Sweeps of a life from now on, at once. */
  begin(life: Life): void;
}

const nextMinute = (at: Instant): Instant => Math.ceil(at / MINUTE) * MINUTE;

/**
 * The sweeps of every minute, of which those are left out at which nothing is due: such a sweep asks the store what is due
 * and is answered nothing (in a share of the seeds every minute is swept all the same, to show that).
 */
export const beatsOf = ({ world, takeTurns, everyMinute, expected, onSweep }: BeatParts): Beats => {
  const { agenda, ledger } = world;
  let arranged: Instant = Infinity;
  let last: Instant = -Infinity;

  const sweep = async (life: Life): Promise<void> => {
    life.completed = false;
    const began = agenda.now;
    const { troubled } = life;
    const wasWell = isWell(life, began) && world.away.store <= began;
    const looked = await life.works.sweep();
    life.completed = true;
    const isGood = wasWell && life.troubled === troubled && isWell(life, agenda.now);
    if (isGood) onSweep({ began, ended: agenda.now, life: life.name, looked });
  };

  /** What fails is left to the next sweep, as the program does. */
  const once = (life: Life, work: () => Promise<void>): void => {
    if (life.sweeping) return;
    life.sweeping = true;
    const over = (): void => {
      life.sweeping = false;
    };
    work().then(over, over);
  };

  const inTurn = async (life: Life, key: string): Promise<void> => {
    if (!(await life.coordinator.shouldRun(key, MINUTE))) return;
    await sweep(life);
    await life.coordinator.onComplete?.(key);
  };

  const beat = (): void => {
    last = agenda.now;
    const able = world.lives.filter((life) => life.alive && life.stalledUntil <= agenda.now);
    const key = String(agenda.now);
    for (const life of able) once(life, () => (takeTurns ? inTurn(life, key) : sweep(life)));
  };

  return {
    arrange: () => {
      const ahead = Math.max(0, ...world.lives.filter(({ alive }) => alive).map(({ skew }) => skew));
      const due = everyMinute ? agenda.now : Math.min(ledger.earliestDue() - ahead, expected());
      if (due === Infinity) return;
      const at = Math.max(nextMinute(due), nextMinute(agenda.now), last + MINUTE);
      if (at >= arranged) return;
      arranged = at;
      agenda.at(at, () => {
        if (arranged === at) arranged = Infinity;
        if (last < agenda.now) beat();
      });
    },
    begin: (life) => {
      // As the program does at its start; what fails here is left to the next sweep.
      once(life, async () => {
        await life.works.rosters.ensure();
        await sweep(life);
      });
    },
  };
};
