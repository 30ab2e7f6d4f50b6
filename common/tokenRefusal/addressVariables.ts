/** The variables that name an address of WorkOS's API. What is the same everywhere is left out. */
export function addressVariables(origin: string): [name: string, value: string][] {
  const { hostname, port, protocol } = new URL(origin)
  return [
    ['WORKOS_API_HOSTNAME', hostname],
    ...port ? [['WORKOS_API_PORT', port] as [string, string]] : [],
    ...protocol === 'http:' ? [['WORKOS_API_HTTPS', 'false'] as [string, string]] : [],
  ]
}
