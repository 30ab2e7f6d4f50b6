import { createHash } from 'node:crypto'

/** An account elsewhere that is known to be this user: signing in with it needs no further proof of the address. */
export interface Identity {
  readonly id: string
  readonly user_id: string
  /** A provider, or the id of an SSO connection. */
  readonly source: string
  readonly type: 'OAuth' | 'SSO'
  readonly idp_id: string
}

/** The API spells one provider differently here than everywhere else. */
export function presentIdentity({ idp_id, type, source }: Identity) {
  return { idp_id, type, provider: source === 'GitHubOAuth' ? 'GithubOAuth' : source }
}

/** An address is one account per provider, the same one in every run. */
export const idpAccountId = (source: string, email: string): string =>
  createHash('sha256').update(`${source} ${email.toLowerCase()}`).digest('hex').slice(0, 24)
