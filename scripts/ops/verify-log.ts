import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Heads, headsSchema } from '../../src/audit/heads.ts';
import { type Verified, type Verifying, verify } from '../../src/audit/verify.ts';
import { makeFile } from '../../src/store/new-file.ts';
import { runToEnd, some } from './command.ts';
import { sentenceOf } from './log-sentences.ts';
import { type Place, placeIn } from './place.ts';
import { reading } from './reading.ts';
import { sealKeyIn } from './seal-key.ts';
import { EXIT, Refused } from './sentences.ts';

/* `npm run verify-log`: proves that no line of any log was taken out, changed or moved since it was written. */

const USAGE = 'Zo gebruikt u dit: npm run verify-log -- [--heads <nieuw bestand>] [--since <eerder bestand>]';

interface Asked {
  heads?: string;
  since?: string;
}

const asked = (): Asked | undefined => {
  try {
    const { values } = parseArgs({
      options: { heads: { type: 'string' }, since: { type: 'string' }, help: { type: 'boolean' } },
    });
    const { heads, since, help } = values;
    return help ? undefined : { ...(heads && { heads }), ...(since && { since }) };
  } catch {
    throw new Refused(EXIT.usage, USAGE);
  }
};

const headsIn = async (file: string): Promise<Heads> => {
  try {
    return headsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new Refused(
      EXIT.data,
      `${file} is geen bestand van npm run verify-log -- --heads. (${error instanceof Error ? error.name : ''})`,
    );
  }
};

/** What was written while we read looks broken once; what is broken stays so. Of SQLite we read one moment. */
const proven = (place: Place, parts: Omit<Verifying, 'store'>): Promise<Verified> =>
  reading(place, async (store) => {
    const first = await verify({ ...parts, store });
    if (place.kind === 'sqlite' || first.breaks.length === 0) return first;
    const second = await verify({ ...parts, store });
    const before = new Set(first.breaks.map((one) => JSON.stringify(one)));
    return { ...second, breaks: second.breaks.filter((one) => before.has(JSON.stringify(one))) };
  });

const keepHeads = (file: string, heads: Heads): Promise<void> =>
  makeFile(file, (temporary) => writeFile(temporary, `${JSON.stringify(heads, null, 1)}\n`));

const report = ({ documents, logs, lines, fromBefore, breaks }: Verified): readonly string[] => [
  `${some(documents, 'document', 'documenten')}, ${some(logs, 'log', 'logs')}, ${some(lines, 'regel', 'regels')}.`,
  ...(fromBefore.length > 0
    ? [`Van voor het ketenen, dus pas bewezen sinds toen: ${fromBefore.join(', ')}.`]
    : []),
  ...breaks.map(sentenceOf),
  breaks.length === 0
    ? 'Alles klopt: geen regel is weggehaald, veranderd of verplaatst.'
    : `Er klopt iets niet: ${some(breaks.length, 'plek', 'plekken')}. Bewaar de database zoals hij is en zoek uit wie erbij kon.`,
];

await runToEnd('verify-log', async () => {
  const files = asked();
  if (!files) return [USAGE];
  const earlier = files.since === undefined ? {} : { earlier: await headsIn(files.since) };
  const key = await sealKeyIn(process.env);
  const verified = await proven(placeIn(process.env), { key, at: new Date().toISOString(), ...earlier });
  if (verified.breaks.length > 0) process.exitCode = EXIT.failed;
  if (files.heads === undefined) return report(verified);
  // Also of a log that is broken: from here on nothing more may be lost.
  await keepHeads(files.heads, verified.heads);
  return [
    ...report(verified),
    `De einden van alle logs staan in ${resolve(files.heads)}. Bewaar dat bestand ergens anders.`,
  ];
});
