import { type H3Event, getRequestURL } from 'h3'

export const readQuery = (event: H3Event): URLSearchParams => getRequestURL(event).searchParams

/** Reads `x=a,b`, `x=a&x=b`, `x[]=a` and `x[0]=a`: the API takes them all, and SDKs differ. */
export function queryList(query: URLSearchParams, name: string): string[] {
  const isName = (key: string) => key === name || (key.startsWith(`${name}[`) && key.endsWith(']'))
  return [...query]
    .filter(([key]) => isName(key))
    .flatMap(([, value]) => value.split(','))
    .map(value => value.trim())
    .filter(Boolean)
}
