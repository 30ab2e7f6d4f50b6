import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileStorage } from '../../../native/storage/file'
import { memoryStorage } from '../../../native/storage/memory'
import { secureStorage } from '../../../native/storage/secureStore'
import type { NativeStorage } from '../../../native/storage/storage'
import { toText } from '../../../native/storedSession'
import { signedIn } from './scriptedDevice'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'native-storage-'))
})
afterAll(async () => await rm(folder, { recursive: true }))

function keychain() {
  const items = new Map<string, string>()
  return {
    items,
    getItemAsync: async (key: string) => items.get(key) ?? null,
    setItemAsync: async (key: string, value: string) => void items.set(key, value),
    deleteItemAsync: async (key: string) => void items.delete(key),
  }
}

describe.each<[string, () => NativeStorage]>([
  ['memory', memoryStorage],
  ['a file', () => fileStorage(join(folder, 'deep', 'er', 'session.json'))],
  ['a keychain', () => secureStorage(keychain())],
])('%s', (_, create) => {
  it('keeps what was saved last until it is cleared', async () => {
    const storage = create()
    expect(await storage.load()).toBeNull()
    await storage.save('one')
    await storage.save('two')
    expect(await storage.load()).toBe('two')
    await storage.clear()
    await storage.clear()
    expect(await storage.load()).toBeNull()
  })
})

describe('a file', () => {
  it('is its owner\'s alone, and leaves no draft behind', async () => {
    const own = join(folder, 'own')
    const storage = fileStorage(join(own, 'session.json'))
    await storage.save('secret')
    await storage.save('secret')
    expect((await stat(join(own, 'session.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(own)).mode & 0o777).toBe(0o700)
    expect(await readdir(own)).toEqual(['session.json'])
  })

  it('that cannot be read is no empty one', async () => {
    await expect(fileStorage(folder).load()).rejects.toThrow('EISDIR')
    await expect(fileStorage(folder).save('x')).rejects.toThrow()
    expect(await readdir(join(folder, '..'))).not.toContainEqual(expect.stringMatching(new RegExp(`^${folder.split('/').at(-1)}\\.`)))
  })
})

describe('a keychain', () => {
  it('is not given more than it keeps', async () => {
    const { items, ...store } = keychain()
    const storage = secureStorage(store)
    await storage.save('ü'.repeat(1_024))
    await expect(storage.save('ü'.repeat(1_025))).rejects.toThrow('2048 bytes')
    await expect(storage.save('x'.repeat(2_049))).rejects.toThrow('2048 bytes')
    expect(items.get('native-session')).toBe('ü'.repeat(1_024))
  })

  it('has room for a session of long names', async () => {
    const { session } = signedIn(1)
    const user = { ...session.user, id: `user_${'0'.repeat(26)}`, email: `${'a'.repeat(64)}@${'b'.repeat(120)}.example`, firstName: '名'.repeat(60), lastName: '字'.repeat(60), profilePictureUrl: `https://images.example/${'c'.repeat(300)}` }
    const text = toText({ refreshToken: 'r'.repeat(64), session: { ...session, user, sessionId: `session_${'0'.repeat(26)}`, organizationId: `org_${'0'.repeat(26)}`, role: 'a-role-with-a-long-name' } })
    await secureStorage(keychain()).save(text)
    expect(Buffer.byteLength(text)).toBeLessThan(2_048)
  })
})
