import { defineNitroPlugin, useStorage } from 'nitropack/runtime'
import type { Brand } from '../../common/brand'
import { brandDeclarations, isCssValue } from '../../common/brandStyle'
import { withTenant } from '../../common/tenant'
import { appLooks } from '../utils/appLooks'

/** Says at the terminal what is wrong with the brand, and with each tenant's. */
export default defineNitroPlugin(async () => {
  const { tenants, ...brand } = appLooks().brand
  const own = await faultsOf(brand)
  const tenantFaults = await Promise.all(Object.entries(tenants).map(async ([id, tenant]) => {
    const faults = await faultsOf(withTenant(brand, tenant))
    return faults.filter(fault => !own.includes(fault)).map(fault => `  brand.tenants.${id}: ${fault}.`)
  }))
  const faults = [...own.map(fault => `  brand: ${fault}.`), ...tenantFaults.flat()]
  const warning = ['[brand] app.config.ts asks for colours that some people cannot read, or for values that are left out:', ...faults].join('\n')
  if (faults.length > 0 && !await isKnown(warning)) console.warn(warning)
})

async function faultsOf(brand: Brand): Promise<string[]> {
  const unsafe = brandDeclarations(brand).flatMap(({ property, values }) =>
    values.filter(value => !isCssValue(value)).map(value => `${property} is left out, because "${value}" could end its declaration`))
  if (!import.meta.dev) return unsafe
  const { contrastFaults } = await import('../utils/brandContrast')
  return [...unsafe, ...contrastFaults(brand)]
}

/** The development server loads this anew after each change; whoever reads the terminal has been told. */
async function isKnown(warning: string): Promise<boolean> {
  if (!import.meta.dev) return false
  const storage = useStorage<{ pid: number, warning: string }>('cache')
  const last = await storage.getItem('brand-warning')
  if (last?.pid === process.pid && last.warning === warning) return true
  await storage.setItem('brand-warning', { pid: process.pid, warning })
  return false
}
