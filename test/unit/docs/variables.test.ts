import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../../cli/lib/root'
import { serverVariables } from '../../../server/utils/env'
import { readFiles } from '../../support/readFiles'
import { readPages } from '../../support/docs/pages'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const example = read('.env.example')

/** What .env.example sets, or shows how to set. */
const inExample = new Set([...example.matchAll(/^(?:# )?([A-Z][A-Z\d_]+)=/gm)].map(([, name = '']) => name))
/** What the Convex functions read of their deployment. */
const inConvex = new Set(readFiles(join(ROOT, 'convex')).flatMap(({ text }) => [...text.matchAll(/\bWORKOS_[A-Z_]+\b/g)].map(([name]) => name)))
const inCompose = new Set([...read('compose.yaml').matchAll(/\$\{([A-Z_]+)/g)].map(([, name = '']) => name))
/** Of Node, Nitro, other tools, and samples of programs that are not ours. */
const OTHERS = new Set(['HOST', 'NITRO_PRESET', 'CONVEX_AGENT_MODE', 'POSTMARK_TOKEN', 'APP_URL', 'EXPO_PUBLIC_APP_URL', 'EXPO_PUBLIC_CONVEX_URL', 'AUTH_SECRET', 'NUXT_SESSION_PASSWORD', 'NEXT_PUBLIC_WORKOS_REDIRECT_URI'])

/** The variable that Nitro reads a value of the runtime configuration from. */
function isRuntimeConfig(name: string): boolean {
  const config = [read('nuxt.config.ts'), read('examples/admin/nuxt.config.ts')].join('\n').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
  const words = name.replace(/^NUXT_(?:PUBLIC_)?/, '').toLowerCase().split('_')
  const keys = [...config.matchAll(/\b(\w+): /g)].map(([, key = '']) => key.toLowerCase())
  // Each key is one word or more: AUTH_LIMITS_SEND_CODE_PER_ADDRESS is auth.limits.sendCode.perAddress.
  const fits = (rest: string[]): boolean => rest.length === 0 || rest.some((_, index) => keys.includes(rest.slice(0, index + 1).join('')) && fits(rest.slice(index + 1)))
  return name.startsWith('NUXT_') && fits(words)
}

const isKnown = (name: string) => [inExample, inConvex, inCompose, OTHERS].some(names => names.has(name)) || isRuntimeConfig(name)

describe('the variables of the environment', () => {
  it('that the server reads are all in .env.example', () => {
    expect(serverVariables.length).toBeGreaterThan(15)
    expect(serverVariables.filter(name => !inExample.has(name))).toEqual([])
  })

  it.each(readPages().map(page => [page.path, page] as const))('that %s names exist', (_, { text }) => {
    const named = [...text.matchAll(/\b(?:WORKOS|CONVEX|NUXT|AUTH|MAIL|REDIS|TRUSTED|LOG|EXPO|NEXT)_[A-Z\d_]*[A-Z\d]\b(?!_?…|\*)|\bPORT\b|`HOST=/g)].map(([name]) => name.replace(/[`=]/g, ''))
    expect([...new Set(named)].filter(name => !isKnown(name))).toEqual([])
  })

  it('would be missed', () => {
    expect(['WORKOS_API_KEYS', 'NUXT_AUTH_NATIV', 'NUXT_AUTH_LIMITS_SEND_CODE_PER_ADDRES'].filter(isKnown)).toEqual([])
    expect(isKnown('NUXT_AUTH_LIMITS_INVITE_PER_CLIENT')).toBe(true)
  })

  it('in .env.example are read by something', () => {
    const source = ['server', 'cli', 'convex', 'emulators', 'nuxt.config.ts'].flatMap(path => path.endsWith('.ts') ? [read(path)] : readFiles(join(ROOT, path)).map(({ text }) => text)).join('\n')
    expect([...inExample].filter(name => !new RegExp(`\\b${name}\\b`).test(source) && !isRuntimeConfig(name))).toEqual([])
  })
})
