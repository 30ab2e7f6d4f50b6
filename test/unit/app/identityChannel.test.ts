import { describe, expect, it } from 'vitest'
import { openIdentityChannel } from '../../../utils/identityChannel'

/** Channels of one name hear each other and not themselves (HTML, BroadcastChannel), here at once. */
function createBrowser() {
  const open = new Set<FakeChannel>()
  class FakeChannel extends EventTarget {
    onmessage: ((event: MessageEvent<unknown>) => void) | null = null
    onmessageerror = null
    constructor(readonly name: string) {
      super()
      open.add(this)
    }

    postMessage(data: unknown): void {
      for (const other of open) {
        if (other !== this && other.name === this.name) other.onmessage?.(new MessageEvent('message', { data }))
      }
    }

    close(): void {
      open.delete(this)
    }
  }
  return { FakeChannel, open }
}

function createTab({ FakeChannel }: ReturnType<typeof createBrowser>) {
  const heard: string[] = []
  return { heard, channel: openIdentityChannel(identity => heard.push(identity), FakeChannel) }
}

describe('openIdentityChannel', () => {
  it('tells all the other tabs, and not the one that speaks', () => {
    const browser = createBrowser()
    const [first, second, third] = [createTab(browser), createTab(browser), createTab(browser)]
    first.channel.announce('user_1')
    second.channel.announce('')
    expect([first.heard, second.heard, third.heard]).toEqual([[''], ['user_1'], ['user_1', '']])
  })

  it('keeps to its own name', () => {
    const browser = createBrowser()
    const tab = createTab(browser)
    new browser.FakeChannel('something-else').postMessage('user_1')
    expect(tab.heard).toEqual([])
  })

  it.each([null, undefined, 1, {}, ['user_1']])('does not believe %j', (data) => {
    const browser = createBrowser()
    const tab = createTab(browser)
    const other = new browser.FakeChannel([...browser.open][0]?.name ?? '')
    other.postMessage(data)
    expect(tab.heard).toEqual([])
    other.postMessage('user_2')
    expect(tab.heard).toEqual(['user_2'])
  })

  it('does without where the browser has no channels', () => {
    const { BroadcastChannel: real } = globalThis
    Reflect.deleteProperty(globalThis, 'BroadcastChannel')
    try {
      const heard: string[] = []
      expect(() => openIdentityChannel(identity => heard.push(identity)).announce('user_1')).not.toThrow()
      expect(heard).toEqual([])
    }
    finally {
      globalThis.BroadcastChannel = real
    }
  })
})
