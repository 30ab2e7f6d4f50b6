import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { WORKOS_EMULATOR } from '../../../../emulators/defaults'
import { createWorkosEmulator, type WorkosEmulator, type WorkosEmulatorOptions } from '../../../../emulators/workos/server'
import type { Functions } from './functions'

/** Ids of the seed, which never change. */
export const SEED = {
  acme: 'org_01SEED00000000000000000001',
  globex: 'org_01SEED00000000000000000002',
  ada: 'user_01SEED00000000000000000001',
  grace: 'user_01SEED00000000000000000002',
  linus: 'user_01SEED00000000000000000003',
} as const

interface Listed { id: string, [field: string]: unknown }

/** A WorkOS emulator that the functions read from, and whose webhooks reach them while they listen. */
export function useWorkos(options: WorkosEmulatorOptions = {}) {
  let emulator: WorkosEmulator
  let receiver: Server
  let listening: Functions | null = null

  beforeAll(async () => {
    receiver = createServer(async (request, response) => {
      const body = await text(request)
      if (!listening) return void response.writeHead(503).end()
      const answer = await listening
        .fetch('/workos/webhook', { method: 'POST', body, headers: { 'workos-signature': String(request.headers['workos-signature']) } })
        .catch(() => new Response(null, { status: 500 }))
      response.writeHead(answer.status).end()
    })
    await once(receiver.listen(0, '127.0.0.1'), 'listening')
    const { port } = receiver.address() as AddressInfo
    emulator = await createWorkosEmulator({ port: 0, webhookUrls: [`http://127.0.0.1:${port}/`], webhookRetryDelaysMs: [1, 5], ...options })
  })
  beforeEach(async () => {
    vi.stubEnv('WORKOS_API_KEY', WORKOS_EMULATOR.apiKey)
    vi.stubEnv('WORKOS_API_HOSTNAME', '127.0.0.1')
    vi.stubEnv('WORKOS_API_PORT', String(emulator.port))
    vi.stubEnv('WORKOS_API_HTTPS', 'false')
    vi.stubEnv('WORKOS_WEBHOOK_SECRET', WORKOS_EMULATOR.webhookSecret)
    await send('POST', '/_emulate/reset')
  })
  afterEach(async () => {
    listening = null
    await send('POST', '/_emulate/webhooks/settle')
    vi.unstubAllEnvs()
  })
  afterAll(async () => {
    await emulator.close()
    receiver.closeAllConnections()
    receiver.close()
  })

  async function send(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(emulator.url + path, {
      method,
      headers: { 'content-type': 'application/json', 'accept': 'application/json', 'authorization': `Bearer ${WORKOS_EMULATOR.apiKey}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const answer = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer}`)
    return answer ? JSON.parse(answer) : null
  }

  return {
    /** From now on webhooks are taken; without functions they are answered 503. */
    deliverTo: (functions: Functions | null) => {
      listening = functions
    },
    send,
    create: async (path: string, body: unknown) => await send('POST', path, body) as Listed,
    /** Every object of a list. */
    list: async (path: string, query: Record<string, string> = {}): Promise<Listed[]> => {
      const all: Listed[] = []
      let after: string | null | undefined
      do {
        const parameters = new URLSearchParams({ ...query, limit: '100', order: 'asc', ...(after && { after }) })
        const page = await send('GET', `${path}?${parameters}`) as { data: Listed[], list_metadata?: { after: string | null } }
        all.push(...page.data)
        after = page.list_metadata?.after
      } while (after)
      return all
    },
    /** Until every webhook under way was taken or given up. */
    settled: async () => void await send('POST', '/_emulate/webhooks/settle'),
    requests: async () => await send('GET', '/_emulate/requests') as { method: string, path: string, status: number, at: string }[],
  }
}

export type TestWorkos = ReturnType<typeof useWorkos>
