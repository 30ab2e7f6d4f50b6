import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { withAudience } from '../../../cli/lib/jwtTemplate'
import { readPages } from '../../support/docs/pages'

const blocks = readPages().flatMap(page => page.blocks)
const of = (language: string) => blocks.filter(block => block.language === language).map(block => [`${block.page}:${block.line}`, block.code] as const)

/** Types and runs are checked in test/integration/docs; commands there, too. */
const CHECKED = ['ts', 'tsx', 'vue', 'sh', 'env', 'json', 'yaml', 'mermaid', '']

describe('the blocks of the documentation', () => {
  it('are of kinds that a test reads', () => {
    expect(blocks.filter(({ language }) => !CHECKED.includes(language)).map(({ page, line }) => `${page}:${line}`)).toEqual([])
  })

  it.each(of('env'))('are variables and their values: %s', (_, code) => {
    const lines = code.split('\n').filter(line => line && !line.startsWith('#'))
    expect(Object.keys(parseEnv(code))).toHaveLength(lines.length)
    for (const line of lines) expect(line).toMatch(/^[A-Z][A-Z\d_]*=./)
  })

  it.each(of('json'))('are JSON: %s', (_, code) => {
    expect(() => JSON.parse(code) as unknown).not.toThrow()
  })

  it.skipIf(of('yaml').length === 0).each(of('yaml'))('are YAML: %s', (_, code) => {
    expect(() => parse(code) as unknown).not.toThrow()
  })

  it.each(of('mermaid'))('are diagrams whose people are introduced: %s', (_, code) => {
    const [kind = '', ...lines] = code.trim().split('\n').map(line => line.trim())
    if (kind !== 'sequenceDiagram') return expect(kind).toMatch(/^flowchart (?:LR|TD)$/)
    const people = new Set(lines.flatMap(line => /^participant (\w+) as /.exec(line)?.[1] ?? []))
    const messages = lines.filter(line => !line.startsWith('participant '))
    for (const line of messages) {
      const [, from = '', to = ''] = /^(\w+)-?->>(\w+): ./.exec(line) ?? []
      expect(people.has(from) && people.has(to), line).toBe(true)
    }
  })

  it('show the JWT template as the setup makes it', () => {
    const shown = blocks.find(({ page, code }) => page === 'docs/setup.md' && code.includes('"aud"'))?.code ?? ''
    expect(withAudience(null, '<client id>').trim()).toBe(shown.trim())
  })
})
