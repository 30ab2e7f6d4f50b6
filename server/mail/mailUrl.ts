/**
 * A full address to put into a mail. Paths are read against `siteUrl`, never against the Host
 * header: whoever sends the request chooses that one, and could make our mail link to their site.
 *
 * @returns undefined for what is no http address.
 */
export function mailUrl(url: string | undefined, siteUrl?: string): string | undefined {
  if (!url || !URL.canParse(url, siteUrl)) return undefined
  const { protocol, href } = new URL(url, siteUrl)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}
