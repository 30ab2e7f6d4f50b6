import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashSources, withNonce } from '../../../server/utils/security/inlineElements'

const sha256 = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

describe('withNonce', () => {
  it.each([
    ['<script>a()</script>', '<script nonce="N">a()</script>'],
    ['<script type="module" src="/a.js" crossorigin></script>', '<script nonce="N" type="module" src="/a.js" crossorigin></script>'],
    ['<STYLE media="print">a{}</STYLE>', '<STYLE nonce="N" media="print">a{}</STYLE>'],
    ['<style>a{}</style><script>b</script >', '<style nonce="N">a{}</style><script nonce="N">b</script >'],
    ['<script\nasync>a</script>', '<script nonce="N"\nasync>a</script>'],
    ['<noscript><style>a{}</style></noscript>', '<noscript><style nonce="N">a{}</style></noscript>'],
    ['<meta name="a" content=\'"\'><script>a</script>', '<meta name="a" content=\'"\'><script nonce="N">a</script>'],
  ])('gives it to what a page runs and is styled by: %s', (html, expected) => {
    expect(withNonce(html, 'N')).toBe(expected)
  })

  it.each([
    ['an attribute', '<meta name="description" content="<script>alert(1)</script>">'],
    ['an attribute in single quotes', '<meta content=\'<style>\'>'],
    ['a title', '<title><script>alert(1)</script></title>'],
    ['a text field', '<textarea><script></textarea>'],
    ['a comment', '<!-- <script> -->'],
    ['another element\'s name', '<script-like></script-like><styled></styled>'],
  ])('leaves alone what stands in %s', (_, html) => {
    expect(withNonce(html, 'N')).toBe(html)
  })

  it('takes nothing inside a script for an element', () => {
    expect(withNonce('<script>let a = "<script>" + \'<b title="\'</script><style></style>', 'N'))
      .toBe('<script nonce="N">let a = "<script>" + \'<b title="\'</script><style nonce="N"></style>')
  })
})

describe('hashSources', () => {
  it('names exactly what runs, once', () => {
    const html = '<script>a()</script><script type="module">b()</script><script type="importmap">{}</script><script>a()</script><style>p{}</style><style media="print">q{}</style>'
    expect(hashSources(html)).toEqual({ scripts: ['a()', 'b()', '{}'].map(sha256), styles: ['p{}', 'q{}'].map(sha256) })
  })

  it('leaves out data, files, and what is no element', () => {
    const html = '<script type="application/json" id="x">{"a":1}</script><script src="/a.js"></script><title><script>a()</script></title><meta content="<script>b()</script>">'
    expect(hashSources(html)).toEqual({ scripts: [], styles: [] })
  })
})
