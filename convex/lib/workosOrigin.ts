/** Where WorkOS is: the service itself, a custom authentication domain, or the emulator. */
export function workosOrigin(hostname = 'api.workos.com', port?: string, https?: string): string {
  return `${https === 'false' ? 'http' : 'https'}://${hostname}${port ? `:${port}` : ''}`
}
