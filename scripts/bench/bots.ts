import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const ROOT = new URL('../..', import.meta.url).pathname;

/** A bot in a process of its own. */
export interface Bot {
  /** Its endpoint for Teams. */
  url: string;
  /** From the start of the process until it listened. */
  readyAfter: number;
  /** Resident memory now, in MB. */
  memory: () => number;
  stop(): Promise<void>;
  /** Without letting it finish anything. */
  kill(): Promise<void>;
}

/** What is run: the program as it is compiled, or a bare bot. */
export interface Start {
  file: string;
  env: Readonly<Record<string, string>>;
}

/** The program, as `npm start` runs it. */
export const program = (env: Readonly<Record<string, string>>): Start => ({
  file: 'dist/main.js',
  env: { BOT_AUTH: 'none', PORT: '0', ...env },
});

export const bareBotbuilder = (cardFile: string): Start => ({
  file: 'scripts/bench/bots/botbuilder-fastify.ts',
  env: { CARD_FILE: cardFile },
});

export const bareTeamsAi = (cardFile: string): Start => ({
  file: 'scripts/bench/bots/teams-ai-express.ts',
  env: { CARD_FILE: cardFile },
});

/** Starts a program that prints a line of JSON with its address when it is ready. */
export const startBot = async ({ file, env }: Start): Promise<Bot> => {
  const started = performance.now();
  const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : [];
  // For whoever wants to know where the time goes.
  const { PROFILE_DIR: profile } = process.env;
  const profiled =
    profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-interval', '200', '--cpu-prof-dir', profile];
  const child = spawn(process.execPath, [...profiled, ...loader, file], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Also when the bench itself fails.
  const kill = (): void => {
    // Not asked to stop: it may be busy for minutes, and nobody is left to wait for it.
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  const gone = async (signal: NodeJS.Signals): Promise<void> => {
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
    process.off('exit', kill);
  };
  const address = await Promise.race([addressOf(child), ended(child, file)]);
  return {
    url: `${address}/api/messages`,
    readyAfter: performance.now() - started,
    memory: () => residentMemory(child),
    stop: () => gone('SIGTERM'),
    kill: () => gone('SIGKILL'),
  };
};

/** Where Linux says it. */
const residentMemory = ({ pid }: ChildProcess): number => {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error('this system does not say how much memory a process has');
  return Number(kilobytes) / 1_024;
};

const addressOf = async (child: ChildProcess): Promise<string> => {
  for await (const line of createInterface({ input: child.stdout! })) {
    const { msg, address } = JSON.parse(line) as { msg: string; address?: string };
    if (msg === 'ready' && address !== undefined) {
      // Whatever it prints from here on must not fill the pipe.
      child.stdout!.resume();
      return address;
    }
  }
  throw new Error('a bot said nothing');
};

const ended = async (child: ChildProcess, file: string): Promise<never> => {
  await once(child, 'close');
  throw new Error(`${file} stopped before it was ready`);
};
