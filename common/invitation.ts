/** An invitation, as whoever has its link may know it. */
export interface InvitationView {
  state: 'pending' | 'accepted' | 'expired' | 'revoked' | 'unknown'
  /** The invited address. */
  email: string
  organization: { id: string, name: string } | null
  /** Who invites, by name or address. */
  inviter: string | null
  /** ISO 8601. */
  expiresAt: string
  /** Who is looking: nobody known, the invited person, or someone else. */
  viewer: 'guest' | 'invited' | 'other'
}
