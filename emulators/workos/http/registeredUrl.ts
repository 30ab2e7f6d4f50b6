/**
 * Compares an address with a registered one. A star stands for a port of localhost, or for one left-most label of a host
 * (WorkOS docs: redirect URIs, wildcards). Everything else must be equal.
 */
export function isRegisteredUrl(candidate: string, registered: string): boolean {
  if (!URL.canParse(candidate)) return false
  const url = new URL(candidate)
  if (url.username || url.password) return false
  const wanted = splitUrl(registered)
  if (!wanted) return url.href === new URL(registered).href
  return url.protocol === wanted.protocol
    && hostMatches(url, wanted)
    && url.pathname + url.search + url.hash === wanted.rest
}

interface WildcardUrl {
  readonly protocol: string
  readonly hostname: string
  readonly port: string
  readonly rest: string
}

/** `URL` cannot parse a star in a port, so registered wildcards are taken apart by hand. */
function splitUrl(registered: string): WildcardUrl | null {
  if (!registered.includes('*')) return null
  const [, protocol = '', hostname = '', port = '', rest = ''] = /^(https?:)\/\/([^/:]+)(?::([^/]+))?(.*)$/.exec(registered) ?? []
  return { protocol, hostname, port, rest: rest || '/' }
}

function hostMatches(url: URL, { hostname, port }: WildcardUrl): boolean {
  const portMatches = port === '*' ? hostname === 'localhost' : url.port === port
  const [label, ...parent] = url.hostname.split('.')
  const hostMatches = hostname.startsWith('*.') ? Boolean(label) && `*.${parent.join('.')}` === hostname : url.hostname === hostname
  return portMatches && hostMatches
}
