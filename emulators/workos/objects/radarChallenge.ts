import type { OneTimeCode } from './oneTimeCode'

/** A code that was mailed because a sign-in looked unusual. */
export interface RadarChallenge extends OneTimeCode {
  readonly id: string
  readonly type: 'email'
  readonly user_id: string
  readonly email: string
  readonly created_at: string
  readonly updated_at: string
}

export function presentRadarChallenge({ attempts: _, usedAt: __, ...challenge }: RadarChallenge) {
  return { object: 'radar_challenge', ...challenge }
}

/** The code reaches a person by mail only, never a webhook receiver. */
export const presentRadarChallengeInEvent = ({ id, type, user_id, email }: RadarChallenge) =>
  ({ type, radar_challenge_id: id, user_id, email })
