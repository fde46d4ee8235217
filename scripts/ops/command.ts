import { parseArgs } from 'node:util';
import { EXIT, Refused, refusalOf } from './sentences.ts';

/*
 * What `npm run backup`, `restore`, `export` and `import` have in common: one file as argument, plain Dutch for whoever
 * keeps the program running, and exit codes (docs/operations.md) for whatever runs it at night.
 */

export interface Asked {
  file: string;
  /** `--while-running` */
  whileRunning: boolean;
}

const usageOf = (name: string, mayRun: boolean): string =>
  `Zo gebruikt u dit: npm run ${name} -- <bestand>${mayRun ? ' [--while-running]' : ''}`;

/** Nothing when only the usage is asked for. */
const askedIn = (name: string, args: readonly string[], mayRun: boolean): Asked | undefined => {
  const usage = new Refused(EXIT.usage, usageOf(name, mayRun));
  try {
    const flag = { type: 'boolean' } as const;
    const options = { help: flag, ...(mayRun && { 'while-running': flag }) };
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.help === true) return undefined;
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
export const runToEnd = async (name: string, work: () => Promise<readonly string[]>): Promise<void> => {
  try {
    console.log((await work()).join('\n'));
  } catch (error) {
    const { code, message } = refusalOf(error, name);
    console.error(message);
    process.exitCode = code;
  }
};

/** As `runToEnd`, of a command that takes one file. */
export const runCommand = (
  name: string,
  work: (asked: Asked) => Promise<readonly string[]>,
  { mayRun = false } = {},
): Promise<void> =>
  runToEnd(name, async () => {
    const asked = askedIn(name, process.argv.slice(2), mayRun);
    return asked ? work(asked) : [usageOf(name, mayRun)];
  });

export const some = (count: number, one: string, more: string): string =>
  `${count} ${count === 1 ? one : more}`;

export const counted = ({ documents, open }: { documents: number; open?: number }): string =>
  some(documents, 'document', 'documenten') +
  (open === undefined ? '' : `, waarvan ${some(open, 'open casus', 'open casussen')}`);
