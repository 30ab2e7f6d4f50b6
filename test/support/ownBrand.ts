import type { Brand } from '../../common/brand'

// What Nuxt offers to `app.config.ts` without an import.
Object.assign(globalThis, { defineAppConfig: <Config>(config: Config) => config })
const { default: config } = await import('../../app.config')

/** The brand in `app.config.ts`. */
export const ownBrand: Brand = config.brand
