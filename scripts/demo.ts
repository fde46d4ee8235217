import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';

/*
 * `npm run demo`: the bot in local mode on the embedded store, and Microsoft's Agents Playground in front of it.
 * PORT, PLAYGROUND_PORT and DATA_DIR may be set; the rest is fixed, because this is for this machine only.
 */

const botPort = process.env.PORT ?? '3978';
const playgroundPort = process.env.PLAYGROUND_PORT ?? '56150';
const host = '127.0.0.1';
const root = new URL('..', import.meta.url).pathname;
const loopbackOnly = new URL('./loopback-only.ts', import.meta.url).href;
const playgroundCli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');

const children: ChildProcess[] = [];
let stopping = false;

const stop = (code: number): void => {
  if (stopping) return;
  stopping = true;
  process.exitCode = code;
  for (const child of children) child.kill('SIGTERM');
};

const run = (
  name: string,
  args: string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv; quiet: boolean },
): void => {
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', options.quiet ? 'ignore' : 'inherit', 'inherit'],
  });
  child.on('exit', (code) => {
    if (!stopping) console.error(`${name} stopped (${code ?? 'killed'}). Is its port in use?`);
    stop(code ?? 1);
  });
  children.push(child);
};

const answers = async (url: string): Promise<boolean> => {
  for (let tries = 0; tries < 120 && !stopping; tries += 1) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return true;
    await wait(250);
  }
  return false;
};

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    stop(0);
  });

run('The bot', ['dist/main.js'], {
  cwd: root,
  env: { BOT_AUTH: 'none', HOST: host, PORT: botPort, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' },
  quiet: false,
});
run(
  'The Playground',
  [
    '--import',
    'tsx',
    '--import',
    loopbackOnly,
    playgroundCli,
    'start',
    '-e',
    `http://${host}:${botPort}/api/messages`,
    '-c',
    'msteams',
    '-p',
    playgroundPort,
    '--disable-telemetry',
  ],
  { cwd: `${root}playground`, quiet: true },
);

const bot = await answers(`http://${host}:${botPort}/readyz`);
const playground = bot && (await answers(`http://${host}:${playgroundPort}/`));
if (playground) {
  console.log(`
Eerder Erbij is ready: open http://localhost:${playgroundPort}

1. Open the channel "Eerder Erbij" of Team Hoogeveen and start a post.
2. Type @, pick Eerder Erbij, type  nieuw  and press Post. Fill in the form and press Versturen.
3. The case card appears in the channel, and a call to the consultation under Personal Chat. Outside service hours
   (08:30-17:00, weekend 10:00-18:00) the consultation is set for later: press "Overleg nu beginnen".
4. You are Alex Wilber and hold nearly every role; "@Eerder Erbij als Adele" makes you act as a colleague,
   "als mijzelf" stops it.

Everything is kept in ${process.env.DATA_DIR ?? './data'}, also after a restart. Stop with Ctrl+C.
`);
} else {
  console.error('The demo did not start in 30 seconds.');
  stop(1);
}
