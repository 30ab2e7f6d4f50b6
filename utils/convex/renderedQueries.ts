import { convexToJson, jsonToConvex, type JSONValue } from 'convex/values'
import type { NuxtApp } from '#app'
import type { QueryError } from '../../common/convexError'
import type { QueryResult } from './querySlots'

/** A result as it travels in the page's payload: Convex values in Convex's own JSON form. */
type RenderedQuery = { value: JSONValue, error?: undefined } | { error: QueryError }

export function writeRendered(nuxtApp: NuxtApp, key: string, result: QueryResult): void {
  renderedQueries(nuxtApp)[key] = result.error ? result : { value: convexToJson(result.value) }
}

export function readRendered(nuxtApp: NuxtApp, key: string): QueryResult | undefined {
  const rendered = renderedQueries(nuxtApp)[key]
  if (!rendered) return undefined
  return rendered.error ? rendered : { value: jsonToConvex(rendered.value) }
}

/** Once a live result is there, the rendered one is history. */
export function forgetRendered(nuxtApp: NuxtApp, key: string): void {
  const { [key]: _, ...others } = renderedQueries(nuxtApp)
  payloadOf(nuxtApp).convexQueries = others
}

/** For a change of identity: what the page came with, the element it came in included, belongs to someone else now. */
export function forgetAllRendered(nuxtApp: NuxtApp): void {
  payloadOf(nuxtApp).convexQueries = {}
  document.getElementById('__NUXT_DATA__')?.remove()
}

function renderedQueries(nuxtApp: NuxtApp): Record<string, RenderedQuery> {
  return payloadOf(nuxtApp).convexQueries ??= {}
}

function payloadOf(nuxtApp: NuxtApp): { convexQueries?: Record<string, RenderedQuery> } {
  return nuxtApp.payload as { convexQueries?: Record<string, RenderedQuery> }
}
