export default defineAppConfig({
  brand: {
    name: 'Northwind',
    tagline: 'Everything your team is working on, live on every screen.',
    /** Links under the sign-in form; left out when empty. */
    termsUrl: '',
    privacyUrl: '',
  },
})

declare module '@nuxt/schema' {
  interface AppConfigInput {
    brand?: {
      name?: string
      tagline?: string
      termsUrl?: string
      privacyUrl?: string
    }
  }
}
