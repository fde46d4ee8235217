import { createHash } from 'node:crypto';
import type { CaseDocument } from '../../src/case/document.ts';
import { isFollowed } from '../../src/case/state.ts';
import { MINUTE } from '../../src/core/time.ts';
import { beginningOf, chained } from '../../src/core/chain.ts';
import { type SealKey, sealOf } from '../../src/store/seal.ts';
import type { StoredDocument } from '../../src/store/port.ts';

/** Every moment up to 2033, also inside the id of a risk; no other number is that long. */
const MOMENT = '\\b1[78]\\d{11}\\b';

/** As ids are: spread, whatever the order in which they come. */
const idOf = (index: number): string =>
  `case/${createHash('sha256').update(`bench ${index}`).digest('hex').slice(0, 32)}`;

const escaped = (text: string): string => text.replaceAll(/[/.;-]/g, String.raw`\$&`);

/** With the chain and the seal that belong to its own id. */
const sealed = (copy: CaseDocument, key: SealKey): StoredDocument => {
  const { id } = copy;
  const log = chained(beginningOf(id), copy.log);
  return Object.assign(copy, { log, seal: sealOf(key, { id, log }) });
};

/**
 * Makes cases like one that was lived through: another id, number, reference and thread, and everything up to a minute earlier,
 * so that moments differ as they do in use. The same index always gives the same case.
 */
export const copiesOf = (life: CaseDocument, sealKey: SealKey): ((index: number) => StoredDocument) => {
  if (!isFollowed(life.state)) throw new Error(`${life.id} was not announced`);
  const { number, announcement } = life.state;
  const [id, reference] = [life.id, announcement.policeReference];
  const thread = life.thread?.conversation;
  if (thread === undefined) throw new Error(`${life.id} was not posted`);
  const varied = [id, number, reference, thread].map(escaped);
  // Split once: words at even places stay as they are, at odd places each copy has its own.
  const words = JSON.stringify(life).split(new RegExp(`(${[...varied, MOMENT].join('|')})`));
  return (index) => {
    const earlier = (index * 7919) % MINUTE;
    const own: Readonly<Record<string, string>> = {
      [id]: idOf(index),
      [number]: `${number.slice(0, -4)}${100_000 + index}`,
      [reference]: `PL0100-2026${100_000 + index}`,
      [thread]: `${thread}0${index}`,
    };
    const text = words.map((word, place) =>
      place % 2 === 0 ? word : (own[word] ?? String(Number(word) - earlier)),
    );
    return sealed(JSON.parse(text.join('')) as CaseDocument, sealKey);
  };
};
