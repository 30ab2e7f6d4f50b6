import type { Emulator } from '../emulator'
import { radarSms } from '../mail/messages'
import { CODE_LIFETIME_MS } from '../objects/oneTimeCode'
import type { SmsVerification } from '../objects/smsVerification'
import { sixDigits } from '../state/ids'

/** Only the newest code of a person counts. */
export function sendSmsVerification(userId: string, phoneNumber: string, emulator: Emulator): SmsVerification {
  const { store, clock, newId, mailbox } = emulator
  for (const older of store.smsVerifications.filter(row => row.user_id === userId)) store.smsVerifications.delete(older.id)
  const verification = store.smsVerifications.insert({
    id: newId('radar_verification'),
    user_id: userId,
    phone_number: phoneNumber,
    code: sixDigits(),
    expires_at: clock.iso(CODE_LIFETIME_MS),
    attempts: 0,
    usedAt: null,
  })
  mailbox.send(radarSms(phoneNumber, verification.code))
  return verification
}
