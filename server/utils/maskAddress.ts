/** The first letter and the domain of an email address: enough to find the person who asks, not enough to collect. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? '…' : `${[...address][0]}…${address.slice(at)}`
}
