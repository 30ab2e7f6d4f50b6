import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../../cli/lib/root'

const page = readFileSync(join(ROOT, 'docs/layer.md'), 'utf8')

/** What a section of the page names, in the lists and the first columns of its tables. */
function listed(heading: string, text = page): string[] {
  const [, section] = text.split(`\n### ${heading}\n`)
  if (section === undefined) throw new Error(`docs/layer.md has no section "${heading}".`)
  const [body = ''] = section.split(/\n##/)
  return [...body.replaceAll(/```[\s\S]*?```/g, '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
}

/** The files below a folder of the repository, relative to it. */
function files(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && pattern.test(entry.name))
    .map(entry => relative(join(ROOT, folder), join(entry.parentPath, entry.name)))
}

const withoutExtension = (file: string) => file.replace(/\.(?:vue|ts)$/, '')
const names = (folder: string) => files(folder, /\.ts$/).map(withoutExtension)

/** As Nuxt names a component: by its folders, then itself. */
function componentName(file: string): string {
  return withoutExtension(file).split('/').map(part => part.charAt(0).toUpperCase() + part.slice(1)).join('')
}

/** As Nuxt and Nitro make an address of a file. */
function address(file: string): string {
  const path = withoutExtension(file).replace(/(?:^|\/)index$/, '').replaceAll(/\[(\w+)\]/g, ':$1')
  return path.startsWith('/') ? path : `/${path}`
}

function route(file: string): string {
  const [, path = '', method = ''] = /^(.*)\.(get|post|put|patch|delete)\.ts$/.exec(file) ?? []
  return `${method.toUpperCase()} ${address(path)}`
}

/** Each value of a configuration, by its path. */
function paths(value: unknown, prefix = ''): string[] {
  if (typeof value !== 'object' || value === null) return [prefix]
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, prefix ? `${prefix}.${key}` : key))
}

async function runtimeConfigKeys(): Promise<string[]> {
  Object.assign(globalThis, { defineNuxtConfig: (config: unknown) => config })
  const { default: config } = await import('../../../nuxt.config') as unknown as { default: { runtimeConfig: Record<string, unknown> } }
  return paths(config.runtimeConfig)
}

function variables(): string[] {
  const example = readFileSync(join(ROOT, '.env.example'), 'utf8')
  return [...new Set([...example.matchAll(/^(?:# )?([A-Z][A-Z\d_]+)=/gm)].map(([, name = '']) => name))]
}

function hooks(): string[] {
  const called = ['server', 'utils'].flatMap(folder => files(folder, /\.ts$/).map(file => join(ROOT, folder, file)))
    .flatMap(file => [...readFileSync(file, 'utf8').matchAll(/callHook\('([\w:-]+)'/g)].map(([, name = '']) => name))
  const ofRows = [...readFileSync(join(ROOT, 'convex/lib/hooks.ts'), 'utf8').matchAll(/^ {2}(on\w+)\?:/gm)].map(([, name = '']) => name)
  return [...called, ...ofRows]
}

const CATALOGUES = ['common/messages', 'server/messages', 'server/mail/texts']
const languagesOf = (folder: string) => names(folder).filter(name => /^[a-z]{2}(?:-[A-Z]{2})?$/.test(name))

const lists: Record<string, () => string[] | Promise<string[]>> = {
  'Components': () => files('components', /\.(?:vue|ts)$/).map(componentName),
  'Pages': () => files('pages', /\.vue$/).map(address),
  'Layouts, middleware and plugins': () => [
    ...files('layouts', /\.vue$/).map(withoutExtension),
    ...['middleware', 'plugins', 'server/middleware', 'server/plugins'].flatMap(folder => names(folder).map(name => `${folder}/${name}`)),
  ],
  'Composables': () => names('composables'),
  'Server routes': () => [...files('server/api', /\.ts$/).map(file => `api/${file}`), ...files('server/routes', /\.ts$/)].map(route),
  'Message catalogues': () => [...CATALOGUES, ...languagesOf('common/messages')],
  'runtimeConfig': runtimeConfigKeys,
  'Variables': variables,
}

describe('docs/layer.md', () => {
  it.each(Object.keys(lists))('lists all there is, and nothing else: %s', async (heading) => {
    const ignored = { 'runtimeConfig': /^NUXT_/, 'Message catalogues': /^(?:brand\.texts|languages)$/ }[heading]
    const said = [...new Set(listed(heading))].filter(name => !ignored?.test(name))
    const present = await lists[heading]?.() ?? []
    expect(present.length).toBeGreaterThan(4)
    expect(said.toSorted()).toEqual(present.toSorted())
  })

  it('lists all hooks, and no others', () => {
    expect(listed('Hooks').filter(name => /^(?:\w+:\w+|on[A-Z]\w+)$/.test(name)).toSorted()).toEqual(hooks().toSorted())
  })

  it('lists every language once, as each has every catalogue', () => {
    for (const folder of CATALOGUES) expect(languagesOf(folder)).toEqual(languagesOf('common/messages'))
  })

  it('names server utilities that are there', () => {
    const utilities = listed('Server utilities').filter(name => /^\w+$/.test(name) && page.includes(`| \`${name}\` |`))
    expect(utilities.length).toBeGreaterThan(4)
    for (const utility of utilities) {
      const source = readFileSync(join(ROOT, 'server/utils', `${utility}.ts`), 'utf8')
      const [, row = ''] = page.split(`| \`${utility}\` |`)
      for (const [, name] of (row.split('\n')[0] ?? '').matchAll(/`(\w+)(?:\(|`)/g)) expect(source).toMatch(new RegExp(`export (?:async )?function ${name}\\b`))
    }
  })

  it('would notice what is missing, and what is not there', () => {
    expect(listed('Pages', '\n### Pages\n\n`/`, `/none`\n\n## Next\n`/other`\n')).toEqual(['/', '/none'])
    expect(componentName('organization/Member.vue')).toBe('OrganizationMember')
    expect(route('api/organization/members/[id]/role.post.ts')).toBe('POST /api/organization/members/:id/role')
  })
})
