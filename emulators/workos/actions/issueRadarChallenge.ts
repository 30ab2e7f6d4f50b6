import type { Emulator } from '../emulator'
import { radarMail } from '../mail/messages'
import { type RadarChallenge, presentRadarChallengeInEvent } from '../objects/radarChallenge'
import type { User } from '../objects/user'
import { newOneTimeCode } from './newOneTimeCode'

export function issueRadarChallenge(user: User, emulator: Emulator): RadarChallenge {
  const { store, newId, events, mailbox } = emulator
  const challenge = store.radarChallenges.insert({
    id: newId('radar_challenge'),
    type: 'email',
    ...newOneTimeCode(user, emulator),
  })
  events.emit('radar.challenge_created', presentRadarChallengeInEvent(challenge))
  mailbox.send(radarMail(user.email, challenge.code))
  return challenge
}
