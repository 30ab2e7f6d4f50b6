import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { obtainRedis } from '../../../cli/lib/obtainRedis'
import { findRandomPorts } from '../../../cli/lib/portProbe'
import { ROOT } from '../../../cli/lib/root'
import { findEnvProblems, parseServerEnv } from '../../../server/utils/env'

const text = readFileSync(join(ROOT, 'compose.yaml'), 'utf8')

/** Values as Compose fills them in: `${NAME}`, `${NAME:-default}`, `${NAME:?what is wrong}`. */
function interpolate(env: Record<string, string>): string {
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, operator: string | undefined, rest: string) => {
    if (env[name]) return env[name]
    if (operator === '?') throw new Error(`${name} ${rest}`)
    return operator === '-' ? rest : ''
  })
}

const service = z.strictObject({
  build: z.string().optional(),
  image: z.string().optional(),
  profiles: z.array(z.string()).optional(),
  restart: z.string().optional(),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  user: z.string().optional(),
  ports: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).default({}),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).default({}),
  volumes: z.array(z.string()).default([]),
  command: z.array(z.string()).optional(),
  healthcheck: z.strictObject({ test: z.array(z.string()), interval: z.string(), timeout: z.string(), retries: z.number(), start_period: z.string().optional() }).optional(),
  stop_signal: z.string().optional(),
  stop_grace_period: z.string().optional(),
})
const composeSchema = z.strictObject({ name: z.string(), services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })

const required = { WORKOS_API_KEY: 'sk_x', WORKOS_CLIENT_ID: 'client_x', WORKOS_COOKIE_PASSWORD: 'p'.repeat(32) }
const compose = (env: Record<string, string> = required) => composeSchema.parse(parse(interpolate(env)))

function appEnv(env?: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(compose(env).services.app?.environment ?? {}).map(([name, value]) => [name, String(value ?? '')]))
}

describe('compose.yaml', () => {
  it('gives the application all that it needs to start', () => {
    expect(findEnvProblems(appEnv())).toEqual([])
    expect(parseServerEnv(appEnv())).toMatchObject({ CONVEX_URL: 'http://convex:3210', REDIS_URL: 'redis://redis:6379', WORKOS_API_HOSTNAME: 'api.workos.com', TRUSTED_PROXY_HOPS: 1 })
  })

  it.each(Object.keys(required))('says so when %s is missing', (name) => {
    expect(() => compose({ ...required, [name]: '' })).toThrow(`${name} is missing in .env.local`)
  })

  it('gives browsers the public address of Convex', () => {
    const env = { ...required, CONVEX_CLOUD_ORIGIN: 'https://convex.example.com' }
    expect(appEnv(env).NUXT_PUBLIC_CONVEX_URL).toBe('https://convex.example.com')
    expect(compose(env).services.convex?.environment.CONVEX_CLOUD_ORIGIN).toBe('https://convex.example.com')
  })

  it('is reached from this machine only, by way of a proxy', () => {
    const ports = Object.values(compose().services).flatMap(({ ports }) => ports)
    expect(ports.length).toBeGreaterThan(3)
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/)
  })

  it('waits for services that say when they are there, and keeps data in volumes that exist', () => {
    const { services, volumes } = compose()
    for (const { depends_on, volumes: mounts } of Object.values(services)) {
      for (const name of Object.keys(depends_on)) expect(services[name]?.healthcheck, name).toBeDefined()
      for (const mount of mounts) expect(Object.keys(volumes)).toContain(mount.split(':')[0])
    }
  })

  it('starts Redis with options that Redis knows', async () => {
    const [, ...options] = compose().services.redis?.command ?? []
    const port = await findRandomPorts(1)
    const child = spawn(obtainRedis(), [...options, '--port', String(port), '--bind', '127.0.0.1'], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', chunk => said += String(chunk))
    await expect.poll(() => said, { timeout: 10_000 }).toContain('Ready to accept connections')
    child.kill('SIGTERM')
    await once(child, 'exit')
  })
})
