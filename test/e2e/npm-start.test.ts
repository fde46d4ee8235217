import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const PROJECT = path.resolve(import.meta.dirname, '../..');

const readyLine = z.object({ msg: z.literal('ready'), address: z.url() });

/** Where the program listens, as its log says; undefined when it ended first. */
const addressOf = async (program: ChildProcess): Promise<string | undefined> => {
  for await (const line of createInterface({ input: program.stdout! })) {
    const { data } = line.startsWith('{') ? readyLine.safeParse(JSON.parse(line)) : {};
    if (data) return data.address;
  }
  return undefined;
};

/** All other tests start the program compiled together with its packages. */
describe('npm start', function () {
  this.timeout(120_000);

  it('compiles the program and runs it with its packages as they are installed, until it is told to stop', async () => {
    const place = mkdtempSync(path.join(tmpdir(), 'eerder-erbij-start-'));
    const program = spawn('npm', ['start', '--silent'], {
      cwd: PROJECT,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        BOT_AUTH: 'none',
        PORT: '0',
        DATA_DIR: path.join(place, 'data'),
        KEYS_DIR: path.join(place, 'keys'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => program.once('exit', resolve));
    try {
      const address = await addressOf(program);
      assert.ok(address, 'it ended without having been ready');
      assert.equal((await fetch(`${address}/healthz`)).status, 200);
      program.kill('SIGTERM');
      assert.equal(await ended, 0);
    } finally {
      program.kill('SIGKILL');
      rmSync(place, { recursive: true, force: true });
    }
  });
});
