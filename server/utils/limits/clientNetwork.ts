import { isIPv6 } from 'node:net'

/** Who an address stands for: a customer of IPv6 usually has a /64 of them (RFC 6177), one of IPv4 has one. */
export function clientNetwork(ipAddress: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ipAddress) ?? []
  if (mapped) return mapped
  if (!isIPv6(ipAddress)) return ipAddress
  const [head = '', tail = ''] = ipAddress.split('%', 1)[0]?.split('::') ?? []
  const groups = head.split(':').filter(Boolean)
  const rest = tail.split(':').filter(Boolean)
  const missing = ipAddress.includes('::') ? 8 - groups.length - rest.length : 0
  return [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...rest].slice(0, 4).map(group => Number.parseInt(group, 16).toString(16)).join(':')
}
