import { describe, expect, it, vi } from 'vitest'
import { STORED_EVENTS } from '../../../modules/devtools/names'
import { createEventLog, KEPT_EVENTS } from '../../../modules/devtools/page/eventLog'

function memory(initial?: string): Storage {
  const items = new Map(initial === undefined ? [] : [[STORED_EVENTS, initial]])
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  } as Storage
}

describe('createEventLog', () => {
  it('gives each event its time, and tells of it', () => {
    const onChange = vi.fn()
    const log = createEventLog(onChange, memory(), () => 1_000)
    log.add({ subject: 'page', title: 'Loaded /' })
    expect(log.events()).toEqual([{ at: 1_000, subject: 'page', title: 'Loaded /' }])
    expect(onChange).toHaveBeenCalledTimes(1)
  })

  it('goes on in the next page of the same browser tab', () => {
    const storage = memory()
    createEventLog(() => {}, storage).add({ subject: 'session', title: 'Signed in' })
    const next = createEventLog(() => {}, storage)
    next.add({ subject: 'session', title: 'Signed out' })
    expect(next.events().map(({ title }) => title)).toEqual(['Signed in', 'Signed out'])
  })

  it(`keeps the last ${KEPT_EVENTS}`, () => {
    const log = createEventLog(() => {}, memory())
    for (let count = 1; count <= KEPT_EVENTS + 5; count++) log.add({ subject: 'page', title: String(count) })
    expect(log.events()).toHaveLength(KEPT_EVENTS)
    expect(log.events()[0]?.title).toBe('6')
    expect(log.events().at(-1)?.title).toBe(String(KEPT_EVENTS + 5))
  })

  it('forgets all of them when it is cleared, for the next page, too', () => {
    const storage = memory()
    const log = createEventLog(() => {}, storage)
    log.add({ subject: 'page', title: 'Loaded /' })
    log.clear()
    expect(log.events()).toEqual([])
    expect(createEventLog(() => {}, storage).events()).toEqual([])
  })

  it.each(['not JSON', '{}', 'null', '[null, 1, {"at": "then"}]'])('starts anew on what is none of its own: %s', (stored) => {
    expect(createEventLog(() => {}, memory(stored)).events()).toEqual([])
  })

  it('goes on in memory when the storage is full', () => {
    const full = { ...memory(), setItem: () => { throw new DOMException('full', 'QuotaExceededError') } }
    const log = createEventLog(() => {}, full)
    log.add({ subject: 'page', title: 'Loaded /' })
    expect(log.events()).toHaveLength(1)
  })
})
