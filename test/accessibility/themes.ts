/**
 * The three themes of Teams, for Microsoft's own renderer of cards.
 *
 * - Light and dark: the host configurations that Microsoft publishes for Teams (github.com/microsoft/AdaptiveCards,
 *   samples/HostConfig/microsoft-teams-light.json and -dark.json). Teams of today has softer backgrounds and other reds;
 *   the published ones are the stricter judge: what reads in them does not lean on a lucky colour.
 * - High contrast: Microsoft publishes none (microsoft/AdaptiveCards issue 5761), so these are the colours of Teams' high
 *   contrast theme in Fluent (github.com/microsoft/fluentui, packages/tokens, highContrastColor.ts). Every container is
 *   black and every text white there, whatever its style says (MicrosoftDocs/msteams-docs issue 13042).
 *
 * Buttons and inputs are drawn by Teams itself: their colours are those of Fluent's themes for Teams, same source.
 */
export const THEMES = ['light', 'dark', 'contrast'] as const;
export type ThemeName = (typeof THEMES)[number];

interface Colours {
  default: string;
  subtle: string;
}

/** Texts of one style of container; where a colour has no entry the renderer's own would be used. */
interface Style {
  backgroundColor: string;
  borderColor?: string;
  foregroundColors: Readonly<Record<string, Colours>>;
}

const colours = (text: string, subtle: string): Colours => ({ default: text, subtle });

const LIGHT_TEXTS = {
  default: colours('#ff252424', '#bf252424'),
  dark: colours('#252424', '#bf252424'),
  light: colours('#ffffff', '#fff3f2f1'),
  accent: colours('#6264a7', '#8b8cc7'),
  good: colours('#92c353', '#e592c353'),
  warning: colours('#f8d22a', '#e5f8d22a'),
  attention: colours('#c4314b', '#e5c4314b'),
};

const DARK_TEXTS = {
  default: colours('#ffffffff', '#bfffffff'),
  dark: colours('#ff201f1f', '#ff2d2c2c'),
  light: colours('#ffffffff', '#bfffffff'),
  accent: colours('#ffa6a7dc', '#ff8b8cc7'),
  good: colours('#ff92c353', '#e592c353'),
  warning: colours('#fff8d22a', '#e5f8d22a'),
  attention: colours('#ffd74654', '#e5d74654'),
};

const STYLED = { accent: '#C7DEF9', good: '#CCFFCC', attention: '#FFC5B2', warning: '#FFE2B2' };

/** All styles of containers: two of the theme itself, four with a background of their own. */
const styles = (
  plain: string,
  emphasis: string,
  texts: Style['foregroundColors'],
  styledTexts: Style['foregroundColors'],
): Readonly<Record<string, Style>> => ({
  default: { backgroundColor: plain, foregroundColors: texts },
  emphasis: { backgroundColor: emphasis, foregroundColors: texts },
  ...Object.fromEntries(
    Object.entries(STYLED).map(([style, backgroundColor]) => [
      style,
      { backgroundColor, foregroundColors: styledTexts },
    ]),
  ),
});

const WHITE_ON_BLACK: Style = {
  backgroundColor: '#000000',
  borderColor: '#ffffff',
  foregroundColors: Object.fromEntries(
    Object.keys(LIGHT_TEXTS).map((name) => [name, colours('#ffffff', '#ffffff')]),
  ),
};

const CONTAINER_STYLES: Readonly<Record<ThemeName, Readonly<Record<string, Style>>>> = {
  light: styles('#ffffff', '#fff9f8f7', LIGHT_TEXTS, LIGHT_TEXTS),
  dark: styles('#ff2d2c2c', '#ff292828', DARK_TEXTS, { ...DARK_TEXTS, default: DARK_TEXTS.dark }),
  contrast: Object.fromEntries(
    ['default', 'emphasis', ...Object.keys(STYLED)].map((style) => [style, WHITE_ON_BLACK]),
  ),
};

