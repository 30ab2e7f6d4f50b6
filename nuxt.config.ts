import { fileURLToPath } from 'node:url'
import { fewerChunks } from './utils/build/fewerChunks'

/** Absolute, so that the path also holds when this application is used as a layer. */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * What holds for every answer, files included, and so can be set by a CDN. The Content-Security-Policy
 * is not among them: it comes with each page (server/plugins/contentSecurityPolicy.ts), and one that
 * came with "304 Not Modified" would take the place of the page's own (RFC 9111, 3.2).
 */
const securityHeaders = {
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(),display-capture=(),geolocation=(),microphone=(),payment=(),usb=()',
}

export default defineNuxtConfig({
  $meta: { name: 'nuxt-workos-convex' },
  modules: ['@nuxt/eslint'],
  // The same data semantics on Nuxt 3 as on Nuxt 4.
  future: { compatibilityVersion: 4 },
  srcDir: '.',
  compatibilityDate: '2026-01-01',
  css: [here('./assets/main.css')],
  alias: { '#convex': here('./convex') },
  app: {
    head: {
      htmlAttrs: { lang: 'en' },
      viewport: 'width=device-width, initial-scale=1',
    },
  },
  runtimeConfig: {
    /** Where this server reaches Convex, when browsers have another address for it. Set at start from CONVEX_URL. */
    convexUrl: '',
    auth: {
      /** Whether people with access to the WorkOS dashboard may act as a user here: NUXT_AUTH_IMPERSONATION=true. */
      impersonation: false,
      /** Whether sign-ins may begin on an identity provider's own page: NUXT_AUTH_IDP_INITIATED=true. They cannot be told from a link that somebody else sent. */
      idpInitiated: false,
      /** Whether WorkOS's keys are also served at /.well-known/jwks.json, for a self-hosted Convex: NUXT_AUTH_JWKS_RELAY=true. */
      jwksRelay: false,
      /** Whether apps on devices may sign in, without cookies: NUXT_AUTH_NATIVE=true (docs/native.md). */
      native: false,
      /** Where those may be returned to, separated by commas: NUXT_AUTH_NATIVE_REDIRECTS=com.example.app://auth,https://example.com/auth. */
      nativeRedirects: '',
      /**
       * How often a minute (checkFactor, invite, createOrganization: an hour), per email address and per visitor's IP address, before
       * WorkOS is asked. Each is set by a variable such as NUXT_AUTH_LIMITS_SEND_CODE_PER_ADDRESS=5.
       */
      limits: {
        sendCode: { perAddress: 3, perClient: 60 },
        checkCode: { perAddress: 10, perClient: 120 },
        checkFactor: { perAddress: 30, perClient: 300 },
        authorize: { perClient: 60 },
        invitation: { perClient: 60 },
        /** Apps on devices, of which a mobile network can have thousands behind one address. */
        renew: { perClient: 600 },
        invite: { perAddress: 5, perClient: 200 },
        createOrganization: { perAddress: 10, perClient: 60 },
      },
      /** What somebody is in an organization that they made: the slug of a WorkOS role with `members:manage`. */
      creatorRole: 'admin',
    },
    public: {
      /** Where browsers reach it: NUXT_PUBLIC_CONVEX_URL, else set at start from CONVEX_URL, see server/plugins/env.ts. */
      convexUrl: process.env.CONVEX_URL ?? '',
      auth: {
        /** Where people land after signing in, when they came from nowhere in particular. */
        home: '/tasks',
        /** Whether people who are signed in may make organizations: NUXT_PUBLIC_AUTH_CREATE_ORGANIZATIONS=false. */
        createOrganizations: true,
      },
    },
  },
  // The tools of development show files in frames, and run what no policy knows.
  $production: { routeRules: { '/**': { headers: securityHeaders } } },
  nitro: {
    // A third of the bytes before the first page works, where no proxy compresses.
    compressPublicAssets: true,
    // Workers have most of Node themselves; Nitro's stand-ins know no hashes. `deployConfig` writes the flag that asks for it.
    cloudflare: { nodeCompat: true, deployConfig: true },
    // _generated is plain JavaScript, which the development server would otherwise leave to Node, at a path that is not there.
    externals: { inline: [here('./convex')] },
  },
  // What helps while developing is not in the production build.
  $development: { nitro: { plugins: [here('./server/dev/brandContrast.ts')] } },
  typescript: { strict: true },
  vite: {
    // Found late by Vite otherwise, which then reloads the page under the first visitor.
    optimizeDeps: { include: ['convex-vue', 'convex/browser', 'convex/server', 'convex/values'] },
    $client: {
      build: {
        // Every browser that knows `light-dark()` knows `modulepreload`, too.
        modulePreload: { polyfill: false },
        rollupOptions: { plugins: [fewerChunks()] },
      },
    },
  },
  hooks: {
    // What a page does not need, a visitor does not load: links fetch their page when they are seen.
    'build:manifest': (manifest) => {
      for (const file of Object.values(manifest)) file.prefetch = false
    },
  },
  telemetry: false,
})
