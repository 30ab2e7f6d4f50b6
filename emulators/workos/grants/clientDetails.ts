import { z } from 'zod'

/** What every grant may say about the person's browser. */
export const clientDetails = z.object({
  ip_address: z.string().optional(),
  user_agent: z.string().optional(),
})
