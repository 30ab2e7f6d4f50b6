import { createHash } from 'node:crypto'

const ATTRIBUTES = String.raw`(?:"[^"]*"|'[^']*'|[^'">])*`
/**
 * Comments, elements whose content is text, and the start tags of all others, so that nothing inside an
 * attribute, a title or a script is taken for an element (HTML, 13.2.5).
 */
const TOKEN = new RegExp(String.raw`<!--[\s\S]*?-->|<(?<raw>script|style|title|textarea)(?<attributes>(?:[\s/]${ATTRIBUTES})?)>(?<content>[\s\S]*?)</\k<raw>\s*>|<[a-z][^\s/>]*${ATTRIBUTES}>`, 'gi')
/** What a script with another type holds is data, which no policy looks at (HTML, 4.12.1). */
const RUNS = /\stype=["']?(?:module|importmap|text\/javascript|speculationrules)["'\s]|^(?![\s\S]*\stype=)/i

/** Gives every script and style of a piece of HTML the nonce. */
export function withNonce(html: string, nonce: string): string {
  return html.replace(TOKEN, (...match) => {
    const token = match[0] as string
    const { raw } = match.at(-1) as Groups
    return raw && isScriptOrStyle(raw) ? `<${raw} nonce="${nonce}"${token.slice(raw.length + 1)}` : token
  })
}

/** The sources that allow exactly the scripts and styles which stand in a piece of HTML. */
export function hashSources(html: string): { scripts: string[], styles: string[] } {
  const found = [...html.matchAll(TOKEN)].map(({ groups }) => groups as Groups)
  const sourcesOf = (wanted: string) => [...new Set(found.flatMap(({ raw, attributes = '', content }) =>
    raw?.toLowerCase() === wanted && content && (wanted === 'style' || RUNS.test(attributes)) ? [hashSource(content)] : []))]
  return { scripts: sourcesOf('script'), styles: sourcesOf('style') }
}

interface Groups {
  raw?: string
  attributes?: string
  content?: string
}

function isScriptOrStyle(name: string): boolean {
  return /^(?:script|style)$/i.test(name)
}

function hashSource(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`
}
