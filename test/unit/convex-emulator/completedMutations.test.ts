import { expect, it, vi } from 'vitest'
import { CompletedMutations } from '../../../emulators/convex/sync/completedMutations'
import type { MutationResponse } from '../../../emulators/convex/sync/serverMessages'

const response = (success: boolean): MutationResponse => ({ type: 'MutationResponse', requestId: 0, success, result: null, ts: null, logLines: [] })

it('remembers answers by session and request, failures excepted', async () => {
  const completed = new CompletedMutations()
  const succeed = vi.fn(() => Promise.resolve(response(true)))
  const fail = vi.fn(() => Promise.resolve(response(false)))
  await completed.once('a', 0, succeed)
  await completed.once('a', 0, succeed)
  expect(succeed).toHaveBeenCalledTimes(1)
  await completed.once('b', 0, succeed)
  await completed.once('a', 1, succeed)
  expect(succeed).toHaveBeenCalledTimes(3)
  await completed.once('c', 0, fail)
  await completed.once('c', 0, fail)
  expect(fail).toHaveBeenCalledTimes(2)
  await completed.once(null, 0, succeed)
  await completed.once(null, 0, succeed)
  expect(succeed).toHaveBeenCalledTimes(5)
})
