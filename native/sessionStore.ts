import type { Platform } from './platform'
import type { NativeStorage } from './storage/storage'
import { fromText, toText, type StoredSession } from './storedSession'
import { inTime, type Rest } from './timers'

const TRIES = 3
const PAUSE_MS = 300
const TIMEOUT_MS = 5_000
const LONGEST_PAUSE_MS = 10_000

export interface SessionStore {
  /** Repeats until the storage can be read (a keychain is locked until the device was first unlocked), or `isOver`. Never rejects. */
  load: (isOver: () => boolean) => Promise<StoredSession | null>
  /**
   * Replaces what is stored, unless `isOver` by the time it is this one's turn. Never rejects: a session
   * that cannot be stored goes on in memory, and `onFailure` hears of it.
   */
  save: (session: StoredSession | null, isOver?: () => boolean) => Promise<void>
}

/** One write at a time, in the order in which they were asked for, so that a late one never brings back what a sign-out has cleared. */
export function createSessionStore(storage: NativeStorage, platform: Platform, rest: Rest, onFailure: (error: unknown) => void): SessionStore {
  let writes: Promise<void> = Promise.resolve()

  async function write(session: StoredSession | null, isOver: () => boolean): Promise<void> {
    for (let attempt = 1; !isOver(); attempt++) {
      try {
        return await inTime(platform, TIMEOUT_MS, session ? storage.save(toText(session)) : storage.clear())
      }
      catch (error) {
        if (attempt >= TRIES) return onFailure(error)
        await rest.sleep(PAUSE_MS * attempt)
      }
    }
  }

  return {
    load: async (isOver) => {
      for (let pause = PAUSE_MS; !isOver(); pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
        try {
          return fromText(await inTime(platform, TIMEOUT_MS, storage.load()))
        }
        catch (error) {
          onFailure(error)
          await rest.sleep(pause)
        }
      }
      return null
    },
    save: (session, isOver = () => false) => writes = writes.then(() => write(session, isOver)),
  }
}
