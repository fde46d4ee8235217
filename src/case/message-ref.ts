import { z } from 'zod';

/** Where a message stands in Teams, enough to update it or reply to it later. */
export const messageRefSchema = z.object({
  serviceUrl: z.string(),
  tenant: z.string(),
  conversation: z.string(),
  activity: z.string(),
});
export type MessageRef = z.infer<typeof messageRefSchema>;
