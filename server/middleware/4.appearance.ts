import { defineEventHandler, getQuery, type H3Event } from 'h3'
import type { Appearance } from '../../common/appearance'
import { createAppearance } from '../utils/appearance'
import { brandOf, resolveBrand, type ResolvedBrand } from '../utils/brand'
import { isPagePath } from '../utils/isPagePath'
import { defaultLocale } from '../utils/languages'
import { localeOf } from '../utils/locale'

declare module 'h3' {
  interface H3EventContext {
    /** How the page that is rendered looks and speaks. */
    appearance?: Appearance
    /** The same, for its styles. */
    brand?: ResolvedBrand
  }
}

/** Decides how a page looks and speaks before it is rendered: by the visitor's language, and the organization whose page it is. */
export default defineEventHandler((event) => {
  if (!isRendered(event)) return
  const brand = isShared(event) ? resolveBrand({}) : brandOf(event, organizationOf(event))
  event.context.brand = brand
  event.context.appearance = createAppearance(isShared(event) ? defaultLocale() : localeOf(event), brand)
})

/** Pages, and the error page, which has an address of its own. */
function isRendered(event: H3Event): boolean {
  return event.path.startsWith('/__nuxt_error') || isPagePath(event.path)
}

/** A page that others see, too, is in the default language, whoever happens to be the first to ask for it. */
function isShared(event: H3Event): boolean {
  return !event.context.pageAuth && !event.path.startsWith('/__nuxt_error')
}

/** The organization in the address, or the one that the sign-in under way is for. */
function organizationOf(event: H3Event): string | undefined {
  const { organization } = getQuery(event)
  return typeof organization === 'string' ? organization : event.context.authFlow?.organizationId
}
