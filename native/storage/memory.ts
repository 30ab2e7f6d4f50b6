import type { NativeStorage } from './storage'

/** For tests, and for apps that ask people to sign in at each start. */
export function memoryStorage(): NativeStorage {
  let stored: string | null = null
  return {
    load: async () => stored,
    save: async text => void (stored = text),
    clear: async () => void (stored = null),
  }
}
