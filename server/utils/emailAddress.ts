import { z } from 'zod'
import { AuthError } from './authError'

/** @throws AuthError `invalid_email` in words, for what is no address. */
export function requireEmail(email: string | undefined): string {
  if (!email) throw new AuthError('email_missing', { status: 400, code: 'invalid_email' })
  if (!z.email().safeParse(email).success) throw new AuthError('email_invalid', { status: 400, code: 'invalid_email' })
  return email
}
