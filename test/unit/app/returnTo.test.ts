import { describe, expect, it } from 'vitest'
import { sanitizeReturnTo } from '../../../common/returnTo'

describe('sanitizeReturnTo', () => {
  it.each([
    ['/tasks', '/tasks'],
    ['/tasks?filter=open#last', '/tasks?filter=open#last'],
    ['/', '/'],
    ['/a//b', '/a//b'],
    ['/search?q=https://elsewhere.example', '/search?q=https://elsewhere.example'],
    ['/a/../b', '/b'],
    ['/loginhelp', '/loginhelp'],
    ['/%0d%0aSet-Cookie:x', '/%0d%0aSet-Cookie:x'],
  ])('keeps the path %j', (value, expected) => {
    expect(sanitizeReturnTo(value, '/home')).toBe(expected)
  })

  it.each([
    'https://evil.example',
    'HTTPS://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/a/..//evil.example',
    '/.//evil.example',
    '/\tevil',
    '/\r\nLocation: https://evil.example',
    '\r\n/tasks',
    '%0d%0a//evil.example',
    'javascript:alert(1)',
    'tasks',
    '',
    ' /tasks',
    '/login',
    '/login?returnTo=/login',
    '/login/code',
    `/${'a'.repeat(3000)}`,
    undefined,
    null,
    ['/tasks'],
    { toString: () => '/tasks' },
  ])('refuses %j', (value) => {
    expect(sanitizeReturnTo(value, '/home')).toBe('/home')
  })

  it('never leaves the site, whatever is thrown at it', () => {
    const pieces = ['/', '//', '\\', '..', '.', '%2f', '%5c', '%0d%0a', '\t', '\n', '@', ':', 'http:', 'https://', 'evil.example', '?', '#', 'a', '\u2028', '\u0000', '。', '／']
    let seed = 42
    const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
    for (let round = 0; round < 5_000; round++) {
      const value = Array.from({ length: 1 + Math.floor(next() * 6) }, () => pieces[Math.floor(next() * pieces.length)]).join('')
      const result = sanitizeReturnTo(value, '/home')
      const landed = new URL(result, 'https://app.example')
      expect(landed.origin, JSON.stringify(value)).toBe('https://app.example')
    }
  })
})
