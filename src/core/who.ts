import { z } from 'zod';

/** `Who` of `actor.ts` as it is stored. */
export const whoSchema = z.object({ tenant: z.string(), id: z.string(), name: z.string() });
