import { EventEmitter, once } from 'node:events';
import type { Chance } from '../../simulation/world/chance.ts';
import { type Line, type Replica, startReplica } from './replica.ts';

/** Replicas that are killed now and then, and started anew. */
export interface Herd {
  /** Every replica there ever was. */
  readonly all: readonly Replica[];
  /** Any that lives, as far as is known; waits for one when there is none. */
  any(chance: Chance): Promise<Replica>;
  /** Kills any that lives when another lives too, and starts a new one. */
  killAny(chance: Chance): Promise<void>;
  /** Resolves when all that were started are ready. */
  whole(): Promise<void>;
  /** Resolves with the number of the next replica that writes this in its log. */
  next(message: string): Promise<number>;
  /** Kills one of them, and starts no other. */
  kill(number: number): Promise<void>;
  end(): Promise<void>;
}

/** @param program in one file */
export const startHerd = async (
  program: string,
  size: number,
  env: Readonly<Record<string, string>>,
): Promise<Herd> => {
  const all: Replica[] = [];
  const starting = new Set<Promise<void>>();
  const lines = new EventEmitter();
  lines.setMaxListeners(0);
  let numbers = 0;
  const heard = ({ msg }: Line, number: number): void => void lines.emit(msg, number);
  const start = (): Promise<void> => {
    numbers += 1;
    const started = startReplica(program, numbers, env, heard).then((replica) => {
      all.push(replica);
    });
    starting.add(started);
    return started.finally(() => starting.delete(started));
  };
  const living = (): readonly Replica[] => all.filter(({ killedAt }) => killedAt === undefined);
  await Promise.all(Array.from({ length: size }, start));
  return {
    all,
    any: async (chance) => {
      while (living().length === 0) await Promise.race(starting);
      return chance.pick(living());
    },
    killAny: async (chance) => {
      if (living().length < 2) return;
      await chance.pick(living()).kill();
      // A start that fails is found by whoever waits for the whole herd.
      start().catch(() => undefined);
    },
    whole: async () => {
      while (starting.size > 0) await Promise.all(starting);
    },
    next: async (message) => Number((await once(lines, message))[0]),
    kill: async (number) => {
      await living()
        .find((replica) => replica.number === number)
        ?.kill();
    },
    end: async () => {
      await Promise.allSettled(starting);
      await Promise.all(living().map((replica) => replica.kill()));
    },
  };
};
