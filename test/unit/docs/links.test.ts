import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../../../cli/lib/root'
import { anchorOf, anchorsOf, proseOf, readPage, readPages, type Page } from '../../support/docs/pages'

const pages = readPages()
/** Markdown's own, and those of pictures in HTML. */
const LINK = /\]\(([^)\s]+)\)|\bsrc="([^"]+)"/g

/** The links of a page that lead nowhere. */
function deadLinks(page: Page): string[] {
  const targets = [...proseOf(page).matchAll(LINK)].map(([, link, src]) => link ?? src ?? '')
  return targets.filter(target => !/^https?:|^mailto:/.test(target)).filter((target) => {
    const [path = '', anchor] = target.split('#')
    const file = path ? normalize(join(dirname(page.path), path)) : page.path
    if (!existsSync(join(ROOT, file))) return true
    if (anchor === undefined) return false
    return !anchorsOf(file === page.path ? page : readPage(file, readFileSync(join(ROOT, file), 'utf8'))).has(anchor)
  })
}

describe('links', () => {
  it.each(pages.map(page => [page.path, page] as const))('of %s lead somewhere', (_, page) => {
    expect(deadLinks(page)).toEqual([])
  })

  it('that lead nowhere would be noticed', () => {
    const text = '# A page\n[a](docs/none.md) [b](docs/setup.md#none) [c](#none) [d](#a-page) [e](docs/setup.md#options) [f](https://example.com/none)\n'
    expect(deadLinks(readPage('README.md', text))).toEqual(['docs/none.md', 'docs/setup.md#none', '#none'])
  })

  it('lead from the README to every page', () => {
    const readme = pages[0]?.text ?? ''
    expect(pages.slice(1).map(({ path }) => path).filter(path => !readme.includes(`](${path})`))).toEqual([])
  })

  it.each([
    ['What could happen, and what stops it', 'what-could-happen-and-what-stops-it'],
    ['Could not decode token. The JWT\'s \'kid\' …', 'could-not-decode-token-the-jwts-kid-'],
    ['3. Convex', '3-convex'],
    ['`user_not_stored`', 'user_not_stored'],
  ])('name the heading "%s" as GitHub does', (heading, anchor) => {
    expect(anchorOf(heading)).toBe(anchor)
  })
})

describe('paths of documentation in the source', () => {
  const files = ['.env.example', 'compose.yaml', 'nuxt.config.ts', 'convex/auth.config.ts', 'app.config.ts', 'native/platform.ts', 'native/createNativeAuth.ts', 'server/routes/.well-known/jwks.json.get.ts']
  it.each(files)('exist: %s', (file) => {
    const paths = [...readFileSync(join(ROOT, file), 'utf8').matchAll(/docs\/[\w-]+\.md/g)].map(([path]) => path)
    expect(paths).not.toEqual([])
    for (const path of paths) expect(existsSync(join(ROOT, path)), path).toBe(true)
  })
})
