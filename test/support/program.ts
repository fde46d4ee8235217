/** Runs the program as its users do: a process of its own, configured by its environment. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { compiled } from './compiled.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Program {
  /** Address of the program, without a path. */
  readonly url: string;
  /** The endpoint of Teams. */
  readonly botUrl: string;
  /** Every log line so far. */
  readonly log: readonly Record<string, unknown>[];
  /** Resolves with the first log line, from now or before, that has this message. */
  logged(message: string): Promise<Record<string, unknown>>;
  /** Resolves with the first log line after now that has this message. */
  next(message: string): Promise<Record<string, unknown>>;
  stop(signal: NodeJS.Signals): Promise<Exit>;
}

/** A data directory and a region file of its own, thrown away afterwards. */
export interface Workplace {
  dataDir: string;
  regionFile: string;
  remove(): void;
}

/** Where its keys are: beside its data. */
export const keysOf = ({ dataDir }: Pick<Workplace, 'dataDir'>): string => join(dirname(dataDir), 'keys');

export const workplace = (region: string): Workplace => {
  const directory = mkdtempSync(join(tmpdir(), 'eerder-erbij-'));
  const regionFile = join(directory, 'region.yaml');
  writeFileSync(regionFile, region);
  return {
    dataDir: join(directory, 'data'),
    regionFile,
    remove: () => {
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

const exitOf = (child: ChildProcess): Promise<Exit> =>
  new Promise((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code, signal });
    });
  });

/** With a `CLOCK_OFFSET` in its environment it lives that many milliseconds later. */
const spawned = (env: Readonly<Record<string, string>>): ChildProcess => {
  const clock = env.CLOCK_OFFSET === undefined ? [] : ['--import', compiled('test/support/shifted-clock.ts')];
  return spawn(process.execPath, [...clock, compiled('src/main.ts')], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

/** Starts it with an environment and waits until it ends by itself. */
export const runToEnd = async (env: Readonly<Record<string, string>>): Promise<Exit & { output: string }> => {
  const child = spawned(env);
  const chunks: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  return { ...(await exitOf(child)), output: chunks.join('') };
};

/** Starts it in local mode on a free port and waits until it is ready. */
export const startProgram = async (
  { dataDir, regionFile }: Workplace,
  env: Readonly<Record<string, string>> = {},
): Promise<Program> => {
  const child = spawned({
    BOT_AUTH: 'none',
    LOG_LEVEL: 'debug',
    PORT: '0',
    DATA_DIR: dataDir,
    KEYS_DIR: keysOf({ dataDir }),
    REGION_FILE: regionFile,
    ...env,
  });
  const exit = exitOf(child);
  const log: Record<string, unknown>[] = [];
  const errors: string[] = [];
  const waiting = new Map<string, ((line: Record<string, unknown>) => void)[]>();
  if (!child.stdout || !child.stderr) throw new Error('The program has no output');
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as Record<string, unknown>;
    log.push(line);
    const message = String(line.msg);
    const told = waiting.get(message) ?? [];
    waiting.delete(message);
    for (const tell of told) tell(line);
  });

  const logged = (message: string): Promise<Record<string, unknown>> => {
    const before = log.find(({ msg }) => msg === message);
    return before ? Promise.resolve(before) : next(message);
  };

  const next = (message: string): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      waiting.set(message, [...(waiting.get(message) ?? []), resolve]);
      void exit.then(() => {
        reject(
          new Error(
            `The program ended before "${message}":\n${errors.join('')}${JSON.stringify(log, null, 1)}`,
          ),
        );
      });
    });

  const { address } = await logged('ready');
  const url = String(address);
  return {
    url,
    botUrl: `${url}/api/messages`,
    log,
    logged,
    next,
    stop: (signal) => {
      child.kill(signal);
      return exit;
    },
  };
};
