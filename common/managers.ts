/** Whom to ask in an organization, as `GET /api/organization/managers` answers it. */
export interface Managers {
  /** Its name. */
  organization: string
  /** What the caller is there; null when their role has no name. */
  role: string | null
  people: { name: string, email: string }[]
}
