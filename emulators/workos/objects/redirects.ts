/** Where a browser may be sent: after signing in, after signing out, and from which origin it may call. */
export interface RedirectUri {
  readonly id: string
  readonly uri: string
  readonly default: boolean
  readonly created_at: string
  readonly updated_at: string
}

export interface SignOutRedirect {
  readonly id: string
  readonly uri: string
  readonly default: boolean
}

export interface CorsOrigin {
  readonly id: string
  readonly origin: string
  readonly created_at: string
  readonly updated_at: string
}
