/** What to call somebody. */
export function personName({ firstName, lastName, email }: { firstName: string | null, lastName: string | null, email: string }): string {
  return [firstName, lastName].filter(Boolean).join(' ') || email
}
