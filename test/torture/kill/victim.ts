import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Orders, READY, type Said } from './words.ts';

/** A program that is started, works when it is told to, and is killed. */
export interface Victim {
  /** Gives it its orders, and kills it after so many milliseconds: everything it said. */
  workAndDie(orders: Orders, after: number): Promise<readonly Said[]>;
  /** Of one that was never told anything. */
  end(): void;
}

export const victim = (program: string): Victim => {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  const ready = once(child.stdout, 'data');
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  return {
    workAndDie: async (orders, after) => {
      await Promise.race([ready, closed]);
      child.stdin.write(`${JSON.stringify(orders)}\n`);
      const timer = setTimeout(() => child.kill('SIGKILL'), after);
      const [, signal] = await closed;
      clearTimeout(timer);
      if (signal !== 'SIGKILL') throw new Error(`It ended by itself:\n${Buffer.concat(errors).toString()}`);
      return saidIn(Buffer.concat(chunks).toString());
    },
    end: () => child.kill('SIGKILL'),
  };
};

/** What was not said to the end was not said. */
const saidIn = (output: string): readonly Said[] =>
  output
    .slice(0, output.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '' && line !== READY)
    .map((line) => JSON.parse(line) as Said);
