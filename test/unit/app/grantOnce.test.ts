import type { AuthenticationResponse } from '@workos-inc/node'
import { describe, expect, it, vi } from 'vitest'
import { grantOnce } from '../../../server/utils/grantOnce'

const answer = (accessToken: string) => ({ accessToken }) as AuthenticationResponse

/** A call that ends when it is told to. */
function createCall(attempt: string, spends = 'token') {
  const end = { succeed: () => {}, fail: () => {} }
  const answered = new Promise<AuthenticationResponse>((resolve, reject) => {
    end.succeed = () => resolve(answer(attempt))
    end.fail = () => reject(new Error(attempt))
  })
  const run = vi.fn(() => answered)
  return { grant: { spends, attempt, run }, run, ...end }
}

const settle = () => new Promise(resolve => setTimeout(resolve))

describe('grantOnce', () => {
  it('runs once for those who try the same at the same time', async () => {
    const call = createCall('123456')
    const answers = Promise.all([1, 2, 3].map(() => grantOnce(call.grant)))
    call.succeed()
    expect(await answers).toEqual([answer('123456'), answer('123456'), answer('123456')])
    expect(call.run).toHaveBeenCalledTimes(1)
  })

  it('makes another attempt wait, and answers it with its own outcome', async () => {
    const [first, second] = [createCall('111111'), createCall('222222')]
    const [one, two] = [grantOnce(first.grant), grantOnce(second.grant)]
    await settle()
    expect(second.run).not.toHaveBeenCalled()
    first.succeed()
    await one
    second.fail()
    await expect(two).rejects.toThrow('222222')
    expect(second.run).toHaveBeenCalledTimes(1)
  })

  it('forgets what has failed, and what is over', async () => {
    const failing = createCall('111111')
    failing.fail()
    await expect(grantOnce(failing.grant)).rejects.toThrow('111111')
    const again = createCall('111111')
    again.succeed()
    expect(await grantOnce(again.grant)).toEqual(answer('111111'))
    expect(again.run).toHaveBeenCalledTimes(1)
  })

  it('lets others go on meanwhile', async () => {
    const [mine, other] = [createCall('111111', 'mine'), createCall('111111', 'other')]
    const pending = grantOnce(mine.grant)
    other.succeed()
    expect(await grantOnce(other.grant)).toEqual(answer('111111'))
    mine.succeed()
    await pending
  })
})
