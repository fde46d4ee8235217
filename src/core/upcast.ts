import { z } from 'zod';
import { type Done, remembered } from './done.ts';

const before2 = z.looseObject({ schema: z.literal(1), done: z.array(z.string()) });

/**
 * A stored case or roster of an earlier version, as this one writes it. Forward only; each step is what one version changed.
 *
 * 2: activities are remembered in short, with what was refused; messages that cannot be sent are kept apart.
 */
export const upcast = (stored: { readonly schema: number }): object => {
  if (stored.schema !== 1) return stored;
  const { done, ...rest } = before2.parse(stored);
  const short = done.reduce<Done[]>((all, activity) => remembered(all, activity, false), []);
  return { ...rest, schema: 2, done: short, parked: [] };
};
