/**
 * Where a device keeps its session while the app is not running: one short text, of about 600 bytes,
 * that is a secret like a password. Any of these may reject; what was there before then stays.
 */
export interface NativeStorage {
  /** @returns null when nothing is stored. */
  load: () => Promise<string | null>
  /** Must have the text in a safe place before it resolves. */
  save: (text: string) => Promise<void>
  clear: () => Promise<void>
}
