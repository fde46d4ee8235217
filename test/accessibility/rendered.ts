/** Cards drawn by Microsoft's own renderer in a browser, and what is wrong with them. */
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { PAGE_SCRIPT } from './page-script.ts';
import type { View } from './structures.ts';
import { HOST_CONFIGS, type ThemeName, stylesheet } from './themes.ts';

export interface Size {
  /** In pixels of CSS: a screen of 1280 pixels at 200 % is 640 wide. */
  width: number;
  /** Pixels of the screen for one of CSS. */
  scale?: number;
}

/** What is not held against a card, by the rule of axe and where. */
type Exceptions = readonly (readonly [rule: string, selector: string])[];

/** Where the keyboard is on a card. */
export interface Stop {
  name: string;
  /** Whether it can be seen that the keyboard is there. */
  isSeen: boolean;
}

/** A page with room for one card at a time. */
export interface CardPage {
  readonly page: Page;
  show(view: Pick<View, 'card' | 'open'>): Promise<void>;
  /** What axe has against the cards: everything, or only what depends on the theme. */
  violations(
    views: readonly View[],
    what: 'everything' | 'contrast',
    except?: Exceptions,
  ): Promise<readonly string[]>;
  /** What of the cards does not fit: too wide, cut off, or over something else. */
  misfits(views: readonly View[]): Promise<readonly string[]>;
  /** Everywhere the keyboard comes, from before the card until it has left it. */
  stops(key: 'Tab' | 'Shift+Tab'): Promise<readonly Stop[]>;
  /** On to the input or button of this name, with the keyboard. */
  goTo(name: string): Promise<void>;
  /** What the buttons of the card sent. */
  pressed(): Promise<readonly { title: string; data: Readonly<Record<string, unknown>> }[]>;
  close(): Promise<void>;
}

const require = createRequire(import.meta.url);

/** WCAG 2.1 A and AA is what the law asks; best practices are what a reader notices besides. */
const EVERYTHING = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
};
const CONTRAST = { type: 'rule', values: ['color-contrast'] };

/**
 * What the renderer does wrong whatever a card says, as a test shows: it gives the label of a people picker to the box around
 * it, and leaves the text box without a name once it is filled in. Teams draws a picker of its own.
 */
const HOSTS: Exceptions = [['label', '.ac-choiceSetInput-filtered-textbox']];

/** The most places a card may have for the keyboard; beyond it there is no way out of the card. */
const MOST_STOPS = 200;

/**
 * The text spacing that WCAG 1.4.12 asks room for. The renderer itself keeps the title of a button on one line, whatever the
 * card says; the longest title would lose its last
 * letters.
 */
export const SPACED_TEXT = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  .ac-pushButton div { white-space: normal !important; }
`;

const EMPTY_PAGE = `<!doctype html><html lang="nl"><head><title>Kaart</title></head><body>
  <button id="before">Ervoor</button><main></main><button id="after">Erna</button></body></html>`;

export const openCardPage = async (
  browser: Browser,
  theme: ThemeName,
  { width, scale = 1 }: Size = { width: 640 },
  style = '',
): Promise<CardPage> => {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    deviceScaleFactor: scale,
    locale: 'nl-NL',
    offline: true,
  });
  const page = await context.newPage();
  await page.setContent(EMPTY_PAGE);
  await page.addStyleTag({ path: require.resolve('adaptivecards/dist/adaptivecards.css') });
  await page.addStyleTag({ content: stylesheet(theme) + style });
  await page.addScriptTag({ path: require.resolve('adaptivecards/dist/adaptivecards.min.js') });
  await page.addScriptTag({ path: require.resolve('axe-core/axe.min.js') });
  await page.addScriptTag({ content: PAGE_SCRIPT });
  const call = <T>(name: string, given: object): Promise<T> =>
    page.evaluate(`${name}(${JSON.stringify({ hostConfig: HOST_CONFIGS[theme], ...given })})`);
  return {
    page,
    show: ({ card, open }) => call('show', { card, open }),
    violations: (views, what, except = HOSTS) =>
      call('violations', { views, except, runOnly: what === 'everything' ? EVERYTHING : CONTRAST }),
    misfits: (views) => call('misfits', { views }),
    stops: async (key) => {
      const [from, to] = key === 'Tab' ? ['#before', 'Erna'] : ['#after', 'Ervoor'];
      await page.locator(from).focus();
      const stops: Stop[] = [];
      while (stops.length < MOST_STOPS) {
        await page.keyboard.press(key);
        const stop = await page.evaluate<Stop>('whereAmI()');
        if (stop.name === to) return stops;
        stops.push(stop);
      }
      throw new Error(
        `The keyboard does not get out: ${stops
          .slice(-3)
          .map(({ name }) => name)
          .join(', ')}`,
      );
    },
    goTo: async (name) => {
      for (let pressed = 0; pressed < MOST_STOPS; pressed++) {
        await page.keyboard.press('Tab');
        if ((await page.evaluate<Stop>('whereAmI()')).name === name) return;
      }
      throw new Error(`The keyboard does not come to "${name}"`);
    },
    pressed: () => page.evaluate('pressed'),
    close: () => context.close(),
  };
};
