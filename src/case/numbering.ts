import { z } from 'zod';
import type { DocumentStore } from '../store/port.ts';
import { update } from '../store/update.ts';

const NUMBERS = 'numbers';

/** Announcements that may be on their way to a number at one moment, and be retried for it. */
const REMEMBERED_NUMBERS = 100;

const numbersSchema = z.object({
  id: z.string(),
  kind: z.literal(NUMBERS),
  schema: z.literal(1),
  last: z.int(),
  /** The latest numbers given out, so that a retry for the same case gets the same number. */
  given: z.array(z.object({ case: z.string(), number: z.string() })),
});
type Numbers = z.infer<typeof numbersSchema>;

/**
 * The running number of a case, `HGV-2026-0001`: per municipality and local year, unique because the counter is
 * replaced at its version. A crash before the case is saved can leave a gap, never a double.
 */
export const numberFor = (
  store: DocumentStore,
  code: string,
  year: string,
  caseId: string,
): Promise<string> => {
  const id = `${NUMBERS}/${code}/${year}`;
  const first: Numbers = { id, kind: NUMBERS, schema: 1, last: 0, given: [] };
  return update(
    store,
    id,
    (stored) => numbersSchema.parse(stored),
    (current = first) => {
      const before = current.given.find((given) => given.case === caseId);
      if (before) return { result: before.number };
      const last = current.last + 1;
      const number = `${code}-${year}-${String(last).padStart(4, '0')}`;
      const given = [...current.given, { case: caseId, number }].slice(-REMEMBERED_NUMBERS);
      return { save: { ...current, last, given }, result: number };
    },
  );
};
