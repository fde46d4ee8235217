/** Starts `operations-process.ts`, and hears what it says. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { compiled } from '../support/compiled.ts';

const PROGRAM = 'test/store/operations-process.ts';

export interface Other {
  readonly child: ChildProcess;
  /** The next thing it says; fails when it stops without a word. */
  word(): Promise<unknown>;
  kill(): Promise<void>;
}

export const startOther = (task: string, directory: string, ...more: readonly string[]): Other => {
  const child = fork(compiled(PROGRAM), [task, directory, ...more], { execArgv: [] });
  const exit = once(child, 'exit');
  return {
    child,
    word: async () => {
      const stopped = exit.then(([code]) => {
        throw new Error(`The other program stopped with code ${String(code)}`);
      });
      const [message] = (await Promise.race([once(child, 'message'), stopped])) as [unknown];
      return message;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
};
