import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { createEvent, type H3Event } from 'h3'
import { describe, expect, it } from 'vitest'
import { deleteChunkedCookie, getChunkedCookie, setChunkedCookie } from '../../../server/utils/chunkedCookie'

const OPTIONS = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' as const, maxAge: 34_560_000 }

function eventWith(cookies: Record<string, string> = {}): H3Event {
  const request = new IncomingMessage(new Socket())
  request.headers.cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; ')
  return createEvent(request, new ServerResponse(request))
}

function setCookiesOf(event: H3Event): string[] {
  return [event.node.res.getHeader('set-cookie') ?? []].flat().map(String)
}

/** The jar of a browser after this answer. */
function after(event: H3Event, jar: Record<string, string>): Record<string, string> {
  const next = new Map(Object.entries(jar))
  for (const line of setCookiesOf(event)) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/max-age=0(?:;|$)/i.test(line)) next.delete(name)
    else next.set(name, value)
  }
  return Object.fromEntries(next)
}

function write(value: string, jar: Record<string, string> = {}): { event: H3Event, jar: Record<string, string> } {
  const event = eventWith(jar)
  setChunkedCookie(event, 's', value, OPTIONS)
  return { event, jar: after(event, jar) }
}

const value = (bytes: number) => 'abcdefghij'.repeat(bytes / 10 + 1).slice(0, bytes)

describe('a chunked cookie', () => {
  it.each<[number, string[]]>([
    [1, ['s']],
    // With its name, just what browsers keep.
    [4094, ['s']],
    [4095, ['s.0', 's.1']],
    [7800, ['s.0', 's.1']],
    [7801, ['s.0', 's.1', 's.2']],
    [11_700, ['s.0', 's.1', 's.2']],
  ])('of %d bytes is kept in %j and read again', (bytes, names) => {
    const { event, jar } = write(value(bytes))
    expect(Object.keys(jar)).toEqual(names)
    expect(setCookiesOf(event).filter(line => line.replace(/;.*/, '').length - '='.length >= 4096)).toEqual([])
    expect(getChunkedCookie(eventWith(jar), 's')).toBe(value(bytes))
  })

  it('is refused, with what to do, when no request could carry it', () => {
    const event = eventWith()
    expect(() => setChunkedCookie(event, 's', value(11_701), OPTIONS)).toThrow('Make the JWT template of the WorkOS environment smaller.')
    expect(setCookiesOf(event)).toEqual([])
  })

  const sizes = [100, 5_000, 9_000]
  it.each(sizes.flatMap(from => sizes.map(to => [from, to])))('of %d bytes leaves nothing behind when it becomes %d', (from, to) => {
    const before = write(value(from), { theme: 'dark' })
    const { jar } = write(value(to), before.jar)
    expect(Object.keys(jar).sort()).toEqual(Object.keys(write(value(to), { theme: 'dark' }).jar).sort())
    expect(getChunkedCookie(eventWith(jar), 's')).toBe(value(to))
  })

  it.each([
    ['none', {}, undefined],
    ['an empty one', { s: '' }, undefined],
    ['a whole one beside chunks', { 's': 'whole', 's.0': 'old' }, 'whole'],
    ['others of a similar name', { 'session': 'a', 's-0': 'b', 's.x': 'c' }, undefined],
    ['a chunk missing in front', { 's.1': 'b', 's.2': 'c' }, 'bc'],
    ['more chunks than we write', { 's.0': 'a', 's.3': 'd' }, 'a'],
  ])('with %s is read as %j', (_, jar, expected) => {
    expect(getChunkedCookie(eventWith(jar), 's')).toBe(expected)
  })

  it('is deleted with every chunk, and nothing else is', () => {
    const jar = { 's': 'a', 's.0': 'b', 's.1': 'c', 's.9': 'd', 'session': 'e', 'theme': 'f' }
    const event = eventWith(jar)
    deleteChunkedCookie(event, 's', OPTIONS)
    expect(after(event, jar)).toEqual({ session: 'e', theme: 'f' })
    // A browser deletes a cookie only where path and domain are those it was set with.
    for (const line of setCookiesOf(event)) expect(line).toContain('Path=/')
  })

  it('is deleted under its own name even when the request did not bring it', () => {
    const event = eventWith()
    deleteChunkedCookie(event, 's', OPTIONS)
    expect(setCookiesOf(event)).toEqual([expect.stringMatching(/^s=;.*Max-Age=0/)])
  })
})

describe('a chunked cookie of a whole domain', () => {
  const ofDomain = { ...OPTIONS, domain: 'example.com' }
  const removed = (event: H3Event) => setCookiesOf(event).filter(line => /max-age=0(?:;|$)/i.test(line)).map(line => [/^[^=]+/.exec(line)?.[0], line.includes('Domain=')])

  it.each(['s', 's.0'])('takes the place of %s, which this host had alone', (name) => {
    const event = eventWith({ [name]: 'old' })
    setChunkedCookie(event, 's', 'new', ofDomain)
    expect(removed(event)).toContainEqual([name, false])
    expect(setCookiesOf(event).filter(line => line.startsWith('s=new'))).toEqual([expect.stringContaining('Domain=example.com')])
  })

  it('goes together with that one', () => {
    const event = eventWith({ 's.0': 'a', 's.1': 'b' })
    deleteChunkedCookie(event, 's', ofDomain)
    expect(removed(event)).toEqual(['s', 's.0', 's.1'].flatMap(name => [[name, true], [name, false]]))
  })

  it('leaves the cookies of one host alone when it has no domain', () => {
    const event = eventWith({ s: 'old' })
    setChunkedCookie(event, 's', 'new', OPTIONS)
    expect(setCookiesOf(event)).toHaveLength(1)
  })
})
