import { DamagedKey, KeysUnavailable, WrongKeySetUp } from '../../src/keys/port.ts';
import { CannotImport } from '../../src/store/export-file.ts';
import { FileExists } from '../../src/store/new-file.ts';
import { DamagedDocument } from '../../src/store/port.ts';
import { UnfitDatabase } from '../../src/store/sqlite/backup.ts';
import { DamagedDatabase } from '../../src/store/sqlite/condition.ts';
import { DirectoryInUse } from '../../src/store/sqlite/lock.ts';
import type { Unfit } from '../../src/store/sqlite/verify.ts';

/* One sentence of plain Dutch for each problem, and an exit code after sysexits.h (docs/operations.md). */

export const EXIT = { failed: 1, usage: 64, data: 65, exists: 73, inUse: 75, configuration: 78 } as const;

/** The command did nothing, for a reason that is said in one sentence. */
export class Refused extends Error {
  readonly code: number;

  constructor(code: number, sentence: string) {
    super(sentence);
    this.name = 'Refused';
    this.code = code;
  }
}

type Sentences = Readonly<Record<Unfit['reason'], string>>;

/** Of the database that the program uses. */
const DATABASE: Sentences = {
  missing: 'Het databasebestand is er niet.',
  damaged: 'Het databasebestand is beschadigd of niet compleet.',
  newer: 'De database is gemaakt met een nieuwere versie van het programma: zet eerst die versie neer.',
  foreign: 'Dit bestand is geen database van Eerder Erbij.',
};

/** Of the file that would be put back: nothing is wrong with the database then. */
const BACKUP: Sentences = {
  missing: 'De back-up is er niet.',
  damaged: 'Dit bestand is geen goede back-up.',
  newer: 'De back-up is gemaakt met een nieuwere versie van het programma: zet eerst die versie neer.',
  foreign: 'Dit bestand is geen back-up van Eerder Erbij.',
};

const CANNOT: Readonly<Record<CannotImport['reason'], string>> = {
  notAnExport: 'Dit bestand is geen export van Eerder Erbij.',
  newer: 'De export is gemaakt met een nieuwere versie van het programma: zet eerst die versie neer.',
  incomplete: 'De export is niet compleet: het einde ontbreekt.',
  damaged: 'De export is beschadigd: de inhoud klopt niet met de controlesom.',
  notEmpty: 'Er staan al andere gegevens in deze opslag: importeren kan alleen in een lege opslag.',
};

/** SQLite says it in words where the driver loses the code. */
const FULL = /ENOSPC|EDQUOT|SQLITE_FULL|database or disk is full/;

const codeOf = (error: Error): string => String(Reflect.get(error, 'code'));

const isFull = (error: Error): boolean =>
  FULL.test(`${codeOf(error)} ${error.message}`) || (error.cause instanceof Error && isFull(error.cause));

/** Only of a file that is to be made: what is to be read and is not there has a sentence of its own. */
const MAKES_A_FILE = ['backup', 'export', 'verify-log', 'log'];

const sentenceOf = (error: Error, command: string): readonly [code: number, sentence: string] => {
  // First of all: a file that could not be written to its end does not read through either.
  if (isFull(error)) return [EXIT.failed, 'De schijf is vol. Maak ruimte en probeer het opnieuw.'];
  if (error instanceof DirectoryInUse) return [EXIT.inUse, 'Het programma draait nog: stop het eerst.'];
  if (error instanceof FileExists) return [EXIT.exists, 'Dit bestand bestaat al: kies een andere naam.'];
  if (error instanceof UnfitDatabase)
    return [EXIT.data, (command === 'restore' ? BACKUP : DATABASE)[error.unfit.reason]];
  if (error instanceof DamagedDatabase || error instanceof DamagedDocument)
    return [EXIT.data, 'De database is beschadigd: zet een back-up terug.'];
  if (error instanceof CannotImport) return [EXIT.data, CANNOT[error.reason]];
  if (error instanceof WrongKeySetUp || error instanceof DamagedKey)
    return [EXIT.configuration, 'De sleutels zijn niet in orde.'];
  if (error instanceof KeysUnavailable) return [EXIT.failed, 'De sleutelkluis geeft geen goed antwoord.'];
  if (codeOf(error) === 'ENOENT' && MAKES_A_FILE.includes(command))
    return [EXIT.failed, 'De map bestaat niet.'];
  return [EXIT.failed, 'Het is niet gelukt.'];
};

/** What to say of an error; between brackets what whoever has to find out more needs. */
export const refusalOf = (error: unknown, command: string): Refused => {
  if (error instanceof Refused) return error;
  const known = error instanceof Error ? error : new Error(String(error));
  const [code, sentence] = sentenceOf(known, command);
  return new Refused(code, `${sentence} (${known.message})`);
};
