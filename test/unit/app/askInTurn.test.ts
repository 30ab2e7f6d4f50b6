import { describe, expect, it, vi } from 'vitest'
import { askInTurn } from '../../../utils/askInTurn'

/** A server that answers when it is told to. */
function createServer() {
  const open: Array<{ answer: () => void, fail: () => void }> = []
  const question = vi.fn(() => new Promise<void>((resolve, reject) => open.push({ answer: resolve, fail: () => reject(new Error('away')) })))
  const settle = async (how: 'answer' | 'fail') => {
    open.shift()?.[how]()
    await settled()
  }
  return { question, settle }
}

const settled = () => new Promise(resolve => setTimeout(resolve))

describe('askInTurn', () => {
  it('asks once for all who ask at once, and once more for those who ask meanwhile, as the answer may be from before', async () => {
    const { question, settle } = createServer()
    const ask = askInTurn(question, () => Promise.resolve())
    for (let time = 0; time < 5; time++) ask()
    await settled()
    expect(question).toHaveBeenCalledTimes(1)
    for (let time = 0; time < 5; time++) ask()
    await settle('answer')
    expect(question).toHaveBeenCalledTimes(2)
    await settle('answer')
    expect(question).toHaveBeenCalledTimes(2)
    ask()
    await settled()
    expect(question).toHaveBeenCalledTimes(3)
  })

  it('asks again after a pause until there is an answer', async () => {
    const { question, settle } = createServer()
    const sleep = vi.fn((_ms: number) => Promise.resolve())
    askInTurn(question, sleep)()
    await settled()
    await settle('fail')
    await settle('fail')
    await settle('answer')
    expect(question).toHaveBeenCalledTimes(3)
    expect(sleep.mock.calls.filter(([ms]) => ms === 3_000)).toHaveLength(2)
  })
})
