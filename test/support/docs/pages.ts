import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../../cli/lib/root'

/** A fenced block of a page. */
export interface Block {
  page: string
  /** What is written behind the fence; empty when nothing is. */
  language: string
  code: string
  /** The file that the first line names in a comment. */
  file: string | undefined
  line: number
}

export interface Page {
  /** From the root of the project: `docs/setup.md`. */
  path: string
  text: string
  blocks: Block[]
}

const FENCE = /^(```+)(\w*)\n([\s\S]*?)^\1$/gm
const FILE_COMMENT = /^(?:\/\/ (\S+\.\w+)|<!-- (\S+\.\w+) -->)\n/

/** README.md and every page of docs/. */
export function readPages(): Page[] {
  const names = readdirSync(join(ROOT, 'docs')).filter(name => name.endsWith('.md')).sort()
  return ['README.md', ...names.map(name => `docs/${name}`)].map(path => readPage(path, readFileSync(join(ROOT, path), 'utf8')))
}

export function readPage(path: string, text: string): Page {
  const blocks = [...text.matchAll(FENCE)].map(({ 2: language = '', 3: code = '', index }) => {
    const [, script, template] = FILE_COMMENT.exec(code) ?? []
    return { page: path, language, code, file: script ?? template, line: text.slice(0, index).split('\n').length }
  })
  return { path, text, blocks }
}

/** The text of a page without its blocks and without code between backticks. */
export function proseOf({ text }: Page): string {
  return text.replace(FENCE, '').replace(/`[^`\n]+`/g, '')
}

/** The anchor that GitHub gives a heading. */
export function anchorOf(heading: string): string {
  const shown = heading.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '')
  return shown.trim().toLowerCase().replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-')
}

/** The anchors of a page. Headings with the same words are told apart by a number. */
export function anchorsOf({ text }: Page): Set<string> {
  const anchors = new Set<string>()
  for (const [, heading = ''] of text.replace(FENCE, '').matchAll(/^#{1,6} (.+)$/gm)) {
    const anchor = anchorOf(heading)
    let free = anchor
    for (let count = 1; anchors.has(free); count++) free = `${anchor}-${count}`
    anchors.add(free)
  }
  return anchors
}
