import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { useFakeTimers } from 'sinon';
import { problemsOf } from '../../scripts/package/check.ts';
import { readFilling } from '../../scripts/package/settings.ts';
import { zipped } from '../../scripts/package/zip.ts';
import { FILLING, PROJECT, appFiles } from './app.ts';

const MADE = path.join(PROJECT, 'dist', 'eerder-erbij.zip');

const run = (variables: Readonly<Record<string, string>>) =>
  spawnSync('npm', ['run', '--silent', 'package'], {
    cwd: PROJECT,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...variables },
  });

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('npm run package', function () {
  this.timeout(60_000);

  it('makes an app that the schema accepts, with the same bytes in another zone', async () => {
    const first = run(FILLING);
    assert.equal(first.status, 0, first.stderr);
    const one = await readFile(MADE);
    const files = unzipSync(one);
    assert.deepEqual(Object.keys(files), ['color.png', 'en.json', 'manifest.json', 'outline.png']);
    assert.deepEqual(await problemsOf(files), []);
    const { id, bots, developer } = JSON.parse(new TextDecoder().decode(files['manifest.json'])) as {
      id: string;
      bots: { botId: string }[];
      developer: { name: string };
    };
    assert.deepEqual(
      [id, bots[0]?.botId, developer.name],
      [FILLING.TEAMS_APP_ID, FILLING.BOT_ID, FILLING.DEVELOPER_NAME],
    );
    const second = run({ ...FILLING, TZ: 'Pacific/Auckland' });
    assert.equal(second.status, 0, second.stderr);
    assert.equal(digest(await readFile(MADE)), digest(one));
  });

  it('makes the same bytes on another day, whatever the order of the files', async () => {
    const files = await appFiles();
    const now = digest(zipped(files));
    const clock = useFakeTimers({ now: Date.UTC(2031, 6, 1, 12, 34, 56), toFake: ['Date'] });
    try {
      assert.equal(digest(zipped(Object.fromEntries(Object.entries(files).toReversed()))), now);
    } finally {
      clock.restore();
    }
  });

  it('says in one line for each what is missing, and makes nothing', () => {
    const { status, stdout, stderr } = run({ TEAMS_APP_ID: FILLING.TEAMS_APP_ID! });
    assert.equal(status, 78);
    assert.equal(stdout, '');
    assert.ok(!existsSync(MADE), 'what was made before is still there');
    const lines = stderr.trim().split('\n');
    assert.deepEqual(
      lines.map((line) => line.split(' ', 1)[0]),
      Object.keys(FILLING).filter((name) => name !== 'TEAMS_APP_ID'),
    );
    for (const line of lines) assert.match(line, /^\w+ is missing; write /);
  });
});

describe('What the app package is filled in with', () => {
  const problem = (name: string, value: string | undefined): readonly string[] => {
    const read = readFilling({ ...FILLING, [name]: value });
    return read.ok ? [] : read.refusal;
  };

  for (const name of Object.keys(FILLING)) {
    it(`is missed when it is not there: ${name}`, () => {
      for (const absent of [undefined, '', '  ']) {
        const [line, ...others] = problem(name, absent);
        assert.match(line ?? '', new RegExp(`^${name} is missing; write `));
        assert.deepEqual(others, []);
      }
    });
  }

  for (const [name, value] of [
    ['TEAMS_APP_ID', 'eerder-erbij'],
    ['BOT_ID', '12345678-90ab-cdef-1234-567890abcde'],
    ['DEVELOPER_NAME', 'x'.repeat(33)],
    ['DEVELOPER_WEBSITE_URL', 'http://www.example.nl'],
    ['DEVELOPER_PRIVACY_URL', 'www.example.nl'],
    ['DEVELOPER_TERMS_URL', 'javascript:alert(1)'],
  ] as const) {
    it(`is refused when it is wrong: ${name}`, () => {
      const [line, ...others] = problem(name, value);
      assert.match(line ?? '', new RegExp(`^${name} is "`));
      assert.deepEqual(others, []);
    });
  }

  it('is one bot, not two', () => {
    const both = readFilling({ ...FILLING, MicrosoftAppId: FILLING.TEAMS_APP_ID });
    assert.match(both.ok ? '' : both.refusal.join(), /^BOT_ID is another id than MicrosoftAppId/);
  });

  it('is the id of the bot under the name that the program has for it', () => {
    const { BOT_ID: id, ...others } = FILLING;
    assert.deepEqual(readFilling({ ...others, MicrosoftAppId: id }), { ok: true, value: FILLING });
  });
});
