/**
 * Black or white, whichever reads better on a colour (WCAG 2.2, contrast ratio).
 *
 * @param color `#rgb` or `#rrggbb`.
 */
export function readableOn(color: string): '#000000' | '#ffffff' {
  const digits = color.length === 4 ? [...color.slice(1)].map(digit => digit + digit).join('') : color.slice(1)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map(at => linear(Number.parseInt(digits.slice(at, at + 2), 16) / 255))
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000'
}

function linear(channel: number): number {
  return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
