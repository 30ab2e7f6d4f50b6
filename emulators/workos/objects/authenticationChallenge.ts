/** One question for the code of a factor. It has no code of its own: the authenticator app shows it. */
export interface AuthenticationChallenge {
  readonly id: string
  readonly authentication_factor_id: string
  readonly attempts: number
  readonly usedAt: string | null
  readonly created_at: string
  readonly updated_at: string
}

/** Without `expires_at`, which challenges of authenticator apps do not have. */
export function presentChallenge({ attempts: _, usedAt: __, ...challenge }: AuthenticationChallenge) {
  return { object: 'authentication_challenge', ...challenge }
}
