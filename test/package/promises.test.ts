import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DIALOG_COMMAND } from '../../src/bot/dialog.ts';
import { isCommand } from '../../src/bot/text-commands.ts';
import { helpText } from '../../src/cards/help-text.ts';
import { BOT_NAME } from '../../src/cards/texts.nl.ts';
import { EVERYBODY, HOOGEVEEN } from '../cards/regions.ts';
import { PROJECT } from './app.ts';

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(PROJECT, file), 'utf8'));

const command = z.object({ title: z.string(), description: z.string() });

const manifest = z
  .object({
    version: z.string(),
    name: z.object({ short: z.string() }),
    bots: z.tuple([
      z.object({
        scopes: z.array(z.string()),
        commandLists: z.array(z.object({ scopes: z.array(z.string()), commands: z.array(command) })),
      }),
    ]),
    composeExtensions: z.tuple([
      z.object({ commands: z.array(z.object({ id: z.string(), context: z.array(z.string()) })) }),
    ]),
  })
  .parse(read('manifest/manifest.json'));

const english = z.record(z.string(), z.string()).parse(read('manifest/en.json'));

const [{ scopes, commandLists }] = manifest.bots;
const titlesIn = (scope: string): readonly string[] =>
  commandLists
    .filter((list) => list.scopes.includes(scope))
    .flatMap(({ commands }) => commands.map(({ title }) => title));

describe('What the app package promises', () => {
  it('is of this version and by this name', () => {
    const { version } = z.object({ version: z.string() }).parse(read('package.json'));
    assert.deepEqual([manifest.version, manifest.name.short], [version, BOT_NAME]);
  });

  it('is understood by the bot', () => {
    const titles = scopes.flatMap(titlesIn);
    assert.ok(titles.length > 10);
    assert.deepEqual(
      titles.filter((title) => !isCommand(title)),
      [],
    );
    assert.deepEqual(
      manifest.composeExtensions[0].commands.map(({ id, context }) => [id, context]),
      [[DIALOG_COMMAND, ['compose', 'message']]],
    );
  });

  it('is everything that the help of anybody names', () => {
    const named = [...helpText(EVERYBODY, HOOGEVEEN, false).matchAll(/^- \*\*(\w+)\*\*/gm)].map(
      ([, title]) => title!,
    );
    assert.ok(named.length > 0);
    const offered = new Set(scopes.flatMap(titlesIn));
    assert.deepEqual(
      [...new Set(named)].filter((title) => !offered.has(title)),
      [],
    );
  });

  it('always has help, in every place where the bot may be', () => {
    for (const scope of scopes) assert.equal(titlesIn(scope).at(-1), 'help', scope);
  });

  it('is there in English too', () => {
    const wanted = [
      ...['name.short', 'name.full', 'description.short', 'description.full'],
      ...commandLists.flatMap(({ commands }, list) =>
        commands.map((_, at) => `bots[0].commandLists[${list}].commands[${at}].description`),
      ),
      ...['composeExtensions[0].commands[0].title', 'composeExtensions[0].commands[0].description'],
    ];
    assert.deepEqual(
      Object.keys(english)
        .filter((key) => key !== '$schema')
        .toSorted(),
      wanted.toSorted(),
    );
  });
});
