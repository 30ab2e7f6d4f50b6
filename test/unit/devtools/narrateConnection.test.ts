import { describe, expect, it } from 'vitest'
import { readClientLog } from '../../../modules/devtools/page/clientLog'
import { narrateConnection } from '../../../modules/devtools/page/narrateConnection'
import type { TokenView } from '../../../modules/devtools/report'

const NOW = 1_700_000_000_000
const token: TokenView = { header: {}, claims: { jti: 'token_1' }, diesAt: NOW + 247_000 }
const dead: TokenView = { ...token, diesAt: NOW - 1 }

function setup() {
  let now = NOW
  const narrator = narrateConnection(() => now)
  const log = (line: string) => narrator.tell({ kind: 'log', line: `${line} [v3]` }, token)
  const request = (held: TokenView | null = token) => narrator.tell({ kind: 'requested' }, held)?.detail
  return { ...narrator, log, request, pass: (ms: number) => now += ms }
}

describe('readClientLog', () => {
  it.each([
    ['setting auth state to {"state":"waitingForServerConfirmationOfCachedToken"} [v1]', { kind: 'handed' }],
    ['setting auth state to {"hadAuth":true,"state":"waitingForServerConfirmationOfFreshToken","token":"...abcdefg"} [v2]', { kind: 'handed' }],
    ['server confirmed auth token is valid [v1]', { kind: 'confirmed' }],
    ['server confirmed new auth token is valid [v2]', { kind: 'confirmed' }],
    ['scheduled preemptive auth token refetching in 269000.5ms [v2]', { kind: 'scheduled', delay: 269_000.5 }],
    ['running scheduled token refetch [v2]', { kind: 'due' }],
    ['attempting to reauthenticate: two\nlines [v2]', { kind: 'refused', reason: 'two\nlines' }],
    ['setting auth state to {"state":"noAuth"} [v2]', null],
    ['begin ws.onopen', null],
  ])('%s', (line, expected) => {
    expect(readClientLog(line)).toEqual(expected)
  })
})

describe('narrateConnection', () => {
  it('says why a token is asked for', () => {
    const { request, log, because, tell } = setup()
    expect(request(null)).toBe('There is no token yet.')
    expect(request(dead)).toBe('The token has expired.')
    expect(request()).toMatch(/^The page asked/)
    log('running scheduled token refetch')
    expect(request()).toBe('The token is about to expire.')
    expect(request(), 'asked again').toBe('The token is about to expire.')
    tell({ kind: 'answered', answer: null }, token)
    expect(request(), 'asked for another reason').toMatch(/^The page asked/)
    log('attempting to reauthenticate: No auth provider found')
    expect(request()).toBe('Convex refused the last one.')
    because('Somebody pressed a button.')
    expect(request()).toBe('Somebody pressed a button.')
  })

  it('says what came of it, and when', () => {
    const { request, tell, pass } = setup()
    request()
    pass(120)
    expect(tell({ kind: 'answered', answer: { token: 'secret', expiresAt: 0, expiresIn: 299_000 } }, token))
      .toEqual({ subject: 'token', title: 'Access token received', detail: 'good for 4:59, after 120 ms', tone: 'good' })
    expect(tell({ kind: 'answered', answer: null }, token)?.title).toBe('The session is over')
  })

  it.each<[unknown, string]>([
    [{ statusCode: 429, data: { code: 'rate_limited', message: 'Wait a moment.' }, message: 'POST …' }, '429: Wait a moment.'],
    [{ statusCode: 502, message: 'Bad Gateway' }, '502: Bad Gateway'],
    [new TypeError('Failed to fetch'), 'No answer'],
    [undefined, 'No answer'],
  ])('says why there is none for now: %j', (error, words) => {
    const change = setup().tell({ kind: 'failed', error }, token)
    expect(change?.detail).toContain(words)
    expect(change?.tone).toBe('bad')
  })

  it.each<[line: string, title: string, tone: string | undefined, detail?: string]>([
    ['server confirmed new auth token is valid', 'Authenticate confirmed', 'good'],
    ['setting auth state to {"state":"waitingForServerConfirmationOfCachedToken"}', 'Token handed to Convex', undefined, 'token_1, 4:07 left'],
    ['attempting to reauthenticate: No auth provider found', 'Convex refused the token', 'bad', 'No auth provider found'],
    ['attempting to reauthenticate: Token expired 3 seconds ago', 'Convex refused the token', undefined, 'Token expired 3 seconds ago'],
  ])('hears from Convex\'s client: %s', (line, title, tone, detail) => {
    expect(setup().log(line)).toMatchObject({ title, ...tone && { tone }, ...detail && { detail } })
  })

  it('leaves out what a timeline need not show', () => {
    expect(setup().log('scheduled preemptive auth token refetching in 1ms')).toBeNull()
    expect(setup().log('begin ws.onopen')).toBeNull()
  })
})
