import type { Brand, BrandColor, BrandColors } from './brand'

/** The custom property of each colour. */
const PROPERTIES: Record<keyof BrandColors, string> = {
  accent: '--accent',
  onAccent: '--on-accent',
  link: '--link',
  page: '--page',
  surface: '--surface',
  text: '--text',
  muted: '--muted',
  line: '--line',
  field: '--field',
  danger: '--danger',
}

/**
 * The brand as CSS custom properties on the root element, which `assets/main.css` draws with.
 * A value that could end its declaration is left out: a configuration may come from a database one
 * day, and must not be able to add rules, let alone to leave the style element.
 */
export function brandStyle(brand: Brand): string {
  const declarations = brandDeclarations(brand).filter(({ values }) => values.every(isCssValue))
  return `:root{${declarations.map(({ property, values: [light = '', dark] }) => `${property}:${dark === undefined ? light : `light-dark(${light},${dark})`}`).join(';')}}`
}

export interface BrandDeclaration {
  property: string
  /** One, or one for light and one for dark pages. Each is checked by itself, so that none can change the other. */
  values: string[]
}

/** What the brand sets, unchecked. What is empty is not set. */
export function brandDeclarations(brand: Brand): BrandDeclaration[] {
  const colors = Object.entries(PROPERTIES).map(([name, property]) => ({ property, values: colorValues(brand.colors[name as keyof BrandColors]) }))
  const others = { '--radius': brand.radius, '--font': brand.font, '--backdrop': brand.background }
  return [...colors, ...Object.entries(others).map(([property, value]) => ({ property, values: [value] }))].filter(({ values: [first] }) => first !== '')
}

/**
 * Whether a text stays inside the declaration that it is the value of: no character that CSS
 * (Syntax Level 3, 5.4) or HTML gives a meaning beyond it, and every bracket and quote closed.
 */
export function isCssValue(value: string): boolean {
  if (/[;{}<>\\!@\r\n\f]|\/\*/.test(value)) return false
  // An address without quotes ends at the first bracket, so quotes inside it would be counted wrong.
  if (/url\(\s*[^"'\s)][^)]*["']/i.test(value)) return false
  const withoutStrings = value.replace(/"[^"]*"|'[^']*'/g, '')
  if (/["']/.test(withoutStrings)) return false
  let depth = 0
  for (const character of withoutStrings) {
    if (character === '(' || character === '[') depth += 1
    if (character === ')' || character === ']') depth -= 1
    if (depth < 0) return false
  }
  return depth === 0
}

function colorValues(color: BrandColor): string[] {
  return typeof color === 'string' ? [color] : [color.light, color.dark]
}
