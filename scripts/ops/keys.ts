import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { KeysSettings } from '../../src/config/keys-environment.ts';
import { credentialFor } from '../../src/consultation/credential.ts';
import type { KeyPlace, KeyStatus } from '../../src/keys/admin.ts';
import { keyPlaceOf } from '../../src/keys/open.ts';
import { OLDER_STAY, type Ring } from '../../src/keys/ring.ts';
import { makeFile } from '../../src/store/new-file.ts';
import { runToEnd } from './command.ts';
import { keyOf, settingsIn } from './seal-key.ts';
import { EXIT, Refused } from './sentences.ts';

/* `npm run keys -- init | status | rotate | log-key <file>`: the keys of the program (docs/keys.md), in a directory or in Azure Key Vault. */

const USAGE = 'Zo gebruikt u dit: npm run keys -- init | status | rotate | log-key <bestand>';

const whereOf = (settings: KeysSettings): string =>
  settings.kind === 'files'
    ? `De sleutels staan in ${resolve(settings.directory)}.`
    : `De sleutels staan in de kluis ${settings.url}, onder de sleutel ${settings.key}.`;

const day = (at: number): string => new Date(at).toISOString().slice(0, 'yyyy-MM-dd'.length);

const addressLines = (keys: Ring['addressKeys']): readonly string[] =>
  keys.map(({ id, madeAt, replacedAt }) =>
    replacedAt === undefined
      ? `Sleutel voor adressen: ${id}, gemaakt op ${day(madeAt)}.`
      : `Oudere sleutel voor adressen: ${id}, vervangen op ${day(replacedAt)}. Telt mee tot ${day(replacedAt + OLDER_STAY)}; daarna haalt de eerstvolgende "rotate" hem weg.`,
  );

const statusLines = ({ addressKeys, cases, forgotten, half, recoverable }: KeyStatus): readonly string[] => [
  ...addressLines(addressKeys),
  `Casussen met een sleutel: ${cases}. Vergeten casussen: ${forgotten}.`,
  ...(half === 0
    ? []
    : [
        `Van ${half} daarvan is de sleutel nog niet helemaal weg: het programma maakt dat af bij de start of de volgende opschoning.`,
      ]),
  ...(recoverable === 0
    ? []
    : [`Nog terug te halen uit de kluis, en dus niet echt vergeten: ${recoverable}. Zie docs/keys.md.`]),
];

const rotation = async (place: KeyPlace): Promise<readonly string[]> => {
  const made = await place.rotate(Date.now());
  if ('busy' in made)
    throw new Refused(
      EXIT.inUse,
      `Er is al een andere wijziging bezig, of die is afgebroken. Is er geen meer bezig, verwijder dan ${made.busy} en probeer het opnieuw.`,
    );
  return [...addressLines(made), 'Programma’s die draaien gebruiken de nieuwe sleutel binnen vijf minuten.'];
};

const TASKS: Readonly<Record<string, (place: KeyPlace) => Promise<readonly string[]>>> = {
  init: async (place) => {
    await place.init(Date.now());
    return ['Alles wat er moet zijn is er.', ...statusLines(await place.status())];
  },
  status: async (place) => statusLines(await place.status()),
  rotate: rotation,
};

/** The key of the seals alone, for whoever checks the log and may not have the other keys. */
const writeLogKey = async (settings: KeysSettings, file: string): Promise<readonly string[]> => {
  const key = await keyOf(settings);
  const text = Buffer.isBuffer(key) ? key : key.export();
  await makeFile(file, (temporary) => {
    writeFileSync(temporary, text.toString('base64url'), { mode: 0o600 });
  });
  return [
    `De sleutel van het logboek staat in ${resolve(file)}. Geef hem aan wie het logboek controleert: LOG_KEY_FILE.`,
  ];
};

const LOG_KEY = 'log-key';

const taskIn = (args: readonly string[]): { task: string; file: string } => {
  const usage = new Refused(EXIT.usage, USAGE);
  try {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    const [task = '', file = '', ...more] = positionals;
    const isTask = task === LOG_KEY ? file !== '' : Object.hasOwn(TASKS, task) && file === '';
    if (!isTask || more.length > 0) throw usage;
    return { task, file };
  } catch {
    // Whatever it is, this says how it is done.
    throw usage;
  }
};

await runToEnd('keys', async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return [USAGE];
  const { task, file } = taskIn(args);
  const settings = settingsIn(process.env);
  if (task === LOG_KEY) return writeLogKey(settings, file);
  const place = await keyPlaceOf(settings, { clock: Date.now, credentialFor });
  return [whereOf(settings), ...((await TASKS[task]?.(place)) ?? [])];
});
