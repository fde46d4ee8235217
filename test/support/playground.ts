import type { Locator, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { type PlaygroundServer, type PlaygroundWorld, startPlayground } from './playground-server.ts';
import { BOT, TEAM } from './places.ts';

export { choose, fieldOf, fill, inputOf, photograph, press, tabTo, toggle } from './playground-card.ts';

export interface PlaygroundOptions extends PlaygroundWorld {
  /** Full address of the bot's message endpoint. */
  botUrl: string;
  width?: number;
  height?: number;
  locale?: string;
  /** How long to wait for anything on the page. */
  withinMs?: number;
}

/** A person behind the Agents Playground in a browser. Waits are Playwright's: for what should appear. */
export interface Playground {
  readonly page: Page;
  /** What the bot gets as `serviceUrl`. */
  readonly serviceUrl: string;
  /** What went wrong in the page, apart from what a closed network makes fail. */
  readonly problems: readonly string[];
  goToPersonalChat(): Promise<void>;
  goToChannel(name?: string): Promise<void>;
  /** Sends a message in the chat with the bot. */
  say(text: string): Promise<void>;
  /** Starts a thread in the channel with a mention of the bot. */
  mentionBot(text: string): Promise<void>;
  /** Answers in a thread; without a mention the bot does not get it. */
  reply(thread: Locator, text: string, mention?: boolean): Promise<void>;
  /** The thread in the channel with this text in any of its messages. */
  thread(containing: string | RegExp): Locator;
  /** The card with this text, without the cards inside it; `within` a thread or dialog when given. */
  card(containing: string | RegExp, within?: Locator): Locator;
  /** A text message, not its preview in the list of chats. */
  message(containing: string | RegExp): Locator;
  /** What is shown under a card after a press: the bot's message or error, or that the answer was sent. */
  notice(card: Locator): Locator;
  /** Opens an action command under the text box, or on a message or thread; gives the dialog with its card. */
  openMessageExtension(commandId: string, on?: Locator): Promise<Locator>;
  closeDialog(): Promise<void>;
  /** From here on the page looks as on a phone. Inputs are emptied, and there is no way to another chat. */
  becomePhone(width?: number, height?: number): Promise<void>;
  /**
   * Waits until the page stopped changing. Do this before filling in a card: any new message in the same channel
   * empties the inputs of all cards in it, and so does the answer to a press.
   */
  settled(): Promise<void>;
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

/** The page is 9 MB of script, and waits up to 15 s for the bot. */
const START_MS = 30_000;

/** The chats at the left; the conversation is the part beside it. */
const CHATS = '[role=region][aria-label="Chat and Teams Channel"]';

/** Leaves the conversation alone on the page, as wide as the page. */
const PHONE_STYLE = `
  #root div:has(> div > h1), #root div:has(> div > ${CHATS}) { display: none !important; }
  #root div:has(> div > ${CHATS}) ~ div { min-width: 0 !important; }
  #root .fui-Card { margin-left: 4px !important; margin-right: 4px !important; }
`;

/**
 * The Playground empties its dialog 300 ms after any message or dialog came or went, also one opened since. This
 * keeps when the page last changed, so that the driver can wait for the page to be at rest.
 */
const WATCH_CHANGES = `
  let changed = performance.now();
  window.atRest = () => performance.now() - changed > 400;
  new MutationObserver(() => { changed = performance.now(); }).observe(document, { childList: true, subtree: true });
`;

export const openPlayground = async (options: PlaygroundOptions): Promise<Playground> => {
  const server = await startPlayground(options.botUrl, options);
  try {
    const browser = await launchChromium();
    try {
      const { width = 1280, height = 900, locale = 'nl-NL', withinMs = 10_000 } = options;
      const context = await browser.newContext({
        viewport: { width, height },
        locale,
        timezoneId: 'Europe/Amsterdam',
        reducedMotion: 'reduce',
      });
      context.setDefaultTimeout(withinMs);
      context.setDefaultNavigationTimeout(START_MS);
      const page = await context.newPage();
      const problems = await watched(page);
      await page.addInitScript({ content: WATCH_CHANGES });
      await page.goto(server.url);
      await page.getByRole('button', { name: 'Hide log panel' }).click({ timeout: START_MS });
      return {
        ...drive(page, options.bot?.name ?? BOT.name, options.team?.name ?? TEAM.name),
        page,
        problems,
        serviceUrl: server.serviceUrl,
        close: () => closeAll(server, browser),
      };
    } catch (error) {
      await browser.close();
      throw error;
    }
  } catch (error) {
    await server.close();
    throw error;
  }
};

type Driver = Omit<Playground, 'page' | 'problems' | 'serviceUrl' | 'close'>;

const closeAll = async (server: PlaygroundServer, browser: { close(): Promise<void> }): Promise<void> => {
  try {
    await browser.close();
  } finally {
    await server.close();
  }
};

/** Keeps the page off the network, where it looks for fonts, and collects what else goes wrong. */
const watched = async (page: Page): Promise<readonly string[]> => {
  const problems: string[] = [];
  const isOurs = (url: string): boolean =>
    new URL(url).hostname === '127.0.0.1' && !url.endsWith('/favicon.ico');
  await page.route(
    (url) => !isOurs(url.href),
    (route) => route.abort(),
  );
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() === 'error' && (url === '' || isOurs(url))) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  return problems;
};

const drive = (page: Page, bot: string, team: string): Driver => {
  const editor = (within: Page | Locator): Locator => within.locator('[data-lexical-editor]');
  const thread = (containing: string | RegExp): Locator =>
    page.locator('.fui-Card[role=group]').filter({ hasText: containing });
  const newPost = page
    .locator('.fui-Card[role=group]')
    .filter({ has: page.getByRole('button', { name: 'Post', exact: true }) });
  const conversation = page.locator(`div:has(> div > ${CHATS}) ~ div`).first();

  const type = async (box: Locator, text: string, mention: boolean): Promise<void> => {
    await box.click();
    if (mention) {
      await page.keyboard.type('@');
      await page.getByRole('menuitem', { name: bot }).click();
      await box.getByText(bot).waitFor();
    }
    await page.keyboard.type(mention ? ` ${text}` : text);
  };

  const settled = async (): Promise<void> => {
    await page.waitForFunction('atRest()');
  };

  return {
    thread,
    settled,
    goToPersonalChat: async () => {
      await page.getByRole('treeitem', { name: 'Personal Chat' }).click();
      await newPost.waitFor({ state: 'hidden' });
    },
    goToChannel: async (name = 'General') => {
      await page.getByRole('treeitem', { name: `${team} - ${name}`, exact: true }).click();
      await newPost.waitFor();
    },
    say: async (text) => {
      await type(editor(page), text, false);
      await page.getByRole('button', { name: 'Send Message' }).click();
    },
    mentionBot: async (text) => {
      await type(editor(newPost), text, true);
      await newPost.getByRole('button', { name: 'Post', exact: true }).click();
    },
    reply: async (to, text, mention = true) => {
      await type(editor(to), text, mention);
      await to.getByRole('button', { name: 'Send Message' }).click();
    },
    card: (containing, within) =>
      (within ?? page).locator('.ac-preview-panel > .ac-adaptiveCard').filter({ hasText: containing }),
    message: (containing) => conversation.getByText(containing),
    notice: (card) =>
      card
        .locator('xpath=ancestor::div[contains(@class, "ac-preview-panel")][1]/..')
        .getByLabel('Display Invoked Message'),
    openMessageExtension: async (commandId, on) => {
      if (on === undefined)
        await page.getByRole('button', { name: 'Trigger Message Extension App' }).first().click();
      else await on.getByRole('button', { name: 'Show more information' }).first().click();
      await page.getByRole('menuitem', { name: 'Action Command' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Command ID' }).fill(commandId);
      await settled();
      await dialog.getByRole('button', { name: 'Create' }).click();
      await dialog.locator('.ac-adaptiveCard').first().waitFor();
      return dialog;
    },
    closeDialog: async () => {
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Close' }).click();
      await dialog.waitFor({ state: 'hidden' });
    },
    becomePhone: async (width = 390, height = 844) => {
      await page.setViewportSize({ width, height });
      await page.addStyleTag({ content: PHONE_STYLE });
    },
    screenshot: async (path) => {
      await page.screenshot({ path, animations: 'disabled' });
    },
  };
};
