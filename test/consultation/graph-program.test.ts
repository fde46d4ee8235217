import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { compiled } from '../support/compiled.ts';
import { type GraphService, startGraph } from '../support/graph.ts';
import { ORDER, ORGANISER } from '../support/graph-client.ts';
import { GRAPH_TROUBLE, TOKEN_TROUBLE } from '../support/graph-trouble.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Runs it with everything that Azure's libraries can log. */
const run = (environment: Readonly<Record<string, string>>): Promise<string> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [compiled('test/support/graph-program.ts')], {
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

describe('A program with Graph in its environment', function () {
  this.timeout(60_000);

  let graph: GraphService;

  beforeEach(async () => {
    graph = await startGraph();
  });

  afterEach(() => graph.close());

  const assertDiscreet = (output: string): void => {
    const secrets = [graph.secret.secret, ...graph.tokens, ORDER.subject, ORDER.externalId, ORGANISER];
    for (const secret of secrets) assert.ok(!output.includes(secret), output);
  };

  it('trusts the certificate it is told to trust, and logs no secret, token or content', async () => {
    const output = await run(graph.environment);
    assert.match(output, /made and removed/);
    assert.match(output, /azure:/, 'Azure logged nothing, so this proves nothing');
    assert.equal(graph.meetings[0]?.deleted, true);
    assertDiscreet(output);
  });

  it('logs none of these when it goes wrong', async () => {
    graph.answerNext('make', GRAPH_TROUBLE.noPolicy);
    const refused = await run(graph.environment);
    assert.match(refused, /failed: noPolicy/);
    assertDiscreet(refused);
    graph.answerNext('token', TOKEN_TROUBLE.invalidClient);
    const unknown = await run(graph.environment);
    assert.match(unknown, /failed: noPermission/);
    assertDiscreet(unknown);
  });

  it('trusts nobody else', async () => {
    const { NODE_EXTRA_CA_CERTS: _, ...environment } = graph.environment;
    assert.match(await run(environment), /failed: unavailable/);
    assert.equal(graph.calls.length, 0);
  });
});
