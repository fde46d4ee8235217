import { parseArgs } from 'node:util';
import { FileExists } from '../../src/store/new-file.ts';
import { DamagedDocument } from '../../src/store/port.ts';
import { UnfitDatabase } from '../../src/store/sqlite/backup.ts';
import { DamagedDatabase } from '../../src/store/sqlite/condition.ts';
import { DirectoryInUse } from '../../src/store/sqlite/lock.ts';
import type { Unfit } from '../../src/store/sqlite/verify.ts';
import { CannotImport } from '../../src/store/export-file.ts';

/*
 * What `npm run backup`, `restore`, `export` and `import` have in common: one file as argument, plain Dutch for whoever
 * keeps the program running, and exit codes (docs/operations.md, after sysexits.h) for whatever runs it at night.
 */
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

export interface Asked {
  file: string;
  /** `--while-running` */
  whileRunning: boolean;
}

const UNFIT: Readonly<Record<Unfit['reason'], string>> = {
  missing: 'Het databasebestand is er niet.',
  damaged: 'Het databasebestand is beschadigd of niet compleet.',
  newer: 'De back-up is gemaakt met een nieuwere versie van het programma: zet eerst die versie neer.',
  foreign: 'Dit bestand is geen database van Eerder Erbij.',
};

const CANNOT: Readonly<Record<CannotImport['reason'], string>> = {
  notAnExport: 'Dit bestand is geen export van Eerder Erbij.',
  newer: 'De export is gemaakt met een nieuwere versie van het programma: zet eerst die versie neer.',
  incomplete: 'De export is niet compleet: het einde ontbreekt.',
  damaged: 'De export is beschadigd: de inhoud klopt niet met de controlesom.',
  notEmpty: 'Er staan al andere gegevens in deze opslag: importeren kan alleen in een lege opslag.',
};

/** One sentence for each problem; the second part is for whoever has to find out more. */
const refusalOf = (error: unknown): Refused => {
  if (error instanceof Refused) return error;
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof DirectoryInUse)
    return new Refused(EXIT.inUse, `Het programma draait nog: stop het eerst. (${detail})`);
  if (error instanceof FileExists)
    return new Refused(EXIT.exists, `Dit bestand bestaat al: kies een andere naam. (${detail})`);
  if (error instanceof UnfitDatabase)
    return new Refused(EXIT.data, `${UNFIT[error.unfit.reason]} (${detail})`);
  if (error instanceof DamagedDatabase || error instanceof DamagedDocument)
    return new Refused(EXIT.data, `De database is beschadigd: zet een back-up terug. (${detail})`);
  if (error instanceof CannotImport) return new Refused(EXIT.data, `${CANNOT[error.reason]} (${detail})`);
  return new Refused(EXIT.failed, `Het is niet gelukt. (${detail})`);
};

const askedIn = (name: string, args: readonly string[], mayRun: boolean): Asked => {
  const flag = mayRun ? ' [--while-running]' : '';
  const usage = new Refused(EXIT.usage, `Zo gebruikt u dit: npm run ${name} -- <bestand>${flag}`);
  try {
    const options = mayRun ? { 'while-running': { type: 'boolean' as const } } : {};
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || file === '' || more.length > 0) throw usage;
    return { file, whileRunning: Reflect.get(values, 'while-running') === true };
  } catch {
    // Whatever it is, this says how it is done.
    throw usage;
  }
};

/**
 * Runs one command of this process to its end: its lines on standard output, or one sentence on standard error and an exit
 * code of `EXIT`.
 */
export const runCommand = async (
  name: string,
  work: (asked: Asked) => Promise<readonly string[]>,
  { mayRun = false } = {},
): Promise<void> => {
  try {
    const lines = await work(askedIn(name, process.argv.slice(2), mayRun));
    console.log(lines.join('\n'));
  } catch (error) {
    const { code, message } = refusalOf(error);
    console.error(message);
    process.exitCode = code;
  }
};

export const counted = ({ documents, open }: { documents: number; open?: number }): string =>
  `${documents} documenten${open === undefined ? '' : `, waarvan ${open} open casussen`}`;
