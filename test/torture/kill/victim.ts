import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DONE, type Orders, READY, type Said } from './words.ts';

/** When it dies: so many milliseconds after its orders, or at a line it says. */
export type Moment = { ms: number } | { lines: number };

/** A program that is started, works when it is told to, and is killed. */
export interface Victim {
  /** Gives it its orders, and kills it: everything it said. */
  workAndDie(orders: Orders, moment: Moment): Promise<readonly Said[]>;
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
  const killAt = (moment: Moment): void => {
    const kill = (): boolean => child.kill('SIGKILL');
    if ('ms' in moment) {
      setTimeout(kill, moment.ms);
      return;
    }
    let lines = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      const text = chunk.toString();
      lines += text.split('\n').length - 1;
      if (lines >= moment.lines || text.includes(DONE)) kill();
    });
  };
  return {
    workAndDie: async (orders, moment) => {
      await Promise.race([ready, closed]);
      killAt(moment);
      child.stdin.write(`${JSON.stringify(orders)}\n`);
      const [, signal] = await closed;
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
    .filter((line) => line !== '' && line !== READY && line !== DONE)
    .map((line) => JSON.parse(line) as Said);
