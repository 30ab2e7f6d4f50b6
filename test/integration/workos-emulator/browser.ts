import type { useEmulator } from './startEmulator'

/** Registered in the seed. */
export const REDIRECT_URI = 'http://localhost:3000/auth/callback'

/** What a browser does between the application's redirect and its callback, without the application. */
export function useBrowser(emulator: ReturnType<typeof useEmulator>) {
  const follow = async (url: string, init: RequestInit = {}) => {
    const response = await fetch(new URL(url, emulator.url), { redirect: 'manual', ...init })
    return { status: response.status, location: response.headers.get('location'), text: await response.text(), headers: response.headers }
  }

  /** Up to the page where a person says who they are. @returns its address. */
  const open = async (authorizationUrl: string): Promise<string> => {
    const { location } = await follow(authorizationUrl)
    return location ?? ''
  }

  /** Fills in that page. @returns the query of the callback. */
  const answer = async (page: string, fields: Record<string, string>): Promise<Record<string, string>> => {
    const { location } = await follow(page, { method: 'POST', body: new URLSearchParams(fields) })
    return callbackQuery(location)
  }

  return {
    follow,
    open,
    answer,
    signIn: async (authorizationUrl: string, email: string, fields: Record<string, string> = {}) =>
      answer(await open(authorizationUrl), { email, ...fields }),
    /** For what is refused before any page is shown. */
    refusal: async (authorizationUrl: string) => callbackQuery((await follow(authorizationUrl)).location),
  }
}

/** Fails for an address that is not the application's. */
export function callbackQuery(location: string | null): Record<string, string> {
  const url = new URL(location ?? '')
  if (url.origin + url.pathname !== REDIRECT_URI) throw new Error(`Not the callback: ${location}`)
  return Object.fromEntries(url.searchParams)
}
