import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isCommand } from '../../src/bot/text-commands.ts';
import { type Named, anchorsIn, namedIn } from './named.ts';

const PROJECT = path.resolve(import.meta.dirname, '../..');

const read = (file: string): string => readFileSync(path.join(PROJECT, file), 'utf8');

const filesIn = (folder: string): readonly string[] =>
  readdirSync(path.join(PROJECT, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(PROJECT, path.join(entry.parentPath, entry.name)));

/** Pages that somebody reads to do something; what changed once stays as it was written. */
const PAGES = [
  ...readdirSync(PROJECT).filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md'),
  ...filesIn('docs').filter((name) => name.endsWith('.md')),
];

const SCRIPTS = Object.keys(
  (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts,
);

/** Not in the project: what each is made by. */
const MADE: Readonly<Record<string, string>> = {
  'dist/main.js': 'build',
  'dist/sbom.cdx.json': 'sbom',
  'dist/eerder-erbij.zip': 'package',
  'dist/app': 'app-folder',
  'dist/app.zip': 'app-folder',
  'dist/ops': 'build:ops',
};

/** Where a variable can be read or set. What checks pages does not count: it plants names that do not exist. */
const CODE = [
  ...['src', 'scripts', 'test', 'playground', 'infra', 'manifest', '.ci'].filter((folder) =>
    existsSync(path.join(PROJECT, folder)),
  ),
]
  .flatMap(filesIn)
  .filter((file) => /\.(ts|m?js|json|ya?ml|bicep|bicepparam|tpl)$|^\.ci\//.test(file))
  .filter((file) => !file.startsWith('test/check/'));

const NAMES = new Set(
  [...CODE, '.env.example', 'package.json'].flatMap(
    (file) => read(file).match(/\b[A-Za-z][A-Za-z0-9_]+\b/g) ?? [],
  ),
);

const escaped = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);

const exists = (named: string): boolean => {
  const made = Object.keys(MADE).find((place) => named === place || named.startsWith(`${place}/`));
  const [, command] = /^dist\/ops\/([\w-]+)\.js$/.exec(named) ?? [];
  if (command !== undefined && !existsSync(path.join(PROJECT, `scripts/ops/${command}.ts`))) return false;
  if (made !== undefined) return SCRIPTS.includes(MADE[made]!);
  if (!named.includes('*')) return existsSync(path.join(PROJECT, named));
  const folder = named.slice(0, named.indexOf('*')).replace(/[^/]*$/, '');
  const pattern = new RegExp(`^${escaped(named).replaceAll('*', '[^/]*')}$`);
  return existsSync(path.join(PROJECT, folder)) && filesIn(folder).some((file) => pattern.test(file));
};

const hasHeading = (named: string): boolean => {
  const [page = '', heading = ''] = named.split('#');
  return existsSync(path.join(PROJECT, page)) && anchorsIn(read(page)).includes(heading);
};

/** What a page names and is not there, as one line each. */
const missingIn = (
  page: string,
  { scripts, paths, headings, variables, commands }: Named,
): readonly string[] => [
  ...scripts.filter((name) => !SCRIPTS.includes(name)).map((name) => `${page}: npm run ${name}`),
  ...paths.filter((name) => !exists(name)).map((name) => `${page}: ${name}`),
  ...headings.filter((name) => !hasHeading(name)).map((name) => `${page}: ${name}`),
  ...variables.filter((name) => !NAMES.has(name)).map((name) => `${page}: ${name}`),
  ...commands.filter((name) => !isCommand(name)).map((name) => `${page}: @Eerder Erbij ${name}`),
];

const isForUsers = (page: string): boolean => page.startsWith('docs/gebruikers/');

describe('what README and docs name', () => {
  for (const page of PAGES) {
    it(`exists: ${page}`, () => {
      assert.deepEqual(missingIn(page, namedIn(page, read(page), isForUsers(page))), []);
    });
  }

  it('is looked at in every page', () => {
    const named = PAGES.map((page) => namedIn(page, read(page), isForUsers(page)));
    for (const kind of ['scripts', 'paths', 'headings', 'variables', 'commands'] as const) {
      const count = new Set(named.flatMap((one) => one[kind])).size;
      assert.ok(count > 0, `no ${kind} found`);
    }
  });

  const PLANTED: readonly [what: string, markdown: string, line: string][] = [
    ['a script', 'Run `npm run nothing`.', 'docs/page.md: npm run nothing'],
    [
      'a script in a block',
      '```sh\nnpm ci && npm run --silent nothing -- --x\n```',
      'docs/page.md: npm run nothing',
    ],
    ['a file', 'See `src/case/nothing.ts`.', 'docs/page.md: src/case/nothing.ts'],
    [
      'a file in a table',
      '| a |\n| - |\n| `npx mocha test/nothing.test.ts` |',
      'docs/page.md: test/nothing.test.ts',
    ],
    ['files by pattern', 'All of `test/nothing*.test.ts`.', 'docs/page.md: test/nothing*.test.ts'],
    ['what no script makes', 'Then `dist/nothing.zip`.', 'docs/page.md: dist/nothing.zip'],
    ['a command of operators', 'Run `node dist/ops/keyss.js`.', 'docs/page.md: dist/ops/keyss.js'],
    ['a link', 'See [this](nothing.md).', 'docs/page.md: docs/nothing.md'],
    ['a picture', '![This](screenshots/nothing.png)', 'docs/page.md: docs/screenshots/nothing.png'],
    ['a heading', '[This](../README.md#nothing-at-all)', 'docs/page.md: README.md#nothing-at-all'],
    ['a variable', 'Set `NO_SUCH_VARIABLE=1`.', 'docs/page.md: NO_SUCH_VARIABLE'],
    ['a variable of the bot', 'Set `MicrosoftAppNothing`.', 'docs/page.md: MicrosoftAppNothing'],
    ['a command', 'Post `@Eerder Erbij niets`.', 'docs/page.md: @Eerder Erbij niets'],
    ['a command on its own', 'Typ `niets`.', 'docs/page.md: @Eerder Erbij niets'],
    ['a command with a number', 'Typ `niets HGV-2026-0001`.', 'docs/page.md: @Eerder Erbij niets'],
  ];

  for (const [what, markdown, line] of PLANTED) {
    it(`that does not exist is found: ${what}`, () => {
      assert.deepEqual(missingIn('docs/page.md', namedIn('docs/page.md', markdown, true)), [line]);
    });
  }
});
