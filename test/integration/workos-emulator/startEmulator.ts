import { WorkOS } from '@workos-inc/node'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { WORKOS_EMULATOR } from '../../../emulators/defaults'
import { type WorkosEmulator, type WorkosEmulatorOptions, createWorkosEmulator } from '../../../emulators/workos/server'

export const { apiKey, clientId, webhookSecret } = WORKOS_EMULATOR

/** Ids of the seed, which never change. */
export const ACME = 'org_01SEED00000000000000000001'
export const GLOBEX = 'org_01SEED00000000000000000002'
export const GRACE = 'user_01SEED00000000000000000002'
export const GLOBEX_SSO = 'conn_01SEED00000000000000000001'
export const INITECH = 'org_01SEED00000000000000000003'
export const INITECH_SSO = ['conn_01SEED00000000000000000002', 'conn_01SEED00000000000000000003']

/** One emulator for a test file, back at its seed before every test, with the real SDK as its client. */
export function useEmulator(options: WorkosEmulatorOptions = {}) {
  let emulator: WorkosEmulator
  let workos: WorkOS

  beforeAll(async () => {
    emulator = await createWorkosEmulator({ port: 0, webhookRetryDelaysMs: [1, 1, 1, 1, 1], ...options })
    workos = sdk(emulator)
  })
  beforeEach(() => control('POST', '/_emulate/reset'))
  afterAll(() => emulator.close())

  const request = async (method: string, path: string, body: unknown, headers: Record<string, string>) => {
    const response = await fetch(emulator.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      redirect: 'manual',
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: parseJson(text) }
  }

  /** Control routes, and pages that browsers open. */
  const control = (method: string, path: string, body?: unknown) => request(method, path, body, {})
  /** API routes for which the SDK has no method. */
  const api = (method: string, path: string, body?: unknown) =>
    request(method, path, body, { authorization: `Bearer ${apiKey}` })

  const signIn = async (email: string, client = workos) => {
    const { code } = await client.userManagement.createMagicAuth({ email })
    return client.userManagement.authenticateWithMagicAuth({ clientId, email, code })
  }

  return {
    get url() { return emulator.url },
    get workos() { return workos },
    /** The same client with another key or other options. */
    client: (options: ConstructorParameters<typeof WorkOS>[1] = {}, key: string = apiKey) => sdk(emulator, options, key),
    control,
    api,
    signIn,
    refresh: (refreshToken: string, organizationId?: string) =>
      workos.userManagement.authenticateWithRefreshToken({ clientId, refreshToken, ...(organizationId && { organizationId }) }),
    advance: (seconds: number) => control('POST', '/_emulate/clock', { advanceSeconds: seconds }),
    configure: (settings: Record<string, unknown>) => control('POST', '/_emulate/config', settings),
    mails: async (email: string): Promise<{ kind: string, code?: string, url?: string, text: string }[]> =>
      (await control('GET', `/_emulate/inbox?email=${encodeURIComponent(email)}`)).body,
  }
}

const sdk = ({ port }: WorkosEmulator, options: ConstructorParameters<typeof WorkOS>[1] = {}, key: string = apiKey) =>
  new WorkOS(key, { clientId, apiHostname: '127.0.0.1', port, https: false, maxRetries: 0, ...options })

function parseJson(text: string) {
  try {
    return JSON.parse(text)
  }
  catch {
    return text
  }
}

/** The error a call ends with; a call that succeeds fails the test. */
export async function failure(call: Promise<unknown>): Promise<Record<string, unknown> & { rawData: Record<string, unknown> }> {
  try {
    await call
  }
  catch (error) {
    return error as Awaited<ReturnType<typeof failure>>
  }
  throw new Error('The call was expected to fail.')
}
