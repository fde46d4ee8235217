import { z } from 'zod';
import { beginningOf, chained } from './chain.ts';
import { type Done, remembered } from './done.ts';

const before2 = z.looseObject({ schema: z.literal(1), done: z.array(z.string()) });

const before3 = z.looseObject({ id: z.string(), schema: z.literal(2), log: z.array(z.looseObject({})) });

/**
 * A stored case or roster of an earlier version, as this one writes it. Forward only; each step is what one version changed.
 *
 * 2: activities are remembered in short, with what was refused; messages that cannot be sent are kept apart.
 * 3: the lines of the log are chained. What was changed in them before nobody can tell any more.
 */
export const upcast = (stored: { readonly schema: number }): object => {
  if (stored.schema === 1) return upcast(from1(stored));
  return stored.schema === 2 ? from2(stored) : stored;
};

const from1 = (stored: object) => {
  const { done, ...rest } = before2.parse(stored);
  const short = done.reduce<Done[]>((all, activity) => remembered(all, activity, false), []);
  return { ...rest, schema: 2, done: short, parked: [] };
};

const from2 = (stored: object): object => {
  const { log, ...rest } = before3.parse(stored);
  return { ...rest, schema: 3, log: chained(beginningOf(rest.id), log) };
};
