import type { H3Event } from 'h3'
import { useRuntimeConfig } from 'nitropack/runtime'
import { z } from 'zod'
import { parseRedirects, type AllowedRedirect } from './redirects'

const schema = z.object({
  native: z.coerce.boolean(),
  nativeRedirects: z.string(),
})

export interface NativeSettings {
  isOn: boolean
  redirects: readonly AllowedRedirect[]
}

/** @throws Error that says which redirect is no address. */
export function nativeSettings(event?: H3Event): NativeSettings {
  const { native, nativeRedirects } = schema.parse(useRuntimeConfig(event).auth)
  return { isOn: native, redirects: parseRedirects(nativeRedirects) }
}
