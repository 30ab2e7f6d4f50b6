/** Each directive with its sources (W3C Content Security Policy 3). One without any needs none. */
export type Directives = Record<string, string[]>

export interface PolicyOptions {
  /** Whom a page's scripts talk to, beside this site. */
  convexUrl: string
  /** The origin of WorkOS's API, where forms may lead. */
  workosOrigin: string
  /** What the page's own scripts and styles prove themselves by: a nonce, or hashes. */
  scripts: string[]
  styles: string[]
  /** The origin that assets come from, when it is another one. */
  cdnUrl?: string
  isDevelopment?: boolean
}

/** What a page of this application may load, run and talk to. */
export function contentSecurityPolicy({ convexUrl, workosOrigin, scripts, styles, cdnUrl, isDevelopment = false }: PolicyOptions): Directives {
  const self = ['\'self\'', ...originsOf(cdnUrl)]
  return {
    'default-src': ['\'self\''],
    'script-src': [...self, ...scripts],
    // Attributes only: `v-show` and `:style` are rendered as such, and they cannot load or run anything but pictures.
    'style-src': [...self, ...styles],
    'style-src-attr': ['\'unsafe-inline\''],
    // Profile pictures and logos come from anywhere; the picture of an authenticator's secret is a data: address.
    'img-src': ['\'self\'', 'data:', 'https:', ...originsOf(cdnUrl)],
    'font-src': self,
    // The development server reloads pages by a socket on a port of its own.
    'connect-src': [...self, ...socketAndHttp(convexUrl), ...(isDevelopment ? ['ws:', 'wss:'] : [])],
    'frame-src': [isDevelopment ? '\'self\'' : '\'none\''],
    'object-src': ['\'none\''],
    'base-uri': ['\'none\''],
    'form-action': formAction(workosOrigin),
    'frame-ancestors': [isDevelopment ? '\'self\'' : '\'none\''],
  }
}

/** The policy as the value of a header. */
export function serializePolicy(directives: Directives): string {
  return Object.entries(directives).map(([name, sources]) => [name, ...sources].join(' ')).join(';')
}

/**
 * Chromium and Safari apply `form-action` to every redirect that follows a form post (w3c/webappsec-csp#8).
 * A sign-in without scripts is such a post, and WorkOS leads it on to identity providers that customers
 * name, so any https origin has to do. Firefox checks the first address only.
 */
function formAction(workosOrigin: string): string[] {
  return ['\'self\'', 'https:', ...(workosOrigin.startsWith('https:') ? [] : originsOf(workosOrigin))]
}

function socketAndHttp(url: string): string[] {
  return originsOf(url).flatMap(origin => [origin, origin.replace(/^http/, 'ws')])
}

function originsOf(url: string | undefined): string[] {
  return url && URL.canParse(url) ? [new URL(url).origin] : []
}
