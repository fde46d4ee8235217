import { format } from 'prettier';
import { COMMAND, STEP } from '../../src/cards/texts.nl.ts';
import { DIRECTORY_COMMAND } from '../../src/cards/people-texts.nl.ts';
import { ROSTER_COMMAND } from '../../src/cards/roster-texts.nl.ts';
import {
  BOT_PERMISSIONS,
  CASE_PERMISSIONS,
  DIRECTORY_PERMISSIONS,
  ROSTER_PERMISSIONS,
  type Relation,
} from '../../src/core/permissions.ts';

/** How each relation is called, for administrators. */
const WHO: Readonly<Record<Relation, string>> = {
  police: 'politie',
  safeAtHome: 'Veilig Thuis',
  consultation: 'wie bij het overleg hoort',
  visit: 'wie op bezoek kan gaan',
  manager: 'manager',
  planner: 'planner',
  colleague: 'iedereen in de gemeente',
  opener: 'van wie het formulier is',
  invited: 'wie is gevraagd, of bij een organisatie van het overleg hoort',
  told: 'wie het bericht kreeg',
  holder: 'wie meegaat',
  released: 'aan wie Veilig Thuis vrijgaf, zolang die meegaat',
  themselves: 'over zichzelf',
  asked: 'wie is gevraagd',
};

const BOT: Readonly<Record<keyof typeof BOT_PERMISSIONS, string>> = {
  OpenIntake: 'Het formulier van een vooraankondiging openen',
  ListCases: 'De open casussen van de gemeente zien',
  LinkChannel: 'Een kanaal bij een gemeente laten horen',
};

const STEPS: Readonly<Record<string, string>> = { intake: 'Formulier', ...STEP };

interface Row {
  what: string;
  may: readonly Relation[];
  and?: Relation;
  steps?: readonly string[];
}

const who = ({ may, and }: Row): string => {
  const names = may.map((relation) => WHO[relation]).join(', ');
  return and === undefined ? names : `${names}; en alleen ${WHO[and]}`;
};

/** `1, 2 en 3` of the five steps, or the form. */
const when = (steps: readonly string[]): string =>
  steps.map((step) => STEPS[step]?.replace(/^Stap (\d) van 5.*$/, '$1') ?? step).join(', ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const entries = <K extends string, V>(record: Readonly<Record<K, V>>): [K, V][] =>
  Object.entries(record) as [K, V][];

/** Who may do what, as the program itself decides it (`src/core/permissions.ts`), as a page for administrators. */
const page = (): string => {
  const cases = entries(CASE_PERMISSIONS).map(([command, permission]): Row => ({
    what: `${sentence(COMMAND[command])} (\`${command}\`)`,
    ...permission,
  }));
  const roster = entries(ROSTER_PERMISSIONS).map(([command, { may }]): Row => ({
    what: `${sentence(ROSTER_COMMAND[command])} (\`${command}\`)`,
    may,
  }));
  const directory = entries(DIRECTORY_PERMISSIONS).map(([command, { may }]): Row => ({
    what: `${sentence(DIRECTORY_COMMAND[command])} (\`${command}\`)`,
    may,
  }));
  const bot = entries(BOT_PERMISSIONS).map(([command, { may }]): Row => ({
    what: `${BOT[command]} (\`${command}\`)`,
    may,
  }));
  return `# Wie mag wat

Deze pagina komt uit het programma zelf: \`npm run permissions\`. Wat hier niet staat, mag niet. Rollen gelden per gemeente.
Wie op bezoek kan gaan en wie bij het overleg hoort, staat in het regiobestand. De stappen van een casus:
${Object.values(STEP)
  .join('; ')
  .replaceAll(/Stap (\d) van 5: /g, '$1 ')}.

## Een casus

${table(
  ['Wat', 'Wie', 'In stap'],
  cases.map((row) => [row.what, who(row), when(row.steps ?? [])]),
)}

Een risico waarvan niemand bericht kon krijgen, mag iedereen in de gemeente oppakken.

## Het piketrooster

${table(
  ['Wat', 'Wie'],
  roster.map((row) => [row.what, who(row)]),
)}

## Mensen en instellingen

${table(
  ['Wat', 'Wie'],
  directory.map((row) => [row.what, who(row)]),
)}

De laatste planner van een gemeente kan niet weg.

## De bot

${table(
  ['Wat', 'Wie'],
  bot.map((row) => [row.what, who(row)]),
)}
`;
};

/** docs/rechten.md as it should be. */
export const permissionsPage = (): Promise<string> => format(page(), { parser: 'markdown', printWidth: 120 });
