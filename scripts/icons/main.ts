import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';

/* `npm run icons` draws the icons of the Teams app from their sources in manifest/. */

const MANIFEST = path.resolve(import.meta.dirname, '../../manifest');

/** Width and height in pixels, as Teams asks. */
const ICONS = { color: 192, outline: 32 } as const;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  for (const [name, size] of Object.entries(ICONS)) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const drawing = await readFile(path.join(MANIFEST, `${name}.svg`), 'utf8');
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
    await writeFile(path.join(MANIFEST, `${name}.png`), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
