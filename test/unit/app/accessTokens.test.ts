import { describe, expect, it, vi } from 'vitest'
import type { AccessTokenAnswer } from '../../../common/session'
import { createAccessTokens, decodeClaims } from '../../../utils/convex/accessTokens'

const NOW = 1_700_000_000_000

function tokenFor(jti: string, secondsLeft: number): string {
  const claims = { jti, iat: NOW / 1000 - 10, exp: NOW / 1000 + secondsLeft }
  return ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'sig'].join('.')
}

function answerWith(token: string): AccessTokenAnswer {
  const expiresAt = (decodeClaims(token)?.exp ?? 0) * 1000
  return { token, expiresAt, expiresIn: expiresAt - NOW }
}

function setup(options: { initial: string | null, answers: Array<string | null | Error>, clockIsOffBy?: number }) {
  const pauses: number[] = []
  let clock = NOW + (options.clockIsOffBy ?? 0)
  const answers = [...options.answers]
  const request = vi.fn(async (_stale: string | undefined) => {
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return answer ? answerWith(answer) : null
  })
  const tokens = createAccessTokens({
    initial: options.initial ? answerWith(options.initial) : null,
    request,
    now: () => clock,
    sleep: async ms => void pauses.push(ms),
  })
  return { tokens, request, pauses, pass: (ms: number) => clock += ms }
}

describe('createAccessTokens', () => {
  it('hands out the token that came with the page without asking anyone', async () => {
    const initial = tokenFor('a', 200)
    const { tokens, request } = setup({ initial, answers: [] })
    expect(await tokens.fetch({ forceRefreshToken: false })).toBe(initial)
    expect(request).not.toHaveBeenCalled()
  })

  it('names the token it holds when Convex wants another', async () => {
    const { tokens, request } = setup({ initial: tokenFor('a', 200), answers: [tokenFor('b', 300)] })
    expect(decodeClaims(await tokens.fetch({ forceRefreshToken: true }) ?? '')?.jti).toBe('b')
    expect(request).toHaveBeenCalledExactlyOnceWith('a')
  })

  it('replaces a token that is about to die', async () => {
    const { tokens, request } = setup({ initial: tokenFor('a', 1), answers: [tokenFor('b', 300)] })
    expect(decodeClaims(await tokens.fetch({ forceRefreshToken: false }) ?? '')?.jti).toBe('b')
    expect(request).toHaveBeenCalledOnce()
  })

  it('asks once for callers at the same time', async () => {
    const { tokens, request } = setup({ initial: null, answers: [tokenFor('b', 300)] })
    const [first, second] = await Promise.all([tokens.fetch({ forceRefreshToken: true }), tokens.fetch({ forceRefreshToken: true })])
    expect(first).toBe(second)
    expect(request).toHaveBeenCalledOnce()
  })

  it('goes on asking, more and more slowly, while the server cannot be reached', async () => {
    const down = new Error('network')
    const { tokens, pauses } = setup({ initial: tokenFor('a', 1), answers: [down, down, down, down, down, down, tokenFor('b', 300)] })
    expect(decodeClaims(await tokens.fetch({ forceRefreshToken: true }) ?? '')?.jti).toBe('b')
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 10_000])
  })

  it('asks again at once when it is told to hurry, and then as patiently as at first', async () => {
    const pauses: number[] = []
    const down = () => Promise.reject(new Error('network'))
    const request = vi.fn<() => Promise<AccessTokenAnswer | null>>()
      .mockImplementationOnce(down).mockImplementationOnce(down).mockImplementationOnce(down).mockResolvedValue(answerWith(tokenFor('b', 300)))
    const tokens = createAccessTokens({
      initial: null,
      request,
      sleep: ms => pauses.push(ms) === 2 ? new Promise<void>(() => {}) : Promise.resolve(),
    })
    const token = tokens.fetch({ forceRefreshToken: true })
    await vi.waitFor(() => expect(request).toHaveBeenCalledTimes(2))
    await Promise.resolve()
    tokens.hurry()
    expect(decodeClaims(await token ?? '')?.jti).toBe('b')
    expect(pauses).toEqual([500, 1000, 500])
  })

  it('answers null only when the server says that the session is over', async () => {
    const { tokens } = setup({ initial: tokenFor('a', 200), answers: [null] })
    expect(await tokens.fetch({ forceRefreshToken: true })).toBeNull()
    expect(tokens.isExpired()).toBe(true)
  })

  it.each([600_000, -600_000])('is not misled by a clock that is off by %d ms', async (clockIsOffBy) => {
    const { tokens, request, pass } = setup({ initial: tokenFor('a', 20), answers: [tokenFor('b', 300)], clockIsOffBy })
    expect(tokens.isExpired()).toBe(false)
    pass(15_000)
    await tokens.fetch({ forceRefreshToken: false })
    expect(request).not.toHaveBeenCalled()
    pass(5_000)
    expect(tokens.isExpired()).toBe(true)
  })

  it('does not keep an answer that was asked for someone else', async () => {
    const { tokens, request } = setup({ initial: tokenFor('a', 1), answers: [tokenFor('of-a', 300), tokenFor('of-b', 300)] })
    const forTheFirst = tokens.fetch({ forceRefreshToken: false })
    tokens.forget()
    const forTheSecond = tokens.fetch({ forceRefreshToken: false })
    expect(decodeClaims(await forTheFirst ?? '')?.jti).toBe('of-a')
    expect(decodeClaims(await forTheSecond ?? '')?.jti).toBe('of-b')
    expect(decodeClaims(await tokens.fetch({ forceRefreshToken: false }) ?? '')?.jti).toBe('of-b')
    expect(request.mock.calls).toEqual([['a'], [undefined]])
  })
})
