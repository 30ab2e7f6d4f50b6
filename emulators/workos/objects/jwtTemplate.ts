/** An environment has at most one, hence the constant id. */
export interface JwtTemplate {
  readonly id: 'jwt_template'
  readonly content: string
  readonly created_at: string
  readonly updated_at: string
}

export function presentJwtTemplate({ id: _, ...template }: JwtTemplate) {
  return { object: 'jwt_template', ...template }
}
