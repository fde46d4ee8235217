import type { Identity, LogRecord } from './line.ts';

/* For a spread sheet: RFC 4180, with the semicolon that a Dutch one expects. */

const named = (who: Identity | undefined): string => (who ? `${who.tenant}/${who.id}` : '');

const COLUMNS: Readonly<Record<string, (record: LogRecord) => string>> = {
  tijdstip: ({ at }) => at,
  gebeurtenis: ({ event }) => event,
  handeling: ({ action }) => action,
  resultaat: ({ outcome }) => outcome,
  tenant: ({ by }) => by?.tenant ?? '',
  gebruiker: ({ by, account }) => by?.id ?? account ?? 'programma',
  rollen: ({ roles }) => roles.join(' '),
  ontvanger: ({ to }) => named(to),
  casusnummer: ({ number = '' }) => number,
  over: ({ about = '' }) => about,
  opdracht: ({ command = '' }) => command,
  doel: ({ purpose = '' }) => purpose,
  grond: ({ ground = '' }) => ground,
  gegevens: ({ fields }) => fields.join(' '),
  bron: ({ source }) => source,
  document: ({ document }) => document,
  regel: ({ line }) => String(line),
};

/** A spread sheet takes these for the beginning of a formula, also between quotes. */
const FORMULA = /^[=+\-@\t\r]/;

const cell = (text: string): string => {
  const plain = FORMULA.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
};

/** The lines of a file, the heading first. */
export const csvOf = (records: readonly LogRecord[]): readonly string[] => [
  Object.keys(COLUMNS).map(cell).join(';'),
  ...records.map((record) =>
    Object.values(COLUMNS)
      .map((column) => cell(column(record)))
      .join(';'),
  ),
];
