import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Instant } from '../../../src/core/time.ts';

/** One line of a log. */
export type Line = Readonly<Record<string, unknown>> & { readonly msg: string; readonly time: Instant };

/** The program, as one of several on the same store. */
export interface Replica {
  readonly number: number;
  /** Address of the endpoint of Teams. */
  readonly botUrl: string;
  readonly lines: readonly Line[];
  /** When it was killed, in epoch milliseconds. */
  readonly killedAt: Instant | undefined;
  /** Resolves when it is gone. */
  kill(): Promise<void>;
}

/**
 * Starts it and waits until it is ready.
 *
 * @param program the program in one file
 * @param heard is told each line of the log
 */
export const startReplica = async (
  program: string,
  number: number,
  env: Readonly<Record<string, string>>,
  heard: (line: Line, replica: number) => void,
): Promise<Replica> => {
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      BOT_AUTH: 'none',
      LOG_LEVEL: 'debug',
      PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'close');
  const lines: Line[] = [];
  let killedAt: Instant | undefined;
  const address = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (text) => {
      // Killed while it wrote.
      if (killedAt !== undefined && !text.endsWith('}')) return;
      const line = JSON.parse(text) as Line;
      lines.push(line);
      heard(line, number);
      if (line.msg === 'ready') resolve(String(line.address));
    });
    void gone.then(() => {
      reject(new Error(`Replica ${number} ended:\n${lines.map((line) => JSON.stringify(line)).join('\n')}`));
    });
  });
  return {
    number,
    botUrl: `${await address}/api/messages`,
    lines,
    get killedAt() {
      return killedAt;
    },
    kill: async () => {
      killedAt = Date.now();
      child.kill('SIGKILL');
      await gone;
    },
  };
};
