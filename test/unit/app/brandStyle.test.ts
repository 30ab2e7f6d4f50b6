import { describe, expect, it } from 'vitest'
import type { Brand } from '../../../common/brand'
import { brandStyle, isCssValue } from '../../../common/brandStyle'
import { ownBrand } from '../../support/ownBrand'

describe('a value for CSS', () => {
  it.each([
    '#4f46e5', 'oklch(60% 0.2 270)', 'rgb(0 0 0 / 40%)', 'color-mix(in oklab, red, blue 20%)', '1.5rem', 'ui-sans-serif, "Segoe UI", sans-serif',
    'url(/paper.png) center / cover', 'url("/it\'s.png")', 'linear-gradient(135deg, #fff, #eee 40%)', '',
  ])('may be %j', value => expect(isCssValue(value)).toBe(true))

  it.each([
    'red;background:url(//evil.example)', 'red}body{display:none', '</style><script>alert(1)</script>', 'red/*', 'red\\3b', '"', 'url("', '\'', 'url(', 'red)', '[',
    'red !important', '@import "x"', 'red\nblue', '"a\nb"', 'a"b\'c', 'url(a\'b)c\')',
  ])('may not be %j', value => expect(isCssValue(value)).toBe(false))
})

describe('the style of a brand', () => {
  const style = (changes: Partial<Brand>) => brandStyle({ ...ownBrand, ...changes })

  it('has a value for each colour scheme', () => {
    expect(style({})).toMatch(/^:root\{--accent:light-dark\(#4f46e5,#a5b4fc\);.*--radius:10px;--font:[^;]+\}$/)
  })

  it('has one value where one is given', () => {
    expect(style({ colors: { ...ownBrand.colors, accent: 'tomato' } })).toContain('--accent:tomato;')
  })

  it('leaves out what would end its declaration, in either scheme, and keeps the rest', () => {
    for (const accent of ['red;}', { light: 'red)', dark: 'blue' }, { light: 'red', dark: '</style>' }, { light: 'red,blue)', dark: '(blue' }]) {
      const css = style({ colors: { ...ownBrand.colors, accent } })
      expect(css).not.toContain('--accent')
      expect(css).toContain('--on-accent')
      expect(css.match(/[{}<]/g)).toEqual(['{', '}'])
    }
  })

  it('sets no backdrop that is not there', () => {
    expect(style({})).not.toContain('--backdrop')
    expect(style({ background: 'url(/sea.jpg)' })).toContain('--backdrop:url(/sea.jpg)')
  })
})
