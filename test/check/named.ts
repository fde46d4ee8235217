import path from 'node:path';
import { type Token, type Tokens, lexer, walkTokens } from 'marked';

/** What a page names that must exist. */
export interface Named {
  /** Scripts of package.json. */
  scripts: readonly string[];
  /** Relative to the project; may hold `*`. */
  paths: readonly string[];
  /** Headings in other pages: `docs/log.md#a-heading`. */
  headings: readonly string[];
  /** Environment variables and other names in capitals. */
  variables: readonly string[];
  /** First words of what is typed to the bot. */
  commands: readonly string[];
}

/** What begins with one of these is a path. */
const FOLDERS = [
  'src',
  'test',
  'docs',
  'config',
  'scripts',
  'infra',
  'manifest',
  'playground',
  'dist',
  '.ci',
];

const FILE =
  /^(?:[A-Z][A-Z_]+\.md|LICENSE|Dockerfile|\.(?:env\.example|npmrc|mocharc\.json|dependency-cruiser\.cjs)|(?:package|package-lock|tsconfig[\w.]*)\.json|(?:publiccode|m365agents)\.yml)$/;

const IN_CAPITALS = /(?<![\w-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w-])/g;

/** Those of the Bot Framework are not in capitals. */
const OF_THE_BOT = /(?<![\w-])(?:MicrosoftApp|ToBotFrom)[A-Za-z]+/g;

const isPath = (word: string): boolean =>
  FILE.test(word) || FOLDERS.some((folder) => word.startsWith(`${folder}/`));

/** Words of a line of code, without what stands around them in a sentence or on a command line. */
const wordsOf = (code: string): readonly string[] =>
  code.split(/[\s=()[\]"',;]+/).map((word) => word.replace(/^\.\/(?!\.)/, '').replace(/[:.]$/, ''));

const inCode = (code: string): Partial<Named> => ({
  scripts: [...code.matchAll(/\bnpm run (?:--?[\w-]+ )*([\w:-]+)/g)].map(([, script]) => script!),
  paths: wordsOf(code).filter(isPath),
  variables: [...code.matchAll(IN_CAPITALS), ...code.matchAll(OF_THE_BOT)].map(([name]) => name),
  commands: [...code.matchAll(/@Eerder Erbij ([a-z]+)/g)].map(([, command]) => command!),
});

/** A whole inline code that could be typed to the bot: `casus HGV-2026-0001`, `agenda stop`, `persoon @Naam`. */
const typed = (code: string): readonly string[] => {
  const [, command] =
    /^([a-z]{4,})(?: (?:<[\w ]+>|@\w+|[A-Z]{2,3}-\d{4}-\d{4}|stop|mijzelf))?$/.exec(code) ?? [];
  return command === undefined ? [] : [command];
};

const inLink = (page: string, href: string): Partial<Named> => {
  if (/^[a-z]+:/.test(href)) return {};
  const [file = '', heading] = href.split('#', 2);
  const target = file === '' ? page : path.posix.join(path.posix.dirname(page), decodeURI(file));
  return { paths: [target], ...(heading !== undefined && { headings: [`${target}#${heading}`] }) };
};

const isCode = (token: Token): token is Tokens.Codespan | Tokens.Code =>
  token.type === 'codespan' || token.type === 'code';

const isLink = (token: Token): token is Tokens.Link | Tokens.Image =>
  token.type === 'link' || token.type === 'image';

/**
 * @param page path relative to the project, which its links start from.
 * @param typing whether a lone word in code is something to type to the bot, as in pages for users.
 */
export const namedIn = (page: string, markdown: string, typing: boolean): Named => {
  const found: Partial<Named>[] = [];
  void walkTokens(lexer(markdown), (token) => {
    if (isCode(token)) found.push(inCode(token.text));
    if (typing && token.type === 'codespan') found.push({ commands: typed((token as Tokens.Codespan).text) });
    if (isLink(token)) found.push(inLink(page, token.href));
  });
  const all = (kind: keyof Named) => [...new Set(found.flatMap((one) => one[kind] ?? []))];
  return {
    scripts: all('scripts'),
    paths: all('paths'),
    headings: all('headings'),
    variables: all('variables'),
    commands: all('commands'),
  };
};

/** The anchors of a page, as its reader makes them of the headings. */
export const anchorsIn = (markdown: string): readonly string[] =>
  lexer(markdown)
    .filter((token): token is Tokens.Heading => token.type === 'heading')
    .map(({ text }) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );
