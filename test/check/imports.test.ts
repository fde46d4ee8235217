import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROJECT = path.resolve(import.meta.dirname, '../..');

interface Checked {
  /** Exit code of `npm run check:imports`. */
  code: number;
  output: string;
}

type Files = Readonly<Record<string, string>>;

/** Runs the check on a copy of the project in which these files are planted; nothing of it remains. */
const checkedWith = async (planted: Files): Promise<Checked> => {
  const copy = await mkdtemp(path.join(tmpdir(), 'eerder-erbij-imports-'));
  try {
    for (const name of ['src', '.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
      await cp(path.join(PROJECT, name), path.join(copy, name), { recursive: true });
    await symlink(path.join(PROJECT, 'node_modules'), path.join(copy, 'node_modules'));
    for (const [file, text] of Object.entries(planted)) await writeFile(path.join(copy, file), text);
    return await checkImports(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
};

const checkImports = (cwd: string): Promise<Checked> =>
  new Promise((resolve) => {
    execFile('npm', ['run', '--silent', 'check:imports'], { cwd }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, output: stdout + stderr });
    });
  });

/** What the check calls an error: the rule, and the file that breaks it. */
const errorsIn = ({ output }: Checked): readonly string[] =>
  [...output.matchAll(/^\s*error ([\w-]+): (\S+)/gm)].map(([, rule, file]) => `${rule ?? ''}: ${file ?? ''}`);

/** Each file breaks one rule, and is planted together with the others. */
const PLANTED: readonly [what: string, file: string, text: string, rule: string][] = [
  [
    'core that imports the case',
    'src/core/p1.ts',
    "import '../case/vocabulary.ts';",
    'core-imports-nothing-of-ours',
  ],
  [
    'core that imports no more than a type of the case',
    'src/core/p2.ts',
    "import type { CaseState } from '../case/state.ts';\nexport type Planted = CaseState;",
    'core-imports-nothing-of-ours',
  ],
  [
    'a case that imports its card',
    'src/case/p3.ts',
    "import '../cards/help-text.ts';",
    'case-decides-with-core',
  ],
  ['cards that import the bot', 'src/cards/p4.ts', "import '../bot/reply.ts';", 'cards-know-the-domain'],
  [
    'a store that knows the case',
    'src/store/p5.ts',
    "import '../case/vocabulary.ts';",
    'store-knows-documents-not-meaning',
  ],
  [
    'a bot that imports the scheduler',
    'src/bot/p6.ts',
    "import '../scheduler/sweep.ts';",
    'bot-knows-handlers-cards-core',
  ],
  ['cards with botbuilder', 'src/cards/p7.ts', "import 'botbuilder';", 'teams-sdks-only-in-bot'],
  [
    'cards with a type of botbuilder',
    'src/cards/p8.ts',
    "import type { Activity } from 'botbuilder';\nexport type Planted = Activity;",
    'teams-sdks-only-in-bot',
  ],
  [
    'cards with a part of botbuilder that comes along',
    'src/cards/p9.ts',
    "import 'botframework-connector';",
    'teams-sdks-only-in-bot',
  ],
  ['cron outside the scheduler', 'src/bot/p10.ts', "import 'node-cron';", 'cron-only-in-scheduler'],
  [
    'templating outside the cards',
    'src/bot/p11.ts',
    "import 'adaptivecards-templating';",
    'templating-only-in-cards',
  ],
  [
    'the driver outside its adapter',
    'src/store/p12.ts',
    "import 'libsql';",
    'sqlite-driver-only-in-its-adapter',
  ],
  [
    'the client of Cosmos DB outside its adapter',
    'src/config/p18.ts',
    "import '@azure/cosmos';",
    'cosmos-driver-only-in-its-adapter',
  ],
  [
    'the client of Key Vault outside its adapter',
    'src/keys/p19.ts',
    "import '@azure/keyvault-secrets';",
    'vault-sdks-only-in-their-adapter',
  ],
  [
    'a place of keys that somebody else opens',
    'src/p20.ts',
    "import './keys/files/durable.ts';",
    'places-of-keys-only-from-their-opening',
  ],
  [
    'a store adapter chosen by somebody else than main',
    'src/case/p13.ts',
    "import '../store/sqlite/store.ts';",
    'store-adapters-only-from-open-store',
  ],
  [
    'telemetry that knows the bot',
    'src/telemetry/p52.ts',
    "import '../bot/reply.ts';",
    'telemetry-tells-what-is-committed',
  ],
  [
    'telemetry outside its folder',
    'src/outbox/p53.ts',
    "import '@opentelemetry/api';",
    'telemetry-sdks-only-in-telemetry',
  ],
  [
    'an exporter outside its folder',
    'src/p54.ts',
    "import '@azure/monitor-opentelemetry-exporter';",
    'telemetry-sdks-only-in-telemetry',
  ],
  [
    'a part that tells telemetry without its port',
    'src/vault-p55.ts',
    "import './telemetry/errors.ts';",
    'telemetry-only-from-open-log',
  ],
  ['tokens outside the bot', 'src/cards/p50.ts', "import 'jose';", 'tokens-only-in-bot'],
  ['headers outside the bot', 'src/cards/p51.ts', "import '@fastify/helmet';", 'http-server-only-in-bot'],
  ['an import cycle', 'src/core/p14.ts', "import './p15.ts';", 'no-cycles'],
  ['a file nobody uses', 'src/core/p16.ts', 'export const PLANTED = 1;', 'no-orphans'],
  ['an import of nothing', 'src/core/p17.ts', "import './nowhere.ts';", 'no-unresolved'],
  ['a file that wires beside main', 'src/p40.ts', "import './wiring.ts';", 'only-main-wires'],
];

/** The other half of the cycle. */
const PARTNER = { 'src/core/p15.ts': "import './p14.ts';" };

describe('npm run check:imports', () => {
  let clean: Checked;
  let planted: Checked;

  before(async function () {
    this.timeout(30_000);
    const files = Object.fromEntries(PLANTED.map(([, file, text]) => [file, text]));
    [clean, planted] = await Promise.all([checkedWith({}), checkedWith({ ...files, ...PARTNER })]);
  });

  it('passes on the program as it is', () => {
    assert.deepEqual([clean.code, errorsIn(clean)], [0, []], clean.output);
  });

  it('fails on a program in which files were planted', () => {
    assert.notEqual(planted.code, 0);
  });

  for (const [what, file, , rule] of PLANTED) {
    it(`names ${what}`, () => {
      const named = errorsIn(planted).filter((error) => error.endsWith(`: ${file}`));
      assert.deepEqual(named, [`${rule}: ${file}`]);
    });
  }

  it('names nothing else', () => {
    const files = new Set([...PLANTED.map(([, file]) => file), ...Object.keys(PARTNER)]);
    assert.deepEqual(
      errorsIn(planted).filter((error) => !files.has(error.replace(/^.*: /, ''))),
      [],
    );
  });
});
