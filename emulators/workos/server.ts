import { randomUUID } from 'node:crypto'
import { type Server, createServer } from 'node:http'
import { createApp, createRouter, defineEventHandler, setResponseHeader, setResponseStatus, toNodeListener } from 'h3'
import { WORKOS_EMULATOR } from '../defaults'
import { controlRoutes } from './control/table'
import { createEmulator } from './createEmulator'
import type { Emulator } from './emulator'
import { listenOnLoopback } from './http/listen'
import { serveApiRoute, serveControlRoute } from './http/serveRoute'
import { apiRoutes } from './routes/table'
import type { Settings } from './state/settings'
import { createSigningKeys } from './tokens/signingKeys'
import { seedWebhookEndpoint } from './webhooks/seedWebhookEndpoint'

export interface WorkosEmulatorOptions {
  /** 0 takes any free port. */
  readonly port?: number
  /** Where the application runs; `http://localhost:3000` unless told. */
  readonly origins?: readonly string[]
  /** Receivers that exist from the start, with the well-known webhook secret. */
  readonly webhookUrls?: readonly string[]
  readonly settings?: Partial<Settings>
  /** PEM of an RSA private key, for tokens that outlive a restart. */
  readonly privateKey?: string
  readonly webhookRetryDelaysMs?: readonly number[]
  /** Adds to the seed before the first request. */
  readonly fill?: (emulator: Emulator) => void
  readonly now?: () => number
  readonly say?: (line: string) => void
}

export interface WorkosEmulator {
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

const RETRY_DELAYS_MS = [200, 400, 800, 1600, 3200]

export async function createWorkosEmulator(options: WorkosEmulatorOptions = {}): Promise<WorkosEmulator> {
  const keys = await createSigningKeys('WorkOS emulator', options.privateKey)
  const server = createServer()
  const port = await listenOnLoopback(server, options.port ?? WORKOS_EMULATOR.port)
  const stopping = new AbortController()
  const emulator = createEmulator({
    url: `http://127.0.0.1:${port}`,
    clientId: WORKOS_EMULATOR.clientId,
    apiKey: WORKOS_EMULATOR.apiKey,
    keys,
    stopping: stopping.signal,
    origins: options.origins ?? ['http://localhost:3000'],
    settings: options.settings ?? {},
    webhookRetryDelaysMs: options.webhookRetryDelaysMs ?? RETRY_DELAYS_MS,
    now: options.now ?? Date.now,
    say: options.say ?? (() => {}),
  })
  options.webhookUrls?.forEach(url => seedWebhookEndpoint(url, emulator))
  options.fill?.(emulator)
  server.on('request', toNodeListener(createApi(emulator)))
  return { url: emulator.url, port, close: () => stop(server, stopping) }
}

function createApi(emulator: Emulator) {
  const router = createRouter()
  for (const route of apiRoutes) router.add(route.path, serveApiRoute(route, emulator), lowerCase(route.method))
  for (const route of controlRoutes) router.add(route.path, serveControlRoute(route, emulator), lowerCase(route.method))
  const app = createApp({ onRequest: event => setResponseHeader(event, 'x-request-id', randomUUID()) })
  return app.use(router).use(defineEventHandler((event) => {
    setResponseStatus(event, 404)
    return { message: `The emulator has no route ${event.method} ${event.path}.` }
  }))
}

const lowerCase = <Method extends string>(method: Method) => method.toLowerCase() as Lowercase<Method>

function stop(server: Server, stopping: AbortController): Promise<void> {
  stopping.abort()
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
