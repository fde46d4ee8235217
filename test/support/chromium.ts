/** Debian's Chromium, without a window and off the network. */
import { existsSync } from 'node:fs';
import type { Context } from 'mocha';
import { type Browser, chromium } from 'playwright-core';

/** Where Chromium is: `CHROMIUM_PATH` (empty: nowhere), otherwise Debian's; undefined when it is not there. */
const chromiumPath = (): string | undefined => {
  const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  return path !== '' && existsSync(path) ? path : undefined;
};

const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

/** Throws when there is no Chromium. */
export const launchChromium = (): Promise<Browser> => {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('There is no Chromium; set CHROMIUM_PATH');
  return chromium.launch({ executablePath, args: FLAGS });
};

/** Without a browser the tests of a `before` are pending, unless `REQUIRE_BROWSER` says that there must be one. */
export const needsChromium = (before: Context): void => {
  if (chromiumPath() !== undefined) return;
  if (process.env.REQUIRE_BROWSER) throw new Error('There is no Chromium, and REQUIRE_BROWSER is set');
  before.skip();
};
