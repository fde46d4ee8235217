/** `npm run privacy`: precision and recall of what finds personal data, on synthetic Dutch (docs/privacy.md). */
import { parseArgs } from 'node:util';
import { findPersonalData } from '../../src/privacy/find.ts';
import { KINDS } from '../../src/privacy/finding.ts';
import { type Measured, type Score, measure, precisionOf, recallOf } from '../../test/privacy/measure.ts';
import { typedMessages, unseenMessages } from '../../test/privacy/sentences.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { seed: text, times: text, wrong: { type: 'boolean' }, missed: { type: 'boolean' } },
});
const { seed = '1', times = '40' } = values;
const NAME = {
  bsn: 'BSN',
  phone: 'Telephone',
  email: 'E-mail',
  address: 'Address',
  birthDate: 'Date of birth',
  name: 'Name',
} as const;

const row = (name: string, score: Score, hasPrecision = true): string =>
  `| ${name} | ${score.planted} | ${recallOf(score).toFixed(3)} | ${hasPrecision ? precisionOf(score).toFixed(3) : '–'} |`;

const table = ({ perKind, unlistedNames, unlistedNamesLower, overall, messages }: Measured): string =>
  [
    '| Kind | Planted | Recall | Precision |',
    '| --- | --- | --- | --- |',
    ...KINDS.map((kind) => row(NAME[kind], perKind[kind])),
    row('Names on no list, with capitals', unlistedNames, false),
    row('Names on no list, without', unlistedNamesLower, false),
    row('**All findings**', overall),
    row('**Whole messages**', messages),
  ].join('\n');

const SETS = [
  ['Sentences with which the rules were made', typedMessages],
  ['Sentences that the rules have not seen', unseenMessages],
] as const;

for (const [title, messagesOf] of SETS) {
  const messages = messagesOf(Number(seed), Number(times));
  const measured = measure(findPersonalData, messages);
  process.stdout.write(`\n${title}: ${messages.length} messages, seed ${seed}\n\n${table(measured)}\n`);
  if (values.wrong) process.stdout.write(`\nFound, not planted:\n${measured.wrong.join('\n')}\n`);
  if (values.missed) process.stdout.write(`\nPlanted, not found:\n${measured.missed.join('\n')}\n`);
}
