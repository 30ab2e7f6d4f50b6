import { defineNitroPlugin, useStorage } from 'nitropack/runtime'
import { eachBrand } from '../utils/brand'
import { contrastFaults } from './contrastFaults'

/** Tells developers, at the terminal, which colours of the brand, or of a tenant's, people with low vision cannot read. */
export default defineNitroPlugin(async () => {
  const told = new Set<string>()
  const lines: string[] = []
  for (const [path, brand] of eachBrand()) {
    // A tenant's brand has the application's faults, too.
    for (const fault of contrastFaults(brand).filter(fault => !told.has(fault))) {
      told.add(fault)
      lines.push(`  ${path}.${fault}`)
    }
  }
  const warning = ['[brand] Some people cannot read these colours of app.config.ts (WCAG 2.2, contrast):', ...lines].join('\n')
  if (lines.length > 0 && !await isTold(warning)) console.warn(warning)
})

/** The development server loads this anew after each change; whoever reads the terminal has been told. */
async function isTold(warning: string): Promise<boolean> {
  const storage = useStorage<{ pid: number, warning: string }>('cache')
  const last = await storage.getItem('brand-contrast')
  if (last?.pid === process.pid && last.warning === warning) return true
  await storage.setItem('brand-contrast', { pid: process.pid, warning })
  return false
}
