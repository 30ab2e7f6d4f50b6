/** The id is the token itself. */
export interface RefreshToken {
  readonly id: string
  readonly sessionId: string
  /** Set at the first use; repeating that use within the grace period gives the same answer. */
  readonly exchange: { readonly at: number, readonly answer: Promise<unknown> } | null
}
