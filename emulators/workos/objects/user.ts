export interface User {
  readonly id: string
  readonly email: string
  readonly email_verified: boolean
  readonly first_name: string | null
  readonly last_name: string | null
  readonly profile_picture_url: string | null
  readonly external_id: string | null
  readonly metadata: Readonly<Record<string, string>>
  readonly last_sign_in_at: string | null
  readonly locale: string | null
  readonly created_at: string
  readonly updated_at: string
}

export function presentUser(user: User) {
  return { object: 'user', ...user, name: fullName(user) }
}

/** Addresses are stored as first written and compared without case. */
export const sameEmail = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

export const emailDomain = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

export function fullName({ first_name, last_name }: Pick<User, 'first_name' | 'last_name'>): string | null {
  return [first_name, last_name].filter(Boolean).join(' ') || null
}
