import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { compiled } from '../support/compiled.ts';
import { type SmsService, startSms } from '../support/sms.ts';
import { KEY, MOBILE, WORDS } from '../support/sms-client.ts';
import { SMS_TROUBLE } from '../support/sms-trouble.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Runs it with everything that Azure's libraries can log. */
const run = (environment: Readonly<Record<string, string>>): Promise<string> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [compiled('test/support/sms-program.ts')], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, AZURE_LOG_LEVEL: 'verbose', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
    child.once('close', () => {
      resolve(chunks.join(''));
    });
  });

describe('A program with text messages in its environment', function () {
  this.timeout(60_000);

  let sms: SmsService;

  beforeEach(async () => {
    sms = await startSms();
  });

  afterEach(() => sms.close());

  const assertDiscreet = (output: string): void => {
    assert.match(output, /azure:/, 'Azure logged nothing, so this proves nothing');
    const secrets = [sms.settings.accessKey, MOBILE.slice(1), WORDS, KEY];
    for (const secret of secrets) assert.ok(!output.includes(secret), output);
  };

  it('sends them, and logs no key, number or words', async () => {
    const output = await run(sms.environment);
    assert.match(output, /^sent$/m);
    await sms.expectText({ to: MOBILE, words: WORDS });
    assertDiscreet(output);
  });

  it('logs none of these when it goes wrong', async () => {
    sms.answerNext(SMS_TROUBLE.badRequest);
    const refused = await run(sms.environment);
    assert.match(refused, /^failed: HTTP 400$/m);
    assertDiscreet(refused);
  });
});
