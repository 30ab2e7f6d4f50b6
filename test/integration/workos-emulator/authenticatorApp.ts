import { TOTP, URI } from 'otpauth'

/** An authenticator app that scanned a key URI: the real library, at the time it is told. */
export function authenticatorApp(uri: string) {
  const totp = URI.parse(uri)
  if (!(totp instanceof TOTP)) throw new Error('Not a TOTP key.')
  return { code: (timestamp: number = Date.now()) => totp.generate({ timestamp }) }
}

export const differentFrom = (code: string) => code === '000000' ? '111111' : '000000'
