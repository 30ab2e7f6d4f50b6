import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { AuthFailure } from './authFailure'
import type { Identity, UserAttributes } from './identity'

const actingAs = z.looseObject({
  tokenIdentifier: z.string().optional(),
  issuer: z.string().optional(),
  subject: z.string().optional(),
}).refine(({ tokenIdentifier, issuer, subject }) => tokenIdentifier !== undefined || (issuer !== undefined && subject !== undefined))

export function isAdminKey(given: string, adminKey: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(adminKey)]
  return a.length === b.length && timingSafeEqual(a, b)
}

export function requireAdmin(given: string, adminKey: string, impersonating?: unknown): Identity {
  if (!isAdminKey(given, adminKey)) {
    throw new AuthFailure('BadAdminKey', 'The provided admin key was invalid for this instance')
  }
  return { kind: 'admin', actingAs: impersonating === undefined ? null : readActingAs(impersonating) }
}

function readActingAs(value: unknown): UserAttributes {
  const parsed = actingAs.safeParse(value)
  if (!parsed.success) throw new AuthFailure('InvalidActingAs', 'Acting user must have a tokenIdentifier, or issuer and subject', 400)
  const { tokenIdentifier, issuer = '', subject = '', ...rest } = parsed.data
  return { ...rest as Record<string, string>, issuer, subject, tokenIdentifier: tokenIdentifier ?? `${issuer}|${subject}` }
}
