/** What runs in the page. It is text, because only the page knows a `document`. */
export const PAGE_SCRIPT = `
  AdaptiveCards.GlobalSettings.setTabIndexAtCardRoot = false;
  // Enough of Markdown for what our cards have: a sign that was escaped.
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    result.outputHtml = safe.replaceAll(/\\\\([\\\\*_\\[\\]()#.+-])/g, '$1');
    result.didProcess = true;
  };
  const main = document.querySelector('main');
  window.pressed = [];

  window.show = ({ hostConfig, card, open }) => {
    const drawn = new AdaptiveCards.AdaptiveCard();
    drawn.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
    drawn.onExecuteAction = ({ title, data }) => window.pressed.push({ title, data });
    drawn.parse(card);
    main.replaceChildren(drawn.render());
    if (open !== undefined) main.querySelectorAll('.ac-pushButton.expandable')[open].click();
    window.pressed = [];
  };

  /** One line for everything that is wrong with one of the cards. */
  const flaws = async (hostConfig, views, find) => {
    const found = [];
    for (const { name, card, open } of views) {
      show({ hostConfig, card, open });
      for (const { what, element } of await find()) found.push(name + ': ' + what + ': ' + element.slice(0, 200));
    }
    return found;
  };

  window.violations = ({ hostConfig, views, runOnly, except }) =>
    flaws(hostConfig, views, async () => {
      const { violations } = await axe.run(main, { runOnly, resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) =>
        nodes
          .filter(({ target }) => !except.some(([rule, selector]) => rule === id && document.querySelector(target[0]).matches(selector)))
          .map(({ html, failureSummary }) => ({ what: id, element: html + ' ' + failureSummary.replaceAll('\\n', ' ') })),
      );
    });

  const boxOf = (element) => element.getBoundingClientRect();
  const over = (one, other) =>
    one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
  /** Pieces of a line have boxes that say nothing about the line. */
  const blockOf = (element) => (getComputedStyle(element).display === 'inline' ? blockOf(element.parentElement) : element);
  const isControl = (element) => ['INPUT', 'SELECT', 'TEXTAREA', 'BUTTON'].includes(element.tagName);

  window.misfits = ({ hostConfig, views }) =>
    flaws(hostConfig, views, () => {
      const found = [];
      const say = (what, element) => found.push({ what, element: element.outerHTML });
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth > clientWidth) say('is ' + scrollWidth + ' px wide', main);
      const shown = [
        ...new Set(
          [...main.querySelectorAll('*')]
            .filter((one) => one.checkVisibility() && one.tagName !== 'OPTION' && (hasText(one) || isControl(one)))
            .map(blockOf),
        ),
      ];
      for (const one of shown) {
        if (boxOf(one).right > boxOf(main).right + 1) say('sticks out', one);
        const isCut = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
        if (!isControl(one) && isCut) say('is cut off', one);
      }
      shown.forEach((one, index) => {
        for (const other of shown.slice(index + 1))
          if (!one.contains(other) && !other.contains(one) && over(boxOf(one), boxOf(other))) say('lies over another', one);
      });
      return found;
    });

  /** Where the keyboard is: the label of an input or the title of a button, and whether that can be seen. */
  window.whereAmI = () => {
    const here = document.activeElement;
    const field = here.closest('.ac-input-container')?.previousElementSibling?.innerText.replace(/ \\*$/, '');
    const { outlineStyle, outlineWidth } = getComputedStyle(here);
    const { top, bottom } = boxOf(here);
    return {
      name: field ?? here.getAttribute('aria-label') ?? here.innerText,
      isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 && bottom > 0 && top < innerHeight,
    };
  };
`;
