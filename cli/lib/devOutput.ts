import { stripVTControlCharacters } from 'node:util'
import { paint } from './paint'

/** What is said at every start or every change and helps nobody. Everything else is shown. */
const NOISE: Record<string, RegExp[]> = {
  nuxt: [
    /^[●┌└◇]/,
    // Boxes have a second one at their end, and are for people: Nuxt DevTools asks for permission in one.
    /^│\s*$/,
    /^\s*➜ /,
    /^\[nuxt\] ℹ Running with compatibility version/,
    /^✔ Vite (?:client|server) built/,
    /^ℹ Vite (?:client|server) warmed up/,
    /^ℹ (?:hmr update|page reload)/,
    /^✔ Vite server hmr/,
    /Nuxt Nitro server built in/,
    /Nuxt DevTools/,
    /^\[[\d:]+ [AP]M\]\s*$/,
  ],
  functions: [
    /^▌/,
    /^- Preparing Convex functions/,
    /^Saved CONVEX_URL/,
    /^Retrying request/,
  ],
}

const COLOURS = { app: 'cyan', nuxt: 'green', functions: 'magenta', convex: 'magenta', workos: 'blue' } as const

/**
 * The line as `dev` prints it, after a short name of who says it, or nothing when it is noise.
 *
 * @param name of who says it, when there are several of its kind.
 */
export function formatLine(source: string, line: string, name = source): string | undefined {
  const plain = stripVTControlCharacters(line).trimEnd()
  if (plain.trim() === '' || NOISE[source]?.some(pattern => pattern.test(plain))) return undefined
  const colour = source in COLOURS ? COLOURS[source as keyof typeof COLOURS] : 'gray'
  // The Convex CLI runs in a folder of its own and names files from there.
  return `${paint(colour, name.padEnd(9))} ${line.trimEnd().replace(/(?:\.\.\/)+(?=convex\/)/g, '')}`
}

/** Prints the line for a person, unless it is noise. */
export function printLine(source: string, line: string, name?: string): void {
  const formatted = formatLine(source, line, name)
  if (formatted !== undefined) console.log(formatted)
}
