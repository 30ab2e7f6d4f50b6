import { describe, expect, it } from 'vitest'
import type { NativeAuth, NativeAuthState } from '../../../native/createNativeAuth'
import { keepConvexSignedIn } from '../../../native/keepConvexSignedIn'
import { signedIn } from './scriptedDevice'

function setup() {
  const calls: string[] = []
  const timers = new Map<number, () => void>()
  const listeners = new Set<(state: NativeAuthState) => void>()
  let state: NativeAuthState = { status: 'loading', session: null }
  let report: (isAuthenticated: boolean) => void = () => {}
  const fetchAccessToken = async () => 'token'
  const auth = {
    getState: () => state,
    subscribe: (listener: (state: NativeAuthState) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    fetchAccessToken,
  } as unknown as NativeAuth
  const stop = keepConvexSignedIn({
    client: {
      setAuth: (fetchToken, onChange) => {
        calls.push(fetchToken === fetchAccessToken ? 'setAuth' : 'setAuth(nobody)')
        report = onChange
      },
      clearAuth: () => void calls.push('clearAuth'),
    },
  }, auth, { setTimeout: callback => (timers.set(timers.size, callback), timers.size - 1), clearTimeout: timer => void timers.delete(Number(timer)) })

  return {
    calls, timers, stop,
    become: (userId: string | null, organizationId: string | null = null) => {
      state = userId === null ? { status: 'signedOut', session: null } : { status: 'signedIn', session: { ...signedIn(1, { userId }).session, organizationId } }
      for (const listener of listeners) listener(state)
    },
    say: (isAuthenticated: boolean) => report(isAuthenticated),
  }
}

describe('keepConvexSignedIn', () => {
  it('authenticates once for each identity', () => {
    const { calls, become } = setup()
    become('ada')
    become('ada')
    expect(calls).toEqual(['setAuth'])
    become('ada', 'org_1')
    become('grace')
    expect(calls).toEqual(['setAuth', 'clearAuth', 'setAuth(nobody)', 'setAuth', 'clearAuth', 'setAuth(nobody)', 'setAuth'])
  })

  it('tells the server that somebody left before it stops the client\'s own timer', () => {
    const { calls, become } = setup()
    become('ada')
    become(null)
    expect(calls).toEqual(['setAuth', 'clearAuth', 'setAuth(nobody)'])
  })

  it('asks again when Convex refuses the token of a session that is fine, and not for somebody who left', () => {
    const { calls, become, say, timers } = setup()
    become('ada')
    say(true)
    expect(timers.size).toBe(0)
    say(false)
    for (const callback of timers.values()) callback()
    expect(calls).toEqual(['setAuth', 'setAuth'])
    say(false)
    become(null)
    expect(timers.size).toBe(1)
  })

  it('ends when it is told to', () => {
    const { calls, become, stop } = setup()
    stop()
    become('ada')
    expect(calls).toEqual([])
  })
})
