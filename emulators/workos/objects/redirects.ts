/** Where a browser may be sent after signing in, and from which origin it may call. */
export interface RedirectUri {
  readonly id: string
  readonly uri: string
  readonly default: boolean
  readonly created_at: string
  readonly updated_at: string
}

export interface CorsOrigin {
  readonly id: string
  readonly origin: string
  readonly created_at: string
  readonly updated_at: string
}
