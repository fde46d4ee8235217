import { z } from 'zod';
import type { HouseholdField } from '../core/region.ts';

/** What visitors must know of a household. Only ever in memory and in the 1:1 chat of whoever may see it. */
export const householdSchema = z.object({
  address: z.string().exactOptional(),
  phone: z.string().exactOptional(),
  names: z.string().exactOptional(),
  notes: z.string().exactOptional(),
}) satisfies z.ZodType<Partial<Record<HouseholdField, string>>>;
export type Household = z.infer<typeof householdSchema>;
