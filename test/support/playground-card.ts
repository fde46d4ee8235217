/** Works the inputs and buttons of an Adaptive Card in the Playground. */
import type { Locator, Page } from 'playwright-core';

const exactly = (text: string): RegExp =>
  new RegExp(`^${text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')}( \\*)?$`);

/**
 * By the label, which stays in sight while a calendar or list is open; roles do not, because the rest of the page
 * is hidden from assistive techniques then.
 */
const labelOf = (card: Locator, label: string): Locator =>
  card.locator('label.ac-richTextBlock').filter({ hasText: exactly(label) });

/** The label with its input and, when there is one, the error. */
export const fieldOf = (card: Locator, label: string): Locator => labelOf(card, label).locator('xpath=..');

/** The input with this label: a text box, number, date, time, list, or group of radio buttons. */
export const inputOf = async (card: Locator, label: string): Promise<Locator> => {
  const id = await labelOf(card, label).getAttribute('for');
  if (id === null) throw new Error(`The label "${label}" belongs to no input`);
  return card.locator(`[id="${id}"]`);
};

/** Presses a button; the cards inside an open one count too. */
export const press = (card: Locator, title: string): Promise<void> =>
  card.getByRole('button', { name: title, exact: true }).click();

/** Fills in a text, number, date (`2026-11-22`) or time (`14:30`); an empty text empties it. */
export const fill = async (card: Locator, label: string, value: string | number): Promise<void> => {
  const input = await inputOf(card, label);
  await input.fill(String(value));
  // Numbers, dates and times are read when the input is left.
  await input.press('Tab');
};

/** Makes a choice out of a list or radio buttons; given a list, exactly those choices of several. */
export const choose = async (
  card: Locator,
  label: string,
  options: string | readonly string[],
): Promise<void> => {
  if (typeof options === 'string') {
    const input = await inputOf(card, label);
    if ((await input.getAttribute('role')) === 'radiogroup') return choiceIn(input, options).check();
    await input.click();
    return card.page().getByRole('option', { name: options, exact: true }).click();
  }
  const field = fieldOf(card, label);
  if ((await field.getByRole('combobox').count()) > 0)
    return chooseInList(await inputOf(card, label), options);
  for (const name of await field.locator('label.fui-Checkbox__label').allInnerTexts())
    await choiceIn(field, name).setChecked(options.includes(name));
};

/** Switches a toggle, by its label or its title. */
export const toggle = async (card: Locator, label: string, on: boolean): Promise<void> => {
  const field = (await labelOf(card, label).count()) > 0 ? fieldOf(card, label) : undefined;
  const box = field === undefined ? choiceIn(card, label) : field.getByRole('checkbox');
  await box.setChecked(on);
};

/** A radio button or check box by the words beside it; its accessible name has the label of the group too. */
const choiceIn = (group: Locator, name: string): Locator =>
  group
    .locator('.fui-Radio, .fui-Checkbox')
    .filter({ has: group.page().locator('label', { hasText: exactly(name) }) })
    .locator('input');

const chooseInList = async (list: Locator, options: readonly string[]): Promise<void> => {
  await list.click();
  const items = list.page().getByRole('menuitemcheckbox');
  await items.first().waitFor();
  for (const item of await items.all()) {
    const wanted = options.includes(await item.innerText());
    if (wanted !== ((await item.getAttribute('aria-checked')) === 'true')) await item.click();
  }
  await list.press('Escape');
  await items.first().waitFor({ state: 'hidden' });
};

/** Where the keyboard is: what the input or button is called, and whether it is marked with an outline or a line under it. */
const WHERE = `(() => {
  const here = document.activeElement;
  const label = here.id && document.querySelector('label[for="' + here.id + '"]')?.innerText.replace(/ \\*$/, '');
  const { outlineStyle } = getComputedStyle(here);
  const under = getComputedStyle(here.parentElement, '::after');
  const isUnderlined = under.borderBottomStyle !== 'none' && parseFloat(under.borderBottomWidth) > 0;
  return { name: label || here.getAttribute('aria-label') || '', isSeen: outlineStyle !== 'none' || isUnderlined };
})()`;

/** The whole page has fewer places for the keyboard. */
const MOST_PLACES = 100;

/** Goes on with the keyboard to the input or button of this name. Throws where the keyboard is not to be seen on the way. */
export const tabTo = async (page: Page, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  for (let pressed = 0; pressed < MOST_PLACES; pressed++) {
    await page.keyboard.press(key);
    const here = await page.evaluate<{ name: string; isSeen: boolean }>(WHERE);
    if (here.name !== '' && !here.isSeen)
      throw new Error(`Nobody sees that the keyboard is on "${here.name}"`);
    if (here.name === name) return;
  }
  throw new Error(`The keyboard does not come to "${name}"`);
};

/**
 * A photograph of a card, at the width of the Playground or any other, such as 358 on a phone of 390. What was
 * filled in stays: the page itself keeps its width, for it forgets inputs when that changes.
 */
export const photograph = async (card: Locator, path: string, width?: number): Promise<void> => {
  const page = card.page();
  const size = page.viewportSize();
  const panel = card.locator('xpath=ancestor::div[contains(@class, "ac-preview-panel")][1]');
  const setWidth = (value: string): Promise<void> =>
    panel.evaluate((element, given) => {
      (element as unknown as { style: { width: string } }).style.width = given;
    }, value);
  await page.evaluate('document.activeElement?.blur()');
  // A button under the mouse looks different.
  await page.mouse.move(0, 0);
  if (width !== undefined) await setWidth(`${width}px`);
  const height = (await card.boundingBox())?.height ?? 0;
  // The list of messages scrolls within the page, and what scrolled away would be missing.
  if (size !== null) await page.setViewportSize({ width: size.width, height: Math.ceil(height) + 300 });
  await card.screenshot({ path, animations: 'disabled' });
  if (width !== undefined) await setWidth('');
  if (size !== null) await page.setViewportSize(size);
};
