import Color from 'colorjs.io'
import type { Brand, BrandColor, BrandColors } from '../../common/brand'

interface Pair {
  front: keyof BrandColors
  back: keyof BrandColors
  least: number
  /** What cannot be made out otherwise. */
  what: string
}

/** WCAG 2.2, 1.4.3 Contrast (Minimum): 4.5 for text; 1.4.11 Non-text Contrast: 3 for what tells where a field is. */
const PAIRS: Pair[] = [
  { front: 'text', back: 'page', least: 4.5, what: 'text' },
  { front: 'text', back: 'surface', least: 4.5, what: 'text on cards' },
  { front: 'muted', back: 'page', least: 4.5, what: 'text of hints' },
  { front: 'muted', back: 'surface', least: 4.5, what: 'text of hints on cards' },
  { front: 'link', back: 'surface', least: 4.5, what: 'the text of links' },
  { front: 'onAccent', back: 'accent', least: 4.5, what: 'the text on buttons' },
  { front: 'danger', back: 'surface', least: 4.5, what: 'the text of errors' },
  { front: 'field', back: 'surface', least: 3, what: 'the border of fields' },
]

const SCHEMES = ['light', 'dark'] as const

/** What people with low vision could not read, in words for whoever configured it. Colours that are none are told, too. */
export function contrastFaults({ colors }: Brand): string[] {
  return SCHEMES.flatMap(scheme => PAIRS.flatMap(({ front, back, least, what }) => {
    const pair = [inScheme(colors[front], scheme), inScheme(colors[back], scheme)].map(value => ({ value, color: Color.try(value) }))
    const unknown = pair.filter(({ color }) => !color).map(({ value }) => `colors: "${value}" is no colour that can be checked`)
    const [first, second] = pair
    if (!first?.color || !second?.color) return unknown
    const ratio = first.color.contrast(second.color, 'WCAG21')
    if (ratio >= least) return []
    return [`colors.${front} on colors.${back} (${scheme}, ${first.value} on ${second.value}) has a contrast of ${ratio.toFixed(1)}:1, and ${what} needs ${least}:1`]
  })).filter((fault, index, all) => all.indexOf(fault) === index)
}

function inScheme(color: BrandColor, scheme: typeof SCHEMES[number]): string {
  return typeof color === 'string' ? color : color[scheme]
}
