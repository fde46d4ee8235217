import assert from 'node:assert/strict';
import { PNG } from 'pngjs';
import { fake, replace, restore } from 'sinon';
import { type Files, problemsOf } from '../../scripts/package/check.ts';
import { FILLING, appFiles } from './app.ts';

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

const withText = (files: Files, name: string, change: (text: string) => string): Files => {
  const before = new TextDecoder().decode(files[name]);
  const after = change(before);
  assert.notEqual(after, before, 'nothing was planted');
  return { ...files, [name]: encoded(after) };
};

const painted = (width: number, height: number, [r, g, b, a]: readonly [number, number, number, number]) => {
  const image = new PNG({ width, height });
  for (let at = 0; at < image.data.length; at += 4) image.data.set([r, g, b, a], at);
  return PNG.sync.write(image);
};

/** With one white dot at `x`, `y`. */
const dotted = (icon: Buffer, x: number, y: number): Buffer => {
  const image = PNG.sync.read(icon);
  image.data.set([255, 255, 255, 255], (y * image.width + x) * 4);
  return PNG.sync.write(image);
};

type Planted = (files: Files) => Files;

const manifest = (from: string, to: string): Planted => {
  return (files) => withText(files, 'manifest.json', (text) => text.replace(from, to));
};

const PLANTED: readonly [what: string, plant: Planted, problem: RegExp][] = [
  [
    'a name that is too long',
    manifest('"short": "Eerder Erbij"', `"short": "${'E'.repeat(31)}"`),
    /name\/short/,
  ],
  [
    'a property that the schema does not know',
    manifest('"manifestVersion"', '"colour": "blue", "manifestVersion"'),
    /"colour"/,
  ],
  [
    'a scope that does not exist',
    manifest('"personal", "groupChat"', '"personal", "everywhere"'),
    /bots\/0\/scopes/,
  ],
  [
    'a thirteenth command',
    manifest('"commands": [', `"commands": [${'{ "title": "x" },'.repeat(6)}`),
    /commandLists\/0\/commands/,
  ],
  ['something required that is missing', manifest('"accentColor": "#0B4A6F",', ''), /accentColor/],
  ['a colour that is none', manifest('#0B4A6F', 'blue'), /accentColor/],
  ['an id that is none', manifest(FILLING.TEAMS_APP_ID!, 'eerder-erbij'), /\/id/],
  ['another schema', manifest('teams/v1.30', 'teams/v1.29'), /^manifest\.json: \$schema/],
  ['what was not filled in', manifest(FILLING.BOT_ID!, '${{BOT_ID}}'), /\$\{\{BOT_ID\}\} was not filled in/],
  [
    'a translation that is too long',
    (files) => withText(files, 'en.json', (text) => text.replace('"In time with', `"${'x'.repeat(81)}`)),
    /^en\.json: .*description\.short/,
  ],
  [
    'a translation of nothing',
    (files) => withText(files, 'en.json', (text) => text.replace('"name.short"', '"name.nothing"')),
    /^en\.json: .*name\.nothing/,
  ],
  [
    'a large icon of another size',
    (files) => ({ ...files, 'color.png': painted(96, 96, [1, 2, 3, 255]) }),
    /192 by 192/,
  ],
  [
    'a large icon one can look through',
    (files) => ({ ...files, 'color.png': painted(192, 192, [1, 2, 3, 9]) }),
    /transparent part/,
  ],
  [
    'a large icon that Teams would cut off',
    (files) => ({ ...files, 'color.png': dotted(painted(192, 192, [1, 2, 3, 255]), 143, 47) }),
    /within 48 pixels of an edge/,
  ],
  [
    'a small icon of another size',
    (files) => ({ ...files, 'outline.png': painted(32, 31, [255, 255, 255, 9]) }),
    /32 by 31 .* 32 by 32/,
  ],
  [
    'a small icon with a colour',
    (files) => ({ ...files, 'outline.png': painted(32, 32, [255, 254, 255, 9]) }),
    /has a colour/,
  ],
  [
    'a small icon without an outline',
    (files) => ({ ...files, 'outline.png': painted(32, 32, [255, 255, 255, 255]) }),
    /no transparent/,
  ],
  ['an icon that is missing', ({ 'outline.png': _, ...files }) => files, /^outline\.png: is missing/],
];

describe('The check of the app package', () => {
  it('accepts the app, without a network', async () => {
    // The library would fetch a schema that it does not have with it.
    const network = replace(globalThis, 'fetch', fake.rejects(new Error('no network here')));
    try {
      assert.deepEqual(await problemsOf(await appFiles()), []);
      assert.equal(network.callCount, 0);
    } finally {
      restore();
    }
  });

  for (const [what, plant, problem] of PLANTED) {
    it(`finds ${what}`, async () => {
      const problems = await problemsOf(plant(await appFiles()));
      assert.ok(
        problems.some((line) => problem.test(line)),
        problems.join('\n') || 'nothing found',
      );
    });
  }
});
