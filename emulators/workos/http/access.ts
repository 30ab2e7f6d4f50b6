import { type H3Event, getRequestHeader } from 'h3'
import { unauthorized } from './apiError'

export function requireApiKey(event: H3Event, apiKey: string): void {
  if (bearerToken(event) !== apiKey) throw unauthorized()
}

export function bearerToken(event: H3Event): string | null {
  const [, token] = /^Bearer (.+)$/i.exec(getRequestHeader(event, 'authorization') ?? '') ?? []
  return token ?? null
}
