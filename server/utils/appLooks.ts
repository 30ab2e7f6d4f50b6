import { useAppConfig } from 'nitropack/runtime'
import type { Brand, TenantInput } from '../../common/brand'
import type { LanguageInput } from '../../common/locale'

/** What `app.config.ts` says, of this application and those that it extends. */
export interface AppLooks {
  brand: Brand & { tenants: Record<string, TenantInput> }
  languages: Record<string, LanguageInput | false>
}

export function appLooks(): AppLooks {
  // Nitro types the configuration as anything; `AppConfigInput` in `app.config.ts` has checked what was written.
  return useAppConfig() as unknown as AppLooks
}
