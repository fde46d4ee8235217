import type { DocumentStore } from '../store/port.ts';
import { documentsIn } from '../store/transfer.ts';
import { type Identity, type LogRecord, numberOf, recordsIn } from './line.ts';

/** Whose log is asked for: of a case by its number, or everything somebody did or was told. */
export type Wanted = { kind: 'case'; number: string } | { kind: 'person'; who: Identity };

/** How an export of it is written down: `HGV-2026-0001`, or `<tenant>/<object id>`. */
export const wantedId = (wanted: Wanted): string =>
  wanted.kind === 'case' ? wanted.number : `${wanted.who.tenant}/${wanted.who.id}`;

/** The lines about a case or a person in all documents, each once, in order of time. */
export const collect = async (store: DocumentStore, wanted: Wanted): Promise<readonly LogRecord[]> => {
  const numbers = await numbersIn(store);
  const isWanted = wanted.kind === 'case' ? aboutCase(wanted.number, numbers) : aboutPerson(wanted.who);
  // A line that was being moved to an archive stands in two documents.
  const found = new Map<string, LogRecord>();
  for await (const document of documentsIn(store))
    for (const record of recordsIn(document)) {
      const numbered = withNumber(record, numbers);
      if (isWanted(numbered)) found.set(`${record.document} ${record.line}`, numbered);
    }
  return [...found.values()].sort(
    (one, other) =>
      one.at.localeCompare(other.at) || one.document.localeCompare(other.document) || one.line - other.line,
  );
};

/** Number of each case, by the id of its document. */
type Numbers = ReadonlyMap<string, string>;

const numbersIn = async (store: DocumentStore): Promise<Numbers> => {
  const numbers = new Map<string, string>();
  for await (const document of documentsIn(store)) {
    const number = numberOf(document);
    if (number !== undefined) numbers.set(document.id, number);
  }
  return numbers;
};

const withNumber = (record: LogRecord, numbers: Numbers): LogRecord => {
  const number = record.number ?? numbers.get(record.about ?? '');
  return number === undefined ? record : { ...record, number };
};

const aboutCase =
  (wanted: string, numbers: Numbers) =>
  ({ number, about }: LogRecord): boolean =>
    number === wanted || (about !== undefined && numbers.get(about) === wanted);

const isSame = (one: Identity | undefined, { tenant, id }: Identity): boolean =>
  one?.tenant.toLowerCase() === tenant.toLowerCase() && one.id.toLowerCase() === id.toLowerCase();

const aboutPerson = (who: Identity) => {
  const name = `${who.tenant}/${who.id}`.toLowerCase();
  return ({ by, to, about }: LogRecord): boolean =>
    isSame(by, who) || isSame(to, who) || about?.toLowerCase() === name;
};
