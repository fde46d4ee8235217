import { z } from 'zod';

/**
 * The same schema, that takes what it gave before as it is: nothing that was parsed is ever changed, only replaced. A
 * document of which one part is new then costs no more to check than that part.
 */
export const parsedOnce = <S extends z.ZodType>(schema: S) => {
  const given = new WeakSet<object>();
  return z.transform((value: unknown, context): z.output<S> => {
    if (typeof value === 'object' && value !== null && given.has(value)) return value as z.output<S>;
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        context.issues.push({ code: 'custom', path: [...path], message, input: value });
      return z.NEVER;
    }
    if (typeof parsed.data === 'object' && parsed.data !== null) given.add(Object.freeze(parsed.data));
    return parsed.data;
  });
};
