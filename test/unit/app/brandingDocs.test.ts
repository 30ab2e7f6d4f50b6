import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../../cli/lib/root'
import { withTenant } from '../../../common/tenant'
import { contrastFaults } from '../../../server/dev/contrastFaults'
import { ar } from '../../fixtures/layer/messages/ar'
import { ownBrand } from '../../support/ownBrand'

const FIXTURE = join(ROOT, 'test/fixtures/layer')
// Behind `ownBrand`, which provides what Nuxt does.
const { default: config } = await import('../../fixtures/layer/app.config')

/** The samples of docs/branding.md that name the file they are of. */
const samples = [...readFileSync(join(ROOT, 'docs/branding.md'), 'utf8').matchAll(/```(?:ts|vue)\n(?:\/\/ (\S+)|<!-- (\S+) -->)\n([\s\S]*?)```/g)]
  .map(([, script, template, code = '']) => ({ file: script ?? template ?? '', code }))

describe('the samples of docs/branding.md', () => {
  it('are there', () => {
    expect(samples.map(({ file }) => file)).toEqual(['app.config.ts', 'app.config.ts', 'app.config.ts', 'components/PageFooter.vue', 'app.config.ts', 'messages/ar.ts'])
  })

  it.each(samples.filter(({ file }) => file === 'app.config.ts'))('are what the extending application of the tests is configured by', ({ code }) => {
    const body = code.slice(code.indexOf('defineAppConfig('))
    const sample: unknown = new Function('defineAppConfig', 'ar', `return ${body}`)((value: unknown) => value, ar)
    expect(config).toMatchObject(sample as object)
  })

  it.each(samples.filter(({ file }) => file !== 'app.config.ts'))('are files of that application: $file', ({ file, code }) => {
    expect(code).toBe(readFileSync(join(FIXTURE, file), 'utf8'))
  })

  it('can be read by everyone', () => {
    const { tenants, ...input } = config.brand
    const brand = withTenant(ownBrand, input)
    expect(contrastFaults(brand)).toEqual([])
    expect(Object.values(tenants).map(tenant => contrastFaults(withTenant(brand, tenant)))).toEqual([[], []])
  })
})
