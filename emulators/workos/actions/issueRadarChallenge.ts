import type { Emulator } from '../emulator'
import { radarMail } from '../mail/messages'
import { CODE_LIFETIME_MS } from '../objects/oneTimeCode'
import { type RadarChallenge, presentRadarChallengeInEvent } from '../objects/radarChallenge'
import type { User } from '../objects/user'
import { sixDigits } from '../state/ids'

export function issueRadarChallenge(user: User, emulator: Emulator): RadarChallenge {
  const { store, clock, newId, events, mailbox } = emulator
  const challenge = store.radarChallenges.insert({
    id: newId('radar_challenge'),
    type: 'email',
    user_id: user.id,
    email: user.email,
    code: sixDigits(),
    expires_at: clock.iso(CODE_LIFETIME_MS),
    created_at: clock.iso(),
    updated_at: clock.iso(),
    attempts: 0,
    usedAt: null,
  })
  events.emit('radar.challenge_created', presentRadarChallengeInEvent(challenge))
  mailbox.send(radarMail(user.email, challenge.code))
  return challenge
}
