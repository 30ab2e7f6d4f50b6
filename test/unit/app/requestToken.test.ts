import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { requestToken } from '../../../utils/convex/requestToken'

const ANSWER = { token: 'a.b.c', expiresAt: 2, expiresIn: 1 }
const fetched = vi.fn<(path: string, init: unknown) => Promise<unknown>>()

beforeEach(() => {
  fetched.mockReset().mockResolvedValue(ANSWER)
  vi.stubGlobal('$fetch', fetched)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A lock manager for several tabs, with the one call that matters. */
function createLocks() {
  const names = new Set<string>()
  let last: Promise<unknown> = Promise.resolve()
  const request = async (name: string, { signal }: { signal?: AbortSignal }, work: () => Promise<unknown>) => {
    names.add(name)
    const before = last
    const { promise: released, resolve: release } = withResolvers()
    last = released
    const gaveUp = new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))
    try {
      await Promise.race([before, gaveUp])
      return await work()
    }
    finally {
      release()
    }
  }
  return { names, locks: { request, query: async () => ({}) } as LockManager }
}

function withResolvers() {
  let resolve = () => {}
  const promise = new Promise<void>(resolvePromise => resolve = resolvePromise)
  return { promise, resolve }
}

const failing = (statusCode: number) => Object.assign(new Error(`status ${statusCode}`), { statusCode })

describe.each([['with locks', true], ['without locks', false]])('requestToken %s', (_, hasLocks) => {
  const locks = () => hasLocks ? createLocks().locks : undefined

  it('names the stale token, and never repeats the call by itself', async () => {
    expect(await requestToken('jti-1', locks())).toEqual(ANSWER)
    expect(fetched).toHaveBeenCalledExactlyOnceWith('/api/auth/token', expect.objectContaining({ method: 'POST', body: { stale: 'jti-1' }, retry: 0 }))
  })

  it('says null when the session is over', async () => {
    fetched.mockRejectedValue(failing(401))
    expect(await requestToken(undefined, locks())).toBeNull()
  })

  it.each([403, 429, 500, 503])('does not take a status %d for the end of the session', async (statusCode) => {
    const error = failing(statusCode)
    fetched.mockRejectedValue(error)
    await expect(requestToken(undefined, locks())).rejects.toBe(error)
    expect(fetched).toHaveBeenCalledOnce()
  })

  it('passes on that the server cannot be reached', async () => {
    const error = new TypeError('fetch failed')
    fetched.mockRejectedValue(error)
    await expect(requestToken(undefined, locks())).rejects.toBe(error)
  })
})

describe('tabs that ask at once', () => {
  it('take turns under one lock', async () => {
    const { locks, names } = createLocks()
    const { promise, resolve } = withResolvers()
    fetched.mockImplementationOnce(async () => {
      await promise
      return ANSWER
    })
    const both = [requestToken('a', locks), requestToken('b', locks)]
    await vi.waitFor(() => expect(fetched).toHaveBeenCalledOnce())
    resolve()
    expect(await Promise.all(both)).toEqual([ANSWER, ANSWER])
    expect(fetched).toHaveBeenCalledTimes(2)
    expect(names.size).toBe(1)
  })

  it('go ahead without the lock when its holder is frozen', async () => {
    const { locks } = createLocks()
    void locks.request('any', {}, () => new Promise(() => {}))
    const frozen = new AbortController()
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(frozen.signal)
    const asked = requestToken('a', locks)
    expect(fetched).not.toHaveBeenCalled()

    frozen.abort(new DOMException('The operation timed out.', 'TimeoutError'))
    expect(await asked).toEqual(ANSWER)
    expect(fetched).toHaveBeenCalledOnce()
  })
})
