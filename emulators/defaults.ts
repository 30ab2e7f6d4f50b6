/**
 * What the two emulators agree on with the commands that start them and the tests that call them.
 * None of these values is a secret: the emulators listen on loopback only and hold made-up people.
 */
export const WORKOS_EMULATOR = {
  port: 4100,
  apiKey: 'sk_test_emulator',
  clientId: 'client_emulator',
  webhookSecret: 'whsec_emulator',
} as const

export const CONVEX_EMULATOR = {
  /** Sync protocol and HTTP API; HTTP actions are served on the next port. */
  port: 3210,
  /** The form the Convex CLI expects: instance name, bar, key. */
  adminKey: 'emulator|0123456789abcdef0123456789abcdef',
} as const
