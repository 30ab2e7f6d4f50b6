import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deploymentEnv, emulatorAppEnv, withoutTestMarks } from '../../../cli/lib/appEnv'
import { keepCookiePassword } from '../../../cli/lib/cookiePassword'
import { readEnvironment } from '../../../cli/lib/envFiles'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cli-env-'))
})
afterEach(() => rmSync(root, { recursive: true }))

describe('readEnvironment', () => {
  it('needs no files', () => {
    expect(readEnvironment(root, { A: 'shell' })).toEqual({ A: 'shell' })
  })

  it('prefers the shell to .env.local to .env', () => {
    writeFileSync(join(root, '.env'), 'A=env\nB=env\nC="quoted # not a comment"\n')
    writeFileSync(join(root, '.env.local'), 'A=local\nB=local\n')
    expect(readEnvironment(root, { A: 'shell' })).toEqual({ A: 'shell', B: 'local', C: 'quoted # not a comment' })
  })
})

describe('keepCookiePassword', () => {
  it('makes one that is long enough and keeps it', () => {
    const created = keepCookiePassword(root)
    expect(created.length).toBeGreaterThanOrEqual(32)
    expect(keepCookiePassword(root)).toBe(created)
  })

  it('replaces one that the app would refuse', () => {
    keepCookiePassword(root)
    const path = join(root, '.data', 'cookie-password')
    writeFileSync(path, 'short\n')
    expect(keepCookiePassword(root)).not.toBe('short')
    expect(readFileSync(path, 'utf8')).not.toBe('short\n')
  })
})

describe('the environment of the emulators', () => {
  it('points the app at them', () => {
    expect(emulatorAppEnv({ app: 3005, workos: 4105, convex: 3215 })).toMatchObject({
      WORKOS_API_HOSTNAME: '127.0.0.1',
      WORKOS_API_PORT: '4105',
      WORKOS_API_HTTPS: 'false',
      WORKOS_REDIRECT_URI: 'http://localhost:3005/auth/callback',
      CONVEX_URL: 'http://127.0.0.1:3215',
      CONVEX_SITE_URL: 'http://127.0.0.1:3216',
    })
  })

  it('gives the functions the webhook secret and no cookie password', () => {
    expect(Object.keys(deploymentEnv(4100)).sort()).toEqual([
      'WORKOS_API_HOSTNAME', 'WORKOS_API_HTTPS', 'WORKOS_API_KEY', 'WORKOS_API_PORT', 'WORKOS_CLIENT_ID',
      'WORKOS_WEBHOOK_SECRET',
    ])
  })

  it('does not hand the marks of a test runner to a server', () => {
    const env = { NODE_ENV: 'test', TEST: 'true', VITEST: 'true', VITEST_POOL_ID: '1', TESTING_LIBRARY: 'kept' }
    expect(withoutTestMarks(env)).toEqual({ TESTING_LIBRARY: 'kept' })
  })
})
