import { maskAddress } from '../utils/maskAddress'
import type { Mail } from './mail'

const LONGEST = 300

/**
 * Why a mail was not sent, in one line for the log. Servers quote what they refuse, so whatever they
 * say is searched for the code, the link and addresses.
 */
export function describeFailure(error: unknown, mail: Mail): string {
  const reasons = [error, error instanceof Error ? error.cause : undefined].flatMap(reason => reason instanceof Error ? [describe(reason)] : [])
  const line = withoutSecrets(reasons.join(', because: ') || 'no reason given', mail).replace(/[\p{Cc}\s]+/gu, ' ')
  return `${mail.kind} to ${maskAddress(mail.to)}: ${line.slice(0, LONGEST)}`
}

function describe(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code} ` : ''
  return `${code}${error.message}`
}

function withoutSecrets(text: string, mail: Mail): string {
  const secret = mail.kind === 'invitation' ? mail.url : mail.code
  return text
    .replaceAll(secret, '[secret]')
    .replace(/https?:\/\/\S+/g, '[address]')
    .replace(/[^\s<>"'()[\],;:]+@[^\s<>"'()[\],;:]+/g, maskAddress)
}
