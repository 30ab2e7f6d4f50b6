import type { BrandInput, TenantInput } from './common/brand'
import type { LanguageInput } from './common/locale'

/** How the application looks and speaks. An application that extends this one gives only what differs; see docs/branding.md. */
export default defineAppConfig({
  brand: {
    name: 'Northwind',
    tagline: '',
    logo: { light: '', dark: '', withName: true },
    favicon: '/favicon.svg',
    colors: {
      accent: { light: '#4f46e5', dark: '#a5b4fc' },
      onAccent: { light: '#ffffff', dark: '#1e1b4b' },
      link: { light: '#4338ca', dark: '#c7d2fe' },
      page: { light: '#f7f7f9', dark: '#101014' },
      surface: { light: '#ffffff', dark: '#18181d' },
      text: { light: '#18181b', dark: '#f4f4f5' },
      muted: { light: '#5b5b66', dark: '#a8a8b3' },
      line: { light: '#e2e2e8', dark: '#2d2d35' },
      field: { light: '#8a8a97', dark: '#73737f' },
      danger: { light: '#b42318', dark: '#fda29b' },
    },
    radius: '10px',
    font: 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
    background: '',
    termsUrl: '',
    privacyUrl: '',
    providers: { google: 1, microsoft: 2, github: 3, apple: 4 },
    texts: {},
    /** By the id of the WorkOS organization. */
    tenants: {},
  },
  /** More languages, by their tag: `nl: { name: 'Nederlands', dir: 'ltr', messages: {…}, errors: {…} }`. `de: false` leaves one out. */
  languages: {},
})

declare module '@nuxt/schema' {
  interface AppConfigInput {
    brand?: BrandInput & { tenants?: Record<string, TenantInput> }
    languages?: Record<string, LanguageInput | false>
  }
}
