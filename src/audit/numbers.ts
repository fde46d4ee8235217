import { z } from 'zod';
import { CASE } from '../case/document.ts';
import type { StoredDocument } from '../store/port.ts';
import { type Break, broken } from './breaks.ts';

/* Case numbers run without a gap within a municipality and a year, so a case that was taken away as a whole is missed. */

const caseSchema = z.object({ state: z.object({ step: z.string(), number: z.string().optional() }) });
const NUMBER = /^(?<counter>[A-Z]{3}-\d{4})-(?<place>\d{4,})$/;

const countersSchema = z.object({
  last: z.int().min(0),
  given: z.array(z.object({ case: z.string(), number: z.string() })),
});
type Counters = z.infer<typeof countersSchema>;

const NUMBERS = 'numbers';

/** Number -> the cases that have it. */
type Numbered = Map<string, string[]>;

export interface Numbering {
  add(document: StoredDocument): void;
  breaks(): readonly Break[];
  /** How far each counter is, by the id of its document. */
  counters(): ReadonlyMap<string, number>;
}

export const numbering = (): Numbering => {
  const numbered: Numbered = new Map();
  const unsent = new Set<string>();
  const counters = new Map<string, Counters>();
  const unreadable: Break[] = [];

  const addCase = ({ id, ...rest }: StoredDocument): void => {
    const number = caseSchema.safeParse(rest).data?.state.number;
    if (number === undefined) unsent.add(id);
    else numbered.set(number, [...(numbered.get(number) ?? []), id]);
  };

  return {
    add: (document) => {
      if (document.kind === CASE) addCase(document);
      if (document.kind !== NUMBERS) return;
      const read = countersSchema.safeParse(document);
      if (read.success) counters.set(document.id, read.data);
      else unreadable.push(broken(document, 'unreadable'));
    },
    counters: () => new Map([...counters].map(([id, { last }]) => [id, last])),
    breaks: () => [
      ...unreadable,
      ...[...numbered].flatMap(([number, ids]) => wrongNumber(number, ids, counters)),
      ...[...counters].flatMap(([id, counter]) => missing(id, counter, numbered, unsent)),
    ],
  };
};

/** Of a number that is there: given out once, and by a counter. */
const wrongNumber = (
  number: string,
  [first = '', ...more]: readonly string[],
  counters: ReadonlyMap<string, Counters>,
): readonly Break[] => {
  const { counter = '', place = '' } = NUMBER.exec(number)?.groups ?? {};
  const last = counters.get(`${NUMBERS}/${counter.replace('-', '/')}`)?.last ?? 0;
  const unknown =
    counter !== '' && Number(place) <= last
      ? []
      : [broken({ id: first }, 'numberUnknown', undefined, number)];
  return [...unknown, ...more.map((id) => broken({ id }, 'numberTwice', undefined, number))];
};

/** A number whose form was never sent after all, because of a crash, is known by the case that it was for. */
const missing = (
  id: string,
  { last, given }: Counters,
  numbered: Numbered,
  unsent: ReadonlySet<string>,
): readonly Break[] => {
  const code = id.slice(NUMBERS.length + 1).replace('/', '-');
  const unused = new Set(given.filter((one) => unsent.has(one.case)).map(({ number }) => number));
  return Array.from({ length: last }, (_, index) => `${code}-${String(index + 1).padStart(4, '0')}`)
    .filter((number) => !numbered.has(number) && !unused.has(number))
    .map((number) => broken({ id }, 'caseMissing', undefined, number));
};
