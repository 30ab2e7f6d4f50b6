import { z } from 'zod'

/** Six digits. People paste "123 456" and "123-456" out of mails and authenticator apps. */
export const oneTimeCode = z.string('code_missing')
  .transform(code => code.replace(/[\s-]/g, ''))
  .refine(code => /^\d{6}$/.test(code), 'code_malformed')
