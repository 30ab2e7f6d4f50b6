import type { Appearance } from '../../common/appearance'
import { toBrandView } from '../../common/brandView'
import type { ResolvedBrand } from './brand'
import { spokenLanguages } from './languages'

/** How a page looks and speaks: everything that the browser has to know of it. */
export function createAppearance(locale: string, { brand, organizationId }: ResolvedBrand): Appearance {
  const languages = spokenLanguages()
  const language = languages[locale]
  if (!language) throw new Error(`There is no language "${locale}".`)
  return {
    locale,
    dir: language.dir,
    languages: Object.fromEntries(Object.entries(languages).map(([tag, { name }]) => [tag, name])),
    messages: { ...language.messages, ...brand.texts[locale] },
    brand: toBrandView(brand, organizationId),
  }
}
