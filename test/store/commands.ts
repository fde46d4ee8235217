/** Runs a command of scripts/ops as an administrator does. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { compiled } from '../support/compiled.ts';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export const run = async (
  command: 'backup' | 'restore' | 'export' | 'import' | 'verify-log' | 'log' | 'keys',
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ran> => {
  const child = spawn(process.execPath, [compiled(`scripts/ops/${command}.ts`), ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: out.join(''), err: err.join('') };
};
