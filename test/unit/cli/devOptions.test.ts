import { describe, expect, it } from 'vitest'
import { readDevOptions } from '../../../cli/lib/devOptions'
import { emulatorScreen } from '../../../cli/lib/devScreen'
import { otherAppEnv, placeOtherApps } from '../../../cli/lib/otherApps'

const ports = { app: 3000, workos: 4100, convex: 3210 }
const allFreeExcept = (...used: number[]) => async (port: number) => !used.includes(port)

describe('readDevOptions', () => {
  it.each([
    ['nothing', [], []],
    ['an application beside it', ['--with', 'examples/admin'], ['examples/admin']],
    ['the same one, written differently, once', ['--with', './examples/admin/', '--with=examples/admin'], ['examples/admin']],
    ['two', ['--with', 'examples/admin', '--with', 'test/fixtures/layer'], ['examples/admin', 'test/fixtures/layer']],
  ])('reads %s', (_, args, others) => {
    expect(readDevOptions(args)).toEqual({ others })
  })

  it.each([
    ['a folder without an application', ['--with', 'docs']],
    ['this application', ['--with', '.']],
    ['an option without a folder', ['--with']],
    ['an option that there is none of', ['--wiht', 'examples/admin']],
  ])('refuses %s, and says how it is used', (_, args) => {
    expect(() => readDevOptions(args)).toThrow('Usage: npm run dev -- [--with FOLDER]…')
  })
})

describe('placeOtherApps', () => {
  it('gives each the next free port after the main application\'s', async () => {
    const placed = await placeOtherApps(['examples/admin', 'examples/shop'], ports, allFreeExcept(3002))
    expect(placed).toEqual([
      { folder: 'examples/admin', name: 'admin', port: 3001, url: 'http://localhost:3001' },
      { folder: 'examples/shop', name: 'shop', port: 3003, url: 'http://localhost:3003' },
    ])
  })

  it('leaves the emulators\' ports alone', async () => {
    const [placed] = await placeOtherApps(['examples/admin'], { app: 3209, workos: 3212, convex: 3210 }, allFreeExcept())
    expect(placed?.port).toBe(3213)
  })
})

it('an application beside the main one has its environment, but for the addresses', () => {
  const app = { folder: 'examples/admin', name: 'admin', port: 3001, url: 'http://localhost:3001' }
  expect(otherAppEnv(app, 3000, { WORKOS_COOKIE_PASSWORD: 'secret', WORKOS_REDIRECT_URI: 'http://localhost:3000/auth/callback' })).toEqual({
    WORKOS_COOKIE_PASSWORD: 'secret',
    WORKOS_REDIRECT_URI: 'http://localhost:3001/auth/callback',
    NUXT_PUBLIC_MAIN_APP_URL: 'http://localhost:3000',
  })
  expect(emulatorScreen(ports, 'pushed', [app])).toMatch(/admin +http:\/\/localhost:3001 +examples\/admin, with the same session/)
})
