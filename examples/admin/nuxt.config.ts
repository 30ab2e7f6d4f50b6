/** A back office beside the application that it extends: the same session and backend, another brand, one page of its own. */
export default defineNuxtConfig({
  extends: ['../../'],
  srcDir: '.',
  compatibilityDate: '2026-01-01',
  devServer: { port: 3001 },
  runtimeConfig: {
    public: {
      /** Where the main application is: NUXT_PUBLIC_MAIN_APP_URL. */
      mainAppUrl: 'http://localhost:3000',
      auth: { home: '/overview' },
    },
  },
  hooks: {
    // Tasks are worked on in the main application.
    'pages:extend': pages => void pages.splice(0, pages.length, ...pages.filter(({ path }) => path !== '/tasks')),
  },
})

declare module 'nuxt/schema' {
  interface PublicRuntimeConfig {
    mainAppUrl: string
  }
}
