import { describe, expect, it } from 'vitest'
import { contrastFaults } from '../../../server/dev/contrastFaults'
import { ownBrand } from '../../support/ownBrand'

const withColors = (colors: Partial<typeof ownBrand.colors>) => contrastFaults({ ...ownBrand, colors: { ...ownBrand.colors, ...colors } })

describe('the contrast of a brand\'s colours', () => {
  it('is enough in the application\'s own', () => {
    expect(contrastFaults(ownBrand)).toEqual([])
  })

  it('is told with the figures, by colour scheme', () => {
    expect(withColors({ onAccent: { light: '#ffffff', dark: '#ffffff' } })).toEqual([
      'colors.onAccent on colors.accent (dark, #ffffff on #a5b4fc) has a contrast of 2.0:1, and the text on buttons needs 4.5:1',
    ])
  })

  it('needs less where a field is only told from its card', () => {
    expect(withColors({ field: { light: '#949494', dark: '#73737f' } })).toEqual([])
    expect(withColors({ field: { light: '#959595', dark: '#73737f' } })).toHaveLength(1)
  })

  it('is known of every notation', () => {
    expect(withColors({ link: { light: 'oklch(40% 0.2 270)', dark: 'hsl(230 90% 85%)' } })).toEqual([])
  })

  it('cannot be told of what is no colour', () => {
    expect(withColors({ link: 'var(--blue)' })).toEqual(['colors: "var(--blue)" is no colour that can be checked'])
  })
})
