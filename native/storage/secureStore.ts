import type { NativeStorage } from './storage'

/** The part of `expo-secure-store` that is used. */
export interface SecureStore {
  getItemAsync: (key: string) => Promise<string | null>
  setItemAsync: (key: string, value: string) => Promise<void>
  deleteItemAsync: (key: string) => Promise<void>
}

/** Some iOS releases refuse more (Expo docs: SecureStore). */
const MAX_BYTES = 2_048

/**
 * The keychain of iOS and the keystore of Android, through Expo.
 *
 * @param key letters, digits, `.`, `-` and `_`.
 * @example secureStorage(SecureStore)
 */
export function secureStorage(store: SecureStore, key = 'native-session'): NativeStorage {
  return {
    load: () => store.getItemAsync(key),
    save: async (text) => {
      // At worst a character is three bytes of UTF-8 for each of its UTF-16 units.
      if (text.length * 3 > MAX_BYTES && utf8Length(text) > MAX_BYTES) throw new Error(`The session has more than the ${MAX_BYTES} bytes that SecureStore keeps.`)
      await store.setItemAsync(key, text)
    },
    clear: () => store.deleteItemAsync(key),
  }
}

function utf8Length(text: string): number {
  return encodeURIComponent(text).replace(/%[\dA-F]{2}/g, '.').length
}