const FONT = {
  fontFamily: "'Segoe UI', 'Liberation Sans', Arial, sans-serif",
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 200, default: 400, bolder: 600 },
};

const hostConfig = (theme: ThemeName): object => ({
  supportsInteractivity: true,
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: theme === 'contrast' ? '#ffffff' : '#EEEEEE' },
  fontTypes: { default: FONT, monospace: FONT },
  containerStyles: CONTAINER_STYLES[theme],
  actions: {
    maxActions: 6,
    spacing: 'Default',
    buttonSpacing: 8,
    showCard: { actionMode: 'Inline', inlineTopMargin: 16, style: 'emphasis' },
    actionsOrientation: 'Horizontal',
    actionAlignment: 'Left',
  },
  factSet: {
    title: { size: 'Default', weight: 'Bolder', wrap: true },
    value: { size: 'Default', weight: 'Default', wrap: true },
    spacing: 16,
  },
  textBlock: { headingLevel: 2 },
});

export const HOST_CONFIGS: Readonly<Record<ThemeName, object>> = {
  light: hostConfig('light'),
  dark: hostConfig('dark'),
  contrast: hostConfig('contrast'),
};

/** Buttons, inputs and the ring of focus, as Fluent's tokens have them. */
const CONTROLS = {
  light: { page: '#f5f5f5', back: '#ffffff', text: '#242424', stroke: '#616161', hint: '#707070' },
  dark: { page: '#1f1f1f', back: '#292929', text: '#ffffff', stroke: '#adadad', hint: '#999999' },
  contrast: { page: '#000000', back: '#000000', text: '#ffffff', stroke: '#ffffff', hint: '#ffffff' },
} as const;

const PRIMARY = {
  light: { back: '#5b5fc7', text: '#ffffff' },
  dark: { back: '#4f52b2', text: '#ffffff' },
  contrast: { back: '#ffffff', text: '#000000' },
} as const;

const FOCUS = { light: '#000000', dark: '#ffffff', contrast: '#1aebff' } as const;

/** Buttons that do not fit beside each other go below each other, as in Teams and in the Playground. */
const SHAPES = `
  * { box-sizing: border-box; }
  body { margin: 0; padding: 8px; }
  .ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
  .ac-pushButton { padding: 5px 12px; min-height: 32px; border-radius: 4px; font: 600 14px ${FONT.fontFamily}; }
  .ac-pushButton.expandable:after { content: '▾' !important; font: inherit; margin-left: 6px; }
  #after { display: block; margin-top: 16px; }
  .ac-input { font: 400 14px ${FONT.fontFamily}; }
  .ac-textInput, .ac-numberInput, .ac-dateInput, .ac-timeInput, .ac-choiceSetInput-compact
    { min-height: 32px; padding: 4px 8px; border-radius: 4px; border: 1px solid; }
`;

export const stylesheet = (theme: ThemeName): string => {
  const { page, back, text, stroke, hint } = CONTROLS[theme];
  return `${SHAPES}
    :root { color-scheme: ${theme === 'light' ? 'light' : 'dark'}; }
    body { background: ${page}; color: ${text}; }
    .ac-pushButton, .ac-pushButton.subdued, .ac-pushButton.expanded,
    .ac-input.ac-textInput, .ac-input.ac-numberInput, .ac-input.ac-dateInput, .ac-input.ac-timeInput,
    .ac-input.ac-choiceSetInput-compact, .ac-input.ac-choiceSetInput-filtered-textbox
      { background: ${back}; color: ${text}; border: 1px solid ${stroke}; }
    .ac-pushButton.style-positive, .ac-pushButton.style-positive.subdued { background: ${PRIMARY[theme].back}; color: ${PRIMARY[theme].text}; }
    ::placeholder { color: ${hint}; opacity: 1; }
    :focus-visible { outline: 2px solid ${FOCUS[theme]}; outline-offset: 2px; }
  `;
};
