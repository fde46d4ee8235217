import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { everyPeopleCard } from '../cards/people-shown.ts';
import { everyRosterCard } from '../cards/roster-shown.ts';
import { everyCard } from '../cards/shown-cards.ts';
import type { Piece } from '../support/cards.ts';
import { launchChromium, needsChromium } from '../support/chromium.ts';
import { CARDS, PLACES } from './main-job.ts';
import { KEPT, keepAll } from './photographs.ts';
import { type CardPage, SPACED_TEXT, type Size, type Stop, openCardPage } from './rendered.ts';
import { type View, everyPart, oneOfEach } from './structures.ts';
import { THEMES, type ThemeName } from './themes.ts';

/** A screen of 1280 pixels at 200 %, and the narrowest that WCAG 1.4.10 asks for: 1280 at 400 %. */
const ZOOMED = 640;
const NARROWEST = 320;

/** Several places within one input are one. */
const placesOf = (stops: readonly Stop[]): readonly string[] =>
  stops.map(({ name }) => name).filter((name, index, names) => name !== names[index - 1]);

describe('Every kind of card, drawn by the renderer of Microsoft', function () {
  this.timeout(120_000);
  let browser: Browser | undefined;
  let views: readonly View[];

  before(async function () {
    needsChromium(this);
    browser = await launchChromium();
    views = oneOfEach([...everyCard(), ...everyRosterCard(), ...everyPeopleCard()]);
  });
  after(() => browser?.close());

  /** Opening a page takes longer than looking at it, so one serves all tests of its kind. */
  const pages = new Map<string, Promise<CardPage>>();
  const pageOf = (theme: ThemeName, size: Size = { width: ZOOMED }, style = ''): Promise<CardPage> => {
    const kind = JSON.stringify([theme, size, style]);
    if (!browser) throw new Error('There is no browser yet');
    const page = pages.get(kind) ?? openCardPage(browser, theme, size, style);
    pages.set(kind, page);
    return page;
  };

  const none = (found: readonly string[]): void => {
    assert.deepEqual(found.slice(0, 5), [], `${found.length} flaws`);
  };

  it('is there: one of each structure, open and closed', () => {
    assert.ok(views.length > 100, `only ${views.length}`);
    assert.ok(views.some(({ open }) => open !== undefined));
  });

  for (const theme of THEMES) {
    it(`has nothing that axe objects to, in the ${theme} theme`, async () => {
      const page = await pageOf(theme);
      // Only colours differ between themes.
      none(
        theme === 'light'
          ? await page.violations(views, 'everything')
          : await page.violations(everyPart(views), 'contrast'),
      );
    });
  }

  for (const width of [ZOOMED, NARROWEST]) {
    it(`fits in ${width} pixels: nothing too wide, cut off or over something else`, async () => {
      none(await (await pageOf('light', { width })).misfits(views));
    });
  }

  it('fits in the narrowest page too with the letters, words and lines further apart', async () => {
    none(await (await pageOf('light', { width: NARROWEST }, SPACED_TEXT)).misfits(views));
  });

  describe('with the keyboard only', () => {
    for (const [view, places] of PLACES) {
      it(`reaches everything on ${view.name}, in order, forth and back, and gets out`, async () => {
        const page = await pageOf('light');
        await page.show(view);
        const forth = await page.stops('Tab');
        assert.deepEqual(placesOf(forth), places);
        // A date has places of its own within it, which the browser marks in its own way.
        const seen = forth.filter(({ isSeen }) => isSeen);
        assert.deepEqual(placesOf(seen), places, 'it cannot be seen where the keyboard is');
        assert.deepEqual(placesOf(await page.stops('Shift+Tab')), places.toReversed());
      });
    }

    it('fills in a form and sends it', async () => {
      const card = await pageOf('light');
      await card.show(CARDS.vooraankondiging);
      const { keyboard } = card.page;
      await card.page.locator('#before').focus();
      await card.goTo('Referentie politie');
      await keyboard.type('PL0100-2026123456');
      await card.goTo('Aantal kinderen');
      await keyboard.press('ArrowUp');
      await card.goTo('Direct gevaar');
      await keyboard.press('Space');
      await card.goTo('Huisverbod');
      await keyboard.press('ArrowDown');
      await card.goTo('Versturen');
      await keyboard.press('Enter');
      const [sent] = await card.pressed();
      const { reference, children, danger, restrainingOrder } = sent?.data ?? {};
      assert.deepEqual([reference, children, danger], ['PL0100-2026123456', '1', 'true']);
      assert.notEqual(restrainingOrder, 'no');
    });

    it('opens and closes what a button opens, with the space bar and with enter', async () => {
      const card = await pageOf('light');
      await card.show(CARDS.casus);
      await card.page.locator('#before').focus();
      await card.goTo('Overleg vastleggen');
      const isOpen = () => card.page.getByText('Besluit', { exact: true }).isVisible();
      for (const [key, opened] of [
        ['Space', true],
        ['Space', false],
        ['Enter', true],
      ] as const) {
        await card.page.keyboard.press(key);
        assert.equal(await isOpen(), opened);
      }
    });
  });

  describe('and the checks on it', () => {
    const card = (...body: readonly Piece[]): View => ({
      name: 'planted',
      card: { type: 'AdaptiveCard', version: '1.5', body },
    });
    const input = { type: 'Input.Text', id: 'a', errorMessage: 'Vul dit in.' };
    const text = { type: 'TextBlock', text: 'Tekst', wrap: true };
    const long = 'X'.repeat(80);
    const inRow = (...items: readonly Piece[]): Piece => ({
      type: 'ColumnSet',
      columns: items.map((one) => ({ type: 'Column', width: '400px', items: [one] })),
    });

    const objected: readonly [string, ThemeName, View, RegExp][] = [
      ['an input without a label', 'light', card(input), /: label: /],
      [
        'a button that hides what it stands on',
        'light',
        card({
          type: 'Container',
          items: [text],
          selectAction: { type: 'Action.Execute', title: 'Toon', verb: 'show' },
        }),
        /: label-content-name-mismatch: /,
      ],
      [
        'letters too faint in the light theme',
        'light',
        card({ ...text, color: 'Good' }),
        /: color-contrast: /,
      ],
      [
        'letters too faint in the dark theme',
        'dark',
        card({ ...text, color: 'Attention' }),
        /: color-contrast: /,
      ],
    ];
    for (const [what, theme, view, expected] of objected) {
      it(`find ${what}`, async () => {
        const found = await (await pageOf(theme)).violations([view], 'everything');
        assert.match(found.join('\n'), expected);
      });
    }

    const unfit: readonly [string, View, RegExp][] = [
      ['what is too wide', card(inRow(text, text)), /is \d{3} px wide|sticks out/],
      ['a text that is cut off', card({ ...text, text: `${long} ${long}`, wrap: false }), /is cut off/],
      [
        'a button of which the end cannot be read',
        card({ type: 'ActionSet', actions: [{ type: 'Action.Execute', title: long, verb: 'show' }] }),
        /is cut off/,
      ],
    ];
    for (const [what, view, expected] of unfit) {
      it(`find ${what}`, async () => {
        const found = await (await pageOf('light', { width: NARROWEST })).misfits([view]);
        assert.match(found.join('\n'), expected);
      });
    }

    it('pass over one thing that no card can mend: a filled-in people picker that has no name', async () => {
      const picker = card({
        ...input,
        type: 'Input.ChoiceSet',
        label: 'Wie',
        placeholder: 'Typ een naam',
        value: 'a',
        choices: [{ title: 'Anna', value: 'a' }],
        'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
      });
      const page = await pageOf('light');
      assert.match((await page.violations([picker], 'everything', [])).join('\n'), /: label: /);
      none(await page.violations([picker], 'everything'));
    });

    it('find a place where the keyboard is and nobody sees it', async () => {
      const page = await pageOf('light', { width: ZOOMED }, ':focus-visible { outline: none !important; }');
      await page.show(card({ ...input, label: 'A' }));
      assert.deepEqual(await page.stops('Tab'), [{ name: 'A', isSeen: false }]);
    });
  });

  const directory = KEPT;
  if (directory !== undefined) {
    it('is photographed', async () => {
      assert.ok(browser);
      await keepAll(browser, directory);
    });
  }
});
