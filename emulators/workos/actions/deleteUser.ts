import type { Emulator } from '../emulator'
import { type User, presentUser } from '../objects/user'

/** Tells only of the user: whether production also tells of each child is not documented, so nobody should wait for it. */
export function deleteUser(user: User, { store, events }: Emulator): void {
  const owned = [
    store.memberships, store.sessions, store.factors, store.identities,
    store.magicAuths, store.emailVerifications, store.radarChallenges, store.smsVerifications,
  ]
  for (const rows of owned) {
    for (const row of rows.all()) if (row.user_id === user.id) rows.delete(row.id)
  }
  store.users.delete(user.id)
  events.emit('user.deleted', presentUser(user))
}
