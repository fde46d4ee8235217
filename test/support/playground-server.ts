import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import {
  type Account,
  BOT,
  TEAM,
  TENANT,
  type Team,
  type User,
  personalConversation,
  user,
} from './places.ts';

/** Who and what exists in the Playground. */
export interface PlaygroundWorld {
  bot?: Account;
  tenantId?: string;
  /** Whoever sits behind the browser. */
  me?: User;
  /** At most five others; the Playground wants exactly five, so made-up colleagues are added. */
  others?: readonly User[];
  team?: Team;
  /** The one channel beside General, whose id is that of the team. */
  channel?: { id: string; name: string };
}

export interface PlaygroundServer {
  /** Of the web client. */
  url: string;
  /** What the bot gets as `serviceUrl`. */
  serviceUrl: string;
  close(): Promise<void>;
}

export const ME = user('Anna de Vries');
export const CHANNEL = { id: '19:hoogeveen@thread.tacv2', name: 'Hoogeveen' };

const OTHERS = 5;

/** The Playground listens on every address of the machine; this keeps it on the loopback. */
const loopbackOnly = `
  import net from 'node:net';
  const listen = net.Server.prototype.listen;
  net.Server.prototype.listen = function (first, ...rest) {
    return typeof first === 'number' ? listen.call(this, first, '127.0.0.1', ...rest) : listen.call(this, first, ...rest);
  };
`;

const accountOf = ({ id, name, aadObjectId }: User): Record<string, string> => {
  const [givenName = name, ...surname] = name.split(' ');
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.com`;
  // The Playground's schema spells it like this.
  return {
    id,
    name,
    userPrincipleName: email,
    aadObjectId,
    givenName,
    surname: surname.join(' ') || name,
    email,
  };
};

const config = (world: PlaygroundWorld): string => {
  const { bot = BOT, tenantId = TENANT, me = ME, others = [], team = TEAM, channel = CHANNEL } = world;
  const colleagues = Array.from({ length: OTHERS }, (_, index) => user(`Collega ${index + 1}`, { tenantId }));
  return stringify({
    version: '0.1.1',
    tenantId,
    bot,
    currentUser: accountOf(me),
    users: [...others, ...colleagues].slice(0, OTHERS).map(accountOf),
    personalChat: { id: personalConversation(me) },
    groupChat: { id: '19:group@thread.v2', name: 'Groepschat' },
    team: { ...team, channels: [channel] },
  });
};

/** Starts the Agents Playground for the bot at `botUrl` on a free port of the loopback. */
export const startPlayground = async (
  botUrl: string,
  world: PlaygroundWorld = {},
): Promise<PlaygroundServer> => {
  const directory = await mkdtemp(join(tmpdir(), 'playground-'));
  await writeFile(join(directory, '.m365agentsplayground.yml'), config(world));
  const log = join(directory, 'playground.log');
  const program = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  const child = spawn(
    process.execPath,
    [
      ...['--import', `data:text/javascript,${encodeURIComponent(loopbackOnly)}`, program, 'start'],
      ...['--app-endpoint', botUrl, '--channel-id', 'msteams', '--port', '0', '--disable-telemetry'],
    ],
    {
      cwd: directory,
      env: {
        PATH: process.env.PATH,
        HOME: directory,
        TZ: 'Europe/Amsterdam',
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_LOGFILE: log,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const stop = (): void => {
    child.kill('SIGTERM');
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', stop);
  const exited = once(child, 'exit');
  const close = async (): Promise<void> => {
    process.off('exit', stop);
    const running = child.exitCode === null && child.signalCode === null;
    stop();
    if (running) await exited;
  };

  try {
    const port = await Promise.race([
      portIn(child.stdout),
      exited.then(async () => {
        throw new Error(`The Playground stopped: ${await readFile(log, 'utf8')}`);
      }),
    ]);
    return { url: `http://127.0.0.1:${port}/`, serviceUrl: `http://localhost:${port}/_connector`, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** The port that was chosen: the one line the Playground writes when it runs. */
const portIn = (output: NodeJS.ReadableStream): Promise<number> =>
  new Promise((resolve) => {
    let text = '';
    output.on('data', (part: Buffer) => {
      text += part.toString();
      const port = /Listening on (\d+)\n/.exec(text)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
