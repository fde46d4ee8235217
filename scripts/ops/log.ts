import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { accessLog, isAccount } from '../../src/audit/access.ts';
import { type Wanted, collect, wantedId } from '../../src/audit/collect.ts';
import { csvOf } from '../../src/audit/csv.ts';
import { type LogRecord, NUMBER } from '../../src/audit/line.ts';
import type { Log } from '../../src/core/log.ts';
import { makeFile } from '../../src/store/new-file.ts';
import { sealing } from '../../src/store/sealing.ts';
import { runToEnd, some } from './command.ts';
import { type Place, placeIn } from './place.ts';
import { isEntraId } from '../../src/core/entra-id.ts';
import { reading, writing } from './reading.ts';
import { sealKeyIn } from './seal-key.ts';
import { EXIT, Refused } from './sentences.ts';

/* `npm run log`: who did what with a case, or what somebody did, over everything that is kept. Taking it out is logged too. */

const USAGE =
  'Zo gebruikt u dit: npm run log -- --case HGV-2026-0001 | --person <tenant>/<object-id> [--format csv|json] [--out <nieuw bestand>] [--by <uw account>]';

interface Asked {
  wanted: Wanted;
  format: 'csv' | 'json';
  account: string;
  out?: string;
}

const text = { type: 'string' } as const;

const asked = (args: readonly string[]): Asked => {
  const usage = new Refused(EXIT.usage, USAGE);
  try {
    const options = { case: text, person: text, format: text, out: text, by: text };
    const { values } = parseArgs({ args: [...args], options });
    const { format = 'csv', out, by: account = userInfo().username } = values;
    const wanted = wantedIn(values);
    if (!wanted || (format !== 'csv' && format !== 'json') || !isAccount(account)) throw usage;
    return { wanted, format, account, ...(out && { out }) };
  } catch {
    // Whatever it is, this says how it is done.
    throw usage;
  }
};

const wantedIn = (values: { case?: string; person?: string }): Wanted | undefined => {
  if (values.person === undefined)
    return NUMBER.test(values.case ?? '') ? { kind: 'case', number: values.case ?? '' } : undefined;
  const [tenant = '', id = '', ...more] = values.person.split('/');
  if (values.case !== undefined || more.length > 0 || !isEntraId(tenant) || !isEntraId(id)) return undefined;
  return { kind: 'person', who: { tenant, id } };
};

const toStandardError = (_fields: object, message: string): void => {
  console.error(message);
};
const log: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: toStandardError,
  error: toStandardError,
};

/** Before anything is given: what cannot be logged is not taken out. */
const loggedFirst = async (place: Place, { wanted, account }: Asked): Promise<void> => {
  const key = await sealKeyIn(process.env);
  await writing(place, (raw) => {
    const store = sealing(raw, key, log);
    return accessLog({ store, clock: Date.now, log }).exported({ about: wantedId(wanted), account });
  });
};

const textOf = (records: readonly LogRecord[], format: Asked['format']): string =>
  format === 'csv' ? csvOf(records).join('\r\n') : JSON.stringify(records, null, 1);

await runToEnd('log', async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return [USAGE];
  const what = asked(args);
  const place = placeIn(process.env);
  const found = await reading(place, (store) => collect(store, what.wanted));
  if (found.length === 0)
    throw new Refused(EXIT.data, `Van ${wantedId(what.wanted)} staat niets in de logs.`);
  await loggedFirst(place, what);
  const { out, format } = what;
  if (out === undefined) return [textOf(found, format)];
  await makeFile(out, (temporary) => writeFile(temporary, `${textOf(found, format)}\r\n`));
  return [`${some(found.length, 'regel staat', 'regels staan')} in ${resolve(out)}.`];
});
