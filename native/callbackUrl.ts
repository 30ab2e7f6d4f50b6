import { NativeAuthError } from './nativeAuthError'

export type CallbackParameters = { code: string } | { error: string }

/**
 * Reads the address that the browser returned to. By hand, because React Native's `URL` has no search parameters.
 *
 * @throws NativeAuthError when it answers a sign-in that this app did not start: any app or page can open such an address.
 */
export function readCallback(url: string, expected: { redirectUri: string, state: string }): CallbackParameters {
  const [address = '', query = ''] = (url.split('#', 1)[0] ?? '').split(/\?(.*)/s)
  const parameters = parseQuery(query)
  if (withoutSlash(address) !== withoutSlash(expected.redirectUri) || parameters.get('state') !== expected.state) {
    throw new NativeAuthError('foreign_redirect', 'This sign-in was not begun here. Try again.')
  }
  const code = parameters.get('code')
  return code ? { code } : { error: parameters.get('error') ?? 'server_error' }
}

function parseQuery(query: string): Map<string, string> {
  return new Map(query.split('&').filter(Boolean).map((pair): [string, string] => {
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    return [decode(name), decode(value)]
  }))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '))
  }
  catch {
    return ''
  }
}

/** `http://localhost:4711` and `http://localhost:4711/` are the same. */
function withoutSlash(address: string): string {
  return address.replace(/\/$/, '')
}
