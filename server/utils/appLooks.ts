import type { Brand, TenantInput } from '../../common/brand'
import type { LanguageInput } from '../../common/locale'

/** What `app.config.ts` says, of this application and those that it extends. */
export interface AppLooks {
  brand: Brand & { tenants: Record<string, TenantInput> }
  languages: Record<string, LanguageInput | false>
}

export function appLooks(): AppLooks {
  // Auto-imported, as it is Nitro's own on Nuxt 3 and another on Nuxt 4. What it is typed as differs, too; `AppConfigInput`
  // in `app.config.ts` has checked what was written.
  return useAppConfig() as unknown as AppLooks
}
