import { fileURLToPath } from 'node:url'

/** Absolute, so that the path also holds when this application is used as a layer. */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineNuxtConfig({
  $meta: { name: 'nuxt-workos-convex' },
  modules: ['@nuxt/eslint'],
  // The same data semantics on Nuxt 3 as on Nuxt 4.
  future: { compatibilityVersion: 4 },
  srcDir: '.',
  compatibilityDate: '2026-01-01',
  css: [here('./assets/main.css')],
  alias: { '#convex': here('./convex') },
  typescript: { strict: true },
  telemetry: false,
})
