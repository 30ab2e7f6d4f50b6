import { describe, expect, it } from 'vitest'
import { LOCALES, negotiateLocale } from '../../../common/locale'

const isSpoken = (language: string) => Object.hasOwn(LOCALES, language)

describe('the language for an Accept-Language header', () => {
  it.each([
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['FR-ca', 'fr'],
    ['nl, ja;q=0.5, es;q=0.7', 'es'],
    ['en;q=0, de;q=0.1', 'de'],
    ['*, fr;q=0.2', 'fr'],
    [' ja ; q=0.8 , de ; q=0.9', 'de'],
  ])('%j is %s', (header, locale) => {
    expect(negotiateLocale(header, isSpoken)).toBe(locale)
  })

  it.each([undefined, '', 'nl', '*', 'constructor', 'toString;q=1', ',,;q=,', 'en;q=0'])('%j is none', (header) => {
    expect(negotiateLocale(header, isSpoken)).toBeUndefined()
  })
})
