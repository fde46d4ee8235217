/** Photographs of cards at 200 %, in the dark theme, in high contrast and with the keyboard on them. */
import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { CARDS, type CardName } from './main-job.ts';
import { type CardPage, type Size, openCardPage } from './rendered.ts';
import type { ThemeName } from './themes.ts';

/** Where the photographs of `npm run screenshots` go; they are not taken otherwise. */
export const KEPT =
  process.env.SCREENSHOTS === undefined ? undefined : `${process.env.SCREENSHOTS}/toegankelijkheid`;

interface Series {
  name: string;
  theme: ThemeName;
  size: Size;
  cards: readonly CardName[];
}

/** A card in Teams on a phone. */
const PHONE: Size = { width: 374 };

const SERIES: readonly Series[] = [
  {
    name: '200-procent',
    theme: 'light',
    size: { width: 640, scale: 2 },
    cards: ['vooraankondiging', 'casus', 'gegevens', 'rooster'],
  },
  {
    name: 'donker',
    theme: 'dark',
    size: PHONE,
    cards: [
      'vooraankondiging',
      'fout-in-formulier',
      'casus',
      'bericht',
      'overleg-vastleggen',
      'gegevens',
      'rooster',
      'casussen',
    ],
  },
  {
    name: 'hoog-contrast',
    theme: 'contrast',
    size: PHONE,
    cards: ['fout-in-formulier', 'casus', 'bericht', 'bezoek-vastleggen', 'rooster', 'casussen'],
  },
];

const keep = async (page: CardPage, path: string): Promise<void> => {
  await page.page.locator('main').screenshot({ path, animations: 'disabled', caret: 'hide' });
};

/** Takes them all, in a directory. */
export const keepAll = async (browser: Browser, directory: string): Promise<void> => {
  mkdirSync(directory, { recursive: true });
  for (const { name, theme, size, cards } of SERIES) {
    const page = await openCardPage(browser, theme, size);
    for (const card of cards) {
      await page.show(CARDS[card]);
      await keep(page, `${directory}/${card}-${name}.png`);
    }
    await page.close();
  }
  const page = await openCardPage(browser, 'light', PHONE);
  await page.show(CARDS.casus);
  await page.page.locator('#before').focus();
  // On the third button: on to it as a person would be, so that the browser shows where it is.
  for (const key of ['Tab', 'Tab', 'Tab']) await page.page.keyboard.press(key);
  await keep(page, `${directory}/casus-toetsenbord.png`);
  await page.close();
};
