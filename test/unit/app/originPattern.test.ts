import { describe, expect, it } from 'vitest'
import { isOriginPattern, matchesOrigin } from '../../../server/utils/origin/originPattern'

describe('isOriginPattern', () => {
  it.each([
    'https://app.example.com', 'https://app.example.com/', 'https://*.example.com', 'https://*.my-team.vercel.app', 'https://app-*-team.vercel.app',
    'https://*--my-site.netlify.app', 'https://*.example.com:8443', 'http://localhost:3000', 'https://EXAMPLE.com',
  ])('takes %s', pattern => expect(isOriginPattern(pattern)).toBe(true))

  it.each([
    ['no scheme', '*.example.com'], ['any scheme', '*://app.example.com'], ['another scheme', 'ftp://app.example.com'],
    ['a star alone', '*'], ['any host', 'https://*'], ['any host of a top-level domain', 'https://*.com'], ['a star elsewhere', 'https://app.*.example.com'],
    ['two stars', 'https://*-*.example.com'], ['a star by http', 'http://*.example.com'], ['any port', 'https://app.example.com:*'],
    ['a path', 'https://app.example.com/auth'], ['a user name', 'https://me@example.com'], ['a pattern of another kind', 'https://(.*)'], ['nothing', ''],
  ])('refuses %s: %s', (_, pattern) => expect(isOriginPattern(pattern)).toBe(false))
})

describe('matchesOrigin', () => {
  it.each([
    ['https://app.example.com', 'https://app.example.com'],
    ['https://app.example.com', 'https://APP.example.com/'],
    ['https://app.example.com', 'https://app.example.com:443'],
    ['https://pr-12.my-team.vercel.app', 'https://*.my-team.vercel.app'],
    ['https://shop-git-fix-team.vercel.app', 'https://shop-*-team.vercel.app'],
    ['https://deploy-preview-7--shop.netlify.app', 'https://*--shop.netlify.app'],
    ['https://a.example.com:8443', 'https://*.example.com:8443'],
    ['http://localhost:3000', 'http://localhost:3000'],
  ])('%s is meant by %s', (origin, pattern) => expect(matchesOrigin(origin, pattern)).toBe(true))

  it.each([
    ['the parent itself', 'https://my-team.vercel.app', 'https://*.my-team.vercel.app'],
    ['a level below', 'https://a.b.my-team.vercel.app', 'https://*.my-team.vercel.app'],
    ['a host that ends alike', 'https://x.evil-my-team.vercel.app', 'https://*.my-team.vercel.app'],
    ['a host that goes on', 'https://pr.my-team.vercel.app.evil.example', 'https://*.my-team.vercel.app'],
    ['a dot that is none', 'https://appxexample.com', 'https://app.example.com'],
    ['http', 'http://pr-12.my-team.vercel.app', 'https://*.my-team.vercel.app'],
    ['another port', 'https://app.example.com:444', 'https://app.example.com'],
    ['the standard port, where another is meant', 'https://a.example.com', 'https://*.example.com:8443'],
    ['nothing in place of the star', 'https://shop--team.vercel.app', 'https://shop-*-team.vercel.app'],
    ['a line that goes on', 'https://app.example.com\nhttps://evil.example', 'https://app.example.com'],
  ])('%s is not meant: %s by %s', (_, origin, pattern) => expect(matchesOrigin(origin, pattern)).toBe(false))
})
